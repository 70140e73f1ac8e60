import * as z from 'zod';
import { DossierId, Sha256 } from '../../types/ids.ts';
import { InstantText, PlainDateText } from '../../types/text.ts';
import { DELIVERY_WAYS } from '../certification/copy-delivery.ts';
import { PROOF_LEVELS } from '../certification/verdict.ts';

/** What every packet about a certified copy says (docs/province-api.yaml): the dossier, the entry of the book, and when. */
const Named = z.strictObject({
  dossierId: DossierId,
  dossierCode: z.string().min(1).max(60),
  book: z.string().min(1).max(60),
  /** As it is written in the book, `01` and on. */
  number: z.string().regex(/^\d{2,}$/u),
  at: InstantText,
});

/** An electronic copy that both have signed; the packet brings its file. */
const Certified = Named.extend({
  copyId: z.uuid(),
  certifiedOn: PlainDateText,
  title: z.string().min(1).max(500),
  pages: z.int().min(1),
  sha256: Sha256,
});

/** The same copy with a time stamp or revocation data behind it: the file before is its beginning. */
const Proved = Named.extend({
  copyId: z.uuid(),
  level: z.enum(PROOF_LEVELS),
  sha256: Sha256,
  previousSha256: Sha256,
});

/** Paper copies of one original that were signed by hand and sealed. */
const PaperIssued = Named.extend({
  paperCopyId: z.uuid(),
  certifiedOn: PlainDateText,
  title: z.string().min(1).max(500),
  pages: z.int().min(1),
  copies: z.int().min(1),
});

/** An entry that was made void with what was certified under it; `sha256` is the file that nobody may accept any more. */
const Voided = Named.extend({
  entryId: z.uuid(),
  certifiedOn: PlainDateText,
  sha256: Sha256.nullable(),
  reason: z.string().min(1).max(2000),
});

/** A copy that was given to the citizen; into the citizen's store it comes with its file and the number of who owns the store. */
const Delivered = Named.extend({
  copyId: z.uuid(),
  sha256: Sha256,
  way: z.enum(DELIVERY_WAYS),
  storeOf: z.string().min(1).max(20).optional(),
  holder: z.string().min(1).max(200).optional(),
});

/** The shape of each kind of packet about certified copies. */
export const COPY_SNAPSHOTS = {
  'copy.certified': Certified,
  'copy.proved': Proved,
  'copy.paper-issued': PaperIssued,
  'copy.voided': Voided,
  'copy.delivered': Delivered,
} as const;
