import { contract } from '../../../shared/contract/index.ts';
import { bookName } from '../../../shared/domain/certification/book.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { writtenCount } from '../../../shared/forms/written-time.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import { recordResultOfLast } from './record-certified.ts';

const MOST = 200;

/** The entries of some days of a book, with what they come to. */
export const listEntries = queryHandler(
  contract.book.entries,
  ({ symbol, from, to, after }, { readers, clock }) => {
    const year = from.slice(0, 4);
    if (to.slice(0, 4) !== year) return refuse('BOOK_YEARS_DIFFER', {});
    const book = bookName(symbol, year);
    const span = { book, from, to };
    const rows = readers.books.ofSpan(span, after, MOST + 1);
    return ok({
      book,
      kept: readers.numbers
        .inForce(officeDay(clock.now()))
        .some((series) => series.kind === 'certification-book' && series.symbol === symbol),
      closing: readers.closings.find(book) ?? null,
      entries: rows
        .slice(0, MOST)
        .map(({ id, seriesId: _, book: __, ...entry }) => ({ entryId: id, ...entry })),
      more: rows.length > MOST,
      totals: readers.books.totals(span),
    });
  },
);

/**
 * Makes an entry void with its reason, and with it what was certified under its number: the number stays in the book and is never given again. What was already
 * told to the province is told to be void.
 */
export const voidEntry = commandHandler(contract.book.void, ({ entryId, reason }, { tx, signedIn }) =>
  tx.immediate((w) => {
    const entry = w.books.find(entryId);
    if (entry === undefined) return refuse('ENTRY_UNKNOWN', {});
    if (!w.books.void(entryId, { reason, at: w.now, by: signedIn().userId }))
      return refuse('ENTRY_ALREADY_VOID', {});
    const copy = w.copies.ofEntry(entryId);
    const paper = w.paperCopies.ofEntry(entryId);
    if (copy !== undefined) w.copies.void(copy.id, w.now);
    if (paper !== undefined) w.paperCopies.void(paper.id, w.now);
    const { book, number, certifiedOn, dossierId, dossierCode, state } = entry;
    const facts = { entryId, book, number: writtenCount(number), certifiedOn };
    const event = w.record({
      subject: { kind: 'dossier', id: dossierId },
      type: 'copy.voided',
      payload: { ...facts, wasIssued: state === 'issued' },
      personal: { reason },
    });
    w.send(event, {
      kind: 'copy.voided',
      snapshot: {
        ...facts,
        dossierId,
        dossierCode,
        sha256: copy?.certifiedSha256 ?? null,
        reason,
        at: w.now,
      },
      files: [],
    });
    recordResultOfLast(w, signedIn().userId, dossierId);
    w.announce('certify');
    w.announce('dossier');
    return ok({});
  }),
);
