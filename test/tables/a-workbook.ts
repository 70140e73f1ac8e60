import { Readable } from 'node:stream';
import { writeWorkbook } from '../../electron/helpers/workbook/write-workbook.ts';
import type { TableSheet } from '../../shared/domain/tables/read-table.ts';
import type { InProcessHost } from '../support/in-process-host.ts';

/** One row by column id. */
export type Cells = Record<string, string>;

/** A workbook with the headings of a form and rows given by column id. */
export async function filledWorkbook<Form extends Record<string, TableSheet>>(
  form: Form,
  rows: Partial<Record<keyof Form, Cells[]>>,
): Promise<Uint8Array> {
  const sheets = Object.entries(form).map(([id, spec]) => ({
    name: spec.title,
    widths: spec.columns.map(() => 20),
    rows: [
      spec.columns.map(({ title }) => title),
      ...(rows[id] ?? []).map((row) => spec.columns.map((column) => row[column.id] ?? '')),
    ],
  }));
  return (await writeWorkbook({ sheets })).file;
}

/** Gives a file to a host as a window does; answers its hash. */
export async function giveFile({ host }: InProcessHost, bytes: Uint8Array) {
  const uploaded = await host.storeUpload(
    { id: 'desk', kind: 'window' },
    Readable.from([bytes]),
    'application/octet-stream',
  );
  if (!uploaded.ok) throw new Error(uploaded.refusal.code);
  return uploaded.value.sha256 as never;
}
