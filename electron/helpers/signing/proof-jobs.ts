import { ok, type Result } from '../../../shared/types/result.ts';
import type {
  ProofJob,
  ProofOutcome,
  ProofRefusal,
  ReadList,
  ReadRevocation,
} from '../../host/ports/signature-proof.ts';
import { parseCertificate, subjectName } from '../verify/certificate.ts';
import { CmsError } from '../verify/cms.ts';
import { DerError } from '../verify/der.ts';
import { parseOcspResponse } from '../verify/ocsp-response.ts';
import { PdfError } from '../verify/pdf/value.ts';
import { parseRevocationData } from '../verify/revocation-data.ts';
import type { TrustAnchors } from '../verify/trust.ts';
import { ocspNonce } from './ocsp-request.ts';
import { askTime, putTime } from './put-timestamp.ts';
import { putValidationData } from './put-validation-data.ts';
import { proofRefused } from './timestamp-response.ts';

/** Work that makes signatures outlive their certificates, as a helper process runs it. */
export async function runProofJob(work: ProofJob): Promise<ProofOutcome> {
  try {
    switch (work.job) {
      case 'ask-time':
        return askTime(work);
      case 'put-time':
        return putTime(work, anchorsOf(work.anchors));
      case 'put-revocation':
        return putValidationData(work, anchorsOf(work.anchors));
      case 'read-revocation':
        return readRevocation(work);
      case 'read-list':
        return readList(work);
    }
  } catch (error) {
    if (error instanceof PdfError) return proofRefused('PROOF_FILE_UNSOUND', { reason: error.fault });
    if (error instanceof CmsError) return proofRefused('PROOF_FILE_UNSOUND', { reason: error.reason });
    if (error instanceof DerError) return proofRefused('PROOF_FILE_UNSOUND', { reason: 'cms-unreadable' });
    throw error;
  }
}

function anchorsOf({ roots, revocation }: Extract<ProofJob, { job: 'put-time' }>['anchors']): TrustAnchors {
  return {
    roots: roots.flatMap((root) => parseCertificate(root) ?? []),
    lists: revocation.flatMap((data) => parseRevocationData(data) ?? []),
  };
}

type ReadJob = Extract<ProofJob, { job: 'read-revocation' }>;

/** Whether the data speaks about the certificate, signed by who may say it; where an OCSP answer brings a nonce, it is ours. */
function readRevocation(job: ReadJob): Result<ReadRevocation, ProofRefusal> {
  const data = parseRevocationData(job.data);
  if (data === undefined) return proofRefused('REVOCATION_WRONG', { reason: 'unreadable' });
  const [certificate, issuer] = [parseCertificate(job.certificate), parseCertificate(job.issuer)];
  const answer =
    certificate === undefined || issuer === undefined ? undefined : data.answer(certificate, issuer);
  if (answer === undefined) return proofRefused('REVOCATION_WRONG', { reason: 'not-about-it' });
  const nonce = data.kind === 'ocsp' ? parseOcspResponse(job.data)?.nonce : undefined;
  if (nonce !== undefined && job.nonce !== null && !nonce.equals(ocspNonce(job.nonce)))
    return proofRefused('REVOCATION_WRONG', { reason: 'nonce' });
  return ok({
    kind: data.kind,
    issuerName: issuer === undefined ? '' : subjectName(issuer),
    asOf: new Date(data.asOf).toISOString(),
    nextUpdate: text(data.nextUpdate),
    revokedAt: text(answer.revokedAt),
  });
}

/** The issuer stands for any certificate of its own: what is asked is whether it signed the list. */
function readList(job: Extract<ProofJob, { job: 'read-list' }>): Result<ReadList, ProofRefusal> {
  const data = parseRevocationData(job.data);
  if (data?.kind !== 'crl') return proofRefused('REVOCATION_WRONG', { reason: 'unreadable' });
  const issuer = parseCertificate(job.issuer);
  if (issuer === undefined || data.answer(issuer, issuer) === undefined)
    return proofRefused('REVOCATION_WRONG', { reason: 'not-about-it' });
  return ok({
    issuerFingerprint: issuer.fingerprint,
    issuerName: subjectName(issuer),
    asOf: new Date(data.asOf).toISOString(),
    nextUpdate: text(data.nextUpdate),
  });
}

function text(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}
