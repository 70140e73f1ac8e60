import { createHash } from 'node:crypto';
import { ok, type Result } from '../../../shared/types/result.ts';
import type {
  PreparedManifest,
  PreparedSignature,
  PrepareRequest,
  SignerRefusal,
} from '../../host/ports/signer.ts';
import type { PdfDocument } from '../verify/pdf/document.ts';
import { asDict, type PdfDict } from '../verify/pdf/value.ts';
import { everySignature, listSignatureFields } from '../verify/signature-fields.ts';
import { type CertificateForSigning, checkSigningCertificate } from './certificate-check.ts';
import { signedAttributes } from './cms-writer.ts';
import { createUpdate } from './incremental-update.ts';
import { refused, withPdf } from './open-for-signing.ts';
import { pdfArray, pdfDict, pdfName, pdfRef, pdfText, withEntries, writeValue } from './pdf-text.ts';
import { signingDigest } from './signing-digest.ts';

/** Room for the CMS in bytes: 8.1 kB are used with three certificates and a time stamp. */
export const RESERVED_BYTES = 16 * 1024;

/** Room for the four numbers of a byte range. */
export const BYTE_RANGE_ROOM = '[0 0000000000 0000000000 0000000000]';
const OFFICE_OFFSET_HOURS = 7;

/**
 * First phase of a signature: an incremental update with the signature dictionary, its /Contents still empty, and the attributes that
 * the key has to sign. Everything needed later is in the answer.
 */
export function prepareSignature(request: PrepareRequest): Result<PreparedSignature, SignerRefusal> {
  const checked = checkSigningCertificate(request.certificate, request.chain, request.checks);
  if (!checked.ok) return checked;
  return withPdf(request.pdf, (document) => {
    const field = listSignatureFields(document).find(({ name }) => name === request.field);
    if (field === undefined) return refused('FIELD_MISSING', { field: request.field });
    if (field.signature !== undefined) return refused('FIELD_SIGNED', { field: request.field });
    if (request.certify && everySignature(document).length > 0) return refused('CERTIFICATION_NOT_FIRST', {});
    return ok(prepare(document, field.num, field.dict, request, checked.value));
  });
}

function prepare(
  document: PdfDocument,
  fieldNum: number,
  field: PdfDict,
  request: PrepareRequest,
  { certificate, chain }: CertificateForSigning,
): PreparedSignature {
  const update = createUpdate(document);
  const num = update.allocate();
  const text = signatureText(request);
  update.putWritten(num, text);
  update.put(fieldNum, withEntries(field, { V: pdfRef(num) }));
  if (request.certify) update.put(document.catalogRef, certifiedCatalog(document, num));
  const { bytes, placeOf } = update.build();
  const gapStart = placeOf(num) + text.indexOf('/Contents<') + '/Contents'.length;
  const gapEnd = gapStart + 2 * RESERVED_BYTES + 2;
  const byteRange: PreparedManifest['byteRange'] = [0, gapStart, gapEnd, bytes.length - gapEnd];
  const written = `[${byteRange.join(' ')}]`.padEnd(BYTE_RANGE_ROOM.length);
  bytes.write(written, placeOf(num) + text.indexOf(BYTE_RANGE_ROOM), 'latin1');
  const contentDigest = createHash(signingDigest(certificate.publicKey))
    .update(bytes.subarray(0, gapStart))
    .update(bytes.subarray(gapEnd))
    .digest();
  const attributes = signedAttributes(contentDigest, certificate);
  const manifest: PreparedManifest = {
    version: 1,
    deviceId: request.deviceId,
    field: request.field,
    preparedSha256: digest(bytes).toString('hex'),
    previousLength: document.bytes.length,
    byteRange,
    signedAttributes: attributes.toString('base64'),
    digest: digest(attributes).toString('hex'),
    certificate: certificate.der.toString('base64'),
    chain: chain.map((each) => each.der.toString('base64')),
    claimedAt: request.checks.at,
  };
  return { pdf: new Uint8Array(bytes), manifest };
}

function digest(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** The signature dictionary (ISO 32000-1, 12.8.1) with room for what is known only later. */
function signatureText({ certify, checks, reason, location }: PrepareRequest): Buffer {
  const known = pdfDict({
    Type: pdfName('Sig'),
    Filter: pdfName('Adobe.PPKLite'),
    SubFilter: pdfName('ETSI.CAdES.detached'),
    M: { kind: 'string', bytes: Buffer.from(pdfDate(checks.at)), hex: false, start: -1, end: -1 },
    Reason: reason === undefined ? undefined : pdfText(reason),
    Location: location === undefined ? undefined : pdfText(location),
    Reference: certify ? pdfArray([DOC_MDP]) : undefined,
  });
  const body = writeValue(known).toString('latin1').slice(0, -'>>'.length);
  const contents = `/Contents<${'0'.repeat(2 * RESERVED_BYTES)}>`;
  return Buffer.from(`${body}/ByteRange${BYTE_RANGE_ROOM}${contents}>>`, 'latin1');
}

/** P 2: afterwards the document receives signatures and nothing else that matters here (12.8.2.2). */
const DOC_MDP = pdfDict({
  Type: pdfName('SigRef'),
  TransformMethod: pdfName('DocMDP'),
  TransformParams: pdfDict({ Type: pdfName('TransformParams'), P: 2, V: pdfName('1.2') }),
});

function certifiedCatalog(document: PdfDocument, signature: number): PdfDict {
  const permissions = asDict(document.resolve(document.catalog.entries.get('Perms'))) ?? pdfDict({});
  return withEntries(document.catalog, { Perms: withEntries(permissions, { DocMDP: pdfRef(signature) }) });
}

/** A PDF date (7.9.4) in Vietnam's time, which has no daylight saving. */
function pdfDate(instant: string): string {
  const local = new Date(Date.parse(instant) + OFFICE_OFFSET_HOURS * 3_600_000).toISOString();
  return `D:${local.slice(0, 19).replace(/[-:T]/gu, '')}+07'00'`;
}
