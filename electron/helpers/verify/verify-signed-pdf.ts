import type { FileVerdict, SignatureVerdict } from '../../../shared/domain/certification/verdict.ts';
import type { VerifyInput } from '../../host/ports/signature-verifier.ts';
import { parseCertificate, subjectName } from './certificate.ts';
import { type CheckedSignature, checkSignature } from './check-signature.ts';
import { openPdf, type PdfDocument } from './pdf/document.ts';
import { PdfError } from './pdf/value.ts';
import { forbiddenChanges } from './permitted-changes.ts';
import { parseRevocationList } from './revocation.ts';
import { certificationLevel, everySignatureEver, listSignatureFields } from './signature-fields.ts';
import type { TrustAnchors } from './trust.ts';

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
    lists: revocationLists.flatMap((list) => parseRevocationList(list) ?? []),
  };
  try {
    return judgeFile(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength), anchors, Date.parse(at));
  } catch (error) {
    const fault = faultOf(error);
    return { verdict: fault === 'encrypted-pdf' ? 'unknown' : 'invalid', signatures: [], reasons: [fault] };
  }
}

function faultOf(error: unknown): string {
  if (error instanceof PdfError) return error.fault;
  // Nesting that outgrows the stack is the reader's limit, too.
  if (error instanceof RangeError) return 'pdf-too-complex';
  throw error;
}

function judgeFile(bytes: Buffer, anchors: TrustAnchors, at: number): FileVerdict {
  const document = openPdf(bytes);
  const openAt = revisionOpener(document);
  const checked = checkEverySignature(document, anchors, at);
  const present = new Set(checked.map(({ field }) => field.signatureNum));
  const removed = [...everySignatureEver(document, openAt)].filter((num) => !present.has(num));
  const reasons = removed.length > 0 ? ['signature-removed'] : [];
  if (checked.length === 0) {
    if (removed.length > 0) return { verdict: 'invalid', signatures: [], reasons };
    return { verdict: 'unknown', signatures: [], reasons: ['no-signatures'] };
  }
  const steps = judgeSteps(document, checked, openAt);
  const faults = checked.map((signature) => [
    ...signature.faults,
    ...placeFaults(signature, checked, document, openAt),
  ]);
  const signatures = checked.map((signature, index) =>
    toVerdict(signature, faults[index] ?? [], steps, bytes.length),
  );
  const broken =
    removed.length > 0 ||
    faults.some((list) => list.length > 0) ||
    signatures.some(({ modifiedAfter, trust }) => modifiedAfter === 'forbidden' || trust === 'revoked');
  const doubtful =
    checked.some(({ doubts }) => doubts.length > 0) || signatures.some(({ trust }) => trust !== 'trusted');
  return { verdict: broken ? 'invalid' : doubtful ? 'unknown' : 'valid', signatures, reasons };
}

type OpenAt = (end: number) => PdfDocument | undefined;

/** Opens the file as it was at an earlier end; undefined when it was no whole PDF there. */
function revisionOpener(document: PdfDocument): OpenAt {
  const opened = new Map<number, PdfDocument | undefined>([[document.bytes.length, document]]);
  return (end) => {
    if (!opened.has(end)) opened.set(end, openOrUndefined(document.bytes.subarray(0, end)));
    return opened.get(end);
  };
}

function openOrUndefined(bytes: Buffer): PdfDocument | undefined {
  try {
    return openPdf(bytes);
  } catch (error) {
    if (error instanceof PdfError && error.fault === 'pdf-damaged') return undefined;
    throw error;
  }
}

/** In the order of signing; a signature that two fields show counts once. */
function checkEverySignature(document: PdfDocument, anchors: TrustAnchors, at: number): CheckedSignature[] {
  const seen = new Set<number>();
  const checked: CheckedSignature[] = [];
  for (const field of listSignatureFields(document)) {
    const { signature, signatureNum } = field;
    if (signature === undefined || signatureNum === undefined || seen.has(signatureNum)) continue;
    seen.add(signatureNum);
    checked.push(checkSignature(document, field, signature, anchors, at));
  }
  return checked.sort((a, b) => (a.coverage?.end ?? 0) - (b.coverage?.end ?? 0));
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
    const surplus = ends[index + 1] === undefined ? [`bytes-after-last-signature:${size - from}`] : [];
    if (before === undefined || after === undefined)
      return [{ from, reasons: [...surplus, 'revision-damaged'] }];
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
  { coverage, signer, intact, trust, provedAt, claimedAt, faults: own, doubts, notes }: CheckedSignature,
  faults: readonly string[],
  steps: readonly Step[],
  size: number,
): SignatureVerdict {
  const later = steps.filter(({ from }) => coverage !== undefined && from >= coverage.end);
  const forbidden = later.flatMap(({ reasons }) => reasons);
  const untold = own.length > 0 && signer === undefined;
  return {
    signer: signer === undefined ? '' : subjectName(signer.certificate),
    intact,
    coversWholeFile: coverage?.end === size,
    modifiedAfter:
      coverage === undefined || forbidden.length > 0 ? 'forbidden' : later.length > 0 ? 'permitted' : 'none',
    trust: trust.status,
    timestamp: provedAt === undefined ? null : new Date(provedAt).toISOString(),
    claimedAt,
    reasons: [...new Set([...faults, ...doubts, ...(untold ? [] : trust.reasons), ...notes, ...forbidden])],
  };
}
