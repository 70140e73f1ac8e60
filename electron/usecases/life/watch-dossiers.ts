import { contract } from '../../../shared/contract/index.ts';
import type { WorkingCalendar } from '../../../shared/domain/deadline/working-calendar.ts';
import {
  ACKNOWLEDGE_WORKING_DAYS,
  APOLOGY_WORKING_DAYS,
  CALL_WORKING_DAYS,
  workingDaysLater,
} from '../../../shared/domain/dossier/watch.ts';
import { dayEndsAt, officeDay, startOfOfficeDay } from '../../../shared/domain/time/office-time.ts';
import type { Instant } from '../../../shared/types/clock.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';
import type { Readers } from '../../host/repositories.ts';

/** Who is to be called because their limit ends, and which dossiers will be late, so that an apology is prepared in time. */
export const watchDossiers = queryHandler(contract.life.watch, (_input, { readers, clock }) => {
  const now = clock.now();
  const { callBy, span } = reach(now, readers.calendars.now());
  return ok({
    calls: readers.watch.calls(callBy).map((call) => ({ ...call, over: call.until < officeDay(now) })),
    soon: readers.watch.soon(span),
    unacknowledged: unacknowledged(readers, now),
  });
});

/** The figures of the same two lists. */
export function watchFigures({ calendars, watch }: Pick<Readers, 'calendars' | 'watch'>, now: Instant) {
  const { callBy, span } = reach(now, calendars.now());
  const sent = unacknowledged({ calendars, watch }, now);
  return {
    calls: watch.callCount(callBy),
    soon: watch.soonCount(span),
    unacknowledged: { count: sent.length, oldestAt: sent[0]?.sentAt ?? null },
  };
}

/** Results that were sent so many working days ago that their receivers should have acknowledged them. */
function unacknowledged({ calendars, watch }: Pick<Readers, 'calendars' | 'watch'>, now: Instant) {
  const calendar = calendars.now();
  const today = officeDay(now);
  return watch.sentOut().filter(({ sentAt }) => {
    const askOn = workingDaysLater(officeDay(sentAt), ACKNOWLEDGE_WORKING_DAYS, calendar);
    return askOn !== null && askOn <= today;
  });
}

/** How far both lists look ahead; where the calendar does not reach, to the end of today. */
function reach(now: Instant, calendar: WorkingCalendar) {
  const today = officeDay(now);
  const later = (count: number) => workingDaysLater(today, count, calendar) ?? today;
  return {
    callBy: later(CALL_WORKING_DAYS),
    span: { now, before: dayEndsAt(later(APOLOGY_WORKING_DAYS)), today: startOfOfficeDay(today) },
  };
}
