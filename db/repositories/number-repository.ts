import type { PlainDate } from '../../shared/types/clock.ts';
import type { WriteDb } from '../open.ts';

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
  return {
    insertSeries(series: NumberSeries): void {
      insertSeries.run(series);
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
      const period = series.periodKind === 'day' ? day : day.slice(0, 4);
      const { number } = take.get({ seriesId: series.id, period, first: series.firstNumber }) as {
        number: number;
      };
      const usedUp = series.lastNumber !== null && number > series.lastNumber;
      return { seriesId: series.id, period, number: usedUp ? null : number, last: series.lastNumber };
    },
  };
}
