import * as z from 'zod';
import { PARTY_ROLES } from '../domain/dossier/correction.ts';
import { DOSSIER_ACTIONS, DOSSIER_STATES } from '../domain/dossier/dossier-state.ts';
import { STEP_FIELDS } from '../domain/dossier/dossier-step.ts';
import { Party } from '../domain/dossier/party.ts';
import { PROCESSING_OWNERS } from '../domain/dossier/receipt.ts';
import { ReceiptInput } from '../domain/dossier/receipt-input.ts';
import { DossierId } from '../types/ids.ts';
import { InstantText, oneLine, PlainDateText } from '../types/text.ts';
import { DeadlineStep } from './catalogue.ts';
import { OriginalsStillOut } from './custody.ts';
import { FeeRefusals } from './dossier.ts';
import { DrawnPaper } from './drawn-paper.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';
import { HeadApproval, HeadApprovalRefusals } from './session.ts';

const none = z.object({});

const NotNow = {
  DOSSIER_UNKNOWN: { status: 404, data: z.object({ dossierId: z.string() }) },
  ACTION_NOT_ALLOWED: {
    status: 409,
    data: z.object({ state: z.enum(DOSSIER_STATES), action: z.enum(DOSSIER_ACTIONS) }),
  },
} as const;

const Unreckonable = {
  CALENDAR_NOT_ANNOUNCED: { status: 409, data: z.object({ year: z.number() }) },
  OFFICE_HOURS_NOT_SET: { status: 409, data: z.object({ day: z.string() }) },
  LIMIT_NOT_SET: { status: 409, data: z.object({ unit: z.string() }) },
} as const;

/** What a receipt was issued for may not change under it: it is cancelled first. */
const ReceiptStands = { RECEIPT_STANDS: { status: 409, data: z.object({ number: z.string() }) } } as const;

const Ended = {
  ...NotNow,
  /** A certified copy of the dossier is being signed; it is finished or taken back first. */
  COPY_BEING_SIGNED: { status: 409, data: z.object({ title: z.string() }) },
} as const;

/** What was recorded; `packetSeq` is its packet to the province. */
const Recorded = z.object({
  stepId: z.uuid(),
  state: z.enum(DOSSIER_STATES),
  packetSeq: z.number().int(),
});

const NewAppointment = Recorded.extend({
  due: z.string(),
  dueAt: InstantText,
  explanation: z.array(DeadlineStep),
});

