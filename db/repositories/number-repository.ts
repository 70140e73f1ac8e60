import * as z from 'zod';
import type { Instant, PlainDate } from '../../shared/types/clock.ts';
import type { ReadDb, WriteDb } from '../open.ts';

/** A series of numbers owned by this installation. */
export interface NumberSeries {
  id: string;
  kind: 'dossier-code' | 'certification-book';
  symbol: string;
  periodKind: 'day' | 'year';
  firstNumber: number;
  lastNumber: number | null;
  validFrom: PlainDate;
}

interface SeriesRow {
  id: string;
  symbol: string;
  periodKind: 'day' | 'year';
  firstNumber: number;
  lastNumber: number | null;
}

/** A number taken from a series. */
export interface TakenNumber {
  seriesId: string;
  period: string;
  /** Null: the range ended; the refusal that follows rolls the taking back. */
  number: number | null;
  last: number | null;
}

const SeriesView = z.object({
  id: z.string(),
  kind: z.enum(['dossier-code', 'certification-book']),
  symbol: z.string(),
  periodKind: z.enum(['day', 'year']),
  firstNumber: z.number().int(),
  lastNumber: z.number().int().nullable(),
  validFrom: z.string(),
  /** The counter of the period asked for; null when no number of it was taken or stated. */
  counter: z.number().int().nullable(),
  /** The highest number of the period that is in the book; null for none. */
  highest: z.number().int().nullable(),
  start: z
    .object({
      period: z.string(),
      nextNumber: z.number().int(),
      openedOn: z.string(),
      reason: z.string(),
      setAt: z.string(),
      setBy: z.string(),
    })
    .nullable(),
});
/** A series in force with where it stands in the period of a day. */
export type SeriesView = z.infer<typeof SeriesView> & { period: string };

/** The period of a day in which a series counts. */
function periodOf({ periodKind }: Pick<NumberSeries, 'periodKind'>, day: PlainDate): string {
  return periodKind === 'day' ? day : day.slice(0, 4);
}

/** Reading number ranges and books. */
export function createNumberReader(db: ReadDb) {
  const inForce = db.prepare(`
    SELECT s.id, s.kind, s.symbol, s.period_kind AS periodKind, s.first_number AS firstNumber, s.last_number AS lastNumber, s.valid_from AS validFrom,
      c.next_number AS counter,
      (SELECT max(k.number) FROM book_entry k WHERE k.series_id = s.id AND k.book LIKE '%/' || substr(@day, 1, 4) || '-%') AS highest,
      (SELECT json_object('period', n.period, 'nextNumber', n.next_number, 'openedOn', n.opened_on, 'reason', n.reason, 'setAt', n.set_at, 'setBy', n.set_by)
        FROM number_start n WHERE n.series_id = s.id) AS start
    FROM number_series s
    LEFT JOIN number_counter c ON c.series_id = s.id AND c.period = CASE s.period_kind WHEN 'day' THEN @day ELSE substr(@day, 1, 4) END
    WHERE s.valid_from <= @day AND (s.valid_to IS NULL OR s.valid_to >= @day) ORDER BY s.kind DESC, s.symbol`);
  return {
    /** Every series in force on a day, codes first. */
    inForce: (day: PlainDate): SeriesView[] =>
      (inForce.all({ day }) as { start: string | null }[]).map((row) => {
        const start = row.start === null ? null : JSON.parse(row.start);
        const series = SeriesView.parse({ ...row, start });
        return { ...series, period: periodOf(series, day) };
      }),
  };
}

/** Number ranges and books; part of a command's transaction. */
export function createNumberRepository(db: WriteDb) {
  const insertSeries = db.prepare(`
    INSERT INTO number_series (id, kind, symbol, period_kind, first_number, last_number, valid_from)
    VALUES (@id, @kind, @symbol, @periodKind, @firstNumber, @lastNumber, @validFrom)`);
  const openPeriod = db.prepare(
    'INSERT INTO number_counter (series_id, period, next_number) VALUES (@seriesId, @period, @nextNumber)',
  );
  const seriesOn = db.prepare(`
    SELECT id, symbol, period_kind AS periodKind, first_number AS firstNumber, last_number AS lastNumber FROM number_series
    WHERE kind = @kind AND (@symbol IS NULL OR symbol = @symbol) AND valid_from <= @day AND (valid_to IS NULL OR valid_to >= @day)
    ORDER BY valid_from DESC LIMIT 1`);
  const take = db.prepare(`
    INSERT INTO number_counter (series_id, period, next_number) VALUES (@seriesId, @period, @first + 1)
    ON CONFLICT (series_id, period) DO UPDATE SET next_number = next_number + 1 RETURNING next_number - 1 AS number`);
  const setCounter = db.prepare(`
    INSERT INTO number_counter (series_id, period, next_number) VALUES (@seriesId, @period, @nextNumber)
    ON CONFLICT (series_id, period) DO UPDATE SET next_number = excluded.next_number`);
  const insertStart = db.prepare(`
    INSERT INTO number_start (series_id, period, next_before, next_number, opened_on, reason, set_at, set_by)
    VALUES (@seriesId, @period, @nextBefore, @nextNumber, @openedOn, @reason, @at, @by)`);
  return {
    ...createNumberReader(db),
    insertSeries(series: NumberSeries): void {
      insertSeries.run(series);
    },
    /** States once where a series goes on from, with its opening day and the reason. */
    start(start: {
      seriesId: string;
      period: string;
      nextBefore: number;
      nextNumber: number;
      openedOn: PlainDate;
      reason: string;
      at: Instant;
      by: string;
    }): void {
      insertStart.run(start);
      const { seriesId, period, nextNumber } = start;
      setCounter.run({ seriesId, period, nextNumber });
    },
    /** States the next number of a period that was begun elsewhere (a paper book carried on). */
    openPeriod(seriesId: string, period: string, nextNumber: number): void {
      openPeriod.run({ seriesId, period, nextNumber });
    },
    /**
     * Takes the next number of the series in force on a day, in the caller's transaction: a number that a commit has taken is never given again.
     * Undefined when there is no such series; `number` is null when the range of the period is used up.
     */
    takeNext(kind: NumberSeries['kind'], symbol: string | null, day: PlainDate): TakenNumber | undefined {
      const series = seriesOn.get({ kind, symbol, day }) as SeriesRow | undefined;
      if (series === undefined) return undefined;
      const period = periodOf(series, day);
      const { number } = take.get({ seriesId: series.id, period, first: series.firstNumber }) as {
        number: number;
      };
      const usedUp = series.lastNumber !== null && number > series.lastNumber;
      return { seriesId: series.id, period, number: usedUp ? null : number, last: series.lastNumber };
    },
  };
}
