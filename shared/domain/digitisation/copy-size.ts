import * as z from 'zod';

/**
 * How large a digital copy may be, in millions of bytes; null is no limit. Provincial systems refuse larger files, each with a limit of its own (no
 * text of law with a figure was found; chưa kiểm chứng), so an administrator writes what the own system says. Until then it is 10: ten colour pages
 * of A4 at 300 dpi as scanners make them (8.6 million bytes) pass as they are.
 */
export const CopyLimit = z.int().min(1).max(100).nullable();
export type CopyLimit = z.infer<typeof CopyLimit>;
export const USUAL_COPY_LIMIT = 10;

/** Of the two meanings of a megabyte the smaller one: what keeps to it keeps to both. */
export const BYTES_OF_MB = 1_000_000;

/** A page that was coded anew so that its copy became small enough, from 1; `dpi` and `quality` (1 to 100) as it is now, bytes before and after. */
export const ReEncodedPage = z.strictObject({
  page: z.int().positive(),
  quality: z.int().min(1).max(100),
  dpi: z.int().positive(),
  before: z.int().positive(),
  after: z.int().positive(),
});
export type ReEncodedPage = z.infer<typeof ReEncodedPage>;

/**
 * Up to how many bytes each page may have so that all of them together have no more than `budget`: the largest pages give, and what is small already
 * stays as it is. Zero where nothing is left for any of them.
 */
export function levelUnder(sizes: readonly number[], budget: number): number {
  const rising = sizes.toSorted((one, other) => one - other);
  let left = budget;
  for (const [index, size] of rising.entries()) {
    const level = left / (rising.length - index);
    if (size > level) return Math.max(0, Math.floor(level));
    left -= size;
  }
  return rising.at(-1) ?? 0;
}

/** The numbers of the largest pages, from 1, the largest first. */
export function largestPages(sizes: readonly number[], count = 5): number[] {
  return sizes
    .map((size, index) => ({ size, page: index + 1 }))
    .sort((one, other) => other.size - one.size)
    .slice(0, count)
    .map(({ page }) => page);
}
