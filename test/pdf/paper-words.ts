import { expect } from 'vitest';

/** The text of a page as one line. */
export const flat = (text: string | undefined) => (text ?? '').replace(/\s+/gu, ' ');

/** Labels stand on the paper one after the other. */
export function expectInOrder(page: string, labels: readonly string[]): void {
  let from = 0;
  for (const label of labels) {
    const at = page.indexOf(label, from);
    expect(at, `${label} after ${page.slice(Math.max(0, from - 60), from)}`).toBeGreaterThanOrEqual(from);
    from = at + 1;
  }
}
