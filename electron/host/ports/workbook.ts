import * as z from 'zod';
import type { HelperKind } from './helper-process.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** Why a file of tables is not taken as it is. */
export const WORKBOOK_FAULTS = [
  'WORKBOOK_UNREADABLE',
  'WORKBOOK_TOO_LARGE',
  'WORKBOOK_LOCKED',
  'WORKBOOK_MACROS',
  'WORKBOOK_FORMULA',
  'WORKBOOK_CELL_TOO_LONG',
  'WORKBOOK_NOT_UNICODE',
] as const;
export type WorkbookFault = (typeof WORKBOOK_FAULTS)[number];

const Sheet = z.strictObject({
  name: z.string(),
  rows: z.array(z.strictObject({ row: z.int(), cells: z.array(z.string()) })),
});

const TablesRead = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sheets'), sheets: z.array(Sheet) }),
  z.strictObject({ kind: z.literal('json'), value: z.json() }),
  z.strictObject({
    kind: z.literal('fault'),
    fault: z.enum(WORKBOOK_FAULTS),
    sheet: z.string(),
    cell: z.string(),
  }),
]);
export type TablesRead = z.infer<typeof TablesRead>;

/** Reading a stranger's file of tables, Excel, JSON or delimited text, away from the host's thread; what is wrong with it is an answer. */
export const readTablesKind: HelperKind<{ file: Uint8Array }, TablesRead, never> = {
  name: 'read-tables',
  input: z.strictObject({ file: bytes }),
  output: TablesRead,
  progress: z.never(),
};

const SheetToWrite = z.strictObject({
  name: z.string(),
  /** Widths in characters, one a column. */
  widths: z.array(z.number().positive()),
  rows: z.array(z.array(z.string())),
});
export type SheetToWrite = z.infer<typeof SheetToWrite>;

/** Writing a workbook whose first rows are headings; the same input gives the same bytes. */
export const writeWorkbookKind: HelperKind<{ sheets: SheetToWrite[] }, { file: Uint8Array }, never> = {
  name: 'write-workbook',
  input: z.strictObject({ sheets: z.array(SheetToWrite) }),
  output: z.strictObject({ file: bytes }),
  progress: z.never(),
};

/** Files by name in one ZIP file, as they are. */
export const packFilesKind: HelperKind<
  { files: { name: string; bytes: Uint8Array }[] },
  { zip: Uint8Array },
  never
> = {
  name: 'pack-files',
  input: z.strictObject({ files: z.array(z.strictObject({ name: z.string(), bytes })).min(1) }),
  output: z.strictObject({ zip: bytes }),
  progress: z.never(),
};
