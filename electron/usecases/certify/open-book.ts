import * as z from 'zod';
import { contract } from '../../../shared/contract/index.ts';
import { bookName } from '../../../shared/domain/certification/book.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';

const SeriesId = z.uuid();

/** Opens a book that this installation does not keep yet, from 01 or from where a paper book of the year goes on. */
export const openBook = commandHandler(contract.book.open, ({ symbol, nextNumber }, { tx, host }) =>
  tx.immediate((w) => {
    const kept = w.numbers.inForce(w.today);
    if (kept.some((series) => series.kind === 'certification-book' && series.symbol === symbol))
      return refuse('BOOK_KEPT_ALREADY', { symbol });
    const year = w.today.slice(0, 4);
    const book = bookName(symbol, year);
    const closed = w.closings.find(book);
    if (closed !== undefined) return refuse('BOOK_CLOSED', { book, closedOn: closed.closedOn });
    const { lastNumber } = w.books.boundsOf(book);
    if (nextNumber <= lastNumber) return refuse('BOOK_NUMBER_USED', { lastNumber });
    const seriesId = host.identity.newId(SeriesId);
    w.numbers.insertSeries({
      id: seriesId,
      kind: 'certification-book',
      symbol,
      periodKind: 'year',
      firstNumber: 1,
      lastNumber: null,
      validFrom: w.today,
    });
    if (nextNumber > 1) w.numbers.openPeriod(seriesId, year, nextNumber);
    w.record({
      subject: { kind: 'book', id: seriesId },
      type: 'book.opened',
      payload: { symbol, year, nextNumber },
    });
    w.announce('certify');
    return ok({ seriesId });
  }),
);
