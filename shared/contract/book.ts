import * as z from 'zod';
import { Signatory } from '../domain/certification/act.ts';
import { ENTRY_STATES } from '../domain/certification/book.ts';
import { CLOSING_REASONS } from '../domain/certification/book-closing.ts';
import { CERTIFICATIONS, SIGNER_KINDS } from '../domain/certification/signer.ts';
import { BookEntryId, DossierId, UserId } from '../types/ids.ts';
import { InstantText, nameOfThing, oneLine, PlainDateText } from '../types/text.ts';
import { DrawnFile } from './drawn-paper.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';
import { BOOK_SYMBOLS } from './setup.ts';

const none = z.object({});
const day = PlainDateText;
const BookSymbol = z.enum(BOOK_SYMBOLS);

/** Why somebody may not sign a certification. */
export const SignerRightRefusals = {
  SIGNER_UNKNOWN: { status: 409, data: none },
  SIGNER_NOT_IN_FORCE: {
    status: 409,
    data: z.object({ validFrom: z.string(), validTo: z.string().nullable() }),
  },
  SIGNER_OUT_OF_SCOPE: { status: 409, data: z.object({ certification: z.string() }) },
} as const;

/** Why a book gives no number now. */
export const NumberRefusals = {
  BOOK_MISSING: { status: 409, data: z.object({ symbol: z.string() }) },
  BOOK_CLOSED: { status: 409, data: z.object({ book: z.string(), closedOn: z.string() }) },
  BOOK_DAY_BEHIND: { status: 409, data: z.object({ number: z.number(), day: z.string() }) },
} as const;

const SignerView = z.object({
  signerId: z.uuid(),
  userId: UserId,
  name: z.string(),
  kind: z.enum(SIGNER_KINDS),
  office: z.string(),
  ground: z.string(),
  scope: z.array(z.enum(CERTIFICATIONS)),
  compares: z.boolean(),
  validFrom: day,
  validTo: day.nullable(),
});

export type SignerView = z.infer<typeof SignerView>;

const EntryView = z.object({
  entryId: BookEntryId,
  number: z.number().int(),
  certifiedOn: day,
  state: z.enum(ENTRY_STATES),
  dossierId: DossierId,
  dossierCode: z.string(),
  requester: z.string(),
  people: z.array(Signatory),
  title: z.string(),
  signerTitle: z.string(),
  signerName: z.string(),
  quantity: z.number().int(),
  feeVnd: z.number().int().nullable(),
  voidReason: z.string().nullable(),
});

export type EntryView = z.infer<typeof EntryView>;

/** A closed book, as its totals were signed. */
const ClosingView = z.object({
  book: z.string(),
  reason: z.enum(CLOSING_REASONS),
  note: z.string(),
  closedOn: day,
  firstNumber: z.number().int(),
  lastNumber: z.number().int(),
  entries: z.number().int(),
  issued: z.number().int(),
  voided: z.number().int(),
  quantity: z.number().int(),
  feeVnd: z.number().int(),
  signerTitle: z.string(),
  signerName: z.string(),
});

