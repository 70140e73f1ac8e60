/** A PDF name (ISO 32000-1, 7.3.5), `#xx` already decoded, one character per byte. */
export interface PdfName {
  readonly kind: 'name';
  readonly name: string;
}

/** A PDF string (7.3.4) with the places of its delimiters in the bytes it was read from. */
export interface PdfString {
  readonly kind: 'string';
  readonly bytes: Buffer;
  readonly hex: boolean;
  /** Offset of the opening delimiter; -1 for a string made in memory. */
  readonly start: number;
  /** Offset just after the closing delimiter. */
  readonly end: number;
}

export interface PdfArray {
  readonly kind: 'array';
  readonly items: readonly PdfValue[];
}

export interface PdfDict {
  readonly kind: 'dict';
  readonly entries: ReadonlyMap<string, PdfValue>;
  /** The same key stood in it twice, so that two readers may see two different things. */
  readonly ambiguous: boolean;
}

/** A reference to an indirect object. */
export interface PdfRef {
  readonly kind: 'ref';
  readonly num: number;
  readonly gen: number;
}

export interface PdfStream {
  readonly kind: 'stream';
  readonly dict: PdfDict;
  /** The bytes as they stand in the file, still encoded. */
  readonly raw: Buffer;
}

/** Any PDF object (ISO 32000-1, 7.3). */
export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfArray
  | PdfDict
  | PdfRef
  | PdfStream;

/** Why a file cannot be read as a PDF; the code becomes a reason of the verdict. */
export type PdfFault = 'not-a-pdf' | 'encrypted-pdf' | 'pdf-damaged' | 'pdf-too-complex';

/** Thrown by the reader on files that break the format or its limits; callers turn it into a reason. */
export class PdfError extends Error {
  readonly fault: PdfFault;

  constructor(fault: PdfFault, detail: string) {
    super(`${fault}: ${detail}`);
    this.name = 'PdfError';
    this.fault = fault;
  }
}

type Tagged = Exclude<PdfValue, null | boolean | number>;

function isKind<K extends Tagged['kind']>(
  value: PdfValue | undefined,
  kind: K,
): value is Extract<Tagged, { kind: K }> {
  return typeof value === 'object' && value !== null && value.kind === kind;
}

export function asDict(value: PdfValue | undefined): PdfDict | undefined {
  return isKind(value, 'dict') ? value : undefined;
}

export function asArray(value: PdfValue | undefined): readonly PdfValue[] | undefined {
  return isKind(value, 'array') ? value.items : undefined;
}

export function asRef(value: PdfValue | undefined): PdfRef | undefined {
  return isKind(value, 'ref') ? value : undefined;
}

export function asString(value: PdfValue | undefined): PdfString | undefined {
  return isKind(value, 'string') ? value : undefined;
}

export function asStream(value: PdfValue | undefined): PdfStream | undefined {
  return isKind(value, 'stream') ? value : undefined;
}

/** The text of a name, undefined for anything else. */
export function asName(value: PdfValue | undefined): string | undefined {
  return isKind(value, 'name') ? value.name : undefined;
}

export function asInteger(value: PdfValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

/** Text of a text string (7.9.2.2): UTF-16BE or UTF-8 behind its mark, else one character per byte. */
export function textOf({ bytes }: PdfString): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes.subarray(2));
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3);
  return bytes.toString('latin1');
}

/** Whether two objects say the same, apart from how they are written. References are compared, not followed. */
export function sameValue(a: PdfValue | undefined, b: PdfValue | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a.kind === 'name') return b.kind === 'name' && a.name === b.name;
  if (a.kind === 'string') return b.kind === 'string' && a.bytes.equals(b.bytes);
  if (a.kind === 'ref') return b.kind === 'ref' && a.num === b.num && a.gen === b.gen;
  if (a.kind === 'array') {
    return (
      b.kind === 'array' &&
      a.items.length === b.items.length &&
      a.items.every((item, at) => sameValue(item, b.items[at]))
    );
  }
  if (a.kind === 'stream') return b.kind === 'stream' && sameValue(a.dict, b.dict) && a.raw.equals(b.raw);
  return b.kind === 'dict' && !a.ambiguous && !b.ambiguous && changedKeys(a, b).length === 0;
}

/** Keys whose values differ between two dictionaries; a key that is missing equals one with the value null (7.3.7). */
export function changedKeys(before: PdfDict | undefined, after: PdfDict | undefined): string[] {
  const keys = new Set([...(before?.entries.keys() ?? []), ...(after?.entries.keys() ?? [])]);
  return [...keys].filter(
    (key) => !sameValue(before?.entries.get(key) ?? null, after?.entries.get(key) ?? null),
  );
}

/** Numbers of every object that a value refers to. */
export function refsIn(value: PdfValue): number[] {
  return referencesOf(value).map(({ num }) => num);
}

/** Every reference in a value. */
export function referencesOf(value: PdfValue, found: PdfRef[] = []): PdfRef[] {
  if (typeof value !== 'object' || value === null) return found;
  if (value.kind === 'ref') found.push(value);
  else if (value.kind === 'array') for (const item of value.items) referencesOf(item, found);
  else if (value.kind === 'dict') for (const item of value.entries.values()) referencesOf(item, found);
  else if (value.kind === 'stream') referencesOf(value.dict, found);
  return found;
}

/** An indirect object (7.3.10) with the bytes it takes in the file. */
export interface IndirectObject {
  readonly num: number;
  readonly gen: number;
  readonly value: PdfValue;
  readonly start: number;
  /** Offset just after `endobj`. */
  readonly end: number;
}
