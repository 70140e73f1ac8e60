import type { PDFDocument } from 'pdf-lib';
import { type StatementPlace, USUAL_PLACE } from '../../../shared/domain/certification/statement-place.ts';
import type { PaperSize } from '../../../shared/domain/print/paper-size.ts';
import type { FormDefinition } from '../../../shared/forms/form-definition.ts';
import { checkFormValues, type FormValues } from '../../../shared/forms/form-values.ts';
import { placeAndDate } from '../../../shared/forms/national-header.ts';
import { createDocument, savePlain, setDocumentId, writeXmp } from './document-facts.ts';
import { drawStamp } from './draw-stamp.ts';
import { type FormLook, type FormPiece, fieldBlocks } from './form-fields.ts';
import { drawPage, layOut, type PlacedPage, paginate, sizedFor, wholePages } from './layout/flow.ts';
import { nationalHeader } from './layout/national-header.ts';
import { laid, mm, PAPERS, type Paper } from './layout/paper.ts';
import { paragraph } from './layout/paragraph.ts';
import { createPen, type Pen } from './layout/pen.ts';
import { rollHead } from './layout/roll-head.ts';
import { signatures } from './layout/signatures.ts';
import { type Block, keptWithNext, space } from './layout/slices.ts';
import { titleWithQr } from './layout/title.ts';
import { BASELINE, embedTypeface, type Typeface } from './layout/typeface.ts';
import { drawWatermark } from './layout/watermark.ts';

export interface DrawFormOptions {
  readonly paper: PaperSize;
  /** How many of the definition's copies (liên), in its order; a single one carries no line naming it. */
  readonly copies: 1 | 2 | 3;
  /** Words across every page, for papers that must not pass for real ones. */
  readonly watermark?: string | undefined;
  /** Of a stamp: where it stands on the sheet. */
  readonly place?: StatementPlace | undefined;
  /** Of a stamp: words beside lines to measure. */
  readonly trial?: string | undefined;
}

/** Looks tried from the most generous: the first that fits one page is taken, the given one when none does. */
const LOOKS: Record<PaperSize, { fitting: readonly FormLook[]; overfull: FormLook }> = {
  A3: { fitting: looks([13, 12], [11.5]), overfull: { size: 12, air: 1 } },
  A4: { fitting: looks([13, 12.5, 12, 11.5], [11.5, 11]), overfull: { size: 12, air: 1 } },
  A5: { fitting: looks([10.5, 10, 9.5], [9.5, 9, 8.5]), overfull: { size: 9.5, air: 1 } },
  '80mm': { fitting: [], overfull: { size: 9.5, air: 0.7, isNarrow: true } },
};

/** A book on a lying sheet is full of words and never fits one page: small letters spare a fifth of its paper. */
const LYING_OVERFULL: FormLook = { size: 11, air: 0.3 };

/** Read from above, on a table. */
const WORKING_LOOKS = { fitting: looks([15, 14, 13], [12, 11, 10]), overfull: { size: 10, air: 0.3 } };

function looksOf(paper: PaperSize, { orientation, isWorkingSheet }: FormDefinition) {
  if (isWorkingSheet === true) return WORKING_LOOKS;
  return orientation === 'portrait' ? LOOKS[paper] : { ...LOOKS[paper], overfull: LYING_OVERFULL };
}

/**
 * Draws a form on paper: every copy on pages of its own, numbered from its second page on. Text too long for its line wraps, a table too
 * long for its page runs on; nothing is cut off. The same input gives the same bytes.
 * @returns a PDF 1.7 file
 * @throws FormValuesError when values and definition do not belong together
 */
