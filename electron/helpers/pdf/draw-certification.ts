import {
  type PDFDocument,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  setGraphicsState,
} from 'pdf-lib';
import type { CopyCertificationText } from '../../../shared/forms/nd-23-2015/copy-certification.ts';
import type { Instant } from '../../../shared/types/clock.ts';
import { type CertificationLayout, certificationLayout, type Signatory } from './certification-layout.ts';
import { PRODUCER, savePlain, setDocumentId, writeXmp } from './document-facts.ts';
import { mm, PAPERS } from './layout/paper.ts';
import { createPen } from './layout/pen.ts';
import { embedTypeface, type Typeface } from './layout/typeface.ts';
import { drawWatermark } from './layout/watermark.ts';
import { openForStamping } from './open-for-stamping.ts';
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
 * signing adds as fields. The file is written anew as one plain revision of PDF 1.7; images keep their bytes.
 * @throws PdfInputError PDF_EMPTY, PDF_UNREADABLE, PDF_ENCRYPTED, PDF_ALREADY_SIGNED, PDF_WITHOUT_PAGES
 */
export async function drawCertification(
  source: Uint8Array,
  request: CertificationRequest,
): Promise<CertificationDrawn> {
  const pdf = await openForStamping(source);
  const typeface = await embedTypeface(pdf, ['regular', 'bold']);
  const layout = certificationLayout(typeface, request.text, request.signatory);
  const spot = (await freeSpotOnLastPage(pdf, layout, request.lastPageImage)) ?? addPage(pdf, layout);
  if (request.watermark !== undefined) markPages(pdf, typeface, request.watermark);
  const { page, box, left, top } = spot;
  layout.draw(createPen(page, typeface, { height: box.height, origin: box }), left, top);
  const rectOf = (field: CertificationLayout['officerField']): FieldRect => {
    const x = hundredths(box.x + left + field.x);
    const y = hundredths(box.y + box.height - top - field.y - field.height);
    return [x, y, hundredths(x + field.width), hundredths(y + field.height)];
  };
  pdf.setProducer(PRODUCER);
  pdf.setModificationDate(new Date(request.at));
  setDocumentId(
    pdf,
    source,
    JSON.stringify([request.text, request.signatory, request.at, spot.place, request.watermark ?? null]),
  );
  writeXmp(pdf, request.at);
  return {
    pdf: await savePlain(pdf),
    place: spot.place,
    pageIndex: pdf.getPageCount() - 1,
    officerRect: rectOf(layout.officerField),
    agencyRect: rectOf(layout.agencyField),
  };
}

/** The words darken only what is light (blend mode Multiply; ISO 32000-1, 11.3.5), so that no letter of the scan is covered. */
function markPages(pdf: PDFDocument, typeface: Typeface, words: string): void {
  const multiply = pdf.context.register(pdf.context.obj({ Type: 'ExtGState', BM: 'Multiply' }));
  for (const page of pdf.getPages()) {
    const box = page.getCropBox();
    page.pushOperators(pushGraphicsState(), setGraphicsState(page.node.newExtGState('Practice', multiply)));
    drawWatermark(createPen(page, typeface, { height: box.height, origin: box }), typeface, box, words);
    page.pushOperators(popGraphicsState());
  }
}

interface Spot {
  page: PDFPage;
  place: CertificationDrawn['place'];
  /** The visible box of the page. */
  box: { x: number; y: number; width: number; height: number };
  left: number;
  top: number;
}

/** A turned page gets none: its signature fields would be turned as well. */
async function freeSpotOnLastPage(
  pdf: PDFDocument,
  layout: CertificationLayout,
  image: Uint8Array | undefined,
): Promise<Spot | undefined> {
  const page = pdf.getPage(pdf.getPageCount() - 1);
  if (image === undefined || page.getRotation().angle % 360 !== 0) return undefined;
  const box = page.getCropBox();
  const found = await findFreeArea(image, { page: box, box: layout, edge: EDGE, clearance: CLEARANCE });
  return found && { page, place: 'last-page', box, left: found.x, top: found.y };
}

function addPage(pdf: PDFDocument, layout: CertificationLayout): Spot {
  const { width, height } = PAPERS.A4;
  const box = { x: 0, y: 0, width, height };
  return {
    page: pdf.addPage([width, height]),
    place: 'added-page',
    box,
    left: (width - layout.width) / 2,
    top: ADDED_PAGE_TOP,
  };
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
