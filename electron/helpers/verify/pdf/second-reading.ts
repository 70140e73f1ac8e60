import type { PdfDocument } from './document.ts';
import { readIndirect } from './indirect.ts';
import { createLexer } from './lexer.ts';
import { startReading } from './reading.ts';
import {
  asDict,
  asInteger,
  asName,
  asRef,
  asStream,
  type IndirectObject,
  PdfError,
  type PdfValue,
  referencesOf,
  sameValue,
} from './value.ts';

/** A place where two programs may show two different things. */
export interface DoubtfulPart {
  readonly kind: 'content-unreadable' | 'two-readings';
  readonly num: number;
  /** Where in the file the other reading stands. */
  readonly at: number;
  /** An older revision said so for all to see: ordinary, unless it came after a signature. */
  readonly superseded?: boolean;
}

/** `12 0 ` just before `obj`. */
const HEAD = /(?<!\d)(\d{1,10})[\s\0]+\d{1,5}[\s\0]+$/u;
const LONGEST_HEAD = 40;
const MOST_PARTS = 16;
const TRAILER = 'trailer';

/**
 * Compares the file as its cross-references show it with what a program would show that helps itself: one that mends damaged objects, takes the first or the last
 * of two equal keys, or looks for objects through the whole file where it does not trust the cross-references (it takes the last one of each number). Answers
 * where the two can differ. Definitions that an older revision knew and that a later one replaced behind them are no doubt.
 */
export function doubtfulParts(document: PdfDocument): DoubtfulPart[] {
  const { parts, reached } = walk(document);
  parts.push(...otherCatalogs(document));
  const definitions = findDefinitions(document.bytes);
  const places = knownPlaces(document);
  let streams: readonly IndirectObject[] | undefined;
  for (const { num, at } of definitions) {
    if (parts.length >= MOST_PARTS) break;
    if (!differs(document, { num, at }, places, reached)) continue;
    streams ??= [...places.keys()].flatMap((place) => streamAt(document, place) ?? []);
    const around = streams.find(({ start, end }) => start < at && at < end);
    // Words in the content of a stream: only one that pretends to end there is read as more.
    const hides = around !== undefined && asStream(around.value)?.raw.includes('endstream') === true;
    if (around === undefined || hides) parts.push({ kind: 'two-readings', num, at });
  }
  return parts;
}

/** Everything that the trailer leads to, and what of it is damaged or says one thing twice. */
function walk(document: PdfDocument): { parts: DoubtfulPart[]; reached: Set<number> } {
  const parts: DoubtfulPart[] = [];
  const reached = new Set<number>();
  if (!hasPages(document)) parts.push({ kind: 'content-unreadable', num: document.catalogRef, at: 0 });
  const { Root, Info } = Object.fromEntries(document.trailer.entries);
  const waiting: PdfValue[] = [Root ?? null, Info ?? null];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { num, gen } of referencesOf(next)) {
      const found = readOrDamaged(document, num);
      const at = found?.start ?? 0;
      // Many readers do not look at the generation.
      if (found && found.gen !== gen) parts.push({ kind: 'two-readings', num, at });
      if (reached.has(num)) continue;
      reached.add(num);
      if (found === undefined) parts.push({ kind: 'content-unreadable', num, at });
      else if (found !== null && saysTwice(found.value)) parts.push({ kind: 'two-readings', num, at });
      // Its content is another file's (7.3.8.2).
      else if (asStream(found?.value)?.dict.entries.has('F'))
        parts.push({ kind: 'content-unreadable', num, at });
      if (found) waiting.push(found.value);
      if (parts.length >= MOST_PARTS) return { parts, reached };
    }
  }
  return { parts, reached };
}

function hasPages(document: PdfDocument): boolean {
  try {
    document.pages();
    return true;
  } catch (error) {
    if (error instanceof PdfError && error.fault === 'pdf-damaged') return false;
    throw error;
  }
}

/** Null where there is none, undefined where it cannot be read. */
function readOrDamaged(document: PdfDocument, num: number): IndirectObject | null | undefined {
  try {
    return document.object(num) ?? null;
  } catch (error) {
    if (error instanceof PdfError && error.fault === 'pdf-damaged') return undefined;
    throw error;
  }
}

function saysTwice(value: PdfValue): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (value.kind === 'array') return value.items.some(saysTwice);
  if (value.kind === 'stream') return saysTwice(value.dict);
  return value.kind === 'dict' && (value.ambiguous || [...value.entries.values()].some(saysTwice));
}

