import type { SignerRow } from '../../../db/repositories/signer-repository.ts';
import type { Signatory } from '../../../shared/domain/certification/act.ts';
import { bookName, decideEntryDay } from '../../../shared/domain/certification/book.ts';
import { signerLines } from '../../../shared/forms/nd-23-2015/signer-lines.ts';
import type { PlainDate } from '../../../shared/types/clock.ts';
import { BookEntryId, type DossierId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import type { Work } from '../../host/unit-of-work.ts';

/** What is to be certified under a number. */
interface EntryOrder {
  /** Of the book. */
  symbol: string;
  dossierId: DossierId;
  requester: string;
  /** Of other than copies: everybody who signs, with the number of their paper. */
  people?: readonly Signatory[];
  title: string;
  quantity: number;
  /** Null where the fee was not reckoned for it by itself. */
  feeVnd: number | null;
  signer: SignerRow;
}

/** A number of a book with its day. */
export interface TakenEntry {
  entryId: BookEntryId;
  book: string;
  number: number;
  certifiedOn: PlainDate;
}

/**
 * Takes the next number of a book with today's day, in the transaction of what it is for (Điều 13 khoản 2 Nghị định 23/2015/NĐ-CP). The entry is pending until what
 * it numbers is signed and sealed.
 */
export function takeEntry(
  w: Work,
  { host, signedIn }: Pick<CommandContext, 'host' | 'signedIn'>,
  { symbol, signer, people = [], ...order }: EntryOrder,
) {
  const taken = w.numbers.takeNext('certification-book', symbol, w.today);
  if (taken === undefined || taken.number === null) return refuse('BOOK_MISSING', { symbol });
  const { seriesId, number } = taken;
  const book = bookName(symbol, taken.period);
  const closed = w.closings.find(book);
  if (closed !== undefined) return refuse('BOOK_CLOSED', { book, closedOn: closed.closedOn });
  const day = decideEntryDay(w.books.lastOf(seriesId, book), w.today);
  if (!day.ok) return day;
  const entry: TakenEntry = {
    entryId: host.identity.newId(BookEntryId),
    book,
    number,
    certifiedOn: day.value,
  };
  w.books.insert({
    ...order,
    people,
    id: entry.entryId,
    seriesId,
    book,
    number,
    certifiedOn: entry.certifiedOn,
    signerTitle: signerLines(signer).join('\n'),
    signerName: signer.name,
    at: w.now,
    by: signedIn().userId,
  });
  return ok(entry);
}
