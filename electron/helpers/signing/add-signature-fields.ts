import type { Result } from '../../../shared/types/result.ts';
import type { AddFieldsRequest, NewSignatureField, SignerRefusal } from '../../host/ports/signer.ts';
import type { PdfDocument } from '../verify/pdf/document.ts';
import { asDict, asInteger, asRef, type PdfDict, PdfError, type PdfValue } from '../verify/pdf/value.ts';
import { everySignature, listSignatureFields } from '../verify/signature-fields.ts';
import { createUpdate, type IncrementalUpdate } from './incremental-update.ts';
import { answered, refused, withPdf } from './open-for-signing.ts';
import { addPageAsForm } from './page-as-form.ts';
import { pdfArray, pdfDict, pdfName, pdfRef, pdfText, withEntries } from './pdf-text.ts';

/** Printed and locked: its place and looks are not for the reader to change (ISO 32000-1, table 165). */
export const WIDGET_FLAGS = 4 + 128;
/** Signatures exist, append only (table 219). */
const SIGNATURE_FLAGS = 3;

/**
 * Makes every empty signature field of a document in one incremental update, with its final place and looks: a field made after a
 * certifying signature would break that signature. The scan stays the beginning of the new file, byte for byte.
 */
export function addSignatureFields({
  pdf,
  fields,
}: Omit<AddFieldsRequest, 'deviceId'>): Result<Uint8Array, SignerRefusal> {
  return withPdf(pdf, (document) => {
    if (everySignature(document).length > 0) return refused('PDF_ALREADY_SIGNED', {});
    const pageCount = document.pages().length;
    const taken = new Set(listSignatureFields(document).map(({ name }) => name));
    for (const { name, pageIndex } of fields) {
      if (pageIndex >= pageCount) return refused('PAGE_MISSING', { pageIndex });
      if (taken.has(name)) return refused('FIELD_EXISTS', { field: name });
      taken.add(name);
    }
    return answered(write(document, fields));
  });
}

interface PageToWrite {
  readonly num: number;
  readonly dict: PdfDict;
  readonly added: PdfValue[];
}

function write(document: PdfDocument, fields: readonly NewSignatureField[]): Buffer {
  const update = createUpdate(document);
  const pages: PageToWrite[] = document
    .pages()
    .map((num) => ({ num, dict: pageDict(document, num), added: [] }));
  const widgets = fields.map((field) => {
    const page = pages[field.pageIndex];
    if (page === undefined) throw new Error(`page ${field.pageIndex} was checked before`);
    const widget = pdfRef(addWidget(update, field, page.num));
    page.added.push(widget);
    return widget;
  });
  for (const { num, dict, added } of pages) {
    if (added.length === 0) continue;
    const annotations = document.array(dict.entries.get('Annots')) ?? [];
    update.put(num, withEntries(dict, { Annots: pdfArray([...annotations, ...added]) }));
  }
  putForm(document, update, widgets);
  return update.build().bytes;
}

function pageDict(document: PdfDocument, num: number): PdfDict {
  const dict = asDict(document.object(num)?.value);
  if (dict === undefined) throw new PdfError('pdf-damaged', 'a page');
  return dict;
}

function addWidget(
  update: IncrementalUpdate,
  { name, rect, appearance }: NewSignatureField,
  page: number,
): number {
  const form = appearance === null ? addEmptyForm(update) : addPageAsForm(update, appearance);
  const num = update.allocate();
  const widget = pdfDict({
    Type: pdfName('Annot'),
    Subtype: pdfName('Widget'),
    FT: pdfName('Sig'),
    T: pdfText(name),
    F: WIDGET_FLAGS,
    P: pdfRef(page),
    Rect: pdfArray(rect),
    AP: pdfDict({ N: pdfRef(form) }),
  });
  update.put(num, widget);
  return num;
}

/** A field that shows nothing still has looks: PDF/A asks for them, and readers would draw their own. */
function addEmptyForm(update: IncrementalUpdate): number {
  const dict = pdfDict({
    Type: pdfName('XObject'),
    Subtype: pdfName('Form'),
    BBox: pdfArray([0, 0, 1, 1]),
    Resources: pdfDict({}),
  });
  const num = update.allocate();
  update.put(num, { kind: 'stream', dict, raw: Buffer.alloc(0) });
  return num;
}

/** The form of the catalog with the new fields; also where there was none. */
export function putForm(
  document: PdfDocument,
  update: IncrementalUpdate,
  widgets: readonly PdfValue[],
): void {
  const written = document.catalog.entries.get('AcroForm');
  const form = document.dict(written);
  const fields = document.array(form?.entries.get('Fields')) ?? [];
  const flags = (asInteger(document.resolve(form?.entries.get('SigFlags'))) ?? 0) | SIGNATURE_FLAGS;
  const entries = { Fields: pdfArray([...fields, ...widgets]), SigFlags: flags };
  const renewed = form === undefined ? pdfDict(entries) : withEntries(form, entries);
  const num = asRef(written)?.num ?? update.allocate();
  update.put(num, renewed);
  if (asRef(written) === undefined) {
    update.put(document.catalogRef, withEntries(document.catalog, { AcroForm: pdfRef(num) }));
  }
}
