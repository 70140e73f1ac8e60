import type { PdfDocument } from './document.ts';
import type { PdfDict, PdfValue } from './value.ts';

const DEEPEST_INHERITANCE = 32;

/** An attribute of a page, its own or that of a node above it (7.7.3.4). */
export function inheritedBy(document: PdfDocument, page: PdfDict, key: string): PdfValue | undefined {
  let node: PdfDict | undefined = page;
  for (let depth = 0; node !== undefined && depth < DEEPEST_INHERITANCE; depth += 1) {
    const value = node.entries.get(key);
    if (value !== undefined) return value;
    node = document.dict(node.entries.get('Parent'));
  }
  return undefined;
}
