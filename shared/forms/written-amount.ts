import type { PlainDate } from '../types/clock.ts';

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const BILLION = 1_000_000_000;
const GROUPS = [
  { unit: 1_000_000, name: 'triệu' },
  { unit: 1000, name: 'nghìn' },
  { unit: 1, name: '' },
] as const;

const FIGURES = new Intl.NumberFormat('vi-VN');

/** An amount in đồng in figures: `1.005.000 đồng`. */
export function writtenAmount(amountVnd: number): string {
  return `${FIGURES.format(amountVnd)} đồng`;
}

/**
 * An amount in đồng in words, as receipts have it beside the figures: `Một triệu không trăm linh năm nghìn đồng`. Groups of nothing are not said; a
 * group after another one says its hundreds even when there are none (`không trăm`), so that no digit can be put between them.
 * @param amountVnd whole đồng, from 0
 * @throws RangeError for what is no whole amount
 */
export function amountInWords(amountVnd: number): string {
  if (!Number.isSafeInteger(amountVnd) || amountVnd < 0) throw new RangeError(`no amount: ${amountVnd}`);
  const words = amountVnd === 0 ? 'không' : wordsOf(amountVnd, true).join(' ');
  return `${words.charAt(0).toLocaleUpperCase('vi')}${words.slice(1)} đồng`;
}

/** A day in words: `ngày hai mươi tư tháng mười một năm hai nghìn không trăm hai mươi sáu`. */
export function dayInWords(day: PlainDate): string {
  const [year, month, dayOfMonth] = day.split('-').map(Number);
  const words = (value = 0) => wordsOf(value, true).join(' ');
  // The fourth month has a name of its own.
  const monthWords = month === 4 ? 'tư' : words(month);
  return `ngày ${words(dayOfMonth)} tháng ${monthWords} năm ${words(year)}`;
}

function wordsOf(amount: number, leads: boolean): string[] {
  const billions = Math.floor(amount / BILLION);
  const said: string[] = billions === 0 ? [] : [...wordsOf(billions, leads), 'tỷ'];
  for (const { unit, name } of GROUPS) {
    const group = Math.floor((amount % BILLION) / unit) % 1000;
    if (group === 0) continue;
    said.push(...groupWords(group, leads && said.length === 0), ...(name === '' ? [] : [name]));
  }
  return said;
}

/** Three digits; the first group of a number says no hundreds that it does not have. */
function groupWords(group: number, leads: boolean): string[] {
  const [hundreds, tens, ones] = [Math.floor(group / 100), Math.floor(group / 10) % 10, group % 10];
  const saysHundreds = hundreds > 0 || !leads;
  return [
    ...(saysHundreds ? [word(hundreds), 'trăm'] : []),
    ...tensWords(tens, ones > 0 && saysHundreds),
    ...onesWords(tens, ones),
  ];
}

function tensWords(tens: number, saysNone: boolean): string[] {
  if (tens === 0) return saysNone ? ['linh'] : [];
  return tens === 1 ? ['mười'] : [word(tens), 'mươi'];
}

function onesWords(tens: number, ones: number): string[] {
  if (ones === 0) return [];
  if (ones === 1 && tens > 1) return ['mốt'];
  return ones === 5 && tens > 0 ? ['lăm'] : [word(ones)];
}

function word(digit: number): string {
  return DIGITS[digit] ?? '';
}
