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

/** Number ranges and books; part of a command's transaction. */
export function createNumberRepository(db: WriteDb) {
  const insertSeries = db.prepare(`
    INSERT INTO number_series (id, kind, symbol, period_kind, first_number, last_number, valid_from)
    VALUES (@id, @kind, @symbol, @periodKind, @firstNumber, @lastNumber, @validFrom)`);
  const openPeriod = db.prepare(
    'INSERT INTO number_counter (series_id, period, next_number) VALUES (@seriesId, @period, @nextNumber)',
  );
  return {
    insertSeries(series: NumberSeries): void {
      insertSeries.run(series);
    },
    /** States the next number of a period that was begun elsewhere (a paper book carried on). */
    openPeriod(seriesId: string, period: string, nextNumber: number): void {
      openPeriod.run({ seriesId, period, nextNumber });
    },
  };
}
