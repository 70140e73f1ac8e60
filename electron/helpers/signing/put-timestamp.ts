import { createHash } from 'node:crypto';
import { ok, type Result } from '../../../shared/types/result.ts';
import {
  type AskedTime,
  MOST_CLOCK_OFF_MS,
  type ProofJob,
  type ProofRefusal,
  type StampDigest,
  type StampedFile,
} from '../../host/ports/signature-proof.ts';
import { withDefiniteLengths } from '../verify/ber.ts';
import { subjectName } from '../verify/certificate.ts';
import { contentsBytes, coverageOf } from '../verify/check-signature.ts';
import { OID, parseSignedCms } from '../verify/cms.ts';
import { childrenOf, type DerElement, DerError, readDer, TAG } from '../verify/der.ts';
import { openPdf, type PdfDocument } from '../verify/pdf/document.ts';
import { listSignatureFields } from '../verify/signature-fields.ts';
import type { TrustAnchors } from '../verify/trust.ts';
import { der, derOid } from './der-writer.ts';
import { addDocumentTimestamp } from './document-timestamp.ts';
import { assertPrefix } from './incremental-update.ts';
import { bufferOf } from './open-for-signing.ts';
import { timestampRequest } from './timestamp-request.ts';
import { acceptTimestamp, proofRefused } from './timestamp-response.ts';

type AskJob = Extract<ProofJob, { job: 'ask-time' }>;
type PutJob = Extract<ProofJob, { job: 'put-time' }>;

/** Makes the request for a stamp over a signature's value (RFC 5126, 6.1.1), over a whole file (ISO 32000-2, 12.8.5), or for a trial. */
export function askTime({ target, digest, nonce }: AskJob): Result<AskedTime, ProofRefusal> {
  const asked = (pdf: Uint8Array, gap: [number, number], imprint: Buffer) =>
    ok({
      kind: target.kind,
      pdf: new Uint8Array(pdf),
      gap,
      digest,
      imprint: new Uint8Array(imprint),
      nonce,
      request: new Uint8Array(timestampRequest(digest, imprint, nonce)),
    });
  if (target.kind === 'trial') return asked(new Uint8Array(), [0, 0], hashOf(digest, target.content));
  const document = openPdf(bufferOf(target.pdf));
  if (target.kind === 'document') {
    const { bytes, gap } = addDocumentTimestamp(document);
    return asked(bytes, gap, hashOf(digest, bytes.subarray(0, gap[0]), bytes.subarray(gap[1])));
  }
  const place = placeOfSignature(document, target.field);
  if (!place.ok) return place;
  const { cms, gap } = place.value;
  return asked(target.pdf, gap, hashOf(digest, parseSignedCms(cms).signature));
}

/** Checks the answer and writes the stamp. Nothing outside the room it was given changes. */
export function putTime(
  { asked, response, at }: PutJob,
  anchors: TrustAnchors,
): Result<StampedFile, ProofRefusal> {
  const { digest, imprint, nonce } = asked;
  const expected = { digest, imprint, nonce, at: Date.parse(at), mostOffMs: MOST_CLOCK_OFF_MS };
  const accepted = acceptTimestamp(response, expected, anchors);
  if (!accepted.ok) return accepted;
  const { token, stamp } = accepted.value;
  const written = asked.kind === 'trial' ? ok(new Uint8Array()) : writeInto(asked, token);
  if (!written.ok) return written;
  return ok({
    pdf: written.value,
    at: new Date(stamp.at).toISOString(),
    authority: subjectName(stamp.signer.certificate),
    authorityNotAfter: new Date(stamp.signer.certificate.notAfter).toISOString(),
  });
}

function writeInto(
  { kind, pdf, gap, imprint, digest }: AskedTime,
  token: Buffer,
): Result<Uint8Array, ProofRefusal> {
  const before = bufferOf(pdf);
  const [start, end] = gap;
  let contents = token;
  if (kind === 'signature') {
    const cms = Buffer.from(before.toString('latin1', start + 1, end - 1), 'hex');
    if (!hashOf(digest, parseSignedCms(cms).signature).equals(imprint))
      return proofRefused('PROOF_FILE_UNSOUND', { reason: 'another-signature' });
    contents = withTimestamp(cms, token);
  }
  const room = (end - start - 2) / 2;
  if (contents.length > room) return proofRefused('PROOF_FILE_UNSOUND', { reason: 'no-room-for-the-stamp' });
  const stamped = Buffer.from(before);
  stamped.write(contents.toString('hex').padEnd(2 * room, '0'), start + 1, 'latin1');
  assertPrefix(before.subarray(0, start + 1), stamped);
  return ok(new Uint8Array(stamped));
}

function hashOf(digest: StampDigest, ...pieces: readonly Uint8Array[]): Buffer {
  const hash = createHash(digest);
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
}

/** The last signature of the file: the room of an earlier one is covered by what came after it. */
function placeOfSignature(
  document: PdfDocument,
  name: string,
): Result<{ cms: Buffer; gap: [number, number] }, ProofRefusal> {
  const field = listSignatureFields(document).find((each) => each.name === name);
  if (field?.signature === undefined) return proofRefused('PROOF_FILE_UNSOUND', { reason: 'not-signed' });
  const coverage = coverageOf(document, field, field.signature);
  if (coverage.end !== document.bytes.length)
    return proofRefused('PROOF_FILE_UNSOUND', { reason: 'signed-again' });
  return ok({ cms: contentsBytes(document, coverage), gap: [coverage.gapStart, coverage.gapEnd] });
}

/** The CMS with the stamp as its only unsigned attribute (signature-time-stamp, RFC 5126, 6.1.1). */
function withTimestamp(cms: Buffer, token: Buffer): Buffer {
  const need = (element: DerElement | undefined): DerElement => {
    if (element === undefined) throw new DerError('not the CMS that was written');
    return element;
  };
  const [type, wrapped] = childrenOf(readDer(withDefiniteLengths(cms)), TAG.sequence);
  const parts = childrenOf(need(childrenOf(need(wrapped))[0]), TAG.sequence);
  const [signerInfo] = childrenOf(need(parts[parts.length - 1]), TAG.set);
  const signed = childrenOf(need(signerInfo)).filter(({ tag }) => tag !== TAG.context1);
  const attribute = der(TAG.sequence, derOid(OID.signatureTimestamp), der(TAG.set, token));
  const stamped = der(TAG.sequence, ...signed.map(({ whole }) => whole), der(TAG.context1, attribute));
  const head = parts.slice(0, -1).map(({ whole }) => whole);
  const data = der(TAG.sequence, ...head, der(TAG.set, stamped));
  return der(TAG.sequence, need(type).whole, der(TAG.context0, data));
}