/** Trailers that lead to another catalog: a program that rebuilds the cross-references chooses among them. */
function otherCatalogs(document: PdfDocument): DoubtfulPart[] {
  const { bytes, sections, catalogRef } = document;
  const parts: DoubtfulPart[] = [];
  const known = new Set<number>();
  for (const { offset, trailer } of sections) {
    const num = asRef(trailer.entries.get('Root'))?.num ?? catalogRef;
    known.add(num);
    if (num !== catalogRef) parts.push({ kind: 'two-readings', num, at: offset, superseded: true });
  }
  for (let at = bytes.indexOf(TRAILER); at !== -1 && parts.length < MOST_PARTS; ) {
    const num = rootBehind(bytes, at + TRAILER.length);
    if (num !== undefined && !known.has(num)) parts.push({ kind: 'two-readings', num, at });
    at = bytes.indexOf(TRAILER, at + TRAILER.length);
  }
  return parts;
}

function rootBehind(bytes: Buffer, at: number): number | undefined {
  try {
    return asRef(asDict(createLexer(bytes, startReading(), at).value())?.entries.get('Root'))?.num;
  } catch (error) {
    if (error instanceof PdfError) return undefined;
    throw error;
  }
}

/** Everything in the bytes that looks like the beginning of an object. */
function findDefinitions(bytes: Buffer): { num: number; at: number }[] {
  const found: { num: number; at: number }[] = [];
  for (let word = bytes.indexOf('obj'); word !== -1; word = bytes.indexOf('obj', word + 3)) {
    const from = Math.max(0, word - LONGEST_HEAD);
    const head = HEAD.exec(bytes.toString('latin1', from, word));
    if (head?.[1] !== undefined) found.push({ num: Number(head[1]), at: from + head.index });
  }
  return found;
}

/** Where objects begin that any section knows, white space before them skipped. */
function knownPlaces({ bytes, sections }: PdfDocument): Map<number, true> {
  const places = new Map<number, true>();
  const add = (offset: number) => places.set(skipWhite(bytes, offset), true);
  for (const { offset, trailer, entries } of sections) {
    add(offset);
    const hybrid = asInteger(trailer.entries.get('XRefStm'));
    if (hybrid !== undefined) add(hybrid);
    for (const entry of entries.values()) if (entry.type === 'offset') add(entry.offset);
  }
  return places;
}

function skipWhite(bytes: Buffer, offset: number): number {
  let at = offset;
  while (WHITE.has(bytes[at] ?? -1)) at += 1;
  return at;
}

const WHITE: ReadonlySet<number> = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]);

/** Whether a program that believes this definition shows something else. */
function differs(
  document: PdfDocument,
  { num, at }: { num: number; at: number },
  places: ReadonlyMap<number, true>,
  reached: ReadonlySet<number>,
): boolean {
  const entry = document.entries.get(num);
  const isKnown = places.has(at);
  if (entry === undefined || entry.type === 'free') {
    return reached.has(num) || (!isKnown && isPlumbing(readAt(document, at)));
  }
  const holder = entry.type === 'offset' ? entry : document.entries.get(entry.container);
  const live = holder?.type === 'offset' ? skipWhite(document.bytes, holder.offset) : -1;
  if (entry.type === 'offset' && at === live) return false;
  if (at < live && isKnown) return false;
  const [other, now] = [readAt(document, at), readOrDamaged(document, num)];
  return other === undefined || !now || !sameValue(other, now.value);
}

/** The object that stands there; undefined where it cannot be read. */
function readAt({ bytes }: PdfDocument, at: number): PdfValue | undefined {
  try {
    return readIndirect(bytes, at, startReading(), () => undefined).value;
  } catch (error) {
    if (error instanceof PdfError) return undefined;
    throw error;
  }
}

/** What a program that looks for itself believes whatever its number. */
function isPlumbing(value: PdfValue | undefined): boolean {
  const type = asName(asStream(value)?.dict.entries.get('Type'));
  return type === 'ObjStm' || type === 'XRef';
}

function streamAt(document: PdfDocument, at: number): IndirectObject | undefined {
  try {
    const lengthOf = (num: number) => asInteger(document.object(num)?.value);
    const found = readIndirect(document.bytes, at, startReading(), lengthOf);
    return asStream(found.value) === undefined ? undefined : found;
  } catch (error) {
    if (error instanceof PdfError) return undefined;
    throw error;
  }
}
