import type { Instant } from '../../types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';
import { computeDeadline } from '../deadline/deadline.ts';
import type { WorkingCalendar } from '../deadline/working-calendar.ts';

/** The two sides that read a file's code: who gives it out of the counter, who takes it in the unit. */
export const TRANSFER_SIDES = ['give', 'take'] as const;
export type TransferSide = (typeof TRANSFER_SIDES)[number];

/** How far one file of a transfer is. */
export interface TransferItemState {
  givenAt: Instant | null;
  givenBy: string | null;
  takenAt: Instant | null;
  leftOutAt: Instant | null;
}

/** Why reading a code confirms nothing. */
export type ConfirmRefusal =
  | Refusal<'NOT_IN_TRANSFER', { code: string }>
  | Refusal<'CONFIRMED_ALREADY', { code: string; at: Instant }>
  | Refusal<'NOT_GIVEN_YET', { code: string }>
  | Refusal<'TAKER_MISSING', Record<never, never>>
  | Refusal<'TAKER_IS_GIVER', { name: string }>;

/**
 * Whether reading a file's code confirms a side: once each, given before taken, and taken by somebody else than who gave it, so that both
 * sides have counted.
 */
export function decideConfirm(
  side: TransferSide,
  code: string,
  item: TransferItemState | undefined,
  taker: string | null,
): Result<undefined, ConfirmRefusal> {
  if (item === undefined || item.leftOutAt !== null) return refuse('NOT_IN_TRANSFER', { code });
  const done = side === 'give' ? item.givenAt : item.takenAt;
  if (done !== null) return refuse('CONFIRMED_ALREADY', { code, at: done });
  if (side === 'give') return ok(undefined);
  if (item.givenAt === null) return refuse('NOT_GIVEN_YET', { code });
  if (taker === null) return refuse('TAKER_MISSING', {});
  const same = taker.toLocaleLowerCase('vi') === item.givenBy?.toLocaleLowerCase('vi');
  return same ? refuse('TAKER_IS_GIVER', { name: taker }) : ok(undefined);
}

/**
 * Until when a paper file must be with the unit that works on it: one working day after its reception (Điều 18 Nghị định 118/2025/NĐ-CP,
 * as the provinces apply it). Null where the days of that year are not announced: then nothing is called late.
 */
export function transferDueAt(receivedAt: Instant, calendar: WorkingCalendar): Instant | null {
  const due = computeDeadline(receivedAt, { unit: 'working-day', value: 1 }, calendar);
  return due.ok ? due.value.dueAt : null;
}

/** The code of a record of transfer, as its paper carries it: `BBBG-2026-012`. */
export function transferReference({ year, number }: { year: string; number: number }): string {
  return `BBBG-${year}-${String(number).padStart(3, '0')}`;
}
