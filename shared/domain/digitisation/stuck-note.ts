/**
 * A page with a stuck note is copied twice, with the note and without it (điểm d khoản 2 Điều 8 Thông tư 01/2023/TT-VPCP). Which of the two a
 * picture is; a page without a note is neither.
 */
export const NOTE_PICTURES = ['with', 'without'] as const;
export type NotePicture = (typeof NOTE_PICTURES)[number];

/**
 * The sheets that pictures show, each as places in the list: two neighbours of which one is with the note and the other without are one side
 * of one sheet. A half whose other half is not beside it stands alone.
 */
export function sheetsOf(pictures: readonly (NotePicture | null)[]): number[][] {
  const sheets: number[][] = [];
  for (let at = 0; at < pictures.length; at++) {
    const [one = null, other = null] = [pictures[at], pictures[at + 1]];
    const isPair = one !== null && other !== null && one !== other;
    sheets.push(isPair ? [at, ++at] : [at]);
  }
  return sheets;
}

/** The places of pictures whose other half is missing. */
export function loneHalves(pictures: readonly (NotePicture | null)[]): Set<number> {
  return new Set(
    sheetsOf(pictures).flatMap(([at = 0, ...more]) =>
      more.length === 0 && pictures[at] != null ? [at] : [],
    ),
  );
}

/** What a page becomes when it is marked: the half that the page before it lacks, else the one with the note; marked already, it is none. */
export function nextMark(pictures: readonly (NotePicture | null)[], at: number): NotePicture | null {
  if (pictures[at] != null) return null;
  const before = loneHalves(pictures).has(at - 1) ? pictures[at - 1] : null;
  return before === 'with' ? 'without' : 'with';
}
