import { degrees, PDFDocument, rgb } from 'pdf-lib';
import { ok, type Result } from '../../../shared/types/result.ts';
import type { AddMarkedFieldRequest, SignerRefusal } from '../../host/ports/signer.ts';
import { BASELINE, embedTypeface, LINE_HEIGHT } from '../pdf/layout/typeface.ts';
import { pageBox, type Rect } from '../verify/page-box.ts';
import { addSignatureFields } from './add-signature-fields.ts';
import { refused, withPdf } from './open-for-signing.ts';

/** Phụ lục I, Phần II Nghị định 30/2020/NĐ-CP. */
const SIZE = 10;
const WIDTH = 190;
const FROM_EDGE = 8;

type Quarter = 0 | 90 | 180 | 270;

/**
 * Makes an empty signature field at the top right of the first page, as a reader shows that page, whose words stand there from the beginning. The
 * paper's own bytes stay the beginning of the file.
 */
export async function addMarkedField({
  pdf,
  field,
  lines,
}: AddMarkedFieldRequest): Promise<Result<Uint8Array, SignerRefusal>> {
  const first = withPdf(pdf, (document) => {
    const [page] = document.pages();
    return page === undefined ? refused('PAGE_MISSING', { pageIndex: 0 }) : ok(pageBox(document, page));
  });
  if (!first.ok) return first;
  const { box, rotate } = first.value;
  const { appearance, height } = await drawMark(lines, rotate);
  return addSignatureFields({
    pdf,
    fields: [{ name: field, pageIndex: 0, rect: [...topRight(box, rotate, height)], appearance }],
  });
}

/** The place in the page's own coordinates that is its top right corner once it is turned. */
function topRight([left, bottom, right, top]: Rect, rotate: Quarter, height: number): Rect {
  const [along, across] = [WIDTH + FROM_EDGE, height + FROM_EDGE];
  switch (rotate) {
    case 0:
      return [right - along, top - across, right - FROM_EDGE, top - FROM_EDGE];
    case 90:
      return [left + FROM_EDGE, top - along, left + across, top - FROM_EDGE];
    case 180:
      return [left + FROM_EDGE, bottom + FROM_EDGE, left + along, bottom + across];
    case 270:
      return [right - across, bottom + FROM_EDGE, right - FROM_EDGE, bottom + along];
  }
}

/** Draws the words, turned against the page so that they stand upright. */
async function drawMark(lines: readonly string[], rotate: Quarter) {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const typeface = await embedTypeface(pdf, ['regular']);
  const wrapped = lines.flatMap((line) =>
    wrap(line.normalize('NFC'), (text) => typeface.widthOf(text, 'regular', SIZE)),
  );
  const height = Math.ceil(wrapped.length * SIZE * LINE_HEIGHT);
  const isUpright = rotate === 0 || rotate === 180;
  const page = pdf.addPage(isUpright ? [WIDTH, height] : [height, WIDTH]);
  for (const [index, text] of wrapped.entries()) {
    const down = index * SIZE * LINE_HEIGHT + SIZE * BASELINE;
    page.drawText(text, {
      ...placeOf(rotate, height - down, height),
      size: SIZE,
      font: typeface.font('regular'),
      color: rgb(0, 0, 0),
      rotate: degrees(rotate),
    });
  }
  return { appearance: await pdf.save({ useObjectStreams: false }), height };
}

/** Where a line begins whose base is `up` above the lower edge as a reader sees it. */
function placeOf(rotate: Quarter, up: number, height: number): { x: number; y: number } {
  switch (rotate) {
    case 0:
      return { x: 0, y: up };
    case 90:
      return { x: height - up, y: 0 };
    case 180:
      return { x: WIDTH, y: height - up };
    case 270:
      return { x: up, y: WIDTH };
  }
}

function wrap(text: string, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && widthOf(longer) <= WIDTH) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
