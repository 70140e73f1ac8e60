import { createHash } from 'node:crypto';
import { PDFDocument } from 'pdf-lib';
import type { CopyCertificationText } from '../../../shared/forms/nd-23-2015/copy-certification.ts';
import type { Instant } from '../../../shared/types/clock.ts';
import { createUpdate, type IncrementalUpdate } from '../signing/incremental-update.ts';
import { addPageAsForm } from '../signing/page-as-form.ts';
import { addPaintedPage, type Painting, pageBox, paintOnPage } from '../signing/paint-pages.ts';
import type { PdfDocument } from '../verify/pdf/document.ts';
import { asArray, asDict, asString, PdfError } from '../verify/pdf/value.ts';
import { type CertificationLayout, certificationLayout, type Signatory } from './certification-layout.ts';
import { savePlain } from './document-facts.ts';
import { mm, PAPERS } from './layout/paper.ts';
import { createPen, type Pen } from './layout/pen.ts';
import { embedTypeface, type Typeface } from './layout/typeface.ts';
import { drawWatermark } from './layout/watermark.ts';
import { openToAppend, putFacts } from './open-to-append.ts';
import { findFreeArea } from './scan/free-area.ts';

export interface CertificationRequest {
  readonly text: CopyCertificationText;
  readonly signatory: Signatory;
  /** The moment of signing: the file's modification date. */
  readonly at: Instant;
  /** The scanned image that fills the last page. With it the statement goes where that page is blank, if it has such a place. */
  readonly lastPageImage?: Uint8Array | undefined;
  /** Words across every page of a practice copy; what was scanned stays readable through them. */
  readonly watermark?: string | undefined;
}

/** Left, bottom, right, top in the page's own points: a signature field's /Rect (ISO 32000-1, 12.5.2). */
export type FieldRect = readonly [number, number, number, number];

/** The file to sign, with where both signature fields belong. Once they are made, neither /Rect may change. */
export interface CertificationDrawn {
  readonly pdf: Uint8Array;
  readonly place: 'last-page' | 'added-page';
  /** The page of both fields, from 0; always the last. */
  readonly pageIndex: number;
  readonly officerRect: FieldRect;
  readonly agencyRect: FieldRect;
}

/** Kept free to the edges of the page, and around what is printed on it. */
const EDGE = mm(8);
const CLEARANCE = mm(2);
/** The statement on a page of its own stands this far from the top. */
const ADDED_PAGE_TOP = mm(25);

/**
 * Draws the lời chứng of a certified copy before anything is signed, on the last page (Điều 20 Nghị định 23/2015/NĐ-CP): where that page is
 * blank, else on a page added for it; it never covers what was scanned. Leaves room for the officer's and the agency's signatures, which the
 * signing adds as fields. The statement is an incremental update of the scan: see {@link openToAppend}.
 * @throws PdfInputError PDF_EMPTY, PDF_UNREADABLE, PDF_ENCRYPTED, PDF_ALREADY_SIGNED, PDF_WITHOUT_PAGES
 */
