import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';

// Results of the national list that are an entry in a database and no document.
const ENTRIES = ['KQ.G01.000064', 'KQ.G01.000066', 'KQ.G12.001347', 'KQ.G12.001348', 'KQ.G12.001349'];

/** Whether a procedure answers with a document: a dossier of it counts as settled electronically only with an electronic result. */
export function answersByDocument(results: readonly { code?: string | undefined }[]): boolean {
  return results.some(({ code }) => code === undefined || !ENTRIES.includes(code));
}

/**
 * Why a result goes out on paper alone: the law knows it only as a book, card or printed blank; who signs it has no digital signature yet; the system was
 * down; another agency gave only the paper; or what somebody writes.
 */
export const PAPER_ONLY_REASONS = [
  'paper-by-law',
  'no-signature',
  'system-down',
  'agency-gave-paper',
  'other',
] as const;
export type PaperOnlyReason = (typeof PAPER_ONLY_REASONS)[number];

/** A reason, and words that `other` needs. */
export interface PaperOnly {
  reason: PaperOnlyReason;
  words: string;
}

const FEWEST_LETTERS = 3;

/** Why a result is not handed over without its electronic form. */
export type PaperOnlyRefusal =
  | Refusal<'ELECTRONIC_RESULT_MISSING', Record<never, never>>
  | Refusal<'PAPER_ONLY_WORDS_MISSING', Record<never, never>>;

/** Decides whether a document may go out without an electronic result: with a reason that is recorded and counted. Null where none is needed. */
export function decidePaperOnly(
  result: { document: boolean; electronic: boolean },
  said: PaperOnly | null,
): Result<PaperOnly | null, PaperOnlyRefusal> {
  if (!result.document || result.electronic) return ok(null);
  if (said === null) return refuse('ELECTRONIC_RESULT_MISSING', {});
  if (said.reason === 'other' && said.words.trim().length < FEWEST_LETTERS)
    return refuse('PAPER_ONLY_WORDS_MISSING', {});
  return ok(said);
}
