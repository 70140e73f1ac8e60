import type { Column, TableSheet } from '../../../shared/domain/tables/read-table.ts';
import { GUIDE_SHEET } from '../../../shared/forms/tables/guide-sheet.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { CommandContext, QueryContext } from '../../host/call-context.ts';
import { helperKinds } from '../../host/ports/helper-kinds.ts';
import type { SheetToWrite } from '../../host/ports/workbook.ts';
import { storeFile } from '../../host/store-file.ts';

/** Bytes of a file of tables as it is given; a list of an office is far smaller. */
const LARGEST_FILE = 8 * 1024 * 1024;
const LIMITS = { timeoutMs: 30_000, memoryLimitMb: 512 };

/** Reads a file of tables that was given to the host, in a helper process. */
export async function readTablesFile({ counter, readers, host, signal }: QueryContext, sha256: string) {
  const file = counter.uploads.get(sha256) ?? readers.blobs.find(sha256);
  if (file === undefined) return refuse('FILE_NOT_STORED', { sha256 });
  if (file.size > LARGEST_FILE) return refuse('WORKBOOK_TOO_LARGE', { sheet: '', cell: '' });
  const bytes = await counter.folder.blobs.readAll(file);
  const read = await host.helpers.run(
    helperKinds.readTables,
    { file: new Uint8Array(bytes) },
    { ...LIMITS, ...(signal === undefined ? {} : { signal }) },
  );
  if (!read.ok) return refuse('TABLES_NOT_READ', { reason: read.refusal.code });
  const tables = read.value;
  if (tables.kind === 'fault') return refuse(tables.fault, { sheet: tables.sheet, cell: tables.cell });
  return ok({ file, tables });
}

/** Longest width of a column, in characters: long headings are cut by the window, not by the file. */
const WIDEST = 40;

/**
 * Writes a workbook of sheets with a sheet of instructions before them, and keeps it to be fetched: empty, or with what each sheet begins with,
 * by column.
 */
export async function drawTemplate(
  context: CommandContext,
  sheets: readonly TableSheet[],
  begun: Readonly<Record<string, string>> = {},
) {
  const guide = sheets.flatMap(({ title, columns }) =>
    columns.map((column) => [title, column.title, column.required ? GUIDE_SHEET.must : '', hintOf(column)]),
  );
  return await keepWorkbook(context, [
    { name: GUIDE_SHEET.title, widths: [24, 28, 12, 90], rows: [[...GUIDE_SHEET.headings], ...guide] },
    ...sheets.map(({ title, columns }) => ({
      name: title,
      widths: columns.map((column) => Math.min(WIDEST, Math.max(14, column.title.length + 4))),
      rows: [
        columns.map((column) => column.title),
        ...(Object.keys(begun).length === 0 ? [] : [columns.map(({ id }) => begun[id] ?? '')]),
      ],
    })),
  ]);
}

/** Writes a workbook and keeps it to be fetched. */
export async function keepWorkbook(
  { host, counter, tx, signal }: CommandContext,
  sheets: readonly SheetToWrite[],
) {
  const written = await host.helpers.run(
    helperKinds.writeWorkbook,
    { sheets: [...sheets] },
    { ...LIMITS, ...(signal === undefined ? {} : { signal }) },
  );
  if (!written.ok) return refuse('TABLES_NOT_READ', { reason: written.refusal.code });
  const file = await storeFile(
    counter,
    written.value.file,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  );
  return tx.immediate((w) => {
    w.blobs.name({ ...file, at: w.now });
    return ok({ sha256: file.sha256, size: file.size });
  });
}

function hintOf({ hint, choices }: Column): string {
  return choices === undefined ? hint : `${hint}: ${Object.values(choices).join(' / ')}`;
}
