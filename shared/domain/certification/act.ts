import * as z from 'zod';
import { oneLine } from '../../types/text.ts';

/**
 * What is certified on paper under a number of a book: copies from originals, what was signed or marked in front of the office, and transactions. Their words, books and
 * procedures are those of `forms/nd-23-2015/acts.ts`.
 */
export const ACTS = [
  'copy',
  'signature',
  'fingerprint',
  'unable-to-sign',
  'translator',
  'translator-collaborator',
  'transaction',
  'amendment',
  'correction',
  'will',
  'inheritance-division',
  'inheritance-refusal',
] as const;
export type Act = (typeof ACTS)[number];

/** Who signs, marks or concludes what is certified, with the number of the paper that was shown; none where it has no number. */
export const Signatory = z.strictObject({ name: oneLine(150), number: oneLine(30, 0) });
export type Signatory = z.infer<typeof Signatory>;
