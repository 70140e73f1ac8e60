import * as z from 'zod';

// C0/C1 control characters, bidirectional overrides and zero-width characters never belong in an official record.
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

/**
 * One line of text as people type it: stored in NFC, trimmed, inner white space folded, without control characters.
 * Lengths count UTF-16 units after that.
 */
export function oneLine(max: number, min = 1) {
  return z
    .string()
    .max(max * 4)
    .transform((text) =>
      text
        .normalize('NFC')
        .replace(/[\t\r\n ]+/gu, ' ')
        .trim(),
    )
    .pipe(
      z
        .string()
        .min(min)
        .max(max)
        .refine((text) => !FORBIDDEN.test(text), { params: { code: 'control_character' } }),
    );
}

/** A calendar day that exists, `YYYY-MM-DD`. */
export const PlainDateText = z.iso.date();

/** An instant in UTC with milliseconds. */
export const InstantText = z.iso.datetime({ precision: 3 });
