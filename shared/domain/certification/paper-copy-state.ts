/**
 * The states of the paper copies of one original: compared and waiting for the officer, numbered when their signing starts, issued when they are
 * signed and sealed. A number stays with them whatever delays the signing.
 */
export const PAPER_COPY_STATES = ['compared', 'numbered', 'issued', 'withdrawn', 'returned', 'void'] as const;
export type PaperCopyState = (typeof PAPER_COPY_STATES)[number];

/** Nothing more will be done to them, and nobody takes them home. */
export function isPaperDropped(state: PaperCopyState): boolean {
  return state === 'withdrawn' || state === 'returned' || state === 'void';
}
