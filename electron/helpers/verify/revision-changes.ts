import type { PdfDocument } from './pdf/document.ts';
import {
  asName,
  asStream,
  type IndirectObject,
  PdfError,
  type PdfValue,
  refsIn,
  sameValue,
} from './pdf/value.ts';
import type { XrefEntry } from './pdf/xref.ts';

/** One object as it stood before and stands after; undefined where a revision has none. */
export interface ObjectChange {
  readonly num: number;
  readonly before: IndirectObject | undefined;
  readonly after: IndirectObject | undefined;
}

/** Who refers to whom in one revision. */
export interface References {
  /** Numbers of the objects that refer to a number. */
  referrers(num: number): ReadonlySet<number>;
}

const NONE: ReadonlySet<number> = new Set();

/** Every reference of a revision. Damaged objects refer to nothing: no reader shows them. */
export function referencesIn(document: PdfDocument): References {
  const referrers = new Map<number, Set<number>>();
  for (const num of document.entries.keys()) {
    const object = readable(document, num);
    // A cross-reference stream repeats the trailer: it uses nothing.
    if (object === undefined || isPlumbing(object)) continue;
    for (const target of refsIn(object.value)) {
      const known = referrers.get(target);
      if (known === undefined) referrers.set(target, new Set([num]));
      else known.add(num);
    }
  }
  return { referrers: (num) => referrers.get(num) ?? NONE };
}

/**
 * Every object that says something else in `after` than in `before`, which is a byte prefix of it. An object whose entry stayed but whose
 * bytes reach past the prefix, or that another object stream answers for now, has changed too.
 */
export function changedObjects(before: PdfDocument, after: PdfDocument): ObjectChange[] {
  const nums = new Set([...before.entries.keys(), ...after.entries.keys()]);
  const changes: ObjectChange[] = [];
  for (const num of nums) {
    const old = readable(before, num);
    const now = readable(after, num);
    if (old === undefined && now === undefined) continue;
    const same =
      old !== undefined &&
      now !== undefined &&
      old.gen === now.gen &&
      (sameExtent(before, after, num, old, now) || sameValue(old.value, now.value));
    if (!same) changes.push({ num, before: old, after: now });
  }
  return changes;
}

/** The same bytes of the same place: equal without looking inside. */
function sameExtent(
  before: PdfDocument,
  after: PdfDocument,
  num: number,
  old: IndirectObject,
  now: IndirectObject,
): boolean {
  const [a, b] = [before.entries.get(num), after.entries.get(num)];
  return sameEntry(a, b) && a?.type === 'offset' && old.start === now.start && old.end === now.end;
}

function sameEntry(a: XrefEntry | undefined, b: XrefEntry | undefined): boolean {
  return a?.type === 'offset' && b?.type === 'offset' && a.offset === b.offset && a.gen === b.gen;
}

/** The object, undefined also where it is damaged. */
export function readable(document: PdfDocument, num: number): IndirectObject | undefined {
  try {
    return document.object(num);
  } catch (error) {
    if (error instanceof PdfError && error.fault === 'pdf-damaged') return undefined;
    throw error;
  }
}

/** Numbers of all objects that a value leads to; goes no further at those that `stop` names, and leaves them out. */
export function reachedFrom(
  document: PdfDocument,
  value: PdfValue | undefined,
  stop: (num: number) => boolean,
): Set<number> {
  const reached = new Set<number>();
  const waiting: PdfValue[] = [value ?? null];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const num of refsIn(next)) {
      if (reached.has(num) || stop(num)) continue;
      reached.add(num);
      waiting.push(readable(document, num)?.value ?? null);
    }
  }
  return reached;
}

/** Cross-reference and object streams: the plumbing of a revision, which shows nothing itself. */
export function isPlumbing({ value }: IndirectObject): boolean {
  const type = asName(asStream(value)?.dict.entries.get('Type'));
  return type === 'XRef' || type === 'ObjStm';
}
