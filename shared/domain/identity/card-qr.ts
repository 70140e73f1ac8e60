import { Temporal } from 'temporal-polyfill';
import type { PlainDate } from '../../types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';
import { searchForm } from '../geography/search-text.ts';
import { type CardHint, cardHints } from './card-hints.ts';

/** What the QR of a citizen card says. `oldNumber`, `address` and `issuedOn` are null when the card leaves them out. */
export interface CitizenCard {
  number: string;
  oldNumber: string | null;
  name: string;
  birthDate: PlainDate;
  sex: 'male' | 'female';
  address: string | null;
  issuedOn: PlainDate | null;
}

/** The fields of the card's text. */
export const CARD_FIELDS = [
  'number',
  'oldNumber',
  'name',
  'birthDate',
  'sex',
  'address',
  'issuedOn',
] as const;
export type CardField = (typeof CARD_FIELDS)[number];

/** What is wrong with a field; `garbled` means that letters were lost between card and program. */
export const CARD_PROBLEMS = [
  'not-12-digits',
  'not-digits',
  'empty',
  'too-long',
  'garbled',
  'not-a-date',
  'no-such-day',
  'in-the-future',
  'before-birth',
  'not-a-sex',
] as const;
export type CardFieldProblem = (typeof CARD_PROBLEMS)[number];

/** Why a text is not a card's QR; the data never holds the citizen's own data. */
export type CardQrRefusal =
  | Refusal<'QR_EMPTY', Record<never, never>>
  | Refusal<'QR_TOO_FEW_FIELDS', { found: number }>
  | Refusal<'QR_FIELD_BAD', { field: CardField; problem: CardFieldProblem }>;

/** A card that was read, with hints for the clerk that never refuse it. */
export interface CardReading {
  card: CitizenCard;
  hints: CardHint[];
}

/**
 * Reads the QR text of a citizen card (CCCD with chip, 2021-2024; Căn cước from 01/7/2024 by Thông tư 16/2024/TT-BCA, whose further fields are
 * left aside): fields parted by `|` in the order number, old number, name, date of birth, sex, address, day of issue. Taken as readers
 * deliver it: with a symbology prefix, control characters, line ends, in any Unicode form. Any 12 digits are a number: Điều 12 Luật Căn
 * cước 26/2023/QH15 promises no more. `today` is the office's day.
 */
export function readCardQr(text: string, today: PlainDate): Result<CardReading, CardQrRefusal> {
  const line = cardLine(text);
  if (line === '') return refuse('QR_EMPTY', {});
  const fields = line.split('|').map((field) => field.trim());
  if (fields.length < 6) return refuse('QR_TOO_FEW_FIELDS', { found: fields.length });
  try {
    const card = readFields(inOrder(fields), today);
    return ok({ card, hints: cardHints(card) });
  } catch (error) {
    if (error instanceof BadField)
      return refuse('QR_FIELD_BAD', { field: error.field, problem: error.problem });
    throw error;
  }
}

/** Stops the reading at the first field that does not hold; caught by {@link readCardQr} only. */
class BadField extends Error {
  readonly field: CardField;
  readonly problem: CardFieldProblem;
  constructor(field: CardField, problem: CardFieldProblem) {
    super(`${field}: ${problem}`);
    this.field = field;
    this.problem = problem;
  }
}

// Readers may put the AIM symbology identifier (ISO/IEC 15424) in front and STX, ETX, a tab or a line end around the text. A double scan
// delivers the line twice: the first one counts.
function cardLine(text: string): string {
  const lines = text
    .normalize('NFC')
    .split(/[\r\n]+/u)
    .map((line) => line.replace(/[\p{Cc}\u200b-\u200f\u2060\ufeff]/gu, '').trim())
    .map((line) => line.replace(/^\][A-Za-z][0-9A-Za-z]/u, ''));
  return lines.find((line) => line.includes('|')) ?? lines.find((line) => line !== '') ?? '';
}

interface RawFields {
  number: string;
  oldNumber: string;
  name: string;
  birthDate: string;
  sex: string;
  address: string;
  issuedOn: string;
}

// Six fields are met in two kinds: without the day of issue, and without the old number. The second field tells: a name holds letters.
function inOrder(fields: string[]): RawFields {
  const [number = '', ...rest] = fields;
  const withOld = /\p{L}/u.test(rest[0] ?? '') ? ['', ...rest] : rest;
  const [oldNumber = '', name = '', birthDate = '', sex = '', address = '', issuedOn = ''] = withOld;
  return { number, oldNumber, name, birthDate, sex, address, issuedOn };
}

function readFields(raw: RawFields, today: PlainDate): CitizenCard {
  if (!/^\d{12}$/u.test(raw.number)) throw new BadField('number', 'not-12-digits');
  if (!/^\d{0,12}$/u.test(raw.oldNumber)) throw new BadField('oldNumber', 'not-digits');
  const name = readText('name', raw.name, 150);
  if (name === null || !/^\p{L}/u.test(name)) throw new BadField('name', name === null ? 'empty' : 'garbled');
  const birthDate = readDate('birthDate', raw.birthDate, today);
  const sex = readSex(raw.sex);
  const address = readText('address', raw.address, 300);
  const issuedOn = raw.issuedOn === '' ? null : readDate('issuedOn', raw.issuedOn, today);
  if (issuedOn !== null && issuedOn < birthDate) throw new BadField('issuedOn', 'before-birth');
  return { number: raw.number, oldNumber: raw.oldNumber || null, name, birthDate, sex, address, issuedOn };
}

function readText(field: 'name' | 'address', text: string, longest: number): string | null {
  const folded = text.replace(/\s+/gu, ' ');
  // U+FFFD and question marks inside words stand where a reader's code page lost a letter.
  if (/\ufffd|\p{L}\?\p{L}/u.test(folded) || (field === 'name' && /\d/u.test(folded)))
    throw new BadField(field, 'garbled');
  if (folded.length > longest) throw new BadField(field, 'too-long');
  return folded === '' ? null : folded;
}

function readDate(field: 'birthDate' | 'issuedOn', text: string, today: PlainDate): PlainDate {
  const parts = /^(\d{2})([/.-]?)(\d{2})\2(\d{4})$/u.exec(text);
  if (parts === null) throw new BadField(field, text === '' ? 'empty' : 'not-a-date');
  const [, day, , month, year] = parts;
  const date = existingDate(`${year}-${month}-${day}`);
  if (date === undefined) throw new BadField(field, 'no-such-day');
  if (date > today) throw new BadField(field, 'in-the-future');
  return date;
}

function existingDate(text: string): PlainDate | undefined {
  try {
    return Number(text.slice(0, 4)) < 1850 ? undefined : Temporal.PlainDate.from(text).toString();
  } catch {
    return undefined;
  }
}

function readSex(text: string): 'male' | 'female' {
  const form = searchForm(text);
  if (form !== 'nam' && form !== 'nu') throw new BadField('sex', text === '' ? 'empty' : 'not-a-sex');
  return form === 'nam' ? 'male' : 'female';
}
