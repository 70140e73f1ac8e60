import { createHash } from 'node:crypto';
import { maySignDocuments, type ParsedCertificate } from './certificate.ts';
import { CmsError, type DigestName, OID, parseSignedCms, type SignedCms } from './cms.ts';
import type { PdfDocument } from './pdf/document.ts';
import { asArray, asInteger, asName, asString, type PdfDict, textOf } from './pdf/value.ts';
import { parseRevocationData } from './revocation-data.ts';
import { contentsOf, type SignatureField } from './signature-fields.ts';
import { type CheckedSigner, checkSigner, orReason } from './signer-info.ts';
import { type CheckedTimestamp, checkTimestamp } from './timestamp.ts';
import { judgeTrust, type Trust, type TrustAnchors } from './trust.ts';

/** The bytes a signature covers: from 0 to `gapStart` and from `gapEnd` to `end`. */
export interface Coverage {
  readonly gapStart: number;
  readonly gapEnd: number;
  readonly end: number;
}

/** A chain that was relied on, and the time it was relied on for (milliseconds): revocation data must not be older. */
export interface ReliedChain {
  readonly path: readonly ParsedCertificate[];
  readonly since: number;
}

/** The latest instant a signature can have been made at (milliseconds): now, or what a trusted document time stamp over it proves. */
export interface ProvedUntil {
  readonly at: number;
  readonly proved: boolean;
}

/** One signature, judged by itself: whether anything happened after it is for the comparison of revisions. */
export interface CheckedSignature {
  readonly field: SignatureField;
  /** Undefined when the byte range is not to be relied on. */
  readonly coverage: Coverage | undefined;
  readonly signer: CheckedSigner | undefined;
  readonly intact: boolean;
  readonly trust: Trust;
  /** Milliseconds, proved by a trusted time stamp. */
  readonly provedAt: number | undefined;
  /** What the signer's own clock said, UTC ISO-8601; null where the file says nothing readable. */
  readonly claimedAt: string | null;
  readonly isDocumentTimestamp: boolean;
  /** Its own chain and that of its time stamp. */
  readonly chains: readonly ReliedChain[];
  /** What makes the signature invalid. */
  readonly faults: readonly string[];
  /** What keeps it from being called valid without making it invalid. */
  readonly doubts: readonly string[];
  /** Remarks that change nothing. */
  readonly notes: readonly string[];
}

const DETACHED: ReadonlySet<string> = new Set(['ETSI.CAdES.detached', 'adbe.pkcs7.detached']);
/** What is not known is not judged: it may be sound (ETSI EN 319 102-1, 5.2). */
const NOT_READ: ReadonlySet<string> = new Set([
  'unsupported-format',
  'unsupported-algorithm',
  'pdf-too-complex',
]);
const TIMESTAMP_FORMAT = 'ETSI.RFC3161';
const CANONICAL_HEX = /^(?:[0-9a-f]+|[0-9A-F]+)$/u;

/** Checks the signature of one filled field. */
export function checkSignature(
  document: PdfDocument,
  field: SignatureField,
  signature: PdfDict,
  anchors: TrustAnchors,
  until: ProvedUntil,
): CheckedSignature {
  const isDocumentTimestamp = asName(signature.entries.get('SubFilter')) === TIMESTAMP_FORMAT;
  const failed = (reason: string, coverage?: Coverage): CheckedSignature => ({
    field,
    coverage,
    signer: undefined,
    intact: false,
    trust: { status: 'unknown', reasons: [], path: [] },
    provedAt: undefined,
    claimedAt: claimedAt(document, signature),
    isDocumentTimestamp,
    chains: [],
    faults: NOT_READ.has(reason) ? [] : [reason],
    doubts: NOT_READ.has(reason) ? [reason] : [],
    notes: [],
  });
  const coverage = orReason(() => coverageOf(document, field, signature));
  if ('reason' in coverage) return failed(coverage.reason);
  const outcome = orReason(() => {
    const cms = contentsBytes(document, coverage);
    return isDocumentTimestamp
      ? judgeDocumentTimestamp(cms, document, coverage, anchors, until)
      : judgeSignature(signature, cms, document, coverage, anchors, until);
  });
  if ('reason' in outcome) return failed(outcome.reason, coverage);
  return {
    field,
    coverage,
    intact: true,
    isDocumentTimestamp,
    claimedAt: claimedAt(document, signature),
    ...outcome,
  };
}

