import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { ok, type Result } from '../../../shared/types/result.ts';
import type {
  LastingFile,
  ProofJob,
  ProofRefusal,
  WantedRevocation,
} from '../../host/ports/signature-proof.ts';
import { type ParsedCertificate, subjectName } from '../verify/certificate.ts';
import type { PdfDocument } from '../verify/pdf/document.ts';
import { asRef } from '../verify/pdf/value.ts';
import { type NeededProof, neededProofs, proofFor } from '../verify/proof-level.ts';
import { newestAnswer, type RevocationData } from '../verify/revocation.ts';
import type { TrustAnchors } from '../verify/trust.ts';
import { readValidationStore } from '../verify/validation-store.ts';
import { examineFile } from '../verify/verify-signed-pdf.ts';
import { createUpdate, type IncrementalUpdate } from './incremental-update.ts';
import { ocspRequest } from './ocsp-request.ts';
import { bufferOf } from './open-for-signing.ts';
import { pdfArray, pdfDict, pdfName, pdfRef, withEntries } from './pdf-text.ts';
import { proofRefused } from './timestamp-response.ts';

type PutJob = Extract<ProofJob, { job: 'put-revocation' }>;

/**
 * Puts the certificates of every chain and the revocation data that proves them into /DSS (ISO 32000-2, 12.8.4.3), in an incremental update.
 * Data counts only when it is not older than what was relied on; while some is wanted the file stays as it is.
 */
export function putValidationData(
  { pdf, at, nonce }: PutJob,
  anchors: TrustAnchors,
): Result<LastingFile, ProofRefusal> {
  const examined = examineFile(bufferOf(pdf), anchors, Date.parse(at));
  const { checked, document } = examined;
  for (const { trust, faults, provedAt } of checked) {
    const reason = faults[0] ?? (trust.status === 'trusted' ? undefined : (trust.reasons[0] ?? trust.status));
    if (reason !== undefined) return proofRefused('PROOF_FILE_UNSOUND', { reason });
    if (provedAt === undefined) return proofRefused('PROOF_FILE_UNSOUND', { reason: 'no-time-stamp' });
  }
  const needed = neededProofs(checked.flatMap(({ chains }) => chains));
  const data = examined.anchors.lists;
  const wanted = needed.filter((each) => proofFor(each, data) === undefined);
  if (wanted.length > 0)
    return ok({ done: false, wanted: wanted.map((each) => toWanted(each, data, nonce)) });
  const certificates = checked.flatMap(({ chains }) => chains.flatMap(({ path }) => path));
  const proofs = needed.flatMap((each) => proofFor(each, data) ?? []);
  return ok({ done: true, pdf: new Uint8Array(write(document, certificates, proofs)) });
}

function toWanted(
  { certificate, issuer, since }: NeededProof,
  data: readonly RevocationData[],
  nonce: Uint8Array,
): WantedRevocation {
  const newerAt = newestAnswer(certificate, issuer, data)?.nextUpdate;
  return {
    subject: subjectName(certificate),
    certificate: new Uint8Array(certificate.der),
    issuer: new Uint8Array(issuer.der),
    since: new Date(since).toISOString(),
    crlUrls: [...certificate.crlUrls],
    ocspUrls: [...certificate.ocspUrls],
    ocspRequest: new Uint8Array(ocspRequest(certificate, issuer, nonce)),
    newerAt: newerAt === undefined ? null : new Date(newerAt).toISOString(),
  };
}

function write(
  document: PdfDocument,
  certificates: readonly ParsedCertificate[],
  proofs: readonly RevocationData[],
): Buffer {
  const update = createUpdate(document);
  const there = new Set(readValidationStore(document).digests);
  const added = (values: readonly Buffer[]) =>
    values.flatMap((bytes) => {
      const digest = createHash('sha256').update(bytes).digest('hex');
      if (there.has(digest)) return [];
      there.add(digest);
      return [pdfRef(addStream(update, bytes))];
    });
  const written = document.catalog.entries.get('DSS');
  const store = document.dict(written) ?? pdfDict({ Type: pdfName('DSS') });
  const ders = (kind: RevocationData['kind']) =>
    proofs.filter((each) => each.kind === kind).map(({ der }) => der);
  const lists = {
    Certs: added(certificates.map(({ der }) => der)),
    CRLs: added(ders('crl')),
    OCSPs: added(ders('ocsp')),
  };
  const entries = Object.entries(lists).flatMap(([key, refs]) => {
    const all = [...(document.array(store.entries.get(key)) ?? []), ...refs];
    return all.length === 0 ? [] : [[key, pdfArray(all)] as const];
  });
  const num = asRef(written)?.num ?? update.allocate();
  update.put(num, withEntries(store, Object.fromEntries(entries)));
  if (asRef(written) === undefined)
    update.put(document.catalogRef, withEntries(document.catalog, { DSS: pdfRef(num) }));
  return update.build().bytes;
}

function addStream(update: IncrementalUpdate, bytes: Buffer): number {
  const num = update.allocate();
  const raw = deflateSync(bytes);
  update.put(num, { kind: 'stream', dict: pdfDict({ Filter: pdfName('FlateDecode') }), raw });
  return num;
}
