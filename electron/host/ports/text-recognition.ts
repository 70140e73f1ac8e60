import * as z from 'zod';
import type { HelperKind } from './helper-process.ts';

/** A word where it stands on the upright page, in thousandths of the page's width and height from its top left corner, and how sure the engine is, 0 to 100. */
const RecognisedWord = z.strictObject({
  text: z.string().min(1),
  left: z.number(),
  top: z.number(),
  width: z.number().positive(),
  height: z.number().positive(),
  confidence: z.number().min(0).max(100),
  /** The number of its line on the page, in reading order. */
  line: z.int().nonnegative(),
});
export type RecognisedWord = z.infer<typeof RecognisedWord>;

/** Which program reads: the one that the machine has, or the one that is shipped. */
export const TextEngine = z.enum(['native', 'shipped']);
export type TextEngine = z.infer<typeof TextEngine>;

const RecogniseRequest = z.strictObject({
  jpeg: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  /** Dots per inch as the scanner was asked; null where nobody knows. */
  dpi: z.number().positive().nullable(),
  /** Absent: the machine's own where it reads Vietnamese, else the shipped one. */
  engine: TextEngine.optional(),
});
type RecogniseRequest = z.infer<typeof RecogniseRequest>;

const RecognisedText = z.strictObject({ engine: TextEngine, words: z.array(RecognisedWord) });
export type RecognisedText = z.infer<typeof RecognisedText>;

/** Reads the Vietnamese text of a page; a page without any gives no words. */
export const recogniseTextKind: HelperKind<RecogniseRequest, RecognisedText, never> = {
  name: 'recognise-text',
  input: RecogniseRequest,
  output: RecognisedText,
  progress: z.never(),
};
