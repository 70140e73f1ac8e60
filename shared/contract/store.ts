import * as z from 'zod';
import { DOCUMENT_KINDS } from '../domain/digitisation/document-kind.ts';
import { Validity } from '../domain/digitisation/paper-facts.ts';
import { HolderNumber, STANDINGS, StoreSource } from '../domain/digitisation/person-store.ts';
import { PAPER_ONLY_REASONS } from '../domain/dossier/electronic-result.ts';
import { DossierId, Sha256 } from '../types/ids.ts';
import { InstantText, oneLine, PlainDateText } from '../types/text.ts';
import { command, commandInput, query, queryInput, secretCommand } from './procedure.ts';
import { FileRefusals, Place, PlaceRefusals } from './scan.ts';

/** A paper or an electronic result that belongs to a holder, and whether it may be used again. */
export const StoreEntry = z.object({
  source: StoreSource,
  /** Of the dossier that it comes from. */
  code: z.string(),
  name: z.string(),
  kind: z.enum(DOCUMENT_KINDS),
  number: z.string().nullable(),
  issuedOn: z.string().nullable(),
  issuer: z.string().nullable(),
  validity: Validity.nullable(),
  at: InstantText,
  sha256: Sha256.nullable(),
  /** When its file was destroyed: a certified copy goes once the citizen has it. */
  purgedAt: InstantText.nullable(),
  /** Null of a result, whose file nobody counted. */
  pages: z.number().int().nullable(),
  link: z.string().nullable(),
  resultCode: z.string().nullable(),
  standing: z.enum(STANDINGS),
  revokedFor: z.string().nullable(),
});
export type StoreEntry = z.infer<typeof StoreEntry>;

/** Why an entry of a store is not used again. */
const ReuseRefusals = {
  STORE_ENTRY_UNKNOWN: { status: 404, data: z.object({}) },
  STORE_ENTRY_UNFIT: { status: 409, data: z.object({ standing: z.enum(STANDINGS) }) },
} as const;

/** The store of a person's or an organisation's digitised papers and electronic results. */
export const store = {
  /** Looks into a holder's store: for a dossier, or for a reason that is written. Each look is recorded before anything is shown. */
  look: secretCommand('store:look')
    .input(
      commandInput({
        number: HolderNumber,
        /** The number before, where a card names it. */
        oldNumber: HolderNumber.nullable().default(null),
        dossierId: DossierId.nullable(),
        reason: oneLine(200, 0),
      }),
    )
    .output(z.object({ entries: z.array(StoreEntry) }))
    .errors({
      DOSSIER_UNKNOWN: PlaceRefusals.DOSSIER_UNKNOWN,
      LOOK_WITHOUT_REASON: { status: 422, data: z.object({}) },
      NUMBER_OF_NOBODY_HERE: { status: 409, data: z.object({}) },
    }),
  /** Uses a paper again: it becomes the digital copy of a component. */
  reuse: command('dossier:receive')
    .input(commandInput({ ...Place, source: StoreSource }))
    .output(z.object({ sha256: Sha256, pages: z.number().int(), packetSeq: z.number().int() }))
    .errors({ ...PlaceRefusals, ...FileRefusals, ...ReuseRefusals }),
  /** Takes a paper out of force for good: its issuer withdrew it, or it was found to be wrong. */
  revoke: command('dossier:override')
    .input(commandInput({ source: StoreSource, reason: oneLine(300, 3) }))
    .output(z.object({}))
    .errors({ ...ReuseRefusals, REVOKED_BEFORE: { status: 409, data: z.object({}) } }),
  /** Who looked into whose store, the newest first; 200 at most. */
  looks: query('store:review')
    .input(queryInput({ number: HolderNumber.nullable().default(null) }))
    .output(
      z.object({
        looks: z.array(
          z.object({
            lookId: z.string(),
            at: InstantText,
            by: z.string(),
            holderNumber: z.string(),
            dossierId: DossierId.nullable(),
            code: z.string().nullable(),
            reason: z.string(),
            found: z.number().int(),
          }),
        ),
      }),
    ),
  /** Figures of the dossiers received on some days (indicators 4.2, 4.3), and of the results handed out on paper alone. */
  figures: query('dossier:see')
    .input(queryInput({ from: PlainDateText, to: PlainDateText }))
    .output(
      z.object({
        received: z.number().int(),
        digitised: z.number().int(),
        reused: z.number().int(),
        paperOnly: z.array(z.object({ reason: z.enum(PAPER_ONLY_REASONS), count: z.number().int() })),
      }),
    ),
};
