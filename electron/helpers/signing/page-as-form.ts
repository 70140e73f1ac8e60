import { deflateSync } from 'node:zlib';
import { openPdf, type PdfDocument } from '../verify/pdf/document.ts';
import { decodeStream } from '../verify/pdf/filters.ts';
import { inheritedBy } from '../verify/pdf/page-attributes.ts';
import {
  asDict,
  asStream,
  type PdfDict,
  PdfError,
  type PdfStream,
  type PdfValue,
} from '../verify/pdf/value.ts';
import type { IncrementalUpdate } from './incremental-update.ts';
import { pdfArray, pdfDict, pdfName, pdfRef, withEntries } from './pdf-text.ts';

/** Copies the only page of a PDF into an update as a form XObject (8.10) and answers its number. Throws {@link PdfError}. */
export function addPageAsForm(update: IncrementalUpdate, pdf: Uint8Array): number {
  const source = openPdf(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength));
  const pages = source.pages();
  const page = asDict(source.object(pages[0] ?? -1)?.value);
  if (pages.length !== 1 || page === undefined) throw new PdfError('pdf-damaged', 'one page expected');
  const copy = createCopier(source, update);
  const box = source.array(inheritedBy(source, page, 'MediaBox'));
  if (box?.length !== 4) throw new PdfError('pdf-damaged', 'a page without size');
  const dict = pdfDict({
    Type: pdfName('XObject'),
    Subtype: pdfName('Form'),
    BBox: copy(pdfArray(box)),
    Resources: copy(source.resolve(inheritedBy(source, page, 'Resources')) ?? pdfDict({})),
    Filter: pdfName('FlateDecode'),
  });
  const num = update.allocate();
  update.put(num, { kind: 'stream', dict, raw: deflateSync(contentOf(source, page)) });
  return num;
}

function contentOf(document: PdfDocument, page: PdfDict): Buffer {
  const contents = document.resolve(page.entries.get('Contents'));
  const single = asStream(contents);
  const streams: readonly PdfValue[] = single === undefined ? (document.array(contents) ?? []) : [single];
  const parts = streams.map((part) => {
    const stream: PdfStream | undefined = asStream(document.resolve(part));
    if (stream === undefined) throw new PdfError('pdf-damaged', 'the content of a page');
    return decodeStream(stream);
  });
  return Buffer.concat(parts.flatMap((part) => [part, Buffer.from('\n')]));
}

/** Copies values with all they refer to, each object once, under new numbers. */
function createCopier(source: PdfDocument, update: IncrementalUpdate): (value: PdfValue) => PdfValue {
  const copies = new Map<number, number>();
  const copy = (value: PdfValue): PdfValue => {
    if (typeof value !== 'object' || value === null) return value;
    switch (value.kind) {
      case 'ref':
        return pdfRef(copyObject(value.num));
      case 'array':
        return pdfArray(value.items.map(copy));
      case 'dict':
        return withEntries(
          value,
          Object.fromEntries([...value.entries].map(([key, entry]) => [key, copy(entry)])),
        );
      case 'stream':
        return { ...value, dict: asDict(copy(value.dict)) ?? value.dict };
      default:
        return value;
    }
  };
  const copyObject = (num: number): number => {
    const known = copies.get(num);
    if (known !== undefined) return known;
    const own = update.allocate();
    copies.set(num, own);
    update.put(own, copy(source.object(num)?.value ?? null));
    return own;
  };
  return copy;
}
