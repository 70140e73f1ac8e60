import { Temporal } from 'temporal-polyfill';
import { OFFICE_ZONE } from '../../shared/domain/time/office-time.ts';

const pad = (value: number) => String(value).padStart(2, '0');

/** An instant as an official writes it: `14:32 ngày 24/11/2026` without the words, in the office's zone. */
export function showInstant(instant: string): string {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(OFFICE_ZONE);
  return `${pad(at.hour)}:${pad(at.minute)} ${pad(at.day)}/${pad(at.month)}/${at.year}`;
}

/** A plain date as dd/mm/yyyy. */
export function showDate(date: string): string {
  const [year, month, day] = date.split('-');
  return `${day}/${month}/${year}`;
}

/** A typed day (d/m/yyyy, with / . - or spaces, or eight digits) as YYYY-MM-DD; undefined when it is not a day that exists. */
export function parseDate(text: string): string | undefined {
  const [, day, month, year] =
    /^\s*(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})\s*$/u.exec(text) ??
    /^\s*(\d{2})(\d{2})(\d{4})\s*$/u.exec(text) ??
    [];
  if (day === undefined || month === undefined || year === undefined) return undefined;
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    ).toString();
  } catch {
    return undefined;
  }
}

/** Shows a value of a refusal or a health figure: instants and dates in the office's form, the rest as it is. */
export function showValue(_name: string, value: unknown): string {
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

/** A day in words, in the language of the window. */
export function showDayInWords(date: string, language: string): string {
  const day = Temporal.PlainDate.from(date);
  return day.toLocaleString(language === 'en' ? 'en-GB' : 'vi-VN', {
    weekday: 'long',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  });
}
