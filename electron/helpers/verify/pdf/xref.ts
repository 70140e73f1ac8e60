import { decodeStream } from './filters.ts';
import { readIndirect } from './indirect.ts';
import { createLexer, type Lexer } from './lexer.ts';
import type { Reading } from './reading.ts';
import { asArray, asDict, asInteger, asName, asStream, type PdfDict, PdfError } from './value.ts';

/** Where a revision says an object stands. */
export type XrefEntry =
  | { readonly type: 'free' }
  | { readonly type: 'offset'; readonly offset: number; readonly gen: number }
  /** Inside an object stream. */
  | { readonly type: 'packed'; readonly container: number; readonly index: number };

/** One cross-reference section: a table (7.5.4) or a stream (7.5.8). */
export interface XrefSection {
  readonly offset: number;
  readonly kind: 'table' | 'stream';
  readonly trailer: PdfDict;
  readonly entries: ReadonlyMap<number, XrefEntry>;
}

/** Sections of one file, newest first. A file updated daily for ten years has fewer. */
const MOST_SECTIONS = 4096;
const MOST_OBJECTS = 8_388_607;

/** Reads the chain of sections from `startOffset` back to the first one; loops and damage throw {@link PdfError}. */
export function readSections(bytes: Buffer, startOffset: number, reading: Reading): XrefSection[] {
  const sections: XrefSection[] = [];
  const seen = new Set<number>();
  let offset: number | undefined = startOffset;
  while (offset !== undefined) {
    if (seen.has(offset)) throw new PdfError('pdf-damaged', 'a loop of cross-reference sections');
    if (seen.size >= MOST_SECTIONS) throw new PdfError('pdf-too-complex', 'cross-reference sections');
    seen.add(offset);
    const section = readSection(bytes, offset, reading);
    sections.push(section);
    offset = previousOf(section.trailer);
  }
  return sections;
}

function previousOf(trailer: PdfDict): number | undefined {
  const previous = trailer.entries.get('Prev');
  if (previous === undefined) return undefined;
  const offset = asInteger(previous);
  if (offset === undefined) throw new PdfError('pdf-damaged', 'a /Prev that is no number');
  return offset;
}

function readSection(bytes: Buffer, offset: number, reading: Reading): XrefSection {
  if (offset < 0 || offset >= bytes.length) throw new PdfError('pdf-damaged', 'a section outside the file');
  const lexer = createLexer(bytes, reading, offset);
  if (lexer.word() === 'xref') return readTable(bytes, lexer, offset, reading);
  return readStreamSection(bytes, offset, reading);
}

function readTable(bytes: Buffer, lexer: Lexer, offset: number, reading: Reading): XrefSection {
  const entries = new Map<number, XrefEntry>();
  for (;;) {
    const word = lexer.word();
    if (word === 'trailer') break;
    if (!/^\d{1,10}$/u.test(word)) throw new PdfError('pdf-damaged', 'a table without trailer');
    const first = Number(word);
    const count = lexer.integer();
    if (first + count > MOST_OBJECTS) throw new PdfError('pdf-too-complex', 'objects');
    for (let num = first; num < first + count; num += 1) {
      reading.entry();
      readTableEntry(lexer, num, entries);
    }
  }
  const trailer = asDict(lexer.value());
  if (trailer === undefined || trailer.ambiguous) throw new PdfError('pdf-damaged', 'the trailer');
  const hybrid = asInteger(trailer.entries.get('XRefStm'));
  if (hybrid !== undefined) addHidden(entries, readStreamSection(bytes, hybrid, reading).entries);
  return { offset, kind: 'table', trailer, entries };
}

function readTableEntry(lexer: Lexer, num: number, entries: Map<number, XrefEntry>): void {
  const offset = lexer.integer();
  const gen = lexer.integer();
  const use = lexer.word();
  if (use !== 'n' && use !== 'f') throw new PdfError('pdf-damaged', 'a table entry');
  if (entries.has(num)) throw new PdfError('pdf-damaged', 'an object twice in one table');
  entries.set(num, use === 'n' ? { type: 'offset', offset, gen } : { type: 'free' });
}

/** Objects of a hybrid file that its table hides from old readers (7.5.8.4). Two different places of one object are two files in one. */
function addHidden(entries: Map<number, XrefEntry>, hidden: ReadonlyMap<number, XrefEntry>): void {
  for (const [num, entry] of hidden) {
    const known = entries.get(num);
    if (known === undefined || known.type === 'free') entries.set(num, entry);
    else if (entry.type !== 'free' && !isSamePlace(known, entry))
      throw new PdfError('pdf-damaged', `object ${num} in two places`);
  }
}

function isSamePlace(a: XrefEntry, b: XrefEntry): boolean {
  return a.type === 'offset' && b.type === 'offset' && a.offset === b.offset && a.gen === b.gen;
}

function readStreamSection(bytes: Buffer, offset: number, reading: Reading): XrefSection {
  const { value } = readIndirect(bytes, offset, reading, () => undefined);
  const stream = asStream(value);
  if (stream === undefined || asName(stream.dict.entries.get('Type')) !== 'XRef' || stream.dict.ambiguous) {
    throw new PdfError('pdf-damaged', 'a cross-reference stream expected');
  }
  const widths = (asArray(stream.dict.entries.get('W')) ?? []).map((width) => asInteger(width) ?? -1);
  const size = asInteger(stream.dict.entries.get('Size')) ?? 0;
  const index = asArray(stream.dict.entries.get('Index'))?.map((item) => asInteger(item) ?? -1) ?? [0, size];
  if (widths.length !== 3 || [...widths, ...index].some((number) => number < 0) || Math.max(...widths) > 7) {
    throw new PdfError('pdf-damaged', 'a cross-reference stream');
  }
  const data = decodeStream(stream, reading);
  const entries = readPackedEntries(data, widths as [number, number, number], index, reading);
  return { offset, kind: 'stream', trailer: stream.dict, entries };
}

function readPackedEntries(
  data: Buffer,
  [typeWidth, secondWidth, thirdWidth]: [number, number, number],
  index: readonly number[],
  reading: Reading,
): Map<number, XrefEntry> {
  const entries = new Map<number, XrefEntry>();
  let at = 0;
  const field = (width: number, missing: number): number => {
    let value = width === 0 ? missing : 0;
    if (at + width > data.length) throw new PdfError('pdf-damaged', 'a short cross-reference stream');
    for (let left = width; left > 0; left -= 1) value = value * 256 + (data[at++] ?? 0);
    return value;
  };
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    const first = index[pair] ?? 0;
    const count = index[pair + 1] ?? 0;
    if (first + count > MOST_OBJECTS) throw new PdfError('pdf-too-complex', 'objects');
    for (let num = first; num < first + count; num += 1) {
      reading.entry();
      const type = field(typeWidth, 1);
      const second = field(secondWidth, 0);
      const third = field(thirdWidth, 0);
      if (entries.has(num)) throw new PdfError('pdf-damaged', 'an object twice in one section');
      if (type === 0) entries.set(num, { type: 'free' });
      else if (type === 1) entries.set(num, { type: 'offset', offset: second, gen: third });
      else if (type === 2) entries.set(num, { type: 'packed', container: second, index: third });
    }
  }
  return entries;
}
