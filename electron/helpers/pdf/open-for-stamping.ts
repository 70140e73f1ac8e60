import { PDFDict, type PDFDocument, PDFName, PDFRawStream, PDFString } from 'pdf-lib';
import { loadPdf, PdfInputError } from './load-pdf.ts';

/**
 * Opens a PDF that will be written anew. What acts by itself on opening is removed: a certified paper does nothing. Rewriting would break
 * signatures that are already there, so such a file is refused.
 * @throws PdfInputError
 */
export async function openForStamping(bytes: Uint8Array): Promise<PDFDocument> {
  const pdf = await loadPdf(bytes);
  const objects = pdf.context.enumerateIndirectObjects();
  if (objects.some(([, object]) => object instanceof PDFDict && isSignature(object))) {
    throw new PdfInputError('PDF_ALREADY_SIGNED', 'a signature would be lost');
  }
  removeActions(pdf);
  // Streams that only located objects in the old file: dead weight in one with a plain table.
  for (const [ref, object] of objects) {
    const type = object instanceof PDFRawStream ? object.dict.lookup(PDFName.of('Type')) : undefined;
    if (type === PDFName.of('XRef') || type === PDFName.of('ObjStm')) pdf.context.delete(ref);
  }
  return pdf;
}

/** A signature dictionary: its type, or the byte range that only signatures have. */
function isSignature(object: PDFDict): boolean {
  const type = object.lookup(PDFName.of('Type'));
  return (
    type === PDFName.of('Sig') || type === PDFName.of('DocTimeStamp') || object.has(PDFName.of('ByteRange'))
  );
}

function removeActions(pdf: PDFDocument): void {
  for (const key of ['OpenAction', 'AA']) pdf.catalog.delete(PDFName.of(key));
  const names = pdf.catalog.lookup(PDFName.of('Names'));
  if (names instanceof PDFDict) names.delete(PDFName.of('JavaScript'));
  if (pdf.catalog.lookup(PDFName.of('Lang')) === undefined)
    pdf.catalog.set(PDFName.of('Lang'), PDFString.of('vi-VN'));
}
