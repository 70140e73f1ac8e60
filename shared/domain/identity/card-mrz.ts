import { Temporal } from 'temporal-polyfill';
import type { PlainDate } from '../../types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';
import type { CitizenCard } from './card-qr.ts';

/** What of the machine readable zone did not hold. */
export const MRZ_PARTS = ['document', 'birthDate', 'expiry', 'composite', 'number', 'name'] as const;
export type MrzPart = (typeof MRZ_PARTS)[number];

/** Why three lines are not a card's machine readable zone; the data never holds the citizen's own data. */
export type MrzRefusal =
  | Refusal<'MRZ_INCOMPLETE', { lines: number }>
  | Refusal<'MRZ_NOT_A_CARD', Record<never, never>>
  | Refusal<'MRZ_CHECK_FAILED', { parts: MrzPart[] }>;

const LINE_LENGTH = 30;

/** The lines of a machine readable zone of a card (TD1) in a text, also a text that ends before the third; empty when it is none. */
export function mrzLines(text: string): string[] {
  const zone = text.toUpperCase().replace(/[^0-9A-Z<]/gu, '');
  if (!/^I[A-Z<]VNM[0-9]{9}/u.test(zone) || text.includes('|')) return [];
  return zone.match(/.{1,30}/gu) ?? [];
}

/**
 * Reads the machine readable zone on the back of a citizen card: TD1 of ICAO 9303, three lines of 30, with the whole 12-digit number in the
 * optional field of the first. All check digits must hold, and the last nine digits of the number must be the document's: one wrong letter
 * refuses the whole. It gives the name without marks and no address. `today` settles the century of a birth.
 */
export function readCardMrz(text: string, today: PlainDate): Result<CitizenCard, MrzRefusal> {
  const lines = mrzLines(text);
  const [first = '', second = '', third = ''] = lines;
  if (first === '') return refuse('MRZ_NOT_A_CARD', {});
  if (lines.length !== 3 || third.length !== LINE_LENGTH)
    return refuse('MRZ_INCOMPLETE', { lines: lines.filter(({ length }) => length === LINE_LENGTH).length });
  const number = first.slice(15, 27);
  const birthDate = birthOf(second.slice(0, 6), number, today);
  const expiresOn = day(`20${second.slice(8, 14)}`);
  const name = nameOf(third);
  const holds: Record<MrzPart, boolean> = {
    document: checks(first.slice(5, 14), first[14]),
    birthDate: checks(second.slice(0, 6), second[6]) && birthDate !== undefined,
    expiry: checks(second.slice(8, 14), second[14]) && expiresOn !== undefined,
    composite: checks(
      first.slice(5) + second.slice(0, 7) + second.slice(8, 15) + second.slice(18, 29),
      second[29],
    ),
    number: /^\d{12}$/u.test(number) && number.endsWith(first.slice(5, 14)),
    name: name !== undefined,
  };
  const parts = MRZ_PARTS.filter((part) => !holds[part]);
  if (parts.length > 0 || birthDate === undefined || expiresOn === undefined || name === undefined)
    return refuse('MRZ_CHECK_FAILED', { parts });
  const sex = ({ M: 'male', F: 'female' } as const)[second[7] ?? ''] ?? null;
  return ok({ number, oldNumber: null, name, birthDate, sex, address: null, issuedOn: null, expiresOn });
}

/** The check digit of ICAO 9303 part 3: weights 7, 3, 1; letters count from 10, the filler as 0. */
export function mrzCheckDigit(field: string): string {
  const weights = [7, 3, 1];
  const sum = [...field].reduce(
    (total, letter, index) =>
      total + (letter === '<' ? 0 : Number.parseInt(letter, 36)) * (weights[index % 3] ?? 0),
    0,
  );
  return String(sum % 10);
}

function checks(field: string, digit: string | undefined): boolean {
  return mrzCheckDigit(field) === digit;
}

// Two digits of a year: the century that the number's own structure names where it fits, else the last one that is not in the future.
function birthOf(yyMMdd: string, number: string, today: PlainDate): PlainDate | undefined {
  const fromNumber = 19 + Math.floor(Number(number[3]) / 2);
  const [hinted, recent, earlier] = [fromNumber, 20, 19].map((century) => day(`${century}${yyMMdd}`));
  const past = (date: PlainDate | undefined) => date !== undefined && date <= today;
  if (number.slice(4, 6) === yyMMdd.slice(0, 2) && past(hinted)) return hinted;
  return past(recent) ? recent : earlier;
}

function day(yyyyMMdd: string): PlainDate | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})$/u.exec(yyyyMMdd);
  try {
    return parts === null ? undefined : Temporal.PlainDate.from(parts.slice(1).join('-')).toString();
  } catch {
    return undefined;
  }
}

function nameOf(line: string): string | undefined {
  const name = line.replace(/<+/gu, ' ').trim();
  return /^[A-Z]+(?: [A-Z]+)*$/u.test(name) ? name : undefined;
}
