import * as z from 'zod';
import { InstantText, oneLine, PlainDateText } from '../../types/text.ts';
import { Validity } from '../digitisation/paper-facts.ts';
import { STEP_FIELDS } from '../dossier/dossier-step.ts';

/**
 * What comes down of dossiers that others work on (docs/province-api.yaml): the province lists the steps of its agencies in the order in which it
 * learnt of them, each with its place in that list (the cursor), and signs the text of each by the key that signs receipts. The counter asks for
 * what follows the last place that it has. A row says what a row of the national progress says (CapNhatTienDoHoSoMC).
 */

const Cursor = z.int().min(0).max(1e12);

/** One step of another agency. */
export const ProgressEntry = z.strictObject({
  entryId: z.uuid(),
  cursor: Cursor.min(1),
  /** The code by which the counter knows the dossier, or one that was linked to it. */
  dossierCode: oneLine(60),
  /** Its place among the entries of this dossier: from 1, without gaps. */
  number: z.int().min(1).max(100_000),
  /** When the step was taken. */
  at: InstantText,
  /** The national status code that the dossier has with it. */
  status: z.int().min(1).max(10),
  unit: oneLine(200),
  role: oneLine(100),
  person: oneLine(100).nullable(),
  step: oneLine(500),
  /** When the competent agency received the dossier; with its first entry. */
  receivedAt: InstantText.nullable(),
  /** The appointment as that agency reckons it. */
  dueAt: InstantText.nullable(),
  /** Of a stop: the article that allows it. */
  article: oneLine(200).nullable(),
  /** Of a financial duty: the notice. */
  payment: z.strictObject(STEP_FIELDS.payment).nullable(),
  /** What is left out the agency did not say. */
  result: z
    .strictObject({
      name: oneLine(150),
      number: oneLine(100),
      issuedOn: PlainDateText,
      /** `MaKetQua` of the national list. */
      code: z
        .string()
        .regex(/^[0-9A-Za-z][0-9A-Za-z.-]{2,39}$/)
        .nullable()
        .optional(),
      signer: oneLine(150).nullable().optional(),
      validity: Validity.nullable().optional(),
      /** `DuongDanTepTinKetQua`. */
      link: z
        .url({ protocol: /^https$/ })
        .max(1000)
        .nullable()
        .optional(),
    })
    .nullable(),
});
export type ProgressEntry = z.infer<typeof ProgressEntry>;

/** An entry as the province offers it: its place, the exact text of a {@link ProgressEntry}, and an Ed25519 signature over its UTF-8 bytes. */
export const OfferedProgress = z.strictObject({
  cursor: Cursor.min(1),
  entry: z.string().min(2).max(8000),
  signature: z.base64().length(88),
});
export type OfferedProgress = z.infer<typeof OfferedProgress>;

/** GET /v1/progress?after=: the entries that follow a place, the oldest first; `last` is the highest place of the whole list, 0 when it is empty. */
export const ProgressQuery = z.strictObject({ after: z.coerce.number().pipe(Cursor) });
export const ProgressAnswer = z.strictObject({ entries: z.array(OfferedProgress).max(25), last: Cursor });
export type ProgressAnswer = z.infer<typeof ProgressAnswer>;
