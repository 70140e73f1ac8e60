import { LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, WorkbookError } from './workbook-error.ts';

type Rows = { row: number; cells: string[] }[];

/** The text of a file in Unicode (UTF-8, or UTF-16 with its mark), in NFC; an older encoding is refused, as its letters cannot be told apart. */
export function textOf(file: Uint8Array): string {
  const [first, second] = file;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(file).normalize('NFC');
  } catch {
    // Bytes that no text has are of another kind of file.
    throw new WorkbookError(file.includes(0) ? 'WORKBOOK_UNREADABLE' : 'WORKBOOK_NOT_UNICODE');
  }
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/u.test(text)) throw new WorkbookError('WORKBOOK_UNREADABLE');
  return text;
}

/**
 * Reads a list as delimited text (RFC 4180), with the comma, semicolon or tab that its first line has. Rows are counted as a spreadsheet shows
 * them. A cell that a spreadsheet would reckon (`=...`) is refused.
 */
export function readDelimited(text: string): Rows {
  const heading = /^[^\r\n]*/u.exec(text)?.[0] ?? '';
  const [delimiter = '', many = 0] = [...['\t', ';', ',']]
    .map((sign) => [sign, heading.split(sign).length - 1] as const)
    .reduce((best, each) => (each[1] > best[1] ? each : best));
  if (many === 0) throw new WorkbookError('WORKBOOK_UNREADABLE');
  const rows: Rows = [];
  let cells: string[] = [];
  let at = 0;
  const end = (): void => {
    const row = rows.length + 1;
    if (row > MOST_ROWS) throw new WorkbookError('WORKBOOK_TOO_LARGE');
    rows.push({ row, cells });
    cells = [];
  };
  while (at < text.length) {
    const { cell, next } = cellAt(text, at, delimiter);
    const place = { sheet: '', cell: `${rows.length + 1}:${cells.length + 1}` };
    if (cell.length > LONGEST_CELL) throw new WorkbookError('WORKBOOK_CELL_TOO_LONG', place);
    if (cell.startsWith('=')) throw new WorkbookError('WORKBOOK_FORMULA', place);
    if (cells.length >= MOST_COLUMNS && cell !== '') throw new WorkbookError('WORKBOOK_TOO_LARGE', place);
    if (cells.length < MOST_COLUMNS) cells.push(cell);
    at = next;
    if (text[at] === delimiter) {
      at += 1;
      if (at < text.length) continue;
    }
    end();
    if (text.startsWith('\r\n', at)) at += 2;
    else at += 1;
  }
  return rows;
}

/** A cell and where it ends; one in quotes may hold delimiters, line ends and doubled quotes. */
function cellAt(text: string, from: number, delimiter: string): { cell: string; next: number } {
  if (text[from] !== '"') {
    let next = from;
    while (next < text.length && text[next] !== delimiter && text[next] !== '\n' && text[next] !== '\r')
      next += 1;
    return { cell: text.slice(from, next).trim(), next };
  }
  let cell = '';
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) throw new WorkbookError('WORKBOOK_UNREADABLE');
    cell += text.slice(at, quote);
    at = quote + 1;
    if (text[at] !== '"') break;
    cell += '"';
    at += 1;
  }
  const after = text[at];
  if (after !== undefined && after !== delimiter && after !== '\n' && after !== '\r')
    throw new WorkbookError('WORKBOOK_UNREADABLE');
  return { cell: cell.trim(), next: at };
}
