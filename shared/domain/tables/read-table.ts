import { Temporal } from 'temporal-polyfill';
import { oneLine } from '../../types/text.ts';

/** A column of a sheet that people fill in. `title` is its heading, `choices` the words of a closed list by their value. */
export interface Column {
  id: string;
  title: string;
  /** `birth`: a day, or only a month or a year as older people's papers give it. */
  kind: 'text' | 'integer' | 'number' | 'date' | 'birth' | 'moment' | 'choice' | 'list';
  required: boolean;
  /** The longest text, in characters; for lists of each item. */
  max?: number;
  choices?: Readonly<Record<string, string>>;
  /** What to write, for the sheet of instructions. */
  hint: string;
}

/** A sheet that people fill in. One that is not `required` may be absent. */
export interface TableSheet {
  id: string;
  title: string;
  required: boolean;
  columns: readonly Column[];
}

/** Cells as a file has them. */
export interface RawSheet {
  name: string;
  rows: readonly { row: number; cells: readonly string[] }[];
}

export const ROW_PROBLEMS = [
  'sheet-missing',
  'column-missing',
  'required',
  'not-a-number',
  'not-a-date',
  'not-a-choice',
  'too-long',
  'not-text',
  'unknown',
  'twice',
  'too-early',
  'in-future',
  'out-of-order',
  'in-use',
  'own-range',
  'state-conflict',
  'too-many',
  'conflict',
  'unsound',
  'zero-lost',
  'paper-missing',
  'paper-and-data',
  'open-already',
  'other-procedure',
  'not-for-lists',
  'not-in-force',
] as const;

/** What is wrong in a file: where, in the file's own words, and which rule; `value` is what stands there. */
export interface RowProblem {
  sheet: string;
  /** 0 when it is about the sheet or the file. */
  row: number;
  column: string;
  problem: (typeof ROW_PROBLEMS)[number];
  value: string;
}

/** A row that was read: absent cells are null, lists are arrays. */
export interface TableRow {
  row: number;
  values: Readonly<Record<string, string | number | readonly string[] | null>>;
}

const DEFAULT_LONGEST = 500;
const LONGEST_SHOWN = 60;

/** Reads a sheet by its headings, in any order of columns; columns that are not known are passed over. All problems come at once. */
export function readTable(
  spec: TableSheet,
  sheets: readonly RawSheet[],
): { rows: TableRow[]; problems: RowProblem[] } {
  const sheet = sheets.find(({ name }) => plain(name) === plain(spec.title));
  const at = { sheet: spec.title, row: 0, column: '', value: '' };
  if (sheet === undefined)
    return { rows: [], problems: spec.required ? [{ ...at, problem: 'sheet-missing' }] : [] };
  const [heading, ...body] = sheet.rows;
  const titles = (heading?.cells ?? []).map(plain);
  const places = spec.columns.map((column) => ({ column, place: titles.indexOf(plain(column.title)) }));
  const missing = places.filter(({ column, place }) => place < 0 && column.required);
  if (missing.length > 0)
    return {
      rows: [],
      problems: missing.map(({ column }) => ({ ...at, column: column.title, problem: 'column-missing' })),
    };
  const problems: RowProblem[] = [];
  const rows = body
    .filter(({ cells }) => cells.some((text) => text !== ''))
    .map(({ row, cells }) => {
      const values = places.map(({ column, place }) => {
        const text = place < 0 ? '' : (cells[place] ?? '');
        const cell = readCell(column, text);
        if (cell.problem !== undefined)
          problems.push({
            sheet: spec.title,
            row,
            column: column.title,
            problem: cell.problem,
            value: text.slice(0, LONGEST_SHOWN),
          });
        return [column.id, cell.value] as const;
      });
      return { row, values: Object.fromEntries(values) };
    });
  return { rows, problems };
}

type Cell = { value: TableRow['values'][string]; problem?: RowProblem['problem'] };

