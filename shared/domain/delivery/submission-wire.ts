import * as z from 'zod';
import { Sha256 } from '../../types/ids.ts';
import { InstantText, nameOfThing, oneLine } from '../../types/text.ts';
import { ReceiptInput } from '../dossier/receipt-input.ts';

/**
 * The part of the wire that comes down (docs/province-api.yaml): what citizens filed online, which the province offers until it is
 * acknowledged. The text of a submission is signed by the key that signs receipts; its files are fetched by hash.
 */

const Revision = z.int().min(1).max(1000);

/** The most bytes of one file that a citizen files online; a page of a phone's camera has 5 MB. */
export const MAX_SUBMITTED_FILE = 30_000_000;

/** One file of a submission and the component it is filed for; null for a paper that the procedure does not name. */
const SubmittedFile = z.strictObject({
  sha256: Sha256,
  size: z.int().min(1).max(MAX_SUBMITTED_FILE),
  mediaType: z.string().min(3).max(100),
  name: nameOfThing(200),
  componentId: z.string().max(60).nullable(),
  /** Whether the citizen took it out of their warehouse on the national portal (`DuocLayTuKhoDMQG`), as the portal says; a filing that does not say has none. */
  fromNationalStore: z.boolean().default(false),
});

/** What a citizen filed online. A later revision is what the citizen sent after a notice to complete it, or instead of the first. */
export const Submission = z.strictObject({
  submissionId: z.uuid(),
  revision: Revision,
  /** The code the portal gave at the filing: it finds the dossier too, beside the code of the acceptance. */
  code: oneLine(60),
  /** When the portal had this revision whole. */
  filedAt: InstantText,
  ...ReceiptInput.pick({
    procedureCode: true,
    caseId: true,
    owner: true,
    submitter: true,
    receiver: true,
    delivery: true,
    request: true,
  }).shape,
  /** Whether an online service confirmed the submitter's VNeID account at the filing. */
  verifiedByVneid: z.boolean(),
  files: z.array(SubmittedFile).max(60),
});
export type Submission = z.infer<typeof Submission>;

/** A submission as the province offers it: the exact text of a {@link Submission} and an Ed25519 signature over its UTF-8 bytes. */
export const OfferedSubmission = z.strictObject({
  submissionId: z.uuid(),
  revision: Revision,
  submission: z.string().min(2).max(120_000),
  signature: z.base64().length(88),
});
export type OfferedSubmission = z.infer<typeof OfferedSubmission>;

/** GET /v1/submissions?epoch=: the oldest that this epoch of the installation has not acknowledged. */
export const SubmissionsQuery = z.strictObject({ epoch: z.coerce.number().pipe(z.int().min(1)) });
export const SubmissionsAnswer = z.strictObject({ submissions: z.array(OfferedSubmission).max(5) });

/** POST /v1/submissions/acknowledgements: sent only after the counter has committed. `unreadable` says why in `reason`. */
export const Acknowledgement = z.strictObject({
  submissionId: z.uuid(),
  revision: Revision,
  epoch: z.int().min(1),
  /** Of the exact text. */
  sha256: Sha256,
  outcome: z.enum(['kept', 'unreadable']),
  reason: z.string().max(100).nullable(),
});
export type Acknowledgement = z.infer<typeof Acknowledgement>;
export const AcknowledgedAnswer = z.strictObject({ submissionId: z.uuid(), revision: Revision });
