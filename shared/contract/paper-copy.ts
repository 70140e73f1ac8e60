import * as z from 'zod';
import { ACTS, Signatory } from '../domain/certification/act.ts';
import { ENTRY_STATES } from '../domain/certification/book.ts';
import { PAPER_COPY_STATES } from '../domain/certification/paper-copy-state.ts';
import { PrinterFeed, PrinterShift, StatementPlace } from '../domain/certification/statement-place.ts';
import { Person } from '../domain/dossier/party.ts';
import { WINDOW_METHODS } from '../domain/identity/identity-check.ts';
import { DossierId, PaperCopyId } from '../types/ids.ts';
import { InstantText, nameOfThing, oneLine, PlainDateText } from '../types/text.ts';
import { NumberRefusals, SignerRightRefusals } from './book.ts';
import { dossier } from './dossier.ts';
import { DrawnPaper } from './drawn-paper.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';

const none = z.object({});
const PaperUnknown = { PAPER_COPY_UNKNOWN: { status: 404, data: none } } as const;
const PaperMoved = {
  PAPER_COPY_MOVED: { status: 409, data: z.object({ title: z.string(), state: z.string() }) },
} as const;
const Closed = { DOSSIER_CLOSED: { status: 409, data: z.object({ state: z.string() }) } } as const;
const NotDrawn = { PAPER_NOT_DRAWN: { status: 500, data: z.object({ reason: z.string() }) } } as const;

/** One original and how many copies of it: pages are those of the original that hold information (Điều 10 Thông tư 01/2020/TT-BTP). */
export const OriginalToCopy = z.strictObject({
  title: oneLine(200),
  pages: z.int().min(1).max(2000),
  copies: z.int().min(1).max(200),
});
export type OriginalToCopy = z.infer<typeof OriginalToCopy>;

const PaperCopyView = z.object({
  paperCopyId: PaperCopyId,
  dossierId: DossierId,
  dossierCode: z.string(),
  act: z.enum(ACTS),
  title: z.string(),
  /** Languages of a translation, or the transaction that was certified before. */
  detail: z.string(),
  people: z.array(Signatory),
  requester: z.string(),
  pages: z.number().int(),
  copies: z.number().int(),
  feeVnd: z.number().int(),
  state: z.enum(PAPER_COPY_STATES),
  comparedBy: z.string(),
  comparedAt: InstantText,
  number: z.string().nullable(),
  book: z.string().nullable(),
  certifiedOn: PlainDateText.nullable(),
  returnReason: z.string().nullable(),
  /** A cover was drawn for it: its code ticks it off. */
  underCover: z.boolean(),
});

export type PaperCopyView = z.infer<typeof PaperCopyView>;

/** A visit that was received, with what stands in the officer's list. */
const Received = z.object({
  dossierId: DossierId,
  code: z.string(),
  due: z.string(),
  totalVnd: z.number(),
  paperCopies: z.array(PaperCopyView),
});
const PaperVisit = z.object({
  dossierId: DossierId,
  dossierCode: z.string(),
  requester: z.string(),
  originals: z.number().int(),
  copies: z.number().int(),
  receivedAt: InstantText,
  /** Every copy stands in the book as issued. */
  signed: z.boolean(),
  /** Originals whose copies have their number and are not ticked off, and how many of them by a cover. */
  unsigned: z.number().int(),
  underCover: z.number().int(),
  /** Received today, so that it ends without a slip. */
  sameDay: z.boolean(),
});
export type PaperVisit = z.infer<typeof PaperVisit>;

/**
 * `issued`, `pending`, `void`: ours, by the state of its entry. `elsewhere`: signed by another office's key that the province lists. `forged`: not what the named key
 * signed, or nothing of the kind stands in our book.
 */
