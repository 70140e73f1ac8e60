import * as z from 'zod';
import { PageWord, TextEngine } from '../../../shared/domain/digitisation/page-words.ts';
import type { HelperKind } from './helper-process.ts';

const RecogniseRequest = z.strictObject({
  jpeg: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  /** Dots per inch as the scanner was asked; null where nobody knows. */
  dpi: z.number().positive().nullable(),
  /** Absent: the machine's own where it reads Vietnamese, else the shipped one. */
  engine: TextEngine.optional(),
});
type RecogniseRequest = z.infer<typeof RecogniseRequest>;

const RecognisedText = z.strictObject({ engine: TextEngine, words: z.array(PageWord) });
export type RecognisedText = z.infer<typeof RecognisedText>;

/** Reads the Vietnamese text of a page; a page without any gives no words. */
export const recogniseTextKind: HelperKind<RecogniseRequest, RecognisedText, never> = {
  name: 'recognise-text',
  input: RecogniseRequest,
  output: RecognisedText,
  progress: z.never(),
};
