import type { IncrementalUpdate } from '../signing/incremental-update.ts';
import { pdfDict, pdfName, pdfText, withEntries } from '../signing/pdf-text.ts';
import { openPdf, type PdfDocument } from '../verify/pdf/document.ts';
import { asDict, asName, asRef, asString, PdfError, textOf } from '../verify/pdf/value.ts';
import { PRODUCER, savePlain, setDocumentId } from './document-facts.ts';
import { openForStamping } from './open-for-stamping.ts';
import { xmpPacket } from './xmp.ts';

/**
 * Opens a PDF that is drawn on by an incremental update. One that is a single plain revision, as the scans of this program are, stays as it is,
 * byte for byte; any other is first written anew as one, without what acts by itself on opening.
 * @throws PdfInputError
 */
export async function openToAppend(source: Uint8Array): Promise<PdfDocument> {
  const plain = openPlain(Buffer.from(source.buffer, source.byteOffset, source.byteLength));
  if (plain !== undefined) return plain;
  const pdf = await openForStamping(source);
  pdf.setProducer(PRODUCER);
  setDocumentId(pdf, source);
  return openPdf(Buffer.from(await savePlain(pdf)));
}

/** The document, where it is one revision with a plain cross-reference table, pages and facts, unsigned, and does nothing by itself. */
function openPlain(bytes: Buffer): PdfDocument | undefined {
  try {
    const document = openPdf(bytes);
    const { catalog, sections, trailer, entries } = document;
    const acts = ['OpenAction', 'AA', 'Names', 'AcroForm'].some((key) => catalog.entries.has(key));
    const isOne = sections.length === 1 && sections[0]?.kind === 'table';
    const hasFacts = asRef(trailer.entries.get('Info')) !== undefined && trailer.entries.has('ID');
    if (acts || !isOne || !hasFacts || document.pages().length === 0) return undefined;
    return [...entries.keys()].some((num) => isSignature(document, num)) ? undefined : document;
  } catch (error) {
    if (error instanceof PdfError) return undefined;
    throw error;
  }
}

function isSignature(document: PdfDocument, num: number): boolean {
  const entries = asDict(document.object(num)?.value)?.entries;
  const type = asName(document.resolve(entries?.get('Type')));
  return type === 'Sig' || type === 'DocTimeStamp' || entries?.has('ByteRange') === true;
}

/** What the file says of itself from now on, in the Info dictionary and in XMP, so that the two never differ; `documentId`: 32 hexadecimal digits. */
export function putFacts(
  document: PdfDocument,
  update: IncrementalUpdate,
  { modifiedAt, documentId }: { modifiedAt: string; documentId: string },
): void {
  const reference = asRef(document.trailer.entries.get('Info'));
  const info = document.dict(reference) ?? pdfDict({});
  const fact = (key: string) => {
    const written = asString(document.resolve(info.entries.get(key)));
    return written === undefined ? undefined : textOf(written);
  };
  const ModDate = pdfText(`D:${modifiedAt.slice(0, 19).replace(/[-:T]/gu, '')}Z`);
  if (reference !== undefined)
    update.put(reference.num, withEntries(info, { Producer: pdfText(PRODUCER), ModDate }));
  const packet = xmpPacket({
    title: fact('Title') ?? '',
    author: fact('Author'),
    createdAt: instantOf(fact('CreationDate')) ?? modifiedAt,
    modifiedAt,
    producer: PRODUCER,
    documentId,
  });
  const former = asRef(document.catalog.entries.get('Metadata'));
  const num = former?.num ?? update.allocate();
  const dict = pdfDict({ Type: pdfName('Metadata'), Subtype: pdfName('XML') });
  update.put(num, { kind: 'stream', dict, raw: Buffer.from(packet) });
  if (former === undefined)
    update.put(
      document.catalogRef,
      withEntries(document.catalog, { Metadata: { kind: 'ref', num, gen: 0 } }),
    );
}

const PDF_DATE = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-]\d\d)'?(\d\d)'?)?/u;

/** The instant of a PDF date (7.9.4); undefined for one that is not whole. */
function instantOf(written: string | undefined): string | undefined {
  const parts = PDF_DATE.exec(written ?? '');
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second, zoneHours, zoneMinutes] = parts;
  const zone = zoneHours === undefined ? 'Z' : `${zoneHours}:${zoneMinutes ?? '00'}`;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
