import { contract } from '../../../shared/contract/index.ts';
import type { WorkingCalendar } from '../../../shared/domain/deadline/working-calendar.ts';
import {
  ACKNOWLEDGE_WORKING_DAYS,
  APOLOGY_WORKING_DAYS,
  CALL_WORKING_DAYS,
  workingDaysEarlier,
  workingDaysLater,
} from '../../../shared/domain/dossier/watch.ts';
import { dayEndsAt, officeDay, startOfOfficeDay } from '../../../shared/domain/time/office-time.ts';
import type { Instant } from '../../../shared/types/clock.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';
import type { Readers } from '../../host/repositories.ts';

type Needed = Pick<Readers, 'calendars' | 'watch'>;

/** Who is to be called because their limit ends, and which dossiers will be late, so that an apology is prepared in time. */
export const watchDossiers = queryHandler(contract.life.watch, (_input, { readers, clock }) => {
  const now = clock.now();
  const { calls, soon, unacknowledged } = watched(readers, now);
  const figures = watchFigures(readers, now);
  return ok({
    calls: calls.map((call) => ({ ...call, over: call.until < officeDay(now) })),
    soon,
    unacknowledged,
    totals: {
      calls: figures.calls.count,
      soon: figures.soon.count,
      unacknowledged: figures.unacknowledged.count,
    },
  });
});

/** The first of what is to be watched, the most urgent first. */
export function watched({ calendars, watch }: Needed, now: Instant) {
  const { callBy, span, sentBefore } = reach(now, calendars.now());
  return {
    calls: watch.calls(callBy),
    soon: watch.soon(span),
    unacknowledged: watch.sentOut(sentBefore),
  };
}

/** The figures of the same three lists. */
export function watchFigures({ calendars, watch }: Needed, now: Instant) {
  const { callBy, span, sentBefore } = reach(now, calendars.now());
  return {
    calls: watch.callCount(callBy),
    soon: watch.soonCount(span),
    unacknowledged: watch.sentCount(sentBefore),
  };
}

/** How far the lists look ahead and back; where the calendar does not reach, to the end of today, and not back at all. */
function reach(now: Instant, calendar: WorkingCalendar) {
  const today = officeDay(now);
  const later = (count: number) => workingDaysLater(today, count, calendar) ?? today;
  const sentOn = workingDaysEarlier(today, ACKNOWLEDGE_WORKING_DAYS, calendar);
  return {
    callBy: later(CALL_WORKING_DAYS),
    span: { now, before: dayEndsAt(later(APOLOGY_WORKING_DAYS)), today: startOfOfficeDay(today) },
    sentBefore: sentOn === null ? NEVER : dayEndsAt(sentOn),
  };
}

/** A moment before every record. */
const NEVER = '0000';
