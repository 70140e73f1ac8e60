import { contract } from '../../../shared/contract/index.ts';
import {
  decideNumberStart,
  lowestStart,
  nextNumber,
} from '../../../shared/domain/installation/number-start.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { UserId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';

/** The series of this installation: what would be given next, and whether it was stated once where they go on. */
export const listNumbers = queryHandler(contract.goingLive.numbers, (_input, { readers, clock }) => {
  const today = officeDay(clock.now());
  return ok({
    today,
    series: readers.numbers.inForce(today).map((series) => ({
      seriesId: series.id,
      kind: series.kind,
      symbol: series.symbol,
      period: series.period,
      first: series.firstNumber,
      last: series.lastNumber,
      next: nextNumber(series),
      lowest: lowestStart(series),
      openedOn: series.start?.openedOn ?? series.validFrom,
      start:
        series.start === null
          ? null
          : {
              reason: series.start.reason,
              setAt: series.start.setAt,
              setBy: readers.users.find(UserId.parse(series.start.setBy))?.displayName ?? '',
            },
    })),
  });
});

/**
 * States from which number a range or book goes on, with its opening day and the reason: once for each, and never below a number that was
 * given. The decision is kept beside the counter; the province learns of it like of the first run.
 */
export const startNumbers = commandHandler(
  contract.goingLive.startNumbers,
  ({ seriesId, next, openedOn, reason }, { tx, signedIn }) =>
    tx.immediate((w) => {
      const series = w.numbers.inForce(w.today).find(({ id }) => id === seriesId);
      if (series === undefined) return refuse('SERIES_UNKNOWN', { seriesId });
      const decided = decideNumberStart(series, { next, openedOn, today: w.today });
      if (!decided.ok) return decided;
      const { period, kind, symbol } = series;
      const nextBefore = nextNumber(series);
      const by = signedIn().userId;
      w.numbers.start({ seriesId, period, nextBefore, nextNumber: next, openedOn, reason, at: w.now, by });
      const facts = { seriesId, kind, symbol, period, nextBefore, next, openedOn, reason };
      const event = w.record({
        subject: { kind: 'number-series', id: seriesId },
        type: 'numbers.started',
        payload: facts,
      });
      const sent = w.send(event, { kind: 'numbers.started', snapshot: facts, files: [] });
      w.announce('office');
      return ok({ next, packetSeq: sent.seq });
    }),
);
