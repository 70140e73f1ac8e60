import * as z from 'zod';
import { Sha256 } from '../types/ids.ts';

/** The file of a paper that was drawn. */
export const DrawnFile = z.object({
  sha256: Sha256,
  size: z.number().int(),
  /** The letters that the typeface of our papers does not have: they stand as empty boxes. Each once; empty for a paper that can be read. */
  lacking: z.string(),
});

/** The same of a paper that is kept with a dossier. */
export const DrawnPaper = DrawnFile.extend({ paperId: z.uuid() });
export type DrawnPaper = z.infer<typeof DrawnPaper>;
