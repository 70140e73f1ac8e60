import type { PdfDocument } from '../verify/pdf/document.ts';
import { asDict, type PdfDict, PdfError } from '../verify/pdf/value.ts';
import { listSignatureFields } from '../verify/signature-fields.ts';
import { putForm, WIDGET_FLAGS } from './add-signature-fields.ts';
import { createUpdate } from './incremental-update.ts';
import { pdfArray, pdfDict, pdfName, pdfRef, pdfText, withEntries, writeValue } from './pdf-text.ts';
import { BYTE_RANGE_ROOM, RESERVED_BYTES } from './prepare-signature.ts';

const FIELD_PREFIX = 'proof-';

/**
 * Adds a document time stamp that is still empty (ISO 32000-2, 12.8.5): a field of its own that shows nothing, which a certified document may
 * receive. The file stays the beginning of the new one.
 */
export function addDocumentTimestamp(document: PdfDocument): { bytes: Buffer; gap: [number, number] } {
  const update = createUpdate(document);
  const [field, stamp, page] = [update.allocate(), update.allocate(), document.pages()[0] ?? -1];
  const dict = writeValue(
    pdfDict({
      Type: pdfName('DocTimeStamp'),
      Filter: pdfName('Adobe.PPKLite'),
      SubFilter: pdfName('ETSI.RFC3161'),
    }),
  );
  const body = dict.toString('latin1').slice(0, -'>>'.length);
  const contents = `/Contents<${'0'.repeat(2 * RESERVED_BYTES)}>`;
  const text = Buffer.from(`${body}/ByteRange${BYTE_RANGE_ROOM}${contents}>>`, 'latin1');
  update.putWritten(stamp, text);
  const widget = pdfDict({
    Type: pdfName('Annot'),
    Subtype: pdfName('Widget'),
    FT: pdfName('Sig'),
    T: pdfText(freeName(document)),
    F: WIDGET_FLAGS,
    P: pdfRef(page),
    Rect: pdfArray([0, 0, 0, 0]),
    V: pdfRef(stamp),
  });
  update.put(field, widget);
  const shown = pageDict(document, page);
  const annotations = document.array(shown.entries.get('Annots')) ?? [];
  update.put(page, withEntries(shown, { Annots: pdfArray([...annotations, pdfRef(field)]) }));
  putForm(document, update, [pdfRef(field)]);
  const { bytes, placeOf } = update.build();
  const gapStart = placeOf(stamp) + text.indexOf('/Contents<') + '/Contents'.length;
  const gapEnd = gapStart + 2 * RESERVED_BYTES + 2;
  const range = `[0 ${gapStart} ${gapEnd} ${bytes.length - gapEnd}]`.padEnd(BYTE_RANGE_ROOM.length);
  bytes.write(range, placeOf(stamp) + text.indexOf(BYTE_RANGE_ROOM), 'latin1');
  return { bytes, gap: [gapStart, gapEnd] };
}

function freeName(document: PdfDocument): string {
  const taken = new Set(listSignatureFields(document).map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = `${FIELD_PREFIX}${number}`;
    if (!taken.has(name)) return name;
  }
}

function pageDict(document: PdfDocument, num: number): PdfDict {
  const dict = asDict(document.object(num)?.value);
  if (dict === undefined) throw new PdfError('pdf-damaged', 'a page');
  return dict;
}
