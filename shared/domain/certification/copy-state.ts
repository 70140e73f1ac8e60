/**
 * The states of an electronic certified copy. Its number is taken when the officer's signing starts (`numbered`) and stays with it, whatever
 * stops the signing; what was prepared is kept, so that a crash between two steps loses nothing. The officer may return what has no number yet; what has
 * one can only become void, with the entry of the book.
 */
export const COPY_STATES = [
  'compared',
  'numbered',
  'officer-prepared',
  'officer-signed',
  'agency-prepared',
  'certified',
  'withdrawn',
  'returned',
  'void',
] as const;
export type CopyState = (typeof COPY_STATES)[number];

/** A copy that has a number is in the book and cannot be withdrawn; one that was given back need not be put up again. */
export function isWithdrawable(state: CopyState): boolean {
  return state === 'compared' || state === 'returned';
}

/** What the officer may sign, and what the seal keeper may. */
export function awaits(state: CopyState): 'officer' | 'agency' | null {
  if (state === 'compared' || state === 'numbered' || state === 'officer-prepared') return 'officer';
  return state === 'officer-signed' || state === 'agency-prepared' ? 'agency' : null;
}

/** The copy will not be, or is no longer, one of its dossier's. */
export function isDropped(state: CopyState): boolean {
  return state === 'withdrawn' || state === 'returned' || state === 'void';
}

/** Copies or files that are signed with one PIN. */
export const MOST_SIGNED_AT_ONCE = 100;
