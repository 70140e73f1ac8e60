import * as z from 'zod';
import { ProvinceMode } from '../domain/delivery/province-wire.ts';
import { ASIDE_REASONS } from '../domain/dossier/province-progress.ts';
import { DossierId, Sha256 } from '../types/ids.ts';
import { InstantText, oneLine, PlainDateText } from '../types/text.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';

const Count = z.number().int().nonnegative();
const Place = { epoch: z.number().int().min(1), seq: z.number().int().min(1) };

/** Why something was not delivered: a code with its message (`delivery.cause.*`), what the message shows, and since when. */
const DeliveryCause = z.object({
  code: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
  at: InstantText,
});
export type DeliveryCause = z.infer<typeof DeliveryCause>;

/** One lane towards the province. */
const LaneStatus = z.object({
  lane: z.enum(['packets', 'files', 'submissions', 'progress']),
  /** True while a call is under way. */
  moving: z.boolean(),
  waiting: Count,
  oldestAt: InstantText.nullable(),
  lastReceiptAt: InstantText.nullable(),
  lastError: DeliveryCause.nullable(),
  nextAttemptAt: InstantText.nullable(),
});
export type LaneStatus = z.infer<typeof LaneStatus>;

/** The province this installation is connected to; its token is never shown. */
const ConnectionView = z.object({
  url: z.string(),
  provinceName: z.string(),
  mode: ProvinceMode,
  connectedAt: InstantText,
});

/** A packet without a receipt. */
const UnsentPacket = z.object({
  ...Place,
  kind: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  /** The code of the dossier it is about, where it is about one. */
  dossierCode: z.string().nullable(),
  state: z.enum(['waiting', 'sending', 'refused']),
  attempts: Count,
  createdAt: InstantText,
  nextAttemptAt: InstantText.nullable(),
  cause: DeliveryCause.nullable(),
});
export type UnsentPacket = z.infer<typeof UnsentPacket>;

/** A step of another agency in the words of a row of the national progress. */
export const ToldStep = z.object({
  at: InstantText,
  /** The national status code. */
  status: z.number().int(),
  unit: z.string(),
  role: z.string(),
  person: z.string().nullable(),
  step: z.string(),
  number: z.number().int(),
});

/** Something that the province told and that waits for a person. */
const OpenProgress = z.object({
  key: Sha256,
  dossierId: DossierId.nullable(),
  dossierCode: z.string().nullable(),
  reason: z.enum(ASIDE_REASONS),
  detail: z.string(),
  arrivedAt: InstantText,
  /** Whether looking at it again can change anything. */
  mayRetry: z.boolean(),
  /** Null where it cannot be read, or must not be believed. */
  said: ToldStep.nullable(),
});
export type OpenProgress = z.infer<typeof OpenProgress>;

const LedgerDay = z.object({
  day: PlainDateText,
  created: Count,
  receipted: Count,
  refused: Count,
  waiting: Count,
});

/** Where a page of the ledger ended; what is made after the first page is no part of the file. */
const LedgerPlace = z.object({ ...Place, madeAt: InstantText });

const Days = { from: PlainDateText, to: PlainDateText };

/** Refusals of what stands at the other end; `reason` is the system's or the province's own code. */
/** Everything expected that stops a call to the province. */
export const provinceRefusals = {
  PROVINCE_UNREACHABLE: { status: 502, data: z.object({ reason: z.string() }) },
  PROVINCE_FAILING: { status: 502, data: z.object({ status: z.number() }) },
  PROVINCE_ANSWER_UNREADABLE: {
    status: 502,
    data: z.object({ status: z.number(), detail: z.string() }),
  },
  PROVINCE_NOT_ADMITTED: { status: 502, data: z.object({ reason: z.string() }) },
  PROVINCE_REFUSED: {
    status: 502,
    data: z.object({ status: z.number(), reason: z.string(), detail: z.string() }),
  },
} as const;
const daysReversed = {
  DAYS_REVERSED: { status: 422, data: z.object({ from: z.string(), to: z.string() }) },
} as const;
const notConnected = { PROVINCE_NOT_CONNECTED: { status: 409, data: z.object({}) } } as const;

