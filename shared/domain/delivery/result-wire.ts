import * as z from 'zod';
import { DossierId, Sha256 } from '../../types/ids.ts';
import { InstantText } from '../../types/text.ts';
import { ResultFacts } from '../digitisation/result-facts.ts';

/** The snapshot of a packet `dossier.result-recorded` (docs/province-api.yaml): the result with its files, the first its own, and what it says of itself. */
export const ResultSnapshot = z.strictObject({
  dossierId: DossierId,
  dossierCode: z.string().min(1).max(60),
  status: z.literal(9),
  description: z.string().min(1).max(2000),
  files: z.array(Sha256).max(1000),
  facts: ResultFacts,
  at: InstantText,
});