const CheckedStatement = z.object({
  verdict: z.enum([...ENTRY_STATES, 'elsewhere', 'forged', 'revoked', 'unknown-key']),
  mode: z.enum(['practice', 'official']),
  officeName: z.string().nullable(),
  revokedAt: InstantText.nullable(),
  entry: z
    .object({
      state: z.enum(ENTRY_STATES),
      number: z.string(),
      book: z.string(),
      certifiedOn: PlainDateText,
      title: z.string(),
      requester: z.string(),
      pages: z.number().int(),
      copies: z.number().int(),
      signerName: z.string(),
      voidReason: z.string().nullable(),
      dossierId: DossierId,
      dossierCode: z.string(),
    })
    .nullable(),
});
export type CheckedStatement = z.infer<typeof CheckedStatement>;

const ids = z.array(PaperCopyId).min(1).max(100);
/** Papers of an act with what its statement says beside the title, and how many of each are signed. */
const ActPaper = OriginalToCopy.extend({ detail: oneLine(300, 0) });

const Originals = z.array(OriginalToCopy).min(1).max(30);

/**
 * What is certified by hand: paper copies from originals (Điều 18 đến Điều 22 Nghị định 23/2015/NĐ-CP), of which nothing is scanned and nothing kept, and
 * signatures, translators and transactions (Điều 23 đến Điều 40), which go the same way with their own books and statements.
 */
