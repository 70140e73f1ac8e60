import { Temporal } from 'temporal-polyfill';
import type { Instant, PlainDate } from '../../types/clock.ts';

/** The zone of every office of the country; it has no daylight saving time. */
export const OFFICE_ZONE = 'Asia/Ho_Chi_Minh';

/** Since 13 June 1975 the zone is seven hours before UTC. Every call of the host asks for its day, so it is reckoned without a calendar. */
const AHEAD = { since: '1975-06-14', ms: 7 * 3600 * 1000 };

/** The calendar day in the office's zone at an instant. */
export function officeDay(instant: Instant): PlainDate {
  if (instant >= AHEAD.since) return new Date(Date.parse(instant) + AHEAD.ms).toISOString().slice(0, 10);
  return Temporal.Instant.from(instant).toZonedDateTimeISO(OFFICE_ZONE).toPlainDate().toString();
}

/** The first instant after a day in the office's zone. */
export function dayEndsAt(day: PlainDate): Instant {
  const next = Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime({ timeZone: OFFICE_ZONE });
  return next.toInstant().toString({ fractionalSecondDigits: 3 });
}

/** The day before. */
export function dayBefore(day: PlainDate): PlainDate {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}

/** The instant some seconds later, in the form of {@link Instant}. */
export function secondsAfter(instant: Instant, seconds: number): Instant {
  return Temporal.Instant.from(instant).add({ seconds }).toString({ fractionalSecondDigits: 3 });
}

/** Whole seconds from one instant to a later one; negative when it is earlier. */
export function secondsBetween(from: Instant, to: Instant): number {
  return Math.trunc(Temporal.Instant.from(from).until(Temporal.Instant.from(to)).total('seconds'));
}

/** The instant at which a calendar day of the office begins, or the day some days later. */
export function startOfOfficeDay(day: PlainDate, daysLater = 0): Instant {
  return Temporal.PlainDate.from(day)
    .add({ days: daysLater })
    .toZonedDateTime(OFFICE_ZONE)
    .toInstant()
    .toString({ fractionalSecondDigits: 3 });
}

/** The instant of a zoned text such as `2026-11-25T17:00:00+07:00[Asia/Ho_Chi_Minh]`. */
export function instantOf(zoned: string): Instant {
  return Temporal.ZonedDateTime.from(zoned).toInstant().toString({ fractionalSecondDigits: 3 });
}

/** The instant of a time of day (`16:00`) of the office on a day; undefined when either is none. */
export function officeMoment(day: PlainDate, time: string): Instant | undefined {
  try {
    const moment = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: OFFICE_ZONE, plainTime: time });
    return moment.toInstant().toString({ fractionalSecondDigits: 3 });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
