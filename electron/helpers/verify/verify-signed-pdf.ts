import type { FileVerdict, SignatureVerdict } from '../../../shared/domain/certification/verdict.ts';
import { JUDGING_LIMITS, type VerifyInput } from '../../host/ports/signature-verifier.ts';
import { organisationOf, parseCertificate, subjectName } from './certificate.ts';
import { type CheckedSignature, checkSignature, coverageEnd, type ProvedUntil } from './check-signature.ts';
import { openPdf, type PdfDocument } from './pdf/document.ts';
import { type Reading, startReading } from './pdf/reading.ts';
import { doubtfulParts } from './pdf/second-reading.ts';
import { PdfError } from './pdf/value.ts';
import { forbiddenChanges, onlyBringsValidationData, onlyFillsForm } from './permitted-changes.ts';
import { proofLevel } from './proof-level.ts';
import { newestAnswer, type RevocationData } from './revocation.ts';
import { parseRevocationData } from './revocation-data.ts';
import {
  certificationLevel,
  everySignatureEver,
  hasSignatureOutsideForm,
  listSignatureFields,
  placeOf,
} from './signature-fields.ts';
import type { TrustAnchors } from './trust.ts';
import { readValidationStore } from './validation-store.ts';

/** What happened between the end of one signature and the next, or the end of the file. */
interface Step {
  readonly from: number;
  readonly reasons: readonly string[];
}

/**
 * Verdict on every signature of a PDF and on the file. Never throws on foreign bytes: what cannot be read is a reason. The rules are
 * those of ISO 32000-1, 12.8 and ETSI EN 319 142-1, with nothing repaired and nothing guessed.
 */
export function verifySignedPdf({ pdf, roots, revocationLists = [], at }: VerifyInput): FileVerdict {
  const anchors: TrustAnchors = {
    roots: roots.flatMap((root) => parseCertificate(root) ?? []),
    lists: revocationLists.flatMap((list) => parseRevocationData(list) ?? []),
  };
  try {
    return judgeFile(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength), anchors, Date.parse(at));
  } catch (error) {
    const fault = faultOf(error);
    const verdict = UNDECIDED.has(fault) ? 'unknown' : 'invalid';
    return { verdict, signatures: [], reasons: [fault], level: null };
  }
}

/** Places of other readings that are named. */
const MOST_TOLD = 4;

/** What says nothing against a file: it is closed to us, or it costs more than we give it. */
const UNDECIDED: ReadonlySet<string> = new Set(['encrypted-pdf', 'pdf-too-complex']);

function faultOf(error: unknown): string {
  if (error instanceof PdfError) return error.fault;
  // Nesting that outgrows the stack is the reader's limit, too.
  if (error instanceof RangeError) return 'pdf-too-complex';
  throw error;
}

/** A file with its signatures, each judged by itself: what is sound, what they rely on. */
export interface ExaminedFile {
  readonly document: PdfDocument;
  readonly openAt: OpenAt;
  /** In the order of signing. */
  readonly checked: readonly CheckedSignature[];
  readonly anchors: TrustAnchors;
}

/** Opens a file and judges each of its signatures with the validation data that it carries. Throws {@link PdfError}. */
export function examineFile(bytes: Buffer, given: TrustAnchors, at: number): ExaminedFile {
  const reading = startReading(performance.now() + JUDGING_LIMITS.judgeMs);
  const document = openPdf(bytes, reading);
  const openAt = revisionOpener(document, reading);
  const { certificates, data } = readValidationStore(document);
  const anchors = { roots: given.roots, lists: [...given.lists, ...data], known: certificates };
  return { document, openAt, anchors, checked: checkEverySignature(document, anchors, at) };
}

