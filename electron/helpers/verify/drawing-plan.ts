import { createHash } from 'node:crypto';
import { JUDGING_LIMITS } from '../../host/ports/signature-verifier.ts';
import { coverageEnd } from './check-signature.ts';
import { type Rect, rectOf } from './page-box.ts';
import { pagesShowing } from './page-changes.ts';
import { openPdf, type PdfDocument } from './pdf/document.ts';
import { startReading } from './pdf/reading.ts';
import { asDict, asName, asRef, type PdfDict, PdfError } from './pdf/value.ts';
import { changedObjects, readable } from './revision-changes.ts';
import { listSignatureFields } from './signature-fields.ts';

/** A page of two neighbouring revisions. */
export interface PageToDraw {
  /** From 1. */
  readonly page: number;
  /** Whether any of its objects differ. */
  readonly differs: boolean;
  /** Where it may look otherwise: fields that were signed or filled in between, in the page's own measure. */
  readonly allowed: readonly Rect[];
}

/** From the end of one signed revision to the next, or to the end of the file. */
export interface DrawingStep {
  readonly from: number;
  readonly to: number;
  /** How many signatures stand before it. */
  readonly signatures: number;
  readonly pages: readonly PageToDraw[];
}

interface DrawingPlan {
  readonly revisions: readonly { end: number; sha256: string; signatures: number }[];
  readonly pages: number;
  readonly steps: readonly DrawingStep[];
}

/** Fields that people fill besides signatures. */
const FILLED: ReadonlySet<string> = new Set(['Tx', 'Btn', 'Ch']);
const DEEPEST_PARENT = 32;

/** Which pages of which revisions are compared, and where they may differ. Throws {@link PdfError}. */
export function planDrawing(bytes: Buffer): DrawingPlan {
  const reading = startReading(performance.now() + JUDGING_LIMITS.judgeMs);
  const whole = openPdf(bytes, reading);
  const seen = new Set<number>();
  const covered = listSignatureFields(whole).flatMap((field) => {
    const { signature, signatureNum } = field;
    if (signature === undefined || signatureNum === undefined || seen.has(signatureNum)) return [];
    seen.add(signatureNum);
    return [coverageEnd(whole, field, signature)];
  });
  const ends = [...new Set(covered)].filter((end) => end > 0).sort((a, b) => a - b);
  const until = (end: number) => covered.filter((one) => one <= end).length;
  const openAt = (end: number) => (end === bytes.length ? whole : opened(bytes.subarray(0, end)));
  const steps: DrawingStep[] = [];
  for (const [index, from] of ends.entries()) {
    const to = ends[index + 1] ?? bytes.length;
    if (from === to) continue;
    const [before, after] = [openAt(from), openAt(to)];
    if (before === undefined || after === undefined) continue;
    steps.push({ from, to, signatures: until(from), pages: pagesBetween(before, after) });
  }
  const revisions = ends.map((end) => ({
    end,
    sha256: createHash('sha256').update(bytes.subarray(0, end)).digest('hex'),
    signatures: until(end),
  }));
  return { revisions, pages: whole.pages().length, steps };

  function opened(part: Buffer): PdfDocument | undefined {
    try {
      return openPdf(part, reading);
    } catch (error) {
      if (error instanceof PdfError && error.fault === 'pdf-damaged') return undefined;
      throw error;
    }
  }
}

function pagesBetween(before: PdfDocument, after: PdfDocument): PageToDraw[] {
  const changed = new Set(changedObjects(before, after).map(({ num }) => num));
  const showing = new Set(pagesShowing(after, changed));
  const [old, now] = [before.pages(), after.pages()];
  return Array.from({ length: Math.max(old.length, now.length) }, (_, index) => {
    const num = now[index];
    const differs = num === undefined || old[index] !== num || showing.has(index + 1);
    const allowed = differs && num !== undefined ? allowedOn(before, after, num, changed) : [];
    return { page: index + 1, differs, allowed };
  });
}

/** The boxes of fields that were signed between the two, and of form fields that were there and are filled otherwise. */
function allowedOn(
  before: PdfDocument,
  after: PdfDocument,
  page: number,
  changed: ReadonlySet<number>,
): Rect[] {
  const signedBefore = new Set(signedPlaces(before));
  const signedNow = new Set(signedPlaces(after).filter((place) => !signedBefore.has(place)));
  const dict = asDict(readable(after, page)?.value);
  return (after.array(dict?.entries.get('Annots')) ?? []).flatMap((item) => {
    const num = asRef(item)?.num ?? -1;
    const widget = after.dict(item);
    if (widget === undefined || asName(after.resolve(widget.entries.get('Subtype'))) !== 'Widget') return [];
    const old = asDict(readable(before, num)?.value);
    const box = rectOf(after, (old ?? widget).entries.get('Rect'));
    const filled = old !== undefined && changed.has(num) && FILLED.has(typeOf(after, widget) ?? '');
    return box !== undefined && (signedNow.has(num) || filled) ? [box] : [];
  });
}

/** Object numbers of the widgets of fields that are signed. */
function signedPlaces(document: PdfDocument): number[] {
  return listSignatureFields(document).flatMap(({ signature, num, widgets }) =>
    signature === undefined ? [] : [num, ...widgets],
  );
}

function typeOf(document: PdfDocument, widget: PdfDict): string | undefined {
  let dict: PdfDict | undefined = widget;
  for (let depth = 0; dict !== undefined && depth < DEEPEST_PARENT; depth += 1) {
    const type = asName(document.resolve(dict.entries.get('FT')));
    if (type !== undefined) return type;
    dict = document.dict(dict.entries.get('Parent'));
  }
  return undefined;
}
