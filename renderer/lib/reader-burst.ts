import { mrzLines } from '../../shared/domain/identity/card-mrz.ts';

/** A key as the detector sees it; `at` in milliseconds of the event's own clock. */
export interface ReaderKey {
  key: string;
  at: number;
  /** Ctrl, Alt or Meta is held, the key repeats by itself, or an input method is composing: none of that is a reader. */
  isAside: boolean;
}

/** Letters that came one after another faster than anybody types. */
export interface Burst {
  text: string;
  at: number;
}

export const NO_BURST: Burst = { text: '', at: Number.NEGATIVE_INFINITY };

/** The longest pause between two letters of a reader. Fast typists need 60 to 120 ms; readers 1 to 20. */
const LONGEST_GAP_MS = 30;
/** From how many letters on it is a reader: two keys rolled together may be faster, four are not. */
const SHORTEST_BURST = 4;

/** The burst with the next key: continued, begun anew, or ended. */
export function withKey(burst: Burst, { key, at, isAside }: ReaderKey): Burst {
  if (isAside || [...key].length !== 1) return NO_BURST;
  return { text: at - burst.at <= LONGEST_GAP_MS ? burst.text + key : key, at };
}

/** Whether a burst can only come from a reader. */
export function isReader({ text }: Burst): boolean {
  return text.length >= SHORTEST_BURST;
}

/** What was put into a text between two moments: the part that differs. */
export function insertedBetween(before: string, after: string): string {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  const longestEnd = Math.min(before.length, after.length) - start;
  let end = 0;
  while (end < longestEnd && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return after.slice(start, after.length - end);
}

/** The longest mean pause of a slow reader; here the content decides, and this only spares what a hand copied. */
const SLOW_READER_MS = 100;

/** Whether a text typed into some other field within `ms` is a card: by its content, and faster than a hand. */
export function isMisplacedCard(text: string, ms: number): boolean {
  const isCard = /^(?:\][A-Za-z]\d)?\d{12}(?:\|[^|]*){5,}$/u.test(text) || mrzLines(text)[0]?.length === 30;
  return isCard && ms <= text.length * SLOW_READER_MS;
}
