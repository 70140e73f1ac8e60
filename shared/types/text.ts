import * as z from 'zod';

// C0/C1 control characters, bidirectional overrides and zero-width characters never belong in an official record.
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

/**
 * The letters and signs that the typeface of our papers has in every cut: Latin with all its marks, Greek, Cyrillic, common signs. Whatever
 * else is typed would print as an empty box.
 */
export const PRINTABLE =
  /^[\u0020-\u007e\u00a0-\u0377\u03a3-\u052f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20be\u2100-\u214f\u2190-\u2195\u2212\u2264\u2265]*$/u;

/**
 * One line of text as people type it: stored in NFC, trimmed, inner white space folded, without control characters, and of letters that our
 * papers can print. Lengths count UTF-16 units after that.
 */
export function oneLine(max: number, min = 1) {
  return nameOfThing(max, min).refine((text) => PRINTABLE.test(text), {
    params: { code: 'letter_not_printable' },
  });
}

/** As {@link oneLine}, for what machines and other programs name in any script and no paper prints: folders, files, scanners. */
export function nameOfThing(max: number, min = 1) {
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