export async function drawCertification(
  source: Uint8Array,
  request: CertificationRequest,
): Promise<CertificationDrawn> {
  const document = await openToAppend(source);
  const update = createUpdate(document);
  const pages = document.pages();
  const sheet = await openSheet();
  const layout = certificationLayout(sheet.typeface, request.text, request.signatory);
  const last = pages.at(-1) ?? 0;
  const spot =
    (await freeSpotOnLastPage(document, last, layout, request.lastPageImage)) ?? aPageOfItsOwn(layout);
  const { box, left, top } = spot;
  const statement: Painting = {
    form: await sheet.asForm(update, box, (pen) => layout.draw(pen, left, top)),
    x: box.x,
    y: box.y,
  };
  const onLast = spot.place === 'last-page' ? [statement] : [];
  const marks = await watermarks(update, request.watermark);
  for (const num of pages) {
    const paintings = [...(await marks(boxOf(document, num))), ...(num === last ? onLast : [])];
    if (paintings.length > 0) paintOnPage(document, update, num, paintings);
  }
  if (spot.place === 'added-page')
    addPaintedPage(document, update, PAPERS.A4, [...(await marks(box)), statement]);
  putFacts(document, update, { modifiedAt: request.at, documentId: identifierOf(document, request) });
  const rectOf = (field: CertificationLayout['officerField']): FieldRect => {
    const x = hundredths(box.x + left + field.x);
    const y = hundredths(box.y + box.height - top - field.y - field.height);
    return [x, y, hundredths(x + field.width), hundredths(y + field.height)];
  };
  return {
    pdf: update.build().bytes,
    place: spot.place,
    pageIndex: spot.place === 'last-page' ? pages.length - 1 : pages.length,
    officerRect: rectOf(layout.officerField),
    agencyRect: rectOf(layout.agencyField),
  };
}

/** A sheet of any size that is drawn on as other papers are, and then painted onto a page. */
async function openSheet() {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const typeface = await embedTypeface(pdf, ['regular', 'bold']);
  return {
    typeface,
    async asForm(
      update: IncrementalUpdate,
      { width, height }: { width: number; height: number },
      draw: (pen: Pen, typeface: Typeface) => void,
    ): Promise<number> {
      draw(createPen(pdf.addPage([width, height]), typeface, { height }), typeface);
      return addPageAsForm(update, await savePlain(pdf));
    },
  };
}

/** The words across a page, drawn once for each size of page. No letter of the scan is covered. */
async function watermarks(update: IncrementalUpdate, words: string | undefined) {
  const forms = new Map<string, number>();
  return async (box: Box): Promise<Painting[]> => {
    if (words === undefined) return [];
    const size = `${box.width} ${box.height}`;
    const form =
      forms.get(size) ??
      (await (
        await openSheet()
      ).asForm(update, box, (pen, typeface) => drawWatermark(pen, typeface, box, words)));
    forms.set(size, form);
    return [{ form, x: box.x, y: box.y, multiply: true }];
  };
}

type Box = ReturnType<typeof pageBox>;

interface Spot {
  place: CertificationDrawn['place'];
  /** The visible box of the page. */
  box: Box;
  left: number;
  top: number;
}

function boxOf(document: PdfDocument, num: number): Box {
  const page = asDict(document.object(num)?.value);
  if (page === undefined) throw new PdfError('pdf-damaged', 'a page');
  return pageBox(document, page);
}

/** A turned page gets none: its signature fields would be turned as well. */
async function freeSpotOnLastPage(
  document: PdfDocument,
  num: number,
  layout: CertificationLayout,
  image: Uint8Array | undefined,
): Promise<Spot | undefined> {
  const box = boxOf(document, num);
  if (image === undefined || box.rotate % 360 !== 0) return undefined;
  const found = await findFreeArea(image, { page: box, box: layout, edge: EDGE, clearance: CLEARANCE });
  return found && { place: 'last-page', box, left: found.x, top: found.y };
}

function aPageOfItsOwn(layout: CertificationLayout): Spot {
  const { width, height } = PAPERS.A4;
  return {
    place: 'added-page',
    box: { x: 0, y: 0, width, height, rotate: 0 },
    left: (width - layout.width) / 2,
    top: ADDED_PAGE_TOP,
  };
}

/** Of this copy: from the scan's own identifier and what is stated. */
function identifierOf(document: PdfDocument, request: CertificationRequest): string {
  const [first] = asArray(document.resolve(document.trailer.entries.get('ID'))) ?? [];
  const { text, signatory, at, watermark } = request;
  return createHash('sha256')
    .update(asString(first)?.bytes ?? '')
    .update(JSON.stringify([text, signatory, at, watermark ?? null]))
    .digest('hex')
    .slice(0, 32);
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
