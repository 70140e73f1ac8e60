import * as z from 'zod';
import { Submission } from '../domain/delivery/submission-wire.ts';
import { DOSSIER_ACTIONS, DOSSIER_STATES } from '../domain/dossier/dossier-state.ts';
import { FeeChoice } from '../domain/dossier/fees.ts';
import { DossierId, Sha256 } from '../types/ids.ts';
import { InstantText, oneLine } from '../types/text.ts';
import { Receipt, ReceiptRefusals } from './dossier.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';

const SubmissionId = z.uuid();
const State = z.enum(DOSSIER_STATES);

/** Of the submission as the caller saw it; a revision that came meanwhile is looked at first. */
const Seen = { submissionId: SubmissionId, revision: z.int().min(1) };

const Unknown = {
  SUBMISSION_UNKNOWN: { status: 404, data: z.object({ submissionId: z.string() }) },
} as const;
const Refusals = {
  ...Unknown,
  SUBMISSION_CHANGED: { status: 409, data: z.object({ revision: z.number() }) },
  ACTION_NOT_ALLOWED: { status: 409, data: z.object({ state: State, action: z.enum(DOSSIER_ACTIONS) }) },
} as const;

/** A submission in the list. */
const OnlineHit = z.object({
  submissionId: SubmissionId,
  code: z.string(),
  procedureName: z.string(),
  submitterName: z.string(),
  state: State,
  revision: z.number(),
  filedAt: InstantText,
  /** Until when it must be answered; null where the calendar does not say. */
  dueAt: InstantText.nullable(),
  files: z.number(),
});
export type OnlineHit = z.infer<typeof OnlineHit>;

/** What the citizen is told to complete: every item with its reason, and how to do it. */
const Completion = z.object({
  items: z
    .array(z.object({ name: oneLine(200), reason: oneLine(500) }))
    .min(1)
    .max(50),
  instruction: oneLine(1000),
});

/** A file of a submission, page by page. */
const OnlineFile = z.object({
  sha256: Sha256,
  name: z.string(),
  componentId: z.string().nullable(),
  kind: z.enum(['images', 'pdf']),
  /** The pages of a picture file; empty for a PDF, which is shown itself. */
  pages: z.array(Sha256),
  pageCount: z.number(),
  /** Whether the citizen took it out of their warehouse on the national portal. */
  fromNationalStore: z.boolean(),
});
export type OnlineFile = z.infer<typeof OnlineFile>;

/** All that is known of a submission. */
export const OnlineView = z.object({
  ...Submission.pick({
    submissionId: true,
    revision: true,
    code: true,
    filedAt: true,
    procedureCode: true,
    caseId: true,
    owner: true,
    submitter: true,
    receiver: true,
    delivery: true,
    request: true,
    verifiedByVneid: true,
  }).shape,
  state: State,
  nationalStatus: z.int(),
  actions: z.array(z.enum(DOSSIER_ACTIONS)),
  dueAt: InstantText.nullable(),
  arrivedAt: InstantText,
  /** Null while the catalogue does not have the procedure or its case today. */
  procedureName: z.string().nullable(),
  files: z.array(OnlineFile),
  completion: z
    .object({
      items: z.array(z.object({ name: z.string(), reason: z.string() })),
      instruction: z.string(),
      askedAt: InstantText,
    })
    .nullable(),
  refusalReason: z.string().nullable(),
  dossierId: DossierId.nullable(),
});
export type OnlineView = z.infer<typeof OnlineView>;

/** What citizens file online: reviewed, then accepted, sent back once, or refused (Điều 17 khoản 2 Nghị định 118/2025/NĐ-CP). */
export const online = {
  list: query('dossier:see')
    .input(queryInput({}))
    .output(
      z.object({
        submissions: z.array(OnlineHit),
        total: z.number().int(),
        /** What came and could not be read; the province was told. */
        unread: z.array(
          z.object({
            submissionId: z.string(),
            revision: z.number(),
            reason: z.string(),
            detail: z.string(),
            arrivedAt: InstantText,
          }),
        ),
      }),
    ),
  get: query('dossier:see')
    .input(queryInput({ submissionId: SubmissionId }))
    .output(OnlineView)
    .errors(Unknown),
  accept: command('dossier:receive')
    /** `reviewed`: the files that were looked at to their last page. */
    .input(commandInput({ ...Seen, fees: z.array(FeeChoice).max(50), reviewed: z.array(Sha256).max(100) }))
    .output(
      z.object({
        ...Receipt.shape,
        /** Names of files that did not become a digital copy by themselves: several PDFs of one component. */
        unplaced: z.array(z.string()),
      }),
    )
    .errors({
      ...ReceiptRefusals,
      ...Refusals,
      FILES_NOT_REVIEWED: { status: 422, data: z.object({ names: z.array(z.string()) }) },
    }),
  askCompletion: command('dossier:receive')
    .input(commandInput({ ...Seen, ...Completion.shape }))
    .output(z.object({ state: State, packetSeq: z.int() }))
    .errors({
      ...Refusals,
      /** It was asked once; a second time only refusal or acceptance is left. */
      COMPLETION_ASKED_BEFORE: { status: 409, data: z.object({ askedAt: z.string() }) },
    }),
  refuse: command('dossier:receive')
    .input(commandInput({ ...Seen, reason: oneLine(1000) }))
    .output(z.object({ state: State, packetSeq: z.int() }))
    .errors(Refusals),
};
