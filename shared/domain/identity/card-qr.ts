import { Temporal } from 'temporal-polyfill';
import type { PlainDate } from '../../types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';
import { searchForm } from '../geography/search-text.ts';
import { fromSequence, fromSequences, fromVietnameseLayout, fromWrongCodePage } from './broken-letters.ts';
import { type CardHint, cardHints, letterHints } from './card-hints.ts';

/**
 * What a citizen card says. `oldNumber`, `address` and `issuedOn` are null when the card leaves them out, `expiresOn` when it was the QR that
 * was read, `sex` when the machine readable zone leaves it open.
 */
export interface CitizenCard {
  number: string;
  oldNumber: string | null;
  name: string;
  birthDate: PlainDate;
  sex: 'male' | 'female' | null;
  address: string | null;
  issuedOn: PlainDate | null;
  expiresOn: PlainDate | null;
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

/** What a text that is no card looks like, so that the clerk is told what was held before the reader. */
export const OTHER_CODES = ['link', 'dossier-code', 'number', 'text'] as const;
type OtherCode = (typeof OTHER_CODES)[number];

/** Why a text is not a card's QR; the data never holds the citizen's own data. */
export type CardQrRefusal =
  | Refusal<'QR_EMPTY', Record<never, never>>
  | Refusal<'QR_TOO_FEW_FIELDS', { found: number; looksLike: OtherCode }>
  | Refusal<'QR_FIELDS_BAD', { fields: { field: CardField; problem: CardFieldProblem }[] }>;

/** A card that was read, with hints for the clerk that never refuse it, and the fields whose letters had to be restored. */
export interface CardReading {
  card: CitizenCard;
  hints: CardHint[];
  repaired: CardField[];
}

/** One field of a card as it arrived: the text after repair, and what is wrong with it. */
export interface ReadField {
  field: CardField;
  text: string;
  problem: CardFieldProblem | null;
  repaired: boolean;
}

/**
 * Reads the QR text of a citizen card (CCCD with chip, 2021-2024; Căn cước from 01/7/2024 by Thông tư 16/2024/TT-BCA, whose further fields are
 * left aside): fields parted by `|` in the order number, old number, name, date of birth, sex, address, day of issue. Taken as readers
 * deliver it: with a symbology prefix, control characters, line ends, in any Unicode form, with letters broken on the way where they can be
 * restored exactly. Any 12 digits are a number: Điều 12 Luật Căn cước 26/2023/QH15 promises no more. `today` is the office's day.
 */
export function readCardQr(text: string, today: PlainDate): Result<CardReading, CardQrRefusal> {
  const line = cardLine(text);
  if (line === '') return refuse('QR_EMPTY', {});
  const found = line.split('|').length;
  if (found < 6) return refuse('QR_TOO_FEW_FIELDS', { found, looksLike: looksLike(line) });
  const { card, fields } = explainCardQr(text, today);
  const bad = fields.flatMap(({ field, problem }) => (problem === null ? [] : [{ field, problem }]));
  const { number, name, birthDate, sex } = card;
  if (
    bad.length > 0 ||
    number === undefined ||
    name === undefined ||
    birthDate === undefined ||
    sex === undefined
  )
    return refuse('QR_FIELDS_BAD', { fields: bad });
  const { oldNumber = null, address = null, issuedOn = null } = card;
  const whole = { number, oldNumber, name, birthDate, sex, address, issuedOn, expiresOn: null };
  return ok({
    card: whole,
    hints: [...cardHints(whole), ...letterHints(whole)],
    repaired: fields.filter(({ repaired }) => repaired).map(({ field }) => field),
  });
}

/** Every field of a card's text with what is wrong with it, and the card as far as it can be read; no fields when the text is no card. */
export function explainCardQr(
  text: string,
  today: PlainDate,
): { fields: ReadField[]; card: Partial<CitizenCard> } {
  const parts = cardLine(text)
    .split('|')
    .map((field) => field.trim());
  if (parts.length < 6) return { fields: [], card: {} };
  const before = inOrder(parts);
  const raw = restored(before);
  const { card, problems } = readFields(raw, today);
  const fields = CARD_FIELDS.map((field) => ({
    field,
    text: raw[field],
    problem: problems.get(field) ?? null,
    repaired: raw[field] !== before[field],
  }));
  return { fields, card };
}

// Readers may put the AIM symbology identifier (ISO/IEC 15424) in front and STX, ETX, a tab or a line end around the text. A double scan
// delivers the line twice: the first one counts.
function cardLine(text: string): string {
  const lines = text
    .split(/[\r\n]+/u)
    .map((line) => fromWrongCodePage(line).normalize('NFC'))
    .map((line) => line.replace(/[\p{Cc}\u200b-\u200f\u2060\ufeff]/gu, '').trim())
    .map((line) => line.replace(/^\][A-Za-z][0-9A-Za-z]/u, ''));
  return lines.find((line) => line.includes('|')) ?? lines.find((line) => line !== '') ?? '';
}

function looksLike(line: string): OtherCode {
  if (/^https?:/iu.test(line)) return 'link';
  if (/-\d{6}-\d{4,}$/u.test(line)) return 'dossier-code';
  return /^\d+$/u.test(line) ? 'number' : 'text';
}

