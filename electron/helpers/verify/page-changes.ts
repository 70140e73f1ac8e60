import type { PdfDocument } from './pdf/document.ts';
import { asDict, asRef, changedKeys, refsIn } from './pdf/value.ts';
import { type ObjectChange, readable } from './revision-changes.ts';

/** Pages are searched for a changed object at most this deep in numbers of objects. */
const MOST_OBJECTS_PER_PAGE = 20_000;

/** What a reader would see happen to the pages: added, removed, reordered. Pages count from 1. */
export function pageListChanges(before: PdfDocument, after: PdfDocument): string[] {
  const old = before.pages();
  const now = after.pages();
  const oldSet = new Set(old);
  const nowSet = new Set(now);
  const reasons = [
    ...now.flatMap((num, at) => (oldSet.has(num) ? [] : [`page-added:${at + 1}`])),
    ...old.flatMap((num, at) => (nowSet.has(num) ? [] : [`page-removed:${at + 1}`])),
  ];
  const inOrder = old.length === now.length && old.every((num, at) => num === now[at]);
  return reasons.length > 0 || inOrder ? reasons : ['pages-reordered'];
}

/** Numbers, from 1, of the pages that show any of these objects. */
export function pagesShowing(document: PdfDocument, nums: ReadonlySet<number>): number[] {
  if (nums.size === 0) return [];
  const pages = new Set(document.pages());
  return document.pages().flatMap((page, at) => (pageReaches(document, page, pages, nums) ? [at + 1] : []));
}

/** What pages take from the nodes above them where they say nothing themselves (7.7.3.4). */
const INHERITED: ReadonlySet<string> = new Set(['Resources', 'MediaBox', 'CropBox', 'Rotate']);
const DEEPEST_PAGE_TREE = 64;

/** Numbers, from 1, of the pages below a node that gives them something else than before. */
export function pagesInheriting(document: PdfDocument, changes: readonly ObjectChange[]): number[] {
  const nodes = new Set<number>();
  for (const { num, before, after } of changes) {
    const [old, now] = [asDict(before?.value), asDict(after?.value)];
    const isNode = old?.entries.has('Kids') === true;
    if (isNode && changedKeys(old, now).some((key) => INHERITED.has(key))) nodes.add(num);
  }
  if (nodes.size === 0) return [];
  return document.pages().flatMap((page, at) => (isBelow(document, page, nodes) ? [at + 1] : []));
}

function isBelow(document: PdfDocument, page: number, nodes: ReadonlySet<number>): boolean {
  let num: number | undefined = page;
  for (let depth = 0; num !== undefined && depth < DEEPEST_PAGE_TREE; depth += 1) {
    if (nodes.has(num)) return true;
    num = asRef(asDict(readable(document, num)?.value)?.entries.get('Parent'))?.num;
  }
  return false;
}

/** Goes from the page downwards: never to its parent, another page or the form. */
function pageReaches(
  document: PdfDocument,
  page: number,
  pages: ReadonlySet<number>,
  nums: ReadonlySet<number>,
): boolean {
  const seen = new Set<number>([page]);
  const waiting = [page];
  for (let num = waiting.pop(); num !== undefined; num = waiting.pop()) {
    if (nums.has(num)) return true;
    const value = readable(document, num)?.value ?? null;
    const parent =
      typeof value === 'object' && value?.kind === 'dict'
        ? [...refsIn(value.entries.get('Parent') ?? null)]
        : [];
    for (const next of refsIn(value)) {
      if (seen.has(next) || pages.has(next) || parent.includes(next)) continue;
      if (seen.size > MOST_OBJECTS_PER_PAGE) return false;
      seen.add(next);
      waiting.push(next);
    }
  }
  return false;
}
