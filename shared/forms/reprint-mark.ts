import type { Instant } from '../types/clock.ts';
import { shortMoment } from './written-time.ts';

/**
 * What a print says of itself in its margin: that its receipt was cancelled, and when; the how manieth reprint it is, and when. Null for the first
 * print of a paper that stands.
 */
export function printMark(print: {
  number: number;
  at: Instant;
  cancelledAt: Instant | null;
}): string | null {
  const { number, at, cancelledAt } = print;
  const said = [
    ...(cancelledAt === null ? [] : [`ĐÃ HUỶ ${shortMoment(cancelledAt)}`]),
    ...(number <= 1 ? [] : [`IN LẠI LẦN ${number - 1} · ${shortMoment(at)}`]),
  ];
  return said.length === 0 ? null : said.join(' · ');
}
