import type { ProcessingLimit } from '../domain/deadline/processing-limit.ts';
import { writtenCount } from './written-time.ts';

const WRITTEN_UNITS = {
  'working-day': 'ngày làm việc',
  day: 'ngày',
  'working-hour': 'giờ làm việc',
  hour: 'giờ',
} as const;

/** The limit of a procedure as the slip prints it; undefined while no source fixes its number. */
export function writtenLimit({ unit, value }: Pick<ProcessingLimit, 'unit' | 'value'>): string | undefined {
  if (unit === 'same-day-15h') return 'trong ngày (ngày làm việc tiếp theo nếu nhận sau 15 giờ)';
  return value === null ? undefined : `${writtenCount(value)} ${WRITTEN_UNITS[unit]}`;
}