export const paperCopy = {
  /** One visit: the dossier and every original in one go. `compared`: every copy was compared with its original, page by page. */
  receive: command('dossier:receive')
    .input(
      commandInput({
        requester: Person,
        check: z.enum(WINDOW_METHODS),
        originals: Originals,
        compared: z.literal(true),
        settlement: z.enum(['now', 'later', 'waived']),
        waivedFor: oneLine(200).nullable(),
      }),
    )
    .output(Received)
    .errors({
      ...dossier.receive['~orpc'].errorMap,
      COPY_PROCEDURE_MISSING: { status: 409, data: none },
    }),
  /** One visit for another act than copies: its dossier and every paper in one go. The requester signs, `others` beside them. */
  receiveAct: command('dossier:receive')
    .input(
      commandInput({
        act: z.enum(ACTS).exclude(['copy']),
        requester: Person,
        check: z.enum(WINDOW_METHODS),
        others: z.array(Signatory).max(20),
        papers: z.array(ActPaper).min(1).max(30),
        settlement: z.enum(['now', 'later', 'waived']),
        waivedFor: oneLine(200).nullable(),
      }),
    )
    .output(Received)
    .errors({
      ...dossier.receive['~orpc'].errorMap,
      ACT_PROCEDURE_MISSING: { status: 409, data: z.object({ procedure: z.string() }) },
      ACT_DETAIL_MISSING: { status: 422, data: z.object({ title: z.string(), detail: z.string() }) },
    }),
  /** More originals for a dossier that is open, beside its electronic copies too. */
  add: command('certify:compare')
    .input(commandInput({ dossierId: DossierId, originals: Originals, compared: z.literal(true) }))
    .output(z.object({ paperCopies: z.array(PaperCopyView) }))
    .errors({
      DOSSIER_UNKNOWN: { status: 404, data: z.object({ dossierId: z.string() }) },
      COPY_PROCEDURE_MISSING: { status: 409, data: none },
      ...Closed,
    }),
  /** Puts up again what the officer gave back, as it was. */
  again: command('certify:compare')
    .input(commandInput({ paperCopyId: PaperCopyId }))
    .output(z.object({ paperCopies: z.array(PaperCopyView) }))
    .errors({ ...PaperUnknown, ...PaperMoved, ...Closed }),
  queue: query('dossier:see')
    .input(queryInput({ states: z.array(z.enum(PAPER_COPY_STATES)).min(1).max(6) }))
    .output(z.object({ paperCopies: z.array(PaperCopyView), total: z.number().int() })),
  withdraw: command('certify:compare')
    .input(commandInput({ paperCopyId: PaperCopyId }))
    .output(none)
    .errors({ ...PaperUnknown, ...PaperMoved }),
  /** The officer gives it back: no number is used. */
  giveBack: command('certify:sign')
    .input(commandInput({ paperCopyId: PaperCopyId, reason: nameOfThing(300) }))
    .output(none)
    .errors({ ...PaperUnknown, ...PaperMoved }),
  /** The officer signs now: numbers and the day are taken in the order of the list, all or none. What has its number keeps it. */
  number: command('certify:compare')
    .input(commandInput({ paperCopyIds: ids, signerId: z.uuid() }))
    .output(z.object({ paperCopies: z.array(PaperCopyView) }))
    .errors({
      ...PaperUnknown,
      ...PaperMoved,
      ...Closed,
      ...NumberRefusals,
      ...SignerRightRefusals,
      COMPARED_BY_SIGNER: { status: 409, data: z.object({ title: z.string() }) },
    }),
  /** The statement of each, as many sheets as there are copies: those of copies are printed onto their last pages, the others on sheets of their own, not both at once. */
  drawStatements: command('certify:compare')
    .input(commandInput({ paperCopyIds: ids }))
    .output(DrawnPaper.extend({ sheets: z.number().int() }))
    .errors({
      ...PaperUnknown,
      ...PaperMoved,
      ...NotDrawn,
      STATEMENTS_MIXED: { status: 409, data: none },
      DOSSIER_VOIDED: { status: 409, data: none },
    }),
  /** A cover for each: what lies under it, to be signed and sealed, and the code by which it is ticked off. */
  drawCovers: command('certify:compare')
    .input(commandInput({ paperCopyIds: ids }))
    .output(DrawnPaper)
    .errors({ ...PaperUnknown, ...NotDrawn, DOSSIER_VOIDED: { status: 409, data: none } }),
  /** Signed and sealed, by the code of its cover: it may be handed out. */
  tick: command('certify:tick')
    .input(commandInput({ code: oneLine(600) }))
    .output(PaperCopyView)
    .errors({ ...PaperUnknown, ...PaperMoved, COVER_FOREIGN: { status: 422, data: none } }),
  /** Visits all of whose copies have their numbers and which nobody has taken home. */
  visits: query('dossier:see')
    .input(queryInput({}))
    .output(z.object({ visits: z.array(PaperVisit) })),
  /** All copies of a visit are signed and sealed, and who asked takes them home, on the day of the visit. */
  handOver: command('dossier:hand-over')
    .input(
      commandInput({
        dossierId: DossierId,
        /** The word of whoever hands over; what has a cover is ticked off by it before. */
        signed: z.literal(true),
        receiverCheck: z.enum(WINDOW_METHODS).optional(),
      }),
    )
    .output(z.object({ handedAt: InstantText, packetSeq: z.number().int() }))
    .errors({
      ...dossier.handOver['~orpc'].errorMap,
      ...PaperMoved,
      ...Closed,
      NOT_SAME_DAY: { status: 409, data: z.object({ receivedOn: PlainDateText }) },
      COVERS_NOT_TICKED: { status: 409, data: z.object({ titles: z.array(z.string()) }) },
    }),
  /** Where the statement stands on the last page, and the correction of the printer that was chosen for it; null where the system asks. */
  places: query('dossier:see')
    .input(queryInput({}))
    .output(
      z.object({ usual: StatementPlace, feed: PrinterFeed.extend({ shift: PrinterShift }).nullable() }),
    ),
  /** What the code on a statement is worth, and how the entry of our own stands. */
  check: query('dossier:see')
    .input(queryInput({ text: z.string().max(20_000) }))
    .output(CheckedStatement)
    .errors({
      STATEMENT_CODE_UNREADABLE: {
        status: 422,
        data: z.object({ part: z.enum(['text', 'version', 'record']) }),
      },
    }),
  /** Whether statements carry a code that is looked up in the book. */
  code: query('dossier:see')
    .input(queryInput({}))
    .output(z.object({ on: z.boolean() })),
  setCode: command('certify:administer')
    .input(commandInput({ on: z.boolean() }))
    .output(none),
  setPlace: command('certify:compare')
    .input(commandInput({ place: StatementPlace }))
    .output(none),
  /** Corrects what a printer, fed from a tray, puts elsewhere than it should. */
  setShift: command('certify:compare')
    .input(commandInput({ ...PrinterFeed.shape, shift: PrinterShift }))
    .output(none),
};
