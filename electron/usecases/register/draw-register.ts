import type { RegisterSpan } from '../../../db/repositories/register-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import {
  dayEndsAt,
  officeDay,
  secondsAfter,
  startOfOfficeDay,
} from '../../../shared/domain/time/office-time.ts';
import { type RegisterEntry, registerValues } from '../../../shared/forms/tt-03-2025/mau-07.ts';
import { vi } from '../../../shared/messages/vi.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { CommandContext, QueryContext } from '../../host/call-context.ts';
import { commandHandler, type InputOf, queryHandler } from '../../host/handlers.ts';
import { storeFile } from '../../host/store-file.ts';
import { EXPORT_KEEP_SECONDS, runExport } from '../lists/export-list.ts';
import { drawBookParts } from './draw-book-parts.ts';

/** A year of a large commune is 20,000; more is more paper than one book holds. */
const MOST_ROWS = 30_000;

type Input = InputOf<typeof contract.register.draw>;
type Days = Pick<Input, 'from' | 'to' | 'field'>;

/** How many dossiers the book of some days and a field would hold. */
export const lookAtRegister = queryHandler(contract.register.look, async (asked, context) => {
  const { counter, readers } = context;
  const rows = await counter.folder.readerPool.run('countRegister', { span: spanOf(context, asked) });
  const fields = new Set(readers.catalogues.newest().data.procedures.map(({ field }) => field));
  return ok({
    rows,
    most: MOST_ROWS,
    fields: [...fields].sort((a, b) => a.localeCompare(b, 'vi')),
  });
});

/**
 * Draws the book of dossiers (Mẫu số 07 Thông tư 03/2025/TT-VPCP): read page by page by a connection of its own as everything was at one moment, drawn in
 * parts by a helper, joined, stored encrypted, named only when it is whole. The audit log keeps who drew how many dossiers.
 */
export const drawRegister = commandHandler(contract.register.draw, (input, context) =>
  runExport(context, input.exportId, (signal) => write(input, context, signal)),
);

async function write(input: Input, context: CommandContext, signal: AbortSignal) {
  const { counter, readers, clock, tx, signedIn } = context;
  const span = spanOf(context, input);
  const rows = await counter.folder.readerPool.run('countRegister', { span }, { signal });
  if (rows === 0) return refuse('NOTHING_TO_EXPORT', {});
  if (rows > MOST_ROWS) return refuse('REGISTER_TOO_LONG', { rows, most: MOST_ROWS });
  // The days that are over keep the form of their time; a book that runs on to a day to come is drawn by today's.
  const today = officeDay(clock.now());
  const form = readers.forms.on('register', input.to < today ? input.to : today);
  if (form === undefined) return refuse('PAPER_NOT_DRAWN', { reason: 'FORM_UNKNOWN' });
  const at = clock.now();
  const office = readers.office.findOn(today) ?? readers.office.getLatest();
  const { exportId, from, to, field, paper } = input;
  const drawn = await drawBookParts<RegisterEntry>(
    context,
    {
      exportId,
      form,
      paper,
      rows,
      valuesOf: (entries, total) => registerValues(form, { office, from, to, field, total, at }, entries),
    },
    counter.folder.readerPool.stream('registerEntries', { span }, { signal }),
    signal,
  );
  if (!drawn.ok) return drawn;
  const stored = await storeFile(counter, drawn.value.pdf, 'application/pdf');
  signal.throwIfAborted();
  return tx.immediate((w) => {
    const keepUntil = secondsAfter(w.now, EXPORT_KEEP_SECONDS);
    const { sha256, size } = stored;
    w.blobs.name({ ...stored, at: w.now });
    const kept = { formId: form.id, paper, at: w.now, by: signedIn().userId, keepUntil };
    w.listViews.exported({ exportId, format: 'pdf', rows: drawn.value.rows, sha256, ...kept });
    w.record({
      subject: { kind: 'list-export', id: exportId },
      type: 'register.drawn',
      payload: { formId: form.id, paper, from, to, field, rows: drawn.value.rows, sha256, keepUntil },
    });
    const { pages, lacking } = drawn.value;
    const fileName = `${vi['register.fileName']}-${from}-${to}.pdf`;
    return ok({ sha256, size, rows: drawn.value.rows, pages, lacking, fileName, keepUntil });
  });
}

function spanOf({ readers }: Pick<QueryContext, 'readers'>, { from, to, field }: Days): RegisterSpan {
  const { procedures } = readers.catalogues.newest().data;
  return {
    from: startOfOfficeDay(from),
    before: dayEndsAt(to),
    procedures:
      field === null ? null : procedures.filter((each) => each.field === field).map(({ code }) => code),
  };
}
