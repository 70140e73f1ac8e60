/**
 * The form of a Vietnamese text in which two spellings that people do not tell apart while typing are equal: NFD without combining marks,
 * đ as d, lower case, runs of anything else as one space.
 */
export function searchForm(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/đ/gu, 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
