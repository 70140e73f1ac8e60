import * as z from 'zod';
import { TRANSFER_SIDES } from '../domain/dossier/transfer.ts';
import { DossierId } from '../types/ids.ts';
import { InstantText, oneLine } from '../types/text.ts';
import { DrawnPaper } from './drawn-paper.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';

/** The papers of a file: originals, certified copies, photocopies. */
const Counts = z.object({ original: z.number(), certified: z.number(), photocopy: z.number() });

/** A paper file that waits to go to the unit that works on it. */
const WaitingFile = z.object({
  dossierId: DossierId,
  code: z.string(),
  procedureName: z.string(),
  ownerName: z.string(),
  /** The office it was received for, where this one is not competent. */
  competent: z.string().nullable(),
  receivedAt: InstantText,
  /** Until when it must be there; null where the calendar does not say. */
  giveBy: InstantText.nullable(),
  late: z.boolean(),
  counts: Counts,
});

/** One record of transfer in a list. */
const TransferLine = z.object({
  transferId: z.uuid(),
  reference: z.string(),
  unit: z.string(),
  preparedAt: InstantText,
  preparedBy: z.string(),
  files: z.number(),
  given: z.number(),
  taken: z.number(),
});
export type TransferLine = z.infer<typeof TransferLine>;

/** A record of transfer with its files. */
export const TransferView = TransferLine.extend({
  items: z.array(
    z.object({
      dossierId: DossierId,
      code: z.string(),
      procedureName: z.string(),
      ownerName: z.string(),
      counts: Counts,
      givenAt: InstantText.nullable(),
      givenBy: z.string().nullable(),
      takenAt: InstantText.nullable(),
      taker: z.string().nullable(),
      leftOut: z.boolean(),
    }),
  ),
});
export type TransferView = z.infer<typeof TransferView>;

const none = z.object({});
const Unknown = { TRANSFER_UNKNOWN: { status: 404, data: z.object({ transferId: z.string() }) } } as const;
const ItemRefusals = {
  ...Unknown,
  NOT_IN_TRANSFER: { status: 404, data: z.object({ code: z.string() }) },
  CONFIRMED_ALREADY: { status: 409, data: z.object({ code: z.string(), at: InstantText }) },
} as const;

/** Transfer of paper files to the units that work on them (Điều 18 Nghị định 118/2025/NĐ-CP): a record, read codes on both sides. */
export const transfer = {
  waiting: query('dossier:see')
    .input(queryInput({}))
    .output(z.object({ files: z.array(WaitingFile), total: z.number().int(), units: z.array(z.string()) })),
  list: query('dossier:see')
    .input(queryInput({}))
    .output(
      z.object({
        transfers: z.array(
          /** `late`: how many of its files their unit should have taken by now. */
          TransferLine.extend({ late: z.number().int() }),
        ),
      }),
    ),
  get: query('dossier:see')
    .input(queryInput({ transferId: z.uuid() }))
    .output(TransferView)
    .errors(Unknown),
  prepare: command('dossier:receive')
    .input(commandInput({ unit: oneLine(200), dossierIds: z.array(DossierId).min(1).max(200) }))
    .output(z.object({ transferId: z.uuid(), reference: z.string() }))
    .errors({
      DOSSIER_UNKNOWN: { status: 404, data: z.object({ dossierId: z.string() }) },
      DOSSIER_CLOSED: { status: 409, data: z.object({ state: z.string() }) },
      ON_THE_WAY_ALREADY: { status: 409, data: z.object({ code: z.string(), reference: z.string() }) },
    }),
  draw: command('dossier:receive')
    .input(commandInput({ transferId: z.uuid() }))
    .output(DrawnPaper)
    .errors({
      ...Unknown,
      TRANSFER_EMPTY: { status: 409, data: none },
      DOSSIER_VOIDED: { status: 409, data: none },
      PAPER_NOT_DRAWN: { status: 503, data: z.object({ reason: z.string() }) },
    }),
  /** A file's code was read on one side. */
  confirm: command('dossier:process')
    .input(
      commandInput({
        transferId: z.uuid(),
        side: z.enum(TRANSFER_SIDES),
        code: oneLine(60),
        /** Who takes it on the other side. */
        taker: oneLine(200).nullable(),
      }),
    )
    .output(z.object({ code: z.string(), given: z.number(), taken: z.number(), files: z.number() }))
    .errors({
      ...ItemRefusals,
      NOT_GIVEN_YET: { status: 409, data: z.object({ code: z.string() }) },
      TAKER_MISSING: { status: 422, data: none },
      TAKER_IS_GIVER: { status: 422, data: z.object({ name: z.string() }) },
    }),
  /** Takes a file that was not given out of a record again. */
  leaveOut: command('dossier:receive')
    .input(commandInput({ transferId: z.uuid(), dossierId: DossierId }))
    .output(z.object({ files: z.number() }))
    .errors(ItemRefusals),
};
