import { childAt, descendants, readXml, type XmlElement, XmlError } from '../../adapters/escl/strict-xml.ts';
import type { TablesRead } from '../../host/ports/workbook.ts';
import { readDelimited, textOf } from './read-delimited.ts';
import { LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, WorkbookError } from './workbook-error.ts';
import { openZip, type ZipArchive } from './zip-archive.ts';

const MOST_SHEETS = 30;
const COMPOUND_FILE = 0xd0cf11e0;
const ZIP_FILE = 0x504b0304;

type Sheet = Extract<TablesRead, { kind: 'sheets' }>['sheets'][number];

/**
 * Reads an Excel workbook (ECMA-376, transitional) a JSON text, or a list as delimited text (CSV). Only values are read: formulas, macros and links to other files are refused, and so
 * is whatever would unpack beyond its bounds. Text comes in NFC.
 */
export async function readTables({ file }: { file: Uint8Array }): Promise<TablesRead> {
  try {
    const magic = file.length < 4 ? 0 : Buffer.from(file.subarray(0, 4)).readUInt32BE();
    if (magic === COMPOUND_FILE) throw new WorkbookError('WORKBOOK_LOCKED');
    if (magic === ZIP_FILE) return { kind: 'sheets', sheets: readWorkbook(openZip(file)) };
    const text = textOf(file);
    if (/^\s*[[{]/u.test(text)) return { kind: 'json', value: readJson(text) };
    return { kind: 'sheets', sheets: [{ name: '', rows: readDelimited(text) }] };
  } catch (error) {
    if (error instanceof WorkbookError)
      return {
        kind: 'fault',
        fault: error.fault,
        sheet: error.place?.sheet ?? '',
        cell: error.place?.cell ?? '',
      };
    if (error instanceof XmlError)
      return { kind: 'fault', fault: 'WORKBOOK_UNREADABLE', sheet: '', cell: '' };
    throw error;
  }
}

function readJson(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    throw new WorkbookError('WORKBOOK_UNREADABLE');
  }
}

function readWorkbook(zip: ZipArchive): Sheet[] {
  if (zip.names.some((name) => /vbaProject|macrosheets|vbaData|activeX/iu.test(name)))
    throw new WorkbookError('WORKBOOK_MACROS');
  if (zip.names.some((name) => name.startsWith('xl/externalLinks/')))
    throw new WorkbookError('WORKBOOK_FORMULA');
  const book = readXml(partOf(zip, 'xl/workbook.xml'));
  const targets = new Map(
    descendants(readXml(partOf(zip, 'xl/_rels/workbook.xml.rels')), 'Relationship').map(({ attributes }) => [
      attributes['Id'] ?? '',
      attributes['Target'] ?? '',
    ]),
  );
  const strings = sharedStrings(zip);
  const sheets = descendants(book, 'sheet');
  if (sheets.length > MOST_SHEETS) throw new WorkbookError('WORKBOOK_TOO_LARGE');
  return sheets.map(({ attributes }) => {
    const target = targets.get(attributes['r:id'] ?? '') ?? '';
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    const name = (attributes['name'] ?? '').normalize('NFC');
    return { name, rows: rowsOf(name, readXml(partOf(zip, path)), strings) };
  });
}

function partOf(zip: ZipArchive, name: string): Uint8Array {
  const part = zip.read(name);
  if (part === undefined) throw new WorkbookError('WORKBOOK_UNREADABLE');
  return part;
}

function sharedStrings(zip: ZipArchive): string[] {
  const part = zip.read('xl/sharedStrings.xml');
  return part === undefined ? [] : readXml(part).children.map(richText);
}

// A text is one <t>, or runs of them; phonetic hints (<rPh>) are no text.
function richText(element: XmlElement): string {
  return element.children
    .filter(({ name }) => name !== 'rPh')
    .map((child) => (child.name === 't' ? child.wholeText : richText(child)))
    .join('');
}

function rowsOf(sheet: string, document: XmlElement, strings: readonly string[]): Sheet['rows'] {
  const rows = childAt(document, 'sheetData')?.children ?? [];
  if (rows.length > MOST_ROWS) throw new WorkbookError('WORKBOOK_TOO_LARGE');
  return rows.flatMap(({ attributes, children }, index) => {
    const row = Number(attributes['r'] ?? index + 1);
    if (!Number.isSafeInteger(row) || row < 1) throw new WorkbookError('WORKBOOK_UNREADABLE');
    const cells: string[] = [];
    children.forEach((cell, position) => {
      const place = { sheet, cell: cell.attributes['r'] ?? `${row}` };
      const column = columnOf(cell.attributes['r'], position);
      const text = cellText(cell, strings, place);
      if (text === '') return;
      if (column >= MOST_COLUMNS) throw new WorkbookError('WORKBOOK_TOO_LARGE', place);
      cells[column] = text;
    });
    const whole = Array.from(cells, (text) => text ?? '');
    return whole.length === 0 ? [] : [{ row, cells: whole }];
  });
}

function cellText(
  { attributes, children }: XmlElement,
  strings: readonly string[],
  place: { sheet: string; cell: string },
): string {
  if (children.some(({ name }) => name === 'f')) throw new WorkbookError('WORKBOOK_FORMULA', place);
  const value = children.find(({ name }) => name === 'v')?.wholeText ?? '';
  const inline = children.find(({ name }) => name === 'is');
  const kind = attributes['t'];
  const text =
    kind === 's' ? (strings[Number(value)] ?? '') : inline === undefined ? value : richText(inline);
  if (text.length > LONGEST_CELL) throw new WorkbookError('WORKBOOK_CELL_TOO_LONG', place);
  return text.normalize('NFC').trim();
}

/** `B7` is column 1; a cell without a name stands after the one before. */
function columnOf(name: string | undefined, position: number): number {
  const letters = /^[A-Z]{1,3}(?=\d)/u.exec(name ?? '')?.[0];
  if (letters === undefined) return position;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
