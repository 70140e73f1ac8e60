import { Temporal } from 'temporal-polyfill';
import type { PlainDate } from '../../types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';

/** Books of an installation are not divided into volumes. */
const VOLUME = '01';

export const ENTRY_STATES = ['pending', 'issued', 'void'] as const;
export type EntryState = (typeof ENTRY_STATES)[number];

/** The name of a book in a year, as the statement writes it (Điều 13 khoản 4 Nghị định 23/2015/NĐ-CP): `01/2026-SCT/BS`. */
export function bookName(symbol: string, year: string): string {
  return `${VOLUME}/${year}-${symbol}`;
}

/** The first and the last day of a month, from 1. */
export function monthOf(year: number, month: number): { from: PlainDate; to: PlainDate } {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return { from: first.toString(), to: first.add({ months: 1 }).subtract({ days: 1 }).toString() };
}

/** The last day on which one original of what was certified stays with the office; null where none does (Điều 14 Nghị định 23/2015/NĐ-CP). */
export function keepUntil(years: number | null, certifiedOn: PlainDate): PlainDate | null {
  return years === null ? null : Temporal.PlainDate.from(certifiedOn).add({ years }).toString();
}

/** A number of a book with its day. */
interface EntryDay {
  number: number;
  certifiedOn: PlainDate;
}

/**
 * Whether a new number may be dated today: numbers of a book stand in the order of their days (Điều 13 khoản 2 Nghị định 23/2015/NĐ-CP), so no day is
 * before that of the number before.
 */
export function decideEntryDay(
  last: EntryDay | undefined,
  today: PlainDate,
): Result<PlainDate, Refusal<'BOOK_DAY_BEHIND', { number: number; day: string }>> {
  if (last !== undefined && last.certifiedOn > today)
    return refuse('BOOK_DAY_BEHIND', { number: last.number, day: last.certifiedOn });
  return ok(today);
}

/**
 * The day of an entry whose signing was stopped and starts again: today's while it is the last number of its book and the year is the same; where a later
 * number was taken, or the year has ended, the day that it had, so that the days of a book never decrease.
 */
export function dayAtRetry(entry: EntryDay, last: EntryDay, today: PlainDate): PlainDate {
  const isLast = entry.number === last.number;
  return isLast && entry.certifiedOn.slice(0, 4) === today.slice(0, 4) && today > entry.certifiedOn
    ? today
    : entry.certifiedOn;
}
