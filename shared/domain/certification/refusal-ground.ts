/**
 * Why a certification is refused: the six kinds of originals that may not be copied (Điều 22 Nghị định 23/2015/NĐ-CP, in its order), another ground that is named by its
 * article, or that the paper seems forged, which is recorded and kept for the authority (Điều 11 khoản 2 Thông tư 01/2020/TT-BTP).
 */
export const REFUSAL_GROUNDS = [
  'altered',
  'damaged',
  'secret',
  'unlawful',
  'not-legalised',
  'self-made',
  'other',
  'forgery',
] as const;
export type RefusalGround = (typeof REFUSAL_GROUNDS)[number];

/** Whether a ground says nothing without words of the clerk. */
export function needsWords(ground: RefusalGround): boolean {
  return ground === 'other' || ground === 'forgery';
}
