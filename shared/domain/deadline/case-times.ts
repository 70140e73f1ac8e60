import type { DeadlineStep } from './calendar-walk.ts';

/** The instant of a local time of the office, UTC+7 all year: `2026-11-25 09:00`, with or without seconds. */
export function instant(local: string): string {
  const [day = '', time = ''] = local.split(' ');
  return new Date(`${day}T${time.length === 5 ? `${time}:00` : time}+07:00`).toISOString();
}

/** A local time as the engine writes it. */
export function zonedText(local: string): string {
  return `${local.replace(' ', 'T')}:00+07:00[Asia/Ho_Chi_Minh]`;
}

/** A step of an explanation in one line of a case table. */
export function told({ kind, date, ...rest }: DeadlineStep): string {
  const values: Partial<Record<string, string | number | null>> = rest;
  const order = ['to', 'time', 'name', 'hours', 'minutes', 'days', 'article', 'year'];
  return [kind, date, ...order.map((key) => values[key] ?? null)].filter((part) => part !== null).join(' ');
}
