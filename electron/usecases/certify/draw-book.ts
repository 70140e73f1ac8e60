import type { EntryRow } from '../../../db/repositories/book-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { bookName } from '../../../shared/domain/certification/book.ts';
import { officeDay, secondsAfter } from '../../../shared/domain/time/office-time.ts';
import {
  bookFormKind,
  certificationBookValues,
} from '../../../shared/forms/nd-23-2015/certification-book.ts';
import { vi } from '../../../shared/messages/vi.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import { commandHandler, type InputOf } from '../../host/handlers.ts';
import { storeFile } from '../../host/store-file.ts';
import { EXPORT_KEEP_SECONDS, runExport } from '../lists/export-list.ts';
import { drawBookParts } from '../register/draw-book-parts.ts';

const PART = 1000;

/** Draws some days of a book of certifications, with its totals, to be printed, bound and signed (Điều 13 Nghị định 23/2015/NĐ-CP). */
export const drawBook = commandHandler(contract.book.draw, (input, context) =>
  runExport(context, input.exportId, (signal) => write(input, context, signal)),
);

async function write(
  input: InputOf<typeof contract.book.draw>,
  context: CommandContext,
  signal: AbortSignal,
) {
  const { counter, readers, clock, tx, signedIn } = context;
  const { exportId, symbol, from, to } = input;
  const year = from.slice(0, 4);
  if (to.slice(0, 4) !== year) return refuse('BOOK_YEARS_DIFFER', {});
  const book = bookName(symbol, year);
  const span = { book, from, to };
  const totals = readers.books.totals(span);
  const closing = closingAt(context, span);
  if (totals.entries === 0) return refuse('NOTHING_TO_EXPORT', {});
  const at = clock.now();
  const form = readers.forms.on(bookFormKind(symbol), officeDay(at));
  if (form === undefined) return refuse('PAPER_NOT_DRAWN', { reason: 'FORM_UNKNOWN' });
  const office = readers.office.findOn(officeDay(at)) ?? readers.office.getLatest();
  const drawn = await drawBookParts<EntryRow>(
    context,
    {
      exportId,
      form,
      paper: 'A4',
      rows: totals.entries,
      valuesOf: (entries) => certificationBookValues({ form, office, ...span, totals, closing, at }, entries),
    },
    partsOf(context, span),
    signal,
  );
  if (!drawn.ok) return drawn;
  const { pdf, rows, pages, lacking } = drawn.value;
  const stored = await storeFile(counter, pdf, 'application/pdf');
  signal.throwIfAborted();
  return tx.immediate((w) => {
    const keepUntil = secondsAfter(w.now, EXPORT_KEEP_SECONDS);
    const { sha256, size } = stored;
    w.blobs.name({ ...stored, at: w.now });
    const kept = { formId: form.id, paper: 'A4' as const, at: w.now, by: signedIn().userId, keepUntil };
    w.listViews.exported({ exportId, format: 'pdf', rows, sha256, ...kept });
    w.record({
      subject: { kind: 'list-export', id: exportId },
      type: 'book.drawn',
      payload: { formId: form.id, book, from, to, rows, sha256, keepUntil, totals: { ...totals } },
    });
    const fileName = `${vi['book.fileName']}-${symbol.replaceAll(/[^\p{L}]+/gu, '-')}-${from}-${to}.pdf`;
    return ok({ sha256, size, rows, pages, lacking, fileName, keepUntil });
  });
}

/** How a book was closed, where its last days are printed. */
function closingAt({ readers }: CommandContext, { book, to }: { book: string; to: string }) {
  const closed = readers.closings.find(book);
  const lastDay = `${to.slice(0, 4)}-12-31`;
  if (closed === undefined || to < (closed.closedOn < lastDay ? closed.closedOn : lastDay)) return null;
  const { voided } = readers.books.totals({ book, from: `${to.slice(0, 4)}-01-01`, to: lastDay });
  return { ...closed, voidedLater: voided - closed.voided };
}

function* partsOf(
  { readers }: CommandContext,
  span: { book: string; from: string; to: string },
): Generator<EntryRow[]> {
  let after = 0;
  for (;;) {
    const rows = readers.books.ofSpan(span, after, PART);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = last.number;
  }
}
