import { Temporal } from 'temporal-polyfill';
import { OFFICE_ZONE } from '../../domain/time/office-time.ts';
import type { Instant } from '../../types/clock.ts';

/**
 * What a digital signature shows on a paper that was digitised: the form of the copy, the body that copied it, the time to the second with its zone
 * (Phụ lục I, Phần II Nghị định 30/2020/NĐ-CP: top right of the first page, Times New Roman 10, upright, black, no picture).
 */
export function digitisedMark(body: string, at: Instant): string[] {
  return ['Sao y', ...agencyMark(body, at)];
}

/** The same of the agency's signature on a result, which is no copy: the body and the time. */
export function agencyMark(body: string, at: Instant): string[] {
  return [body, momentWithZone(at)];
}

/** `24/11/2026; 10:04:05; +07:00` */
function momentWithZone(at: Instant): string {
  const zoned = Temporal.Instant.from(at).toZonedDateTimeISO(OFFICE_ZONE);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${two(zoned.day)}/${two(zoned.month)}/${zoned.year}`;
  const time = [zoned.hour, zoned.minute, zoned.second].map(two).join(':');
  return `${day}; ${time}; ${zoned.offset}`;
}
