import { Temporal } from 'temporal-polyfill';
import { OFFICE_ZONE } from '../domain/time/office-time.ts';
import type { Instant, PlainDate } from '../types/clock.ts';

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** A number as papers write it: below 10 with a leading zero (Phụ lục I Nghị định 30/2020/NĐ-CP). */
export function writtenCount(count: number): string {
  return twoDigits(count);
}

/** `ngày 05 tháng 02 năm 2026`: days below 10 and months 1 and 2 with a leading zero (Phụ lục I Nghị định 30/2020/NĐ-CP). */
export function writtenDay(day: PlainDate): string {
  const { year, month, day: dayOfMonth } = Temporal.PlainDate.from(day);
  const writtenMonth = month < 3 ? twoDigits(month) : String(month);
  return `ngày ${twoDigits(dayOfMonth)} tháng ${writtenMonth} năm ${year}`;
}

/** `08 giờ 05 phút, ngày 24 tháng 11 năm 2026`, in the office's zone. */
export function writtenMoment(instant: Instant): string {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(OFFICE_ZONE);
  return `${twoDigits(zoned.hour)} giờ ${twoDigits(zoned.minute)} phút, ${writtenDay(zoned.toPlainDate().toString())}`;
}

/** `08:05 24/11/2026`, in the office's zone: for the narrow columns of our own papers. */
export function shortMoment(instant: Instant): string {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(OFFICE_ZONE);
  const time = [zoned.hour, zoned.minute].map(twoDigits).join(':');
  return `${time} ${[zoned.day, zoned.month].map(twoDigits).join('/')}/${zoned.year}`;
}

/** `24/11/2026`: for the narrow columns of our own papers. */
export function shortDay(day: PlainDate): string {
  const { year, month, day: dayOfMonth } = Temporal.PlainDate.from(day);
  return `${twoDigits(dayOfMonth)}/${twoDigits(month)}/${year}`;
}
