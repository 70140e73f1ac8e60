import {
  EncryptedPDFError,
  ParseSpeeds,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRawStream,
  PDFString,
} from 'pdf-lib';

/** Why a PDF cannot be certified. */
type PdfProblem =
  | 'PDF_EMPTY'
  | 'PDF_UNREADABLE'
  | 'PDF_ENCRYPTED'
  | 'PDF_ALREADY_SIGNED'
  | 'PDF_WITHOUT_PAGES';

/** A PDF that cannot be certified; `code` names the refusal. */
class PdfInputError extends Error {
  readonly code: PdfProblem;
  constructor(code: PdfProblem, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.code = code;
  }
}

/**
 * Opens a PDF that will be written anew. What acts by itself on opening is removed: a certified paper does nothing. Rewriting would break
 * signatures that are already there, so such a file is refused.
 * @throws PdfInputError
 */
export async function openForStamping(bytes: Uint8Array): Promise<PDFDocument> {
  if (bytes.length === 0) throw new PdfInputError('PDF_EMPTY', 'the file has no bytes');
  const pdf = await load(bytes);
  const objects = pdf.context.enumerateIndirectObjects();
  if (objects.some(([, object]) => object instanceof PDFDict && isSignature(object))) {
    throw new PdfInputError('PDF_ALREADY_SIGNED', 'a signature would be lost');
  }
  if (pageCount(pdf) === 0) throw new PdfInputError('PDF_WITHOUT_PAGES', 'the file has no page');
  removeActions(pdf);
  // Streams that only located objects in the old file: dead weight in one with a plain table.
  for (const [ref, object] of objects) {
    const type = object instanceof PDFRawStream ? object.dict.lookup(PDFName.of('Type')) : undefined;
    if (type === PDFName.of('XRef') || type === PDFName.of('ObjStm')) pdf.context.delete(ref);
  }
  return pdf;
}

async function load(bytes: Uint8Array): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(bytes, {
      updateMetadata: false,
      throwOnInvalidObject: true,
      parseSpeed: ParseSpeeds.Fastest,
    });
  } catch (cause) {
    if (cause instanceof EncryptedPDFError)
      throw new PdfInputError('PDF_ENCRYPTED', 'the file is encrypted', { cause });
    throw new PdfInputError('PDF_UNREADABLE', 'the file is no readable PDF', { cause });
  }
}

function pageCount(pdf: PDFDocument): number {
  try {
    return pdf.getPageCount();
  } catch (cause) {
    throw new PdfInputError('PDF_UNREADABLE', 'the page tree cannot be read', { cause });
  }
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
