import * as z from 'zod';
import { InstantText, oneLine, PlainDateText } from '../../types/text.ts';
import { SupplementItem } from './supplement.ts';

/** What may interrupt or end a dossier before its result, move its return, or make it void; and what is said of its slip. */
export const STEP_KINDS = [
  'supplement',
  'payment',
  'stop',
  'withdrawal',
  'refusal',
  'reappointment',
  'extension',
  'result-sent-back',
  'slip-lost',
  'void',
  'arrival',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

const Reason = oneLine(1000);

/** What is said at each: by the clerk, to the citizen on its paper, to the province in its packet. */
export const STEP_FIELDS = {
  supplement: {
    items: z.array(SupplementItem).min(1).max(40),
    reason: Reason,
    /** The last day to bring it, when one is set. */
    answerBy: PlainDateText.nullable(),
    /** The head's ground for asking a second time. */
    ground: oneLine(300).nullable(),
  },
  payment: {
    noticeNumber: oneLine(100),
    /** Who issued the notice, for example the tax office. */
    issuer: oneLine(200),
    amountVnd: z.int().min(1).max(100_000_000_000),
    payBy: PlainDateText.nullable(),
  },
  stop: {
    reason: Reason,
    /** The article that allows it. */
    article: oneLine(200),
  },
  withdrawal: {
    reason: Reason,
    /** Papers and fees that were given back. */
    givenBack: oneLine(500, 0),
  },
  refusal: { reason: Reason },
  reappointment: { reason: Reason },
  extension: {
    /** The ground that the law names, by its article. */
    article: oneLine(200),
    value: z.int().min(1).max(365),
    unit: z.enum(['working-hour', 'hour', 'working-day', 'day']),
    reason: Reason,
  },
  /** The cause for which a result went back to those who made it. */
  'result-sent-back': { reason: Reason },
  'slip-lost': {
    /** Who said so, and what they stated. */
    statedBy: oneLine(200),
    reason: Reason,
  },
  void: {
    /** What was wrong with the intake; it explains the number that stays. */
    reason: Reason,
    givenBack: oneLine(500, 0),
    /** Name of the head who approved it. */
    approver: oneLine(200),
  },
  /** The reception by the competent office, for which it was received here. */
  arrival: {
    office: oneLine(200),
    receivedAt: InstantText,
    /** Its slip or record of transfer, and who took it there; empty where the province told it. */
    document: oneLine(200, 0),
    receiver: oneLine(200, 0),
  },
} as const satisfies Record<StepKind, z.core.$ZodShape>;

const kindOf = <K extends StepKind>(kind: K) => ({ kind: z.literal(kind) });

/** One step in words. */
export const StepDetails = z.discriminatedUnion('kind', [
  z.strictObject({ ...kindOf('supplement'), ...STEP_FIELDS.supplement }),
  z.strictObject({ ...kindOf('payment'), ...STEP_FIELDS.payment }),
  z.strictObject({ ...kindOf('stop'), ...STEP_FIELDS.stop }),
  z.strictObject({ ...kindOf('withdrawal'), ...STEP_FIELDS.withdrawal }),
  z.strictObject({ ...kindOf('refusal'), ...STEP_FIELDS.refusal }),
  z.strictObject({ ...kindOf('reappointment'), ...STEP_FIELDS.reappointment }),
  z.strictObject({ ...kindOf('extension'), ...STEP_FIELDS.extension }),
  z.strictObject({ ...kindOf('result-sent-back'), ...STEP_FIELDS['result-sent-back'] }),
  z.strictObject({ ...kindOf('slip-lost'), ...STEP_FIELDS['slip-lost'] }),
  z.strictObject({ ...kindOf('void'), ...STEP_FIELDS.void }),
  z.strictObject({ ...kindOf('arrival'), ...STEP_FIELDS.arrival }),
]);
export type StepDetails = z.infer<typeof StepDetails>;
