import type { PDFDocument } from 'pdf-lib';
import type * as z from 'zod';
import type { readyPrintKind } from '../../host/ports/paper-drawing.ts';
import { createDocument, savePlain, setDocumentId, writeXmp } from './document-facts.ts';
import { mm } from './layout/paper.ts';
import { createPen } from './layout/pen.ts';
import { embedTypeface } from './layout/typeface.ts';
import { openForStamping } from './open-for-stamping.ts';

const SIZE = 9;
const LEFT = mm(14);
/** From the edge; the page number stands in the middle of the same margin. */
const BASELINE_FROM_TOP = mm(7);
const PADDING = 2;

/**
 * What goes to a printer: the papers in their order, and on each page of a reprint its mark in a box in the upper margin, where the forms print
 * nothing. The papers themselves stay as they are; a signed one is refused, because the mark would end its signature.
 * @throws PdfInputError
 */
export async function readyPrint({ files, at }: z.infer<typeof readyPrintKind.input>) {
  const opened: PDFDocument[] = [];
  for (const { pdf, mark, shift } of files) {
    const document = await openForStamping(pdf);
    if (shift !== null)
      for (const page of document.getPages())
        page.translateContent(mm(shift.rightTenths / 10), -mm(shift.downTenths / 10));
    if (mark !== null) await stamp(document, mark.normalize('NFC'));
    opened.push(document);
  }
  const [first] = opened;
  const joined = opened.length === 1 && first !== undefined ? first : await join(opened, at);
  setDocumentId(
    joined,
    JSON.stringify([at, files.map(({ mark, shift }) => [mark, shift])]),
    ...files.map(({ pdf }) => pdf),
  );
  writeXmp(joined, at as never);
  return { pdf: await savePlain(joined) };
}

async function stamp(pdf: PDFDocument, mark: string): Promise<void> {
  const typeface = await embedTypeface(pdf, ['bold']);
  for (const page of pdf.getPages()) {
    const { x, y, width, height } = page.getCropBox();
    const pen = createPen(page, typeface, { height, origin: { x, y } });
    const size = Math.min(SIZE, ((width / 2) * SIZE) / typeface.widthOf(mark, 'bold', SIZE));
    pen.text(LEFT, BASELINE_FROM_TOP, mark, 'bold', size);
    const boxWidth = typeface.widthOf(mark, 'bold', size) + 2 * PADDING;
    pen.box(LEFT - PADDING, BASELINE_FROM_TOP - size, boxWidth, size * 1.3, 0.6);
  }
}

async function join(documents: readonly PDFDocument[], at: string): Promise<PDFDocument> {
  const joined = await createDocument({ title: documents[0]?.getTitle() ?? '', createdAt: at as never });
  for (const document of documents)
    for (const page of await joined.copyPages(document, document.getPageIndices())) joined.addPage(page);
  return joined;
}
