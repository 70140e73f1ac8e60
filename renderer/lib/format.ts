import { Temporal } from 'temporal-polyfill';
import { OFFICE_ZONE } from '../../shared/domain/time/office-time.ts';

const pad = (value: number) => String(value).padStart(2, '0');

/** An instant as an official writes it: `14:32 ngày 24/11/2026` without the words, in the office's zone. */
export function showInstant(instant: string): string {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(OFFICE_ZONE);
  return `${pad(at.hour)}:${pad(at.minute)} ${pad(at.day)}/${pad(at.month)}/${at.year}`;
}

/** A plain date as dd/mm/yyyy, a month as mm/yyyy; any other text as it is. */
export function showDate(date: string): string {
  const month = /^(\d{4})-(\d{2})$/u.exec(date);
  if (month !== null) return `${month[2]}/${month[1]}`;
  const [, year, monthOfYear, day] = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(date) ?? [];
  return year === undefined ? date : `${day}/${monthOfYear}/${year}`;
}

/** Reads a day as people type it: 1/7/2025, 01-07-2025, 01.07.2025 or 01072025; undefined when there is no such day. */
export function parseDate(text: string): string | undefined {
  const parts =
    /^\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4})\s*$/u.exec(text) ??
    /^\s*(\d{2})(\d{2})(\d{4})\s*$/u.exec(text);
  if (parts === null) return undefined;
  const [day, month, year] = parts.slice(1).map(Number) as [number, number, number];
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Shows a value of a refusal or a health figure: instants and dates in the office's form, the rest as it is. */
export function showValue(value: unknown): string {
  const text = String(value);
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/u.test(text)) return showInstant(text);
  return /^\d{4}-\d{2}-\d{2}$/u.test(text) ? showDate(text) : text;
}

/** Hours and minutes until 15:00 of the office's day, or undefined when it has passed (dossiers received later count from tomorrow). */
export function untilThree(epochMilliseconds: number): string | undefined {
  const now = Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toZonedDateTimeISO(OFFICE_ZONE);
  const minutes = 15 * 60 - (now.hour * 60 + now.minute);
  return minutes <= 0 ? undefined : `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** The clock of the header in the office's zone. */
export function showClock(epochMilliseconds: number): string {
  const now = Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toZonedDateTimeISO(OFFICE_ZONE);
  return `${pad(now.hour)}:${pad(now.minute)}`;
}

/** The day of the office's zone in words, in the language of the window. */
export function showDayInWords(epochMilliseconds: number, language: string): string {
  const now = Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toZonedDateTimeISO(OFFICE_ZONE);
  const text = now.toPlainDate().toLocaleString(language === 'en' ? 'en-GB' : 'vi-VN', {
    weekday: 'long',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  });
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** When a result is due, as it is said at the counter: hour, day of the week, day. */
export function showDue(instant: string, language: string): string {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(OFFICE_ZONE);
  const day = at.toPlainDate().toLocaleString(language === 'en' ? 'en-GB' : 'vi-VN', { weekday: 'long' });
  return `${pad(at.hour)}:${pad(at.minute)} ${day}, ${pad(at.day)}/${pad(at.month)}/${at.year}`;
}

const wholeNumber = new Intl.NumberFormat('vi-VN');

/** An amount in đồng with its groups, without the unit. */
export function showVnd(amount: number): string {
  return wholeNumber.format(amount);
}

/** A number of an identity paper in groups of three, as people read it aloud; anything else as it is. */
export function groupDigits(number: string): string {
  return /^(?:\d{9}|\d{12})$/u.test(number) ? number.replace(/(\d{3})(?=\d)/gu, '$1 ') : number;
}
