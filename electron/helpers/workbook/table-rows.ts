import { writeXlsxStream } from 'hucre/xlsx';
import type { TableCell, TableHead } from '../../host/ports/table-file.ts';

const BOM = '\ufeff';
/** What Excel and its like take for the beginning of a formula or a command. */
const LIKE_A_FORMULA = /^[=+\-@\t\r]/u;
const NEEDS_QUOTES = /[",\r\n]/u;
/** The longest text that a cell of Excel holds. */
const LONGEST_CELL = 32_767;
// Letters that XML cannot hold, and halves of letters.
const NOT_IN_XML =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** Bytes that go out together: not each line alone, and never many lines. */
const PIECE = 64 * 1024;

/** Writes the rows of a table as the bytes of its file, piece by piece. */
export function tableBytes(
  head: TableHead,
  rows: AsyncIterable<readonly TableCell[][]>,
): AsyncIterable<Uint8Array> {
  return head.format === 'csv' ? csvBytes(head, rows) : xlsxBytes(head, rows);
}

/**
 * Delimited text by RFC 4180: UTF-8 with a byte order mark, because Excel takes it for the local code page otherwise; commas, CRLF, quotes doubled. A
 * text that a spreadsheet would run as a formula gets an apostrophe before it.
 */
async function* csvBytes(
  { columns }: TableHead,
  rows: AsyncIterable<readonly TableCell[][]>,
): AsyncGenerator<Uint8Array> {
  let text = BOM + line(columns.map(({ title }) => title));
  for await (const slice of rows) {
    for (const cells of slice)
      text += line(cells.map((cell) => (typeof cell === 'string' ? cell : cell.text)));
    if (text.length < PIECE) continue;
    yield Buffer.from(text, 'utf8');
    text = '';
  }
  yield Buffer.from(text, 'utf8');
}

function line(cells: readonly string[]): string {
  return `${cells.map(delimited).join(',')}\r\n`;
}

function delimited(cell: string): string {
  const safe = LIKE_A_FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Excel's own file: texts stay texts whatever they begin with, moments are numbers that sort; a sheet that is full goes on in another. */
async function* xlsxBytes(
  { sheet, columns }: TableHead,
  rows: AsyncIterable<readonly TableCell[][]>,
): AsyncGenerator<Uint8Array> {
  const bytes = writeXlsxStream(cellsOf(rows), {
    name: sheet,
    columns: columns.map(({ title, width, moments }) => ({
      header: title,
      width,
      ...(moments ? { numFmt: 'dd/mm/yyyy hh:mm' } : {}),
    })),
    freezePane: { rows: 1 },
  });
  yield* bytes as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>;
}

async function* cellsOf(rows: AsyncIterable<readonly TableCell[][]>): AsyncGenerator<(string | number)[]> {
  for await (const slice of rows)
    for (const cells of slice)
      yield cells.map((cell) =>
        typeof cell === 'string' ? cell.replace(NOT_IN_XML, '').slice(0, LONGEST_CELL) : cell.serial,
      );
}
