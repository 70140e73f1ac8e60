import { decodeStream } from './filters.ts';
import { readIndirect } from './indirect.ts';
import { createLexer } from './lexer.ts';
import { type Reading, startReading } from './reading.ts';
import {
  asArray,
  asDict,
  asInteger,
  asName,
  asRef,
  asStream,
  type IndirectObject,
  type PdfDict,
  PdfError,
  type PdfValue,
} from './value.ts';
import { readSections, type XrefEntry, type XrefSection } from './xref.ts';

/** Where the last `startxref` must begin, counted from the end. */
const TAIL_BYTES = 1024;
const DEEPEST_PAGE_TREE = 64;
const MOST_PAGES = 100_000;

/** One revision of a PDF as its own cross-references show it; nothing is repaired, because two readers would repair differently. */
export interface PdfDocument {
  readonly bytes: Buffer;
  /** Newest first. */
  readonly sections: readonly XrefSection[];
  readonly trailer: PdfDict;
  /** The newest entry of every object number. */
  readonly entries: ReadonlyMap<number, XrefEntry>;
  /** Undefined for a free or unknown number; throws {@link PdfError} for a damaged one. */
  object(num: number): IndirectObject | undefined;
  /** Follows references to the object behind them; null where there is none. */
  resolve(value: PdfValue | undefined): PdfValue;
  dict(value: PdfValue | undefined): PdfDict | undefined;
  array(value: PdfValue | undefined): readonly PdfValue[] | undefined;
  readonly catalog: PdfDict;
  readonly catalogRef: number;
  /** Object numbers of the pages in reading order. */
  pages(): readonly number[];
}

/**
 * Reads a PDF from its newest cross-reference section. One `reading` may serve several prefixes of the same file, and no other. Throws
 * {@link PdfError}.
 */
export function openPdf(bytes: Buffer, reading: Reading = startReading()): PdfDocument {
  if (bytes.toString('latin1', 0, 5) !== '%PDF-') throw new PdfError('not-a-pdf', 'no header');
  const sections = readSections(bytes, newestSection(bytes), reading);
  const newest = sections[0];
  if (newest === undefined) throw new PdfError('pdf-damaged', 'no cross-references');
  if (sections.some(({ trailer }) => trailer.entries.has('Encrypt'))) {
    throw new PdfError('encrypted-pdf', 'an /Encrypt in a trailer');
  }
  const entries = new Map<number, XrefEntry>();
  for (const section of sections) {
    for (const [num, entry] of section.entries) if (!entries.has(num)) entries.set(num, entry);
  }
  const reader = createObjectReader(bytes, entries, reading);
  const catalogRef = asRef(newest.trailer.entries.get('Root'))?.num;
  const catalog = catalogRef === undefined ? undefined : asDict(reader.object(catalogRef)?.value);
  if (catalogRef === undefined || catalog === undefined) throw new PdfError('pdf-damaged', 'no catalog');
  let pages: readonly number[] | undefined;
  const document: PdfDocument = {
    bytes,
    sections,
    trailer: newest.trailer,
    entries,
    ...reader,
    catalog,
    catalogRef,
    pages: () => {
      pages ??= listPages(document);
      return pages;
    },
  };
  return document;
}

function newestSection(bytes: Buffer): number {
  const tail = bytes.toString('latin1', Math.max(0, bytes.length - TAIL_BYTES));
  const found = /startxref\s+(\d{1,15})\s+%%EOF[\s\0]*$/u.exec(tail);
  if (found === null) throw new PdfError('pdf-damaged', 'no startxref at the end');
  return Number(found[1]);
}

type ObjectReader = Pick<PdfDocument, 'object' | 'resolve' | 'dict' | 'array'>;

