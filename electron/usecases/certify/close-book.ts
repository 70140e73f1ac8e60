import { contract } from '../../../shared/contract/index.ts';
import { bookName } from '../../../shared/domain/certification/book.ts';
import { decideClosing } from '../../../shared/domain/certification/book-closing.ts';
import { decideSigner } from '../../../shared/domain/certification/signer.ts';
import { certificationOfBook } from '../../../shared/forms/nd-23-2015/acts.ts';
import { signerLines } from '../../../shared/forms/nd-23-2015/signer-lines.ts';
import { ok } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';

/**
 * Closes the book of a year with its totals and the name of who signs them: no number is given in it again, and the next year's begins at 01. A book that the office
 * keeps no longer is closed before its year ends.
 */
export const closeBook = commandHandler(
  contract.book.close,
  ({ symbol, year, signerId, reason, note }, { tx, signedIn }) =>
    tx.immediate((w) => {
      const book = bookName(symbol, year);
      const span = { book, from: `${year}-01-01`, to: `${year}-12-31` };
      const { pending: _, ...totals } = w.books.totals(span);
      const closedOn = w.closings.find(book)?.closedOn ?? null;
      const pending = w.books.pendingOf(book);
      const decided = decideClosing(
        { book, year, reason, note, closedOn, entries: totals.entries, pending },
        w.today,
      );
      if (!decided.ok) return decided;
      const rights = w.signers.all().filter((signer) => signer.signerId === signerId);
      const right = decideSigner(rights, certificationOfBook(symbol), w.today);
      if (!right.ok) return right;
      const closing = {
        book,
        reason,
        note,
        closedOn: w.today,
        ...w.books.boundsOf(book),
        ...totals,
        signerTitle: signerLines(right.value).join('\n'),
        signerName: right.value.name,
      };
      w.closings.insert({ ...closing, at: w.now, by: signedIn().userId });
      if (reason === 'series-end') w.closings.endSeries(symbol, w.today);
      const { firstNumber, lastNumber } = closing;
      w.record({
        subject: { kind: 'book', id: book },
        type: 'book.closed',
        payload: { book, reason, firstNumber, lastNumber, ...totals },
        personal: { signer: right.value.name, ...(note === '' ? {} : { note }) },
      });
      w.announce('certify');
      return ok(closing);
    }),
);