export async function drawForm(
  definition: FormDefinition,
  values: FormValues,
  { paper: paperName, copies, watermark, place = USUAL_PLACE, trial }: DrawFormOptions,
): Promise<Uint8Array> {
  if (definition.isStamp === true) {
    checkFormValues(definition, values);
    return drawStamp(definition, values, { place, watermark, trial });
  }
  const { pdf, typeface, code, paper } = await begin(definition, values, paperName);
  for (const note of copies === 1 ? [undefined] : definition.copies.slice(0, copies)) {
    const pages = bestPages(looksOf(paperName, definition), (look) =>
      paginate(layOut(formBlocks(typeface, definition, values, { look, note, code }), paper), paper),
    );
    drawPages(pages, { pdf, typeface, code, paper, watermark, pagesBefore: 0 });
  }
  setDocumentId(pdf, JSON.stringify([definition.id, values, paperName, copies, watermark ?? null]));
  writeXmp(pdf, values.issuedAt);
  return savePlain(pdf);
}

/**
 * Draws a piece of a form whose table is longer than one piece of work should be. The values hold the rows that no piece before has drawn; a piece that is
 * followed by another draws only full pages and answers how many rows stand on them, so that the next goes on without a gap.
 * @throws FormValuesError as {@link drawForm} does
 */
export async function drawFormPiece(
  definition: FormDefinition,
  values: FormValues,
  { paper: paperName, watermark, piece }: Omit<DrawFormOptions, 'copies'> & { piece: FormPiece },
): Promise<{ pdf: Uint8Array; rows: number; pages: number }> {
  const { pdf, typeface, code, paper } = await begin(definition, values, paperName);
  const pagesIn = (look: FormLook) => {
    const blocks = formBlocks(typeface, definition, values, { look, note: undefined, code, piece });
    return paginate(layOut(blocks, paper), paper);
  };
  const chosen = looksOf(paperName, definition);
  const isWhole = piece.rowsBefore === 0 && !piece.more;
  const all = isWhole ? bestPages(chosen, pagesIn) : pagesIn(chosen.overfull);
  const rowsIn = (pages: readonly PlacedPage[]) => pages.flat().filter(({ slice }) => slice.endsRow).length;
  const { pages, rows } = piece.more ? wholePages(all) : { pages: all, rows: rowsIn(all) };
  if (pages.length === 0) throw new Error(`a piece of ${definition.id} fills no page`);
  drawPages(pages, { pdf, typeface, code, paper, watermark, pagesBefore: piece.pagesBefore });
  setDocumentId(pdf, JSON.stringify([definition.id, values, paperName, piece, watermark ?? null]));
  writeXmp(pdf, values.issuedAt);
  return { pdf: await savePlain(pdf), rows, pages: pages.length };
}

async function begin(definition: FormDefinition, values: FormValues, paperName: PaperSize) {
  checkFormValues(definition, values);
  const code = definition.qrKey === undefined ? '' : String(values.fields[definition.qrKey] ?? '');
  const pdf = await createDocument({
    title: `${definition.title} ${code}`.trim(),
    author: values.office.superior,
    createdAt: values.issuedAt,
  });
  const typeface = await embedTypeface(pdf, ['regular', 'bold', 'italic']);
  return { pdf, typeface, code, paper: laid(PAPERS[paperName], definition.orientation) };
}

function drawPages(
  pages: readonly PlacedPage[],
  {
    pdf,
    typeface,
    code,
    paper: whole,
    watermark,
    pagesBefore,
  }: {
    pdf: PDFDocument;
    typeface: Typeface;
    code: string;
    paper: Paper;
    watermark: string | undefined;
    pagesBefore: number;
  },
): void {
  pages.forEach((page, index) => {
    const number = pagesBefore + index + 1;
    const paper = sizedFor(page, whole);
    const pen = addPage(pdf, typeface, paper);
    if (watermark !== undefined) drawWatermark(pen, typeface, paper, watermark);
    if (number > 1) drawPageHead(pen, typeface, paper, number, code);
    drawPage(page, paper, pen);
  });
}

function looks(airy: readonly number[], tight: readonly number[]): FormLook[] {
  return [...airy.map((size) => ({ size, air: 1 })), ...tight.map((size) => ({ size, air: 0.3 }))];
}