function judgeFile(bytes: Buffer, given: TrustAnchors, at: number): FileVerdict {
  const { document, openAt, checked, anchors } = examineFile(bytes, given, at);
  const present = new Set(checked.map(({ field }) => placeOf(field)));
  const removed = [...everySignatureEver(document, openAt)].filter((place) => !present.has(place));
  const reasons = removed.length > 0 ? ['signature-removed'] : [];
  if (checked.length === 0) {
    if (removed.length > 0) return { verdict: 'invalid', signatures: [], reasons, level: null };
    const none = hasSignatureOutsideForm(document) ? 'signature-outside-form' : 'no-signatures';
    return { verdict: 'unknown', signatures: [], reasons: [none], level: null };
  }
  const steps = judgeSteps(document, checked, openAt);
  const faults = checked.map((signature) => [
    ...signature.faults,
    ...placeFaults(signature, checked, document, openAt),
  ]);
  const signatures = checked.map((signature, index) =>
    toVerdict(signature, faults[index] ?? [], steps, bytes.length, anchors.lists),
  );
  const { hidden, twofold } = otherReadings(document, checked);
  reasons.push(...hidden, ...twofold);
  const broken =
    removed.length > 0 ||
    hidden.length > 0 ||
    faults.some((list) => list.length > 0) ||
    signatures.some(({ modifiedAfter, trust }) => modifiedAfter === 'forbidden' || trust === 'revoked');
  // A stamp signs for nobody: anybody gets one over anything.
  const unsigned = checked.every(({ isDocumentTimestamp }) => isDocumentTimestamp);
  if (unsigned) reasons.push('no-signatures');
  const doubtful =
    unsigned ||
    twofold.length > 0 ||
    checked.some(({ doubts }) => doubts.length > 0) ||
    signatures.some(({ trust }) => trust !== 'trusted');
  const level = broken || doubtful ? null : proofLevel(checked, document, openAt);
  return { verdict: broken ? 'invalid' : doubtful ? 'unknown' : 'valid', signatures, reasons, level };
}

/** What other programs may show: hidden in what came after the first signature, or already in what it signed. */
function otherReadings(document: PdfDocument, checked: readonly CheckedSignature[]) {
  const signed = Math.min(...checked.map(({ coverage }) => coverage?.end ?? Number.POSITIVE_INFINITY));
  const parts = doubtfulParts(document);
  const hidden = parts.filter(({ at }) => at >= signed);
  const twofold = parts
    .filter(({ at, superseded }) => at < signed && superseded !== true)
    .slice(0, MOST_TOLD);
  return {
    hidden: hidden.length > 0 ? ['hidden-object'] : [],
    twofold: [
      ...(hasSignatureOutsideForm(document) ? ['signature-outside-form'] : []),
      ...new Set(twofold.map(({ kind, num }) => (kind === 'content-unreadable' ? kind : `${kind}:${num}`))),
    ],
  };
}

type OpenAt = (end: number) => PdfDocument | undefined;

/** Opens the file as it was at an earlier end; undefined when it was no whole PDF there. */
function revisionOpener(document: PdfDocument, reading: Reading): OpenAt {
  const opened = new Map<number, PdfDocument | undefined>([[document.bytes.length, document]]);
  return (end) => {
    if (!opened.has(end)) opened.set(end, openOrUndefined(document.bytes.subarray(0, end), reading));
    return opened.get(end);
  };
}

function openOrUndefined(bytes: Buffer, reading: Reading): PdfDocument | undefined {
  try {
    return openPdf(bytes, reading);
  } catch (error) {
    if (error instanceof PdfError && error.fault === 'pdf-damaged') return undefined;
    throw error;
  }
}

/**
 * In the order of signing; a signature that two fields show counts once. They are judged from the last back: a document time stamp that holds
 * proves that everything before it was there at its time, and so what it must be judged at (ETSI EN 319 102-1, 5.6).
 */
function checkEverySignature(document: PdfDocument, anchors: TrustAnchors, at: number): CheckedSignature[] {
  const seen = new Set<number>();
  const found = listSignatureFields(document).flatMap((field) => {
    const { signature, signatureNum } = field;
    if (signature === undefined || signatureNum === undefined || seen.has(signatureNum)) return [];
    seen.add(signatureNum);
    return [{ field, signature, end: coverageEnd(document, field, signature) }];
  });
  let until: ProvedUntil = { at, proved: false };
  const checked: CheckedSignature[] = [];
  for (const { field, signature } of found.sort((a, b) => b.end - a.end)) {
    const one = checkSignature(document, field, signature, anchors, until);
    if (one.isDocumentTimestamp && one.provedAt !== undefined) until = { at: one.provedAt, proved: true };
    checked.unshift(one);
  }
  return checked;
}