type RawFields = Record<CardField, string>;

const DATE = /^\d{2}([/.-]?)\d{2}\1\d{4}$/u;

// Found by shape where it can be: the sex stands after a date, the name before it. Otherwise by place; the second field tells the two kinds
// of six fields apart: a name holds letters.
function inOrder(fields: string[]): RawFields {
  const sexAt = fields.findIndex(
    (field, index) => index >= 3 && isSex(field) && DATE.test(fromVietnameseLayout(fields[index - 1] ?? '')),
  );
  const [number = '', ...rest] = fields;
  if (sexAt >= 3) {
    const [name = '', birthDate = '', sex = '', address = '', issuedOn = ''] = fields.slice(sexAt - 2);
    return { number, oldNumber: sexAt > 3 ? (rest[0] ?? '') : '', name, birthDate, sex, address, issuedOn };
  }
  const withOld = /\p{L}/u.test(fromVietnameseLayout(rest[0] ?? '')) ? ['', ...rest] : rest;
  const [oldNumber = '', name = '', birthDate = '', sex = '', address = '', issuedOn = ''] = withOld;
  return { number, oldNumber, name, birthDate, sex, address, issuedOn };
}

// Sequences of an input method are made letters only where two fields say the same: every word of the name comes out as a syllable, and the
// address or the sex holds a sequence too. A line with a letter beyond ASCII was not typed in sequences.
function restored(raw: RawFields): RawFields {
  const fields = { ...raw };
  for (const field of ['number', 'oldNumber', 'birthDate', 'issuedOn'] as const)
    fields[field] = fromVietnameseLayout(raw[field]);
  const { name, address, sex } = raw;
  if (/[^\u0000-\u007f]/u.test(name + address + sex)) return fields;
  const names = fromSequences(name);
  const place = fromSequences(address);
  const meantSex = fromSequence(sex);
  const isProven = place.changed || meantSex !== undefined;
  if (!names.sure || !isProven || !(names.changed || meantSex !== undefined)) return fields;
  return { ...fields, name: names.text, address: place.text, sex: meantSex ?? sex };
}

/** A problem of one field; {@link readFields} gathers them. */
class BadField extends Error {
  readonly problem: CardFieldProblem;
  constructor(problem: CardFieldProblem) {
    super(problem);
    this.problem = problem;
  }
}

function readFields(raw: RawFields, today: PlainDate) {
  const card: Partial<CitizenCard> = {};
  const problems = new Map<CardField, CardFieldProblem>();
  const take = <F extends CardField>(field: F, read: (text: string) => CitizenCard[F]) => {
    try {
      card[field] = read(raw[field]);
    } catch (error) {
      if (!(error instanceof BadField)) throw error;
      problems.set(field, error.problem);
    }
  };
  take('number', (text) => digits(text, /^\d{12}$/u, 'not-12-digits'));
  take('oldNumber', (text) => digits(text, /^(?:\d{1,12})?$/u, 'not-digits') || null);
  take('name', readName);
  take('birthDate', (text) => readDate(text, today));
  take('sex', readSex);
  take('address', (text) => readText(text, 300) || null);
  take('issuedOn', (text) => {
    const issued = text === '' ? null : readDate(text, today);
    if (issued !== null && card.birthDate !== undefined && issued < card.birthDate)
      throw new BadField('before-birth');
    return issued;
  });
  return { card, problems };
}

function digits(text: string, shape: RegExp, problem: CardFieldProblem): string {
  if (!shape.test(text)) throw new BadField(problem);
  return text;
}

function readName(text: string): string {
  const name = readText(text, 150);
  if (name === '') throw new BadField('empty');
  if (/\d/u.test(name) || !/^\p{L}/u.test(name)) throw new BadField('garbled');
  return name;
}

function readText(text: string, longest: number): string {
  const folded = text.replace(/\s+/gu, ' ');
  // U+FFFD and question marks inside words stand where a reader's code page lost a letter.
  if (/\ufffd|\p{L}\?\p{L}/u.test(folded)) throw new BadField('garbled');
  if (folded.length > longest) throw new BadField('too-long');
  return folded;
}

function readDate(text: string, today: PlainDate): PlainDate {
  if (!DATE.test(text)) throw new BadField(text === '' ? 'empty' : 'not-a-date');
  const [day, month, year] = [text.slice(0, 2), text.replace(/\D/gu, '').slice(2, 4), text.slice(-4)];
  const date = existingDate(`${year}-${month}-${day}`);
  if (date === undefined) throw new BadField('no-such-day');
  if (date > today) throw new BadField('in-the-future');
  return date;
}

function existingDate(text: string): PlainDate | undefined {
  try {
    return Number(text.slice(0, 4)) < 1850 ? undefined : Temporal.PlainDate.from(text).toString();
  } catch {
    return undefined;
  }
}

function isSex(text: string): boolean {
  return ['nam', 'nu'].includes(searchForm(fromSequence(text) ?? text));
}

function readSex(text: string): 'male' | 'female' {
  if (!isSex(text)) throw new BadField(text === '' ? 'empty' : 'not-a-sex');
  return searchForm(text) === 'nam' ? 'male' : 'female';
}