function createObjectReader(
  bytes: Buffer,
  entries: ReadonlyMap<number, XrefEntry>,
  reading: Reading,
): ObjectReader {
  const known = new Map<number, IndirectObject>();
  const underway = new Set<number>();

  function read(num: number, entry: XrefEntry): IndirectObject | undefined {
    if (entry.type === 'free') return undefined;
    if (entry.type === 'packed') {
      const found = unpack(entry.container)[entry.index];
      if (found?.num !== num) throw new PdfError('pdf-damaged', `object ${num} is not in its stream`);
      return found;
    }
    // Offset 0 is the header: some writers leave it for objects that do not exist.
    if (entry.offset === 0) return undefined;
    const found = readIndirect(bytes, entry.offset, reading, (length) => asInteger(object(length)?.value));
    if (found.num !== num || found.gen !== entry.gen)
      throw new PdfError('pdf-damaged', `object ${num} is another`);
    return found;
  }

  function object(num: number): IndirectObject | undefined {
    const cached = known.get(num);
    if (cached !== undefined) return cached;
    const entry = entries.get(num);
    if (entry === undefined) return undefined;
    if (underway.has(num)) throw new PdfError('pdf-damaged', `object ${num} needs itself`);
    underway.add(num);
    try {
      const found = read(num, entry);
      if (found !== undefined) known.set(num, found);
      return found;
    } finally {
      underway.delete(num);
    }
  }

  function unpack(container: number): readonly IndirectObject[] {
    if (entries.get(container)?.type !== 'offset')
      throw new PdfError('pdf-damaged', 'an object stream in a stream');
    const holder = object(container);
    const cached = holder === undefined ? undefined : reading.unpacked.get(holder);
    if (cached !== undefined) return cached;
    const stream = asStream(holder?.value);
    if (
      holder === undefined ||
      stream === undefined ||
      asName(stream.dict.entries.get('Type')) !== 'ObjStm'
    ) {
      throw new PdfError('pdf-damaged', `object stream ${container}`);
    }
    const objects = unpackStream(decodeStream(stream, reading), stream.dict, holder, reading);
    reading.unpacked.set(holder, objects);
    return objects;
  }

  function resolve(value: PdfValue | undefined): PdfValue {
    let current = value ?? null;
    for (let hop = 0; hop < 16; hop += 1) {
      const ref = asRef(current);
      if (ref === undefined) return current;
      const found = object(ref.num);
      current = found === undefined || found.gen !== ref.gen ? null : found.value;
    }
    throw new PdfError('pdf-damaged', 'a loop of references');
  }

  return {
    object,
    resolve,
    dict: (value) => asDict(resolve(value)),
    array: (value) => asArray(resolve(value)),
  };
}

/** The objects of an object stream (7.5.7), each with the extent of the stream that holds it. */
function unpackStream(
  data: Buffer,
  dict: PdfDict,
  holder: IndirectObject,
  reading: Reading,
): IndirectObject[] {
  const count = asInteger(dict.entries.get('N')) ?? -1;
  const first = asInteger(dict.entries.get('First')) ?? -1;
  if (count < 0 || first < 0 || count > data.length) throw new PdfError('pdf-damaged', 'an object stream');
  const header = createLexer(data, reading);
  const places: { num: number; at: number }[] = [];
  const nums = new Set<number>();
  for (let index = 0; index < count; index += 1) {
    const place = { num: header.integer(), at: header.integer() };
    // One reader takes the first of a number, another the one that the cross-references count.
    if (nums.has(place.num)) throw new PdfError('pdf-damaged', `object ${place.num} twice in one stream`);
    nums.add(place.num);
    reading.step();
    places.push(place);
  }
  return places.map(({ num, at }) => {
    const lexer = createLexer(data, reading, first + at);
    return { num, gen: 0, value: lexer.value(), start: holder.start, end: holder.end };
  });
}

function listPages(document: PdfDocument): number[] {
  const pages: number[] = [];
  const seen = new Set<number>();
  const visit = (value: PdfValue | undefined, depth: number): void => {
    const num = asRef(value)?.num;
    const node = document.dict(value);
    if (num === undefined || node === undefined) return;
    if (seen.has(num) || depth > DEEPEST_PAGE_TREE)
      throw new PdfError('pdf-damaged', 'a loop in the page tree');
    seen.add(num);
    const kids = document.array(node.entries.get('Kids'));
    if (kids === undefined) pages.push(num);
    else for (const kid of kids) visit(kid, depth + 1);
    if (pages.length > MOST_PAGES) throw new PdfError('pdf-too-complex', 'pages');
  };
  visit(document.catalog.entries.get('Pages'), 0);
  return pages;
}
