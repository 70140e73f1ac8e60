import { officeDay } from '../domain/time/office-time.ts';
import type { Instant } from '../types/clock.ts';
import { writtenDay } from './written-time.ts';

/** Quốc hiệu and Tiêu ngữ as official papers carry them (mục II phần I Phụ lục I Nghị định 30/2020/NĐ-CP). */
export const NATIONAL_HEADER = {
  name: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  motto: 'Độc lập - Tự do - Hạnh phúc',
} as const;

/** Place and date under the Tiêu ngữ, in italics there. */
export function placeAndDate(place: string, instant: Instant): string {
  return `${place}, ${writtenDay(officeDay(instant))}`;
}
