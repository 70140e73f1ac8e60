import type { PdfDocument } from './pdf/document.ts';
import { PdfError, type PdfValue, refsIn } from './pdf/value.ts';

/**
 * Whether everything that a reader may show of a revision can be read without repair. A signature holds over damage, too, but two readers show
 * different things where an object is not what its cross-reference or its length says.
 */
export function isWhollyReadable(document: PdfDocument): boolean {
  try {
    document.pages();
    const seen = new Set<number>();
    const waiting: PdfValue[] = [document.trailer];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const num of refsIn(next)) {
        if (seen.has(num)) continue;
        seen.add(num);
        waiting.push(document.object(num)?.value ?? null);
      }
    }
    return true;
  } catch (error) {
    if (error instanceof PdfError && error.fault === 'pdf-damaged') return false;
    throw error;
  }
}