/** Books of certification and who may sign what stands in them (Điều 9, Điều 13 Nghị định 23/2015/NĐ-CP). */
export const book = {
  signers: query('dossier:see')
    .input(queryInput({}))
    .output(z.object({ signers: z.array(SignerView) })),
  addSigner: command('certify:administer')
    .input(
      commandInput({
        userId: UserId,
        kind: z.enum(SIGNER_KINDS),
        office: oneLine(200, 0),
        ground: oneLine(200, 0),
        scope: z.array(z.enum(CERTIFICATIONS)).min(1).max(CERTIFICATIONS.length),
        compares: z.boolean(),
        validFrom: day,
        validTo: day.nullable(),
      }),
    )
    .output(z.object({ signerId: z.uuid() }))
    .errors({
      USER_NOT_FOUND: { status: 404, data: z.object({ userId: z.string() }) },
      SIGNER_GROUND_MISSING: { status: 422, data: none },
      SIGNER_DAYS_WRONG: { status: 422, data: none },
    }),
  /** Ends a right with a day, which is its last. */
  endSigner: command('certify:administer')
    .input(commandInput({ signerId: z.uuid(), lastDay: day }))
    .output(none)
    .errors({ SIGNER_ALREADY_ENDED: { status: 409, data: none } }),
  /** Opens a book that this office does not keep yet. */
  open: command('certify:administer')
    .input(commandInput({ symbol: BookSymbol, nextNumber: z.int().min(1).max(1_000_000) }))
    .output(z.object({ seriesId: z.uuid() }))
    .errors({
      BOOK_KEPT_ALREADY: { status: 409, data: z.object({ symbol: z.string() }) },
      BOOK_CLOSED: NumberRefusals.BOOK_CLOSED,
      BOOK_NUMBER_USED: { status: 409, data: z.object({ lastNumber: z.number() }) },
    }),
  /** Closes the book of a year with its totals; no number is given in it again. */
  close: command('certify:sign')
    .input(
      commandInput({
        symbol: BookSymbol,
        year: z.string().regex(/^20\d\d$/),
        signerId: z.uuid(),
        reason: z.enum(CLOSING_REASONS),
        note: oneLine(300, 0),
      }),
    )
    .output(ClosingView)
    .errors({
      ...SignerRightRefusals,
      BOOK_CLOSED: NumberRefusals.BOOK_CLOSED,
      BOOK_WITHOUT_NUMBERS: { status: 409, data: z.object({ book: z.string() }) },
      BOOK_HAS_PENDING: { status: 409, data: z.object({ numbers: z.string() }) },
      BOOK_YEAR_RUNS: { status: 409, data: z.object({ lastDay: z.string() }) },
      CLOSING_NOTE_MISSING: { status: 422, data: none },
    }),
  /** The books of the office, and the entries of some days of one. */
  entries: query('dossier:see')
    .input(
      queryInput({
        symbol: BookSymbol,
        from: day,
        to: day,
        /** The number after which to go on; 0 from the first. */
        after: z.int().min(0),
      }),
    )
    .output(
      z.object({
        /** As the statement writes it; the days belong to one year. */
        book: z.string(),
        /** Whether this office keeps such a book now. */
        kept: z.boolean(),
        closing: ClosingView.nullable(),
        entries: z.array(EntryView),
        more: z.boolean(),
        totals: z.object({
          entries: z.number(),
          issued: z.number(),
          voided: z.number(),
          pending: z.number(),
          quantity: z.number(),
          feeVnd: z.number(),
        }),
      }),
    )
    .errors({ BOOK_YEARS_DIFFER: { status: 422, data: none } }),
  /** Draws some days of a book into a file that is kept for a day, and for good once it was printed; see `register.draw`. */
  draw: command('dossier:export')
    .input(
      commandInput({
        exportId: z.uuid(),
        symbol: BookSymbol,
        from: day,
        to: day,
      }),
    )
    .output(DrawnFile.extend({ rows: z.int(), pages: z.int(), fileName: z.string(), keepUntil: InstantText }))
    .errors({
      EXPORT_RUNNING: { status: 409, data: none },
      EXPORT_CANCELLED: { status: 409, data: none },
      NOTHING_TO_EXPORT: { status: 409, data: none },
      BOOK_YEARS_DIFFER: { status: 422, data: none },
      PAPER_NOT_DRAWN: { status: 500, data: z.object({ reason: z.string() }) },
    }),
  /** Makes an entry void, with what was certified under it; its number is never given again. */
  void: command('certify:sign')
    .input(commandInput({ entryId: BookEntryId, reason: nameOfThing(300) }))
    .output(none)
    .errors({
      ENTRY_UNKNOWN: { status: 404, data: none },
      ENTRY_ALREADY_VOID: { status: 409, data: none },
    }),
};