/** What interrupts a dossier, moves its return or ends it before a result (Điều 17, 19, 21 Nghị định 118/2025/NĐ-CP). */
export const life = {
  askSupplement: command('dossier:process')
    .input(commandInput({ dossierId: DossierId, ...STEP_FIELDS.supplement }))
    .output(Recorded)
    .errors({
      ...NotNow,
      SUPPLEMENT_ASKED_BEFORE: { status: 409, data: z.object({ askedAt: InstantText }) },
      GROUND_NEEDS_HEAD: { status: 403, data: none },
      COMPONENT_UNKNOWN: { status: 422, data: z.object({ componentId: z.string() }) },
      PAPER_IN_DATABASE: { status: 409, data: z.object({ name: z.string(), database: z.string() }) },
    }),
  askPayment: command('dossier:process')
    .input(commandInput({ dossierId: DossierId, ...STEP_FIELDS.payment }))
    .output(Recorded)
    .errors(NotNow),
  stop: command('dossier:process')
    .input(commandInput({ dossierId: DossierId, ...STEP_FIELDS.stop }))
    .output(Recorded)
    .errors(Ended),
  withdraw: command('dossier:process')
    .input(commandInput({ dossierId: DossierId, ...STEP_FIELDS.withdrawal }))
    .output(Recorded)
    .errors({ ...Ended, ...OriginalsStillOut }),
  refuse: command('dossier:process')
    .input(commandInput({ dossierId: DossierId, ...STEP_FIELDS.refusal }))
    .output(Recorded)
    .errors({ ...Ended, ...OriginalsStillOut }),
  /** What was asked for is there, or the ground of the stop is gone: the clock goes on with what was left of it. */
  resume: command('dossier:process')
    .input(commandInput({ dossierId: DossierId, brought: oneLine(500) }))
    .output(NewAppointment)
    .errors({
      ...NotNow,
      ...Unreckonable,
    }),
  /** Apologises for a return that will be late and appoints it anew, once. */
  reappoint: command('dossier:process')
    .input(commandInput({ dossierId: DossierId, returnAt: InstantText, ...STEP_FIELDS.reappointment }))
    .output(NewAppointment)
    .errors({
      ...NotNow,
      ...Unreckonable,
      REAPPOINTED_ALREADY: { status: 409, data: z.object({ due: z.string() }) },
      REAPPOINTMENT_NOT_LATER: { status: 422, data: z.object({ due: z.string() }) },
      REAPPOINTMENT_OUT_OF_HOURS: { status: 422, data: z.object({ to: InstantText }) },
    }),
  /** When the competent office received what was received here for it, with what proves it; the citizen gets a slip with both times. */
  confirmArrival: command('dossier:process')
    .input(
      commandInput({
        dossierId: DossierId,
        receivedAt: InstantText,
        document: oneLine(200),
        receiver: oneLine(200),
      }),
    )
    .output(NewAppointment)
    .errors({
      ...NotNow,
      ...Unreckonable,
      ARRIVAL_IMPOSSIBLE: { status: 422, data: z.object({ from: InstantText, to: InstantText }) },
    }),
  /** What was received for other offices and is not known to be there. */
  awaited: query('dossier:see')
    .input(queryInput({}))
    .output(
      z.object({
        dossiers: z.array(
          z.object({
            dossierId: DossierId,
            code: z.string(),
            procedureName: z.string(),
            ownerName: z.string(),
            office: z.string(),
            receivedAt: InstantText,
            expectedAt: InstantText,
            /** The provisional appointment. */
            dueAt: InstantText,
            /** For longer than a working day. */
            tooLong: z.boolean(),
          }),
        ),
        total: z.number().int(),
      }),
    ),
  /** Makes the limit longer by a ground that the law names, once for each; the citizen gets a slip with both dates. */
  extend: command('dossier:process')
    .input(commandInput({ dossierId: DossierId, ...STEP_FIELDS.extension }))
    .output(NewAppointment)
    .errors({
      ...NotNow,
      ...Unreckonable,
      REAPPOINTED_ALREADY: { status: 409, data: z.object({ due: z.string() }) },
      EXTENDED_ALREADY: { status: 409, data: z.object({ article: z.string() }) },
      EXTENSION_AFTER_DUE: { status: 409, data: z.object({ due: z.string() }) },
    }),
  /** A result is wrong: it goes back with its cause, the clock runs on, and another one takes its place. */
  sendResultBack: command('dossier:process')
    .input(commandInput({ dossierId: DossierId, ...STEP_FIELDS['result-sent-back'] }))
    .output(Recorded)
    .errors(NotNow),
  /** The slip is lost: from now on only a person of the dossier whose card was read gets the result. */
  reportLostSlip: command('dossier:hand-over')
    .input(commandInput({ dossierId: DossierId, ...STEP_FIELDS['slip-lost'] }))
    .output(Recorded)
    .errors(NotNow),
  /** What runs out soon: whom to call because a supplement or payment ends, and which dossiers will be late. */
  watch: query('dossier:see')
    .input(queryInput({}))
    .output(
      z.object({
        calls: z.array(
          z.object({
            dossierId: DossierId,
            code: z.string(),
            kind: z.enum(['supplement', 'payment']),
            until: PlainDateText,
            over: z.boolean(),
            name: z.string(),
            phone: z.string(),
          }),
        ),
        /** Results sent by post or electronically whose receivers have not acknowledged them in five working days. */
        unacknowledged: z.array(
          z.object({
            dossierId: DossierId,
            code: z.string(),
            way: z.enum(['post', 'electronic']),
            carrier: z.string().nullable(),
            tracking: z.string(),
            sentAt: InstantText,
            name: z.string(),
            phone: z.string(),
            /** Whether the province has receipted the sending. */
            receipted: z.boolean(),
          }),
        ),
        soon: z.array(
          z.object({
            dossierId: DossierId,
            code: z.string(),
            procedureName: z.string(),
            ownerName: z.string(),
            dueAt: InstantText,
            processingOwner: z.enum(PROCESSING_OWNERS),
            /** The unit that took its paper file last. */
            unit: z.string().nullable(),
            reappointed: z.boolean(),
          }),
        ),
        /** How many there are of each; what is listed ends at some hundreds. */
        totals: z.object({
          calls: z.number().int(),
          soon: z.number().int(),
          unacknowledged: z.number().int(),
        }),
      }),
    ),
  /** Puts right what was typed wrong, with its reason; another person is no correction. */
  correct: command('dossier:receive')
    .input(
      commandInput({
        dossierId: DossierId,
        request: ReceiptInput.shape.request.nullable(),
        party: z.strictObject({ role: z.enum(PARTY_ROLES), party: Party }).nullable(),
        /** Every line of the fees as it should stand; left out where none is wrong. */
        fees: ReceiptInput.shape.fees.optional(),
        seen: z
          .strictObject({ request: z.string(), party: Party.nullable(), fees: ReceiptInput.shape.fees })
          .optional(),
        reason: oneLine(300),
      }),
    )
    .output(z.object({ fields: z.array(z.string()), packetSeq: z.number().int() }))
    .errors({
      DOSSIER_UNKNOWN: NotNow.DOSSIER_UNKNOWN,
      DOSSIER_CLOSED: { status: 409, data: z.object({ state: z.string() }) },
      PARTY_UNKNOWN: { status: 404, data: z.object({ role: z.string() }) },
      ANOTHER_PERSON: { status: 409, data: z.object({ role: z.string() }) },
      TAX_CODE_WRONG: { status: 422, data: z.object({ role: z.string() }) },
      BORN_AFTER_TODAY: { status: 422, data: z.object({ role: z.enum(PARTY_ROLES) }) },
      CORRECTED_MEANWHILE: { status: 409, data: none },
      NOTHING_CORRECTED: { status: 422, data: none },
      CASE_UNKNOWN: { status: 404, data: z.object({ caseId: z.string() }) },
      ...FeeRefusals,
      ...ReceiptStands,
    }),
  /**
   * Makes a wrong intake void on its own day: the number stays and is explained. The head approves in their own session (`approval` null) or
   * with their name and password at the clerk's window.
   */
  void: command('dossier:receive')
    .input(
      commandInput({
        dossierId: DossierId,
        reason: STEP_FIELDS.void.reason,
        givenBack: STEP_FIELDS.void.givenBack,
        approval: HeadApproval.nullable(),
      }),
    )
    .output(Recorded)
    .errors({
      ...Ended,
      ...OriginalsStillOut,
      ...HeadApprovalRefusals,
      VOID_ANOTHER_DAY: { status: 409, data: z.object({ receivedOn: PlainDateText }) },
      ...ReceiptStands,
      VOID_AFTER_RESULT: { status: 409, data: none },
      VOID_AFTER_TRANSFER: { status: 409, data: z.object({ unit: z.string() }) },
      VOID_COPY_NUMBERED: { status: 409, data: z.object({ title: z.string(), number: z.number() }) },
    }),
  /** Draws the draft of an apology for the head of the agency that will be late; it moves nothing. */
  drawApology: command('dossier:process')
    .input(commandInput({ dossierId: DossierId }))
    .output(DrawnPaper)
    .errors({
      ...NotNow,
      REAPPOINTED_ALREADY: { status: 409, data: z.object({ due: z.string() }) },
      DOSSIER_VOIDED: { status: 409, data: none },
      PAPER_NOT_DRAWN: { status: 503, data: z.object({ reason: z.string() }) },
    }),
  /** Draws how the appointment was reckoned: each day that does not count and why, pauses, extensions, the articles. */
  drawExplanation: command('dossier:receive')
    .input(commandInput({ dossierId: DossierId }))
    .output(DrawnPaper)
    .errors({
      DOSSIER_UNKNOWN: NotNow.DOSSIER_UNKNOWN,
      DOSSIER_VOIDED: { status: 409, data: none },
      PAPER_NOT_DRAWN: { status: 503, data: z.object({ reason: z.string() }) },
    }),
  /** Draws the paper of a step for the citizen: Mẫu 02 to 05, and the slip with both dates after a resumption. */
  drawNotice: command('dossier:process')
    .input(commandInput({ stepId: z.uuid(), paper: z.enum(['A4', 'A5']) }))
    .output(DrawnPaper)
    .errors({
      STEP_UNKNOWN: { status: 404, data: z.object({ stepId: z.string() }) },
      STEP_HAS_NO_PAPER: { status: 409, data: none },
      DOSSIER_VOIDED: { status: 409, data: none },
      PAPER_NOT_DRAWN: { status: 503, data: z.object({ reason: z.string() }) },
    }),
};
