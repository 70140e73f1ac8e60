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

/**
 * The files that should have been with their unit by now: how many, and until when the oldest. `receptions` are in order. Files of one day mostly
 * have one limit, so it is reckoned for the first and the last of a day, and for each only where those two differ: a later reception never has an
 * earlier limit.
 */
export function lateTransfers(
  receptions: readonly Instant[],
  calendar: WorkingCalendar,
  now: Instant,
): { count: number; oldestAt: Instant | null } {
  const late = { count: 0, oldestAt: null as Instant | null };
  const add = (count: number, due: Instant | null) => {
    if (!isLateTransfer(due, now)) return;
    late.count += count;
    late.oldestAt ??= due;
  };
  for (let at = 0; at < receptions.length; ) {
    const first = receptions[at] as Instant;
    let end = at + 1;
    while (receptions[end]?.startsWith(first.slice(0, 10))) end += 1;
    const due = transferDueAt(first, calendar);
    if (end - at === 1 || due === transferDueAt(receptions[end - 1] as Instant, calendar)) add(end - at, due);
    else for (const one of receptions.slice(at, end)) add(1, transferDueAt(one, calendar));
    at = end;
  }
  return late;
}

/** Whether a paper file should have been with its unit by now; never where its limit is not known. */
export function isLateTransfer(due: Instant | null, now: Instant): due is Instant {
  return due !== null && due < now;
}

/** The code of a record of transfer, as its paper carries it: `BBBG-2026-012`. */
export function transferReference({ year, number }: { year: string; number: number }): string {
  return `BBBG-${year}-${String(number).padStart(3, '0')}`;
}
