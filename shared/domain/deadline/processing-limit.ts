import * as z from 'zod';

/**
 * How long a procedure may take.
 * - `working-day`: days on which the office works; `day`: calendar days, whose end moves off a rest day (Điều 148 Bộ luật Dân sự 2015);
 * - `working-hour`: hours inside the office's opening times; `hour`: hours of the clock, nights and rest days counted;
 * - `same-day-15h`: the same working day, or the next one when received after 15:00 (Điều 7 Nghị định 23/2015/NĐ-CP).
 * `value` null: no source fixes a number, the administrator must enter one. `after15h` starts the count of working days on the next
 * working day for a dossier received after 15:00 (linked procedures).
 */
export const ProcessingLimit = z
  .strictObject({
    value: z.int().min(1).max(1000).nullable(),
    unit: z.enum(['working-day', 'day', 'working-hour', 'same-day-15h', 'hour']),
    after15h: z.literal('next-working-day').optional(),
    note: z.string().optional(),
  })
  .refine(({ unit, value }) => unit !== 'same-day-15h' || value === 1, {
    params: { code: 'same_day_is_one' },
  });
export type ProcessingLimit = z.infer<typeof ProcessingLimit>;