function bestPages(
  { fitting, overfull }: (typeof LOOKS)[PaperSize],
  pagesIn: (look: FormLook) => PlacedPage[],
): PlacedPage[] {
  for (const look of fitting) {
    const pages = pagesIn(look);
    if (pages.length === 1) return pages;
  }
  return pagesIn(overfull);
}

function formBlocks(
  typeface: Typeface,
  definition: FormDefinition,
  values: FormValues,
  { look, note, code, piece }: { look: FormLook; note: string | undefined; code: string; piece?: FormPiece },
): Block[] {
  const { office } = values;
  const { size, air, isNarrow } = look;
  const wording = definition.office[office.kind];
  const symbol = [office.symbol, definition.symbol, wording.symbol].filter(Boolean).join('-');
  const head = {
    superior: office.superior,
    body: wording.headLine,
    number:
      definition.numberLabel === undefined
        ? undefined
        : `${definition.numberLabel}: ${office.number ?? '.........'}/${symbol}`,
    placeAndDate: placeAndDate(office.place, values.issuedAt),
  };
  const signers = definition.signers
    .filter(({ key }) => values.signers[key] !== undefined)
    .map(({ key, title, note: signerNote }) => ({
      title,
      note: signerNote,
      name: values.signers[key]?.name,
    }));
  const fields = fieldBlocks(typeface, definition, values, look, piece);
  if (piece !== undefined && piece.rowsBefore > 0) return fields;
  // A roll has room for two to sign side by side.
  const abreast = isNarrow ? 2 : signers.length;
  const rows = signers.flatMap((_signer, at) =>
    at % abreast === 0 ? [signers.slice(at, at + abreast)] : [],
  );
  const signed =
    signers.length === 0
      ? []
      : [
          space(size * (0.2 + 0.5 * air)),
          ...rows.map((row) =>
            signatures(typeface, row, { size, noteSize: size - 0.5, room: size * (3.6 + air) }),
          ),
        ];
  if (definition.isWorkingSheet === true)
    return [...workingHead(typeface, definition.title, size), ...fields];
  const top = isNarrow
    ? rollHead(typeface, { ...head, title: definition.title, note, code, proofText: values.proof }, size)
    : [
        nationalHeader(typeface, head, size - 1),
        space(size * 0.5 * air),
        titleWithQr(typeface, {
          title: definition.title,
          note,
          qrText: code === '' ? undefined : code,
          qrSide: mm(14) + size,
          proofText: values.proof,
          proofSide: mm(24),
          size: size + 2,
          noteSize: size,
        }),
        space(size * (0.2 + 0.4 * air)),
      ];
  return [
    ...top,
    // Signatures never stand on a page without a word of what is signed.
    ...fields.map((block, index) =>
      signed.length === 0 || index < fields.length - 2 ? block : keptWithNext(block),
    ),
    ...signed,
  ];
}

/** A sheet of the office's own begins with what it is. */
function workingHead(typeface: Typeface, title: string, size: number): Block[] {
  const look = { size: size + 8, align: 'centre', balanced: true } as const;
  return [paragraph(typeface, [{ text: title, style: 'bold' }], look), space(size * 0.6)];
}

function addPage(pdf: PDFDocument, typeface: Typeface, { width, height }: Paper): Pen {
  return createPen(pdf.addPage([width, height]), typeface, { height });
}

/** Page number in the middle of the top margin from the second page on (Phụ lục I Nghị định 30/2020/NĐ-CP), and whose page it is. */
function drawPageHead(pen: Pen, typeface: Typeface, paper: Paper, page: number, code: string): void {
  const size = paper.margins.top > mm(15) ? 13 : 10;
  const baseline = paper.margins.top / 2 + (size * BASELINE) / 2 - size * 0.2;
  const number = String(page);
  pen.text((paper.width - typeface.widthOf(number, 'regular', size)) / 2, baseline, number, 'regular', size);
  const codeSize = size * 0.75;
  const codeX = paper.width - paper.margins.right - typeface.widthOf(code, 'italic', codeSize);
  pen.text(codeX, baseline, code, 'italic', codeSize);
}