/** Delivery to the province: who it goes to, what waits, what needs a person, and whether both ledgers say the same. */
export const delivery = {
  connect: command('office:administer')
    .input(commandInput({ url: oneLine(500), enrolmentCode: oneLine(200) }))
    .output(ConnectionView)
    .errors({
      ...provinceRefusals,
      PROVINCE_ADDRESS_UNUSABLE: {
        status: 422,
        data: z.object({ problem: z.enum(['not-an-address', 'not-encrypted', 'has-surplus']) }),
      },
      PROVINCE_MODE_DIFFERS: {
        status: 409,
        data: z.object({ province: z.string(), installation: z.string() }),
      },
    }),
  status: query('delivery:see')
    .input(queryInput({}))
    .output(
      z.object({
        connection: ConnectionView.nullable(),
        lanes: z.array(LaneStatus),
        needsPerson: z.object({ count: Count, oldestAt: InstantText.nullable() }),
      }),
    ),
  /** Packets without a receipt: those that need a person first, then oldest first. */
  list: query('delivery:see')
    .input(queryInput({ limit: z.number().int().min(1).max(500).default(100) }))
    .output(z.object({ packets: z.array(UnsentPacket), total: Count })),
  /** Figures per day on which packets were made, both days included. */
  ledger: query('delivery:see')
    .input(queryInput(Days))
    .output(z.object({ days: z.array(LedgerDay) }))
    .errors(daysReversed),
  /** The ledger of some days as lines of a file, page by page: `after` is where the last page ended, and when the first was made. */
  exportLedger: query('delivery:see')
    .input(queryInput({ ...Days, after: LedgerPlace.nullable() }))
    .output(z.object({ text: z.string(), next: LedgerPlace.nullable(), total: Count }))
    .errors(daysReversed),
  /** Asks the province's ledger for the packets made on these days and names each difference; equal ledgers have none. */
  reconcile: query('delivery:see')
    .input(queryInput(Days))
    .output(
      z.object({
        here: Count,
        there: Count,
        unsent: Count,
        differences: z.array(
          z.object({
            ...Place,
            difference: z.enum(['missing-there', 'missing-here', 'hash-differs', 'receipt-missing-here']),
          }),
        ),
        checkedAt: InstantText,
      }),
    )
    .errors({ ...provinceRefusals, ...daysReversed, ...notConnected }),
  /** What others do with dossiers, as the province tells it: how far its list was taken, and what of it a person must decide. */
  progress: query('delivery:see')
    .input(queryInput({}))
    .output(
      z.object({ after: Count, lastAt: InstantText.nullable(), open: z.array(OpenProgress), total: Count }),
    ),
  /** A person's decision on one of those: look at it again, or note what was done about it. */
  settleProgress: command('dossier:process')
    .input(commandInput({ key: Sha256, how: z.enum(['again', 'noted']), note: oneLine(300, 0) }))
    .output(z.object({ open: Count }))
    .errors({
      PROGRESS_UNKNOWN: { status: 404, data: z.object({ key: z.string() }) },
      PROGRESS_SETTLED: { status: 409, data: z.object({}) },
      PROGRESS_STILL_ASIDE: { status: 409, data: z.object({ reason: z.enum(ASIDE_REASONS) }) },
      NOTE_MISSING: { status: 422, data: z.object({}) },
    }),
  /** Has one packet sent again: a refused one, one that waits for its next attempt, or one that the province lost. */
  retry: command('delivery:run')
    .input(commandInput(Place))
    .output(z.object(Place))
    .errors({
      ...notConnected,
      PACKET_NOT_FOUND: { status: 404, data: z.object(Place) },
      PACKET_BEING_SENT: { status: 409, data: z.object(Place) },
      PACKET_BYTES_GONE: { status: 409, data: z.object(Place) },
    }),
  /** Ends every wait and tries at once. */
  sendNow: command('delivery:run')
    .input(commandInput({}))
    .output(z.object({ waiting: Count }))
    .errors(notConnected),
};
