import type { PlainDate } from '../../types/clock.ts';
import { CalendarWalk, Unreckonable } from '../deadline/calendar-walk.ts';
import type { WorkingCalendar } from '../deadline/working-calendar.ts';
import { dayBefore } from '../time/office-time.ts';

/** A citizen is called so many working days before the limit of a supplement or a payment ends. */
export const CALL_WORKING_DAYS = 2;
/** An apology is prepared so many working days before a dossier would be late. */
export const APOLOGY_WORKING_DAYS = 1;

/** A receiver of a result that was sent is asked after so many working days without an acknowledgement. */
export const ACKNOWLEDGE_WORKING_DAYS = 5;

/** The working day so many working days after a day; null where the table of rest days does not reach. */
export function workingDaysLater(day: PlainDate, count: number, calendar: WorkingCalendar): PlainDate | null {
  const walk = new CalendarWalk(calendar);
  try {
    let later = day;
    for (let counted = 0; counted < count; counted += 1) later = walk.nextWorkingDay(later);
    return later;
  } catch (error) {
    if (error instanceof Unreckonable) return null;
    throw error;
  }
}

/** The last day from which so many working days are over on a day; null where the table of rest days does not reach. */
export function workingDaysEarlier(
  day: PlainDate,
  count: number,
  calendar: WorkingCalendar,
): PlainDate | null {
  let earlier = dayBefore(day);
  for (;;) {
    const over = workingDaysLater(earlier, count, calendar);
    if (over === null || over <= day) return over === null ? null : earlier;
    earlier = dayBefore(earlier);
  }
}
