import * as z from 'zod';
import { ROW_PROBLEMS } from '../domain/tables/read-table.ts';

/** What is wrong in a file of tables, in the file's own words. */
export const RowProblemView = z.object({
  sheet: z.string(),
  row: z.number().int(),
  column: z.string(),
  problem: z.enum(ROW_PROBLEMS),
  value: z.string(),
});

const Place = z.object({ sheet: z.string(), cell: z.string() });

/** Why a file of tables is not read at all. */
export const TablesRefusals = {
  FILE_NOT_STORED: { status: 404, data: z.object({ sha256: z.string() }) },
  TABLES_NOT_READ: { status: 502, data: z.object({ reason: z.string() }) },
  WORKBOOK_UNREADABLE: { status: 422, data: Place },
  WORKBOOK_TOO_LARGE: { status: 422, data: Place },
  WORKBOOK_LOCKED: { status: 422, data: Place },
  WORKBOOK_MACROS: { status: 422, data: Place },
  WORKBOOK_FORMULA: { status: 422, data: Place },
  WORKBOOK_CELL_TOO_LONG: { status: 422, data: Place },
  WORKBOOK_NOT_UNICODE: { status: 422, data: Place },
} as const;
