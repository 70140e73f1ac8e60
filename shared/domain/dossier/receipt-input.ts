import * as z from 'zod';
import { PlaceId, Sha256 } from '../../types/ids.ts';
import { oneLine } from '../../types/text.ts';
import { FilingChannel, PaperCounts, ProcedureCode } from '../catalogue/procedure-catalogue.ts';
import { StoreSource } from '../digitisation/person-store.ts';
import { WINDOW_METHODS } from '../identity/identity-check.ts';
import { FeeChoice } from './fees.ts';
import { Party, Person } from './party.ts';

/**
 * By what right someone other than the owner files: by authorisation, given by the owner or, when the owner cannot give it, by `authoriser`, with
 * the paper that shows it; or as a legal representative (parent, guardian, head of the organisation).
 */
const Authority = z.discriminatedUnion('basis', [
  z.strictObject({
    basis: z.literal('authorisation'),
    authoriser: Person.nullable(),
    paper: oneLine(200).nullable(),
  }),
  z.strictObject({ basis: z.literal('legal-representative'), relation: oneLine(100) }),
]);
export type Authority = z.infer<typeof Authority>;

/** Who brings the dossier. */
const Submitter = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('owner') }),
  z.strictObject({ kind: z.literal('other'), party: Party, authority: Authority }),
]);

/** Who will take the result; another person's authorisation may also be recorded at the handing over. */
const ResultReceiver = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('owner') }),
  z.strictObject({ kind: z.literal('submitter') }),
  z.strictObject({ kind: z.literal('other'), person: Person, paper: oneLine(200).nullable() }),
]);

/** How the result is given (Điều 22 Nghị định 118/2025/NĐ-CP). */
const Delivery = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('counter') }),
  z.strictObject({ method: z.literal('post'), address: oneLine(300) }),
  z.strictObject({ method: z.literal('electronic') }),
]);

/** Where a component comes from: a paper that is handed over, data that are looked up, or the digitised paper in its holder's store. */
export const COMPONENT_SOURCES = ['paper', 'database', 'store'] as const;
export type ComponentSource = (typeof COMPONENT_SOURCES)[number];

/** A paper in the store of somebody of the dossier, as it was seen there: another file under the same name is not what was looked at. */
export const StoredPaperSeen = z.strictObject({ source: StoreSource, sha256: Sha256 });
export type StoredPaperSeen = z.infer<typeof StoredPaperSeen>;

/**
 * One component as the clerk finds it: papers by kind, data looked up (`database`), or what lies in the holder's store already (`store`, with
 * `stored`). `applies` is the clerk's judgement of a component with a condition. `paperReason` says why a paper is taken although a database may
 * hold its data (Điều 4 khoản 2a Nghị định 118/2025/NĐ-CP).
 */
const HandedComponent = z
  .strictObject({
    componentId: z.string().max(60),
    source: z.enum(COMPONENT_SOURCES),
    counts: PaperCounts,
    applies: z.boolean(),
    paperReason: z.enum(['not-in-database', 'lookup-failed', 'data-inexact']).nullable(),
    stored: StoredPaperSeen.optional(),
  })
  .refine(({ source, stored }) => (source === 'store') === (stored !== undefined), {
    path: ['stored'],
    params: { code: 'stored_paper_missing' },
  });
export type HandedComponent = z.infer<typeof HandedComponent>;

/** A paper that the procedure does not name. */
const OtherPaper = z
  .strictObject({ name: oneLine(200), counts: PaperCounts })
  .refine(({ counts }) => counts.original + counts.certified + counts.photocopy > 0, {
    path: ['counts'],
    params: { code: 'count_missing' },
  });

/** The office that is competent where this one is not: a commune of the shipped table, or one that is named. */
const CompetentInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('listed'), placeId: PlaceId }),
  z.strictObject({
    kind: z.literal('named'),
    office: oneLine(200, 3),
    reach: z.enum(['province', 'nationwide']),
  }),
]);
export type CompetentInput = z.infer<typeof CompetentInput>;

/** All that the clerk enters to receive a dossier. `sets` is the number of sets (bộ), `request` what is asked for, as the slip prints it. */
export const ReceiptInput = z.strictObject({
  procedureCode: ProcedureCode,
  caseId: z.string().max(60),
  channel: FilingChannel,
  owner: Party.nullable(),
  submitter: Submitter,
  receiver: ResultReceiver,
  delivery: Delivery,
  request: oneLine(500),
  sets: z.int().min(1).max(99),
  components: z.array(HandedComponent).max(100),
  /** Papers beside those that the procedure names. */
  otherPapers: z.array(OtherPaper).max(20),
  fees: z.array(FeeChoice).max(50),
  /** Of a linked group: places of the branches that the applicant takes. */
  linkedChoices: z.array(z.int().min(0)).max(20).default([]),
  /** How the submitter was authenticated; left out means not at all. */
  submitterCheck: z.enum(WINDOW_METHODS).optional(),
  /** Why it is received although the same person has an open dossier of the procedure. */
  repeatReason: oneLine(300, 0).optional(),
  /** For which other office it is received; left out means for this one. */
  competent: CompetentInput.optional(),
});
export type ReceiptInput = z.infer<typeof ReceiptInput>;