function readCell(column: Column, text: string): Cell {
  if (text === '') return column.required ? wrong('required') : { value: null };
  switch (column.kind) {
    case 'integer':
      return /^\d{1,9}$/u.test(text) ? { value: Number(text) } : wrong('not-a-number');
    case 'number':
      return /^\d{1,9}(?:[.,]\d{1,4})?$/u.test(text)
        ? { value: Number(text.replace(',', '.')) }
        : wrong('not-a-number');
    case 'date':
      return dated(dayOf(text));
    case 'birth':
      return dated(birthOf(text) ?? dayOf(text));
    case 'moment':
      return dated(momentOf(text));
    case 'choice': {
      const choice = choiceOf(column, text);
      return choice === undefined ? wrong('not-a-choice') : { value: choice };
    }
    case 'list':
      return listOf(column, text);
    case 'text':
      return line(text, column.max);
  }
}

function wrong(problem: RowProblem['problem']): Cell {
  return { value: null, problem };
}

function dated(value: string | undefined): Cell {
  return value === undefined ? wrong('not-a-date') : { value };
}

function line(text: string, max = DEFAULT_LONGEST): Cell {
  if (text.length > max) return wrong('too-long');
  const parsed = oneLine(max).safeParse(text);
  return parsed.success ? { value: parsed.data } : wrong('not-text');
}

function choiceOf({ choices = {} }: Column, text: string): string | undefined {
  const typed = plain(text);
  return Object.entries(choices).find(([, word]) => plain(word) === typed)?.[0];
}

function listOf(column: Column, text: string): Cell {
  const items = text
    .split(/[;\n]/u)
    .map((item) => item.trim())
    .filter(Boolean);
  const read = items.map((item): Cell => {
    if (column.choices === undefined) return line(item, column.max);
    const choice = choiceOf(column, item);
    return choice === undefined ? wrong('not-a-choice') : { value: choice };
  });
  const bad = read.find(({ problem }) => problem !== undefined);
  return bad ?? { value: read.map(({ value }) => String(value)) };
}

const EXCEL_EPOCH = Temporal.PlainDateTime.from('1899-12-30T00:00');
const SECONDS_OF_A_DAY = 86_400;

/** A day as people write it (`28/11/2026`, `2026-11-28`) or as Excel keeps it (days since 30/12/1899). */
function dayOf(text: string): string | undefined {
  return momentOf(text)?.slice(0, 10);
}

// Only the year (`1950`), or month and year (`9/1950`).
function birthOf(text: string): string | undefined {
  const [, month, year] = /^(?:(\d{1,2})\/)?((?:18|19|20)\d{2})$/u.exec(text) ?? [];
  if (year === undefined) return undefined;
  if (month === undefined) return year;
  return Number(month) >= 1 && Number(month) <= 12 ? `${year}-${month.padStart(2, '0')}` : undefined;
}

/** A day with or without a time of the clock, `2026-11-28T14:30`; without one it is 00:00. */
function momentOf(text: string): string | undefined {
  try {
    if (/^\d{5}(?:\.\d+)?$/u.test(text))
      return EXCEL_EPOCH.add({ seconds: Math.round(Number(text) * SECONDS_OF_A_DAY) })
        .toString()
        .slice(0, 16);
    const vietnamese = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[ ,]+(\d{1,2}):(\d{2})(?::\d{2})?)?$/u.exec(text);
    const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{1,2}):(\d{2})(?::\d{2})?)?$/u.exec(text);
    const [, a, b, c, hour, minute] = vietnamese ?? iso ?? [];
    if (a === undefined || b === undefined || c === undefined) return undefined;
    const [year, month, day] = vietnamese === null ? [a, b, c] : [c, b, a];
    const fields = { year: Number(year), month: Number(month), day: Number(day) };
    const time = { hour: Number(hour ?? 0), minute: Number(minute ?? 0) };
    return Temporal.PlainDateTime.from({ ...fields, ...time }, { overflow: 'reject' })
      .toString()
      .slice(0, 16);
  } catch {
    return undefined;
  }
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').replace(/\*/gu, '').trim();
}
