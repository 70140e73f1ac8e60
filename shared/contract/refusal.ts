import * as z from 'zod';
import { REFUSAL_GROUNDS } from '../domain/certification/refusal-ground.ts';
import { CertifiedCopyId, DossierId, PaperCopyId } from '../types/ids.ts';
import { InstantText, oneLine } from '../types/text.ts';
import { DrawnPaper } from './drawn-paper.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';

const none = z.object({});

/** What is refused: papers in the officer's list or given back, an electronic copy, or a paper of the dossier that was not put up. */
const RefusedItem = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paper'), paperCopyId: PaperCopyId }),
  z.strictObject({ kind: z.literal('electronic'), copyId: CertifiedCopyId }),
  z.strictObject({ kind: z.literal('other'), dossierId: DossierId, title: oneLine(200) }),
]);
export type RefusedItem = z.infer<typeof RefusedItem>;

const RefusalView = z.object({
  refusalId: z.uuid(),
  title: z.string(),
  ground: z.enum(REFUSAL_GROUNDS),
  words: z.string(),
  refusedAt: InstantText,
  refusedBy: z.string(),
});
export type RefusalView = z.infer<typeof RefusalView>;

/** Certification that is refused, by a ground of the law (Điều 9, Điều 22 Nghị định 23/2015/NĐ-CP). */
export const refusal = {
  /** A paper that seems forged is kept, with a description; other grounds keep nothing. */
  refuse: command('certify:compare')
    .input(
      commandInput({
        item: RefusedItem,
        ground: z.enum(REFUSAL_GROUNDS),
        words: oneLine(1000, 0),
        kept: z.strictObject({ place: oneLine(200), holder: oneLine(200) }).nullable(),
      }),
    )
    .output(z.object({ refusalId: z.uuid() }))
    .errors({
      DOSSIER_UNKNOWN: { status: 404, data: z.object({ dossierId: z.string() }) },
      DOSSIER_CLOSED: { status: 409, data: z.object({ state: z.string() }) },
      PAPER_COPY_UNKNOWN: { status: 404, data: none },
      PAPER_COPY_MOVED: { status: 409, data: z.object({ title: z.string(), state: z.string() }) },
      COPY_UNKNOWN: { status: 404, data: z.object({ copyId: z.string() }) },
      COPY_NOT_WITHDRAWABLE: { status: 409, data: z.object({ state: z.string() }) },
      GROUND_WORDS_MISSING: { status: 422, data: none },
      FORGERY_NOT_KEPT: { status: 422, data: none },
    }),
  ofDossier: query('dossier:see')
    .input(queryInput({ dossierId: DossierId }))
    .output(z.object({ refusals: z.array(RefusalView) })),
  /** The refusal in writing, or the record of a paper that seems forged. */
  draw: command('certify:compare')
    .input(commandInput({ refusalId: z.uuid(), paper: z.enum(['refusal', 'record']) }))
    .output(DrawnPaper)
    .errors({
      REFUSAL_UNKNOWN: { status: 404, data: none },
      NOT_A_FORGERY: { status: 409, data: none },
      PAPER_NOT_DRAWN: { status: 500, data: z.object({ reason: z.string() }) },
      DOSSIER_VOIDED: { status: 409, data: none },
    }),
};
