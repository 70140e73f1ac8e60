import type { Instant } from '../types/clock.ts';
import { shortMoment } from './written-time.ts';

/** What a reprint says of itself: the how manieth it is, and when; null for the first print of a paper. */
export function reprintMark(number: number, at: Instant): string | null {
  return number <= 1 ? null : `IN LẠI LẦN ${number - 1} · ${shortMoment(at)}`;
}