/** `D:20261124100405+07'00'` (7.9.4); what is left out is the smallest it can be, and Greenwich. */
const PDF_DATE = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)(?:'(\d\d))?)?/u;

function claimedAt(document: PdfDocument, signature: PdfDict): string | null {
  const written = asString(document.resolve(signature.entries.get('M')));
  const read = PDF_DATE.exec(written === undefined ? '' : textOf(written));
  if (read === null) return null;
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', sign, hours, minutes] =
    read;
  const zone = sign === undefined ? 'Z' : `${sign}${hours}:${minutes ?? '00'}`;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** Where the bytes end that a signature says to cover; 0 where it says nothing that holds. */
export function coverageEnd(document: PdfDocument, field: SignatureField, signature: PdfDict): number {
  const coverage = orReason(() => coverageOf(document, field, signature));
  return 'reason' in coverage ? 0 : coverage.end;
}

/** ByteRange (12.8.1): four numbers, from the first byte, around exactly this signature's own /Contents, inside the file. */
export function coverageOf(document: PdfDocument, field: SignatureField, signature: PdfDict): Coverage {
  if (signature.ambiguous) throw new CmsError('signature-ambiguous');
  const entry = document.entries.get(field.signatureNum ?? -1);
  if (entry?.type !== 'offset') throw new CmsError('signature-packed');
  const range = asArray(signature.entries.get('ByteRange'))?.map((item) => asInteger(item) ?? -1);
  const contents = contentsOf(signature);
  if (contents === undefined) throw new CmsError('contents-missing');
  const [start, gapStart = -1, gapEnd = -1, tail = -1, ...beyond] = range ?? [];
  const end = gapEnd + tail;
  if (start !== 0 || beyond.length > 0 || gapStart < 0 || tail < 0) throw new CmsError('byte-range');
  if (gapStart !== contents.start || gapEnd !== contents.end || end > document.bytes.length) {
    throw new CmsError('byte-range');
  }
  return { gapStart, gapEnd, end };
}

export function contentsBytes({ bytes }: PdfDocument, { gapStart, gapEnd }: Coverage): Buffer {
  const hex = bytes.toString('latin1', gapStart + 1, gapEnd - 1);
  // One case throughout: otherwise a letter of the one part that is not signed could change without any consequence.
  if (!CANONICAL_HEX.test(hex) || hex.length % 2 !== 0) throw new CmsError('contents-encoding');
  return Buffer.from(hex, 'hex');
}

function digestCovered(
  { bytes }: PdfDocument,
  { gapStart, gapEnd, end }: Coverage,
  digest: DigestName,
): Buffer {
  return createHash(digest).update(bytes.subarray(0, gapStart)).update(bytes.subarray(gapEnd, end)).digest();
}

type Judgement = Pick<
  CheckedSignature,
  'signer' | 'trust' | 'provedAt' | 'chains' | 'faults' | 'doubts' | 'notes'
>;

function judgeSignature(
  signature: PdfDict,
  contents: Buffer,
  document: PdfDocument,
  coverage: Coverage,
  given: TrustAnchors,
  until: ProvedUntil,
): Judgement {
  const format = asName(signature.entries.get('SubFilter')) ?? '';
  if (!DETACHED.has(format)) throw new CmsError('unsupported-format');
  const cms = parseSignedCms(contents);
  if (cms.content !== undefined || cms.contentType !== OID.data) throw new CmsError('not-detached');
  const brought = cms.revocation.flatMap((each) => parseRevocationData(each) ?? []);
  const anchors = { ...given, lists: [...given.lists, ...brought] };
  const signer = checkSigner(cms, (digest) => digestCovered(document, coverage, digest), anchors);
  const stamped = timestampOf(cms, anchors, until.at);
  const stampHolds = stamped?.trust.status === 'trusted';
  const proofs = [...(stampHolds ? [stamped.at] : []), ...(until.proved ? [until.at] : [])];
  const provedAt = proofs.length === 0 ? undefined : Math.min(...proofs);
  const trust = judgeTrust(signer.certificate, signer.others, anchors, provedAt ?? until.at);
  const pades = format === 'ETSI.CAdES.detached' && signer.namesCertificate && cms.isDer;
  const weak = cms.digest === 'sha1';
  return {
    signer,
    trust,
    provedAt,
    chains: [
      { path: trust.path, since: provedAt ?? until.at },
      ...(stampHolds ? [{ path: stamped.trust.path, since: stamped.at }] : []),
    ],
    faults: maySignDocuments(signer.certificate) ? [] : ['wrong-key-usage'],
    doubts: weak ? ['weak-digest'] : [],
    notes: [
      ...(pades ? [] : ['not-pades']),
      ...(stamped !== undefined && !stampHolds ? ['timestamp-not-trusted'] : []),
    ],
  };
}

function timestampOf(cms: SignedCms, anchors: TrustAnchors, until: number): CheckedTimestamp | undefined {
  const values = cms.unsignedAttributes.get(OID.signatureTimestamp);
  if (values === undefined) return undefined;
  const [token, ...more] = values;
  if (token === undefined || more.length > 0) throw new CmsError('timestamp-unreadable');
  const stamped = (digest: DigestName) => createHash(digest).update(cms.signature).digest();
  return checkTimestamp(token.whole, stamped, anchors, until);
}

function judgeDocumentTimestamp(
  contents: Buffer,
  document: PdfDocument,
  coverage: Coverage,
  anchors: TrustAnchors,
  until: ProvedUntil,
): Judgement {
  const { at, signer, trust } = checkTimestamp(
    contents,
    (digest) => digestCovered(document, coverage, digest),
    anchors,
    until.at,
  );
  const provedAt = trust.status === 'trusted' ? at : undefined;
  const chains = [{ path: trust.path, since: at }];
  return { signer, trust, provedAt, chains, faults: [], doubts: [], notes: [] };
}
