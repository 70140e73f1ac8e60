import { EncryptedPDFError, ParseSpeeds, PDFDocument } from 'pdf-lib';

/** Why a PDF cannot be worked on. */
type PdfProblem =
  | 'PDF_EMPTY'
  | 'PDF_UNREADABLE'
  | 'PDF_ENCRYPTED'
  | 'PDF_ALREADY_SIGNED'
  | 'PDF_WITHOUT_PAGES';

/** A PDF that cannot be worked on; `code` names the refusal. */
export class PdfInputError extends Error {
  readonly code: PdfProblem;
  constructor(code: PdfProblem, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.code = code;
  }
}

/**
 * Reads a foreign PDF whose page tree holds at least one page.
 * @throws PdfInputError PDF_EMPTY, PDF_UNREADABLE, PDF_ENCRYPTED, PDF_WITHOUT_PAGES
 */
export async function loadPdf(bytes: Uint8Array): Promise<PDFDocument> {
  if (bytes.length === 0) throw new PdfInputError('PDF_EMPTY', 'the file has no bytes');
  const pdf = await parse(bytes);
  if (pageCount(pdf) === 0) throw new PdfInputError('PDF_WITHOUT_PAGES', 'the file has no page');
  return pdf;
}

async function parse(bytes: Uint8Array): Promise<PDFDocument> {
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