/** Compares the revisions that signatures end, each with the next, and the last with the file. */
function judgeSteps(document: PdfDocument, checked: readonly CheckedSignature[], openAt: OpenAt): Step[] {
  const size = document.bytes.length;
  const ends = [...new Set(checked.flatMap(({ coverage }) => coverage?.end ?? []))];
  return ends.flatMap((from, index) => {
    const to = ends[index + 1] ?? size;
    const before = openAt(from);
    const after = openAt(to);
    if (from === to) return [];
    const isLast = ends[index + 1] === undefined;
    const sound = before !== undefined && after !== undefined;
    const signsNothing = (one: PdfDocument, other: PdfDocument) =>
      onlyBringsValidationData(one, other) || onlyFillsForm(one, other);
    const unsigned = isLast && !(sound && signsNothing(before, after));
    const surplus = unsigned ? [`bytes-after-last-signature:${size - from}`] : [];
    if (!sound) return [{ from, reasons: [...surplus, 'revision-damaged'] }];
    return [{ from, reasons: [...surplus, ...forbiddenChanges(before, after)] }];
  });
}

/** Faults of a signature's place in the history of the file. */
function placeFaults(
  { coverage, field }: CheckedSignature,
  checked: readonly CheckedSignature[],
  document: PdfDocument,
  openAt: OpenAt,
): string[] {
  if (coverage === undefined || field.signature === undefined) return [];
  const revision = openAt(coverage.end);
  if (revision === undefined) return ['revision-damaged'];
  const own = listSignatureFields(revision).find(({ num }) => num === field.num);
  if (own?.signatureNum !== field.signatureNum) return ['signature-not-in-its-revision'];
  const first = checked.every((other) => (other.coverage?.end ?? 0) >= coverage.end);
  const certifies = certificationLevel(document, field.signature) !== undefined;
  return certifies && !first ? ['certification-not-first'] : [];
}

function toVerdict(
  signature: CheckedSignature,
  faults: readonly string[],
  steps: readonly Step[],
  size: number,
  data: readonly RevocationData[],
): SignatureVerdict {
  const { coverage, signer, intact, trust, provedAt, claimedAt, faults: own, doubts, notes } = signature;
  const later = steps.filter(({ from }) => coverage !== undefined && from >= coverage.end);
  const forbidden = later.flatMap(({ reasons }) => reasons);
  const untold = own.length > 0 && signer === undefined;
  return {
    signer: signer === undefined ? '' : subjectName(signer.certificate),
    organisation: signer === undefined ? '' : organisationOf(signer.certificate),
    root: trust.path.at(-1)?.fingerprint ?? null,
    intact,
    coversWholeFile: coverage?.end === size,
    modifiedAfter:
      coverage === undefined || forbidden.length > 0 ? 'forbidden' : later.length > 0 ? 'permitted' : 'none',
    trust: trust.status,
    timestamp: provedAt === undefined ? null : new Date(provedAt).toISOString(),
    claimedAt,
    purpose: signature.isDocumentTimestamp ? 'document-timestamp' : 'signature',
    revocationAsOf: revocationAsOf(signature, data),
    reasons: [...new Set([...faults, ...doubts, ...(untold ? [] : trust.reasons), ...notes, ...forbidden])],
  };
}

/** The age of what is known about the signer's own certificate. */
function revocationAsOf(
  { trust: { path } }: CheckedSignature,
  data: readonly RevocationData[],
): string | null {
  const [certificate, issuer] = path;
  if (certificate === undefined || issuer === undefined) return null;
  const newest = newestAnswer(certificate, issuer, data);
  return newest === undefined ? null : new Date(newest.asOf).toISOString();
}
