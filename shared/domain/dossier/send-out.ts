import type { PlainDate } from '../../types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';
import type { ReceiptInput } from './receipt-input.ts';

/** How a result reaches its receiver: at the window, by post, or electronically. */
export const HANDOVER_WAYS = ['window', 'post', 'electronic'] as const;
export type HandOverWay = (typeof HANDOVER_WAYS)[number];

type Registered = ReceiptInput['delivery']['method'];

/** Why a result is not sent. */
export type SendOutRefusal =
  | Refusal<'WAY_NOT_REGISTERED', { registered: Registered }>
  | Refusal<'CARRIER_MISSING', Record<never, never>>;

/** A result is sent in the way that was registered at the reception (Điều 22 Nghị định 118/2025/NĐ-CP), by post with a named carrier. */
export function decideSendingOut(
  registered: Registered,
  { way, carrier }: { way: Exclude<HandOverWay, 'window'>; carrier: string | null },
): Result<undefined, SendOutRefusal> {
  if (registered !== way) return refuse('WAY_NOT_REGISTERED', { registered });
  return way === 'post' && carrier === null ? refuse('CARRIER_MISSING', {}) : ok(undefined);
}

/** Why an acknowledgement is not recorded. */
export type AcknowledgementRefusal =
  | Refusal<'ACKNOWLEDGED_ALREADY', { on: PlainDate }>
  | Refusal<'ACKNOWLEDGED_ON_WRONG_DAY', { from: PlainDate; to: PlainDate }>;

/** A result is acknowledged once, on a day between its sending and today. */
export function decideAcknowledgement(facts: {
  sentOn: PlainDate;
  on: PlainDate;
  today: PlainDate;
  acknowledgedOn: PlainDate | null;
}): Result<undefined, AcknowledgementRefusal> {
  const { sentOn, on, today, acknowledgedOn } = facts;
  if (acknowledgedOn !== null) return refuse('ACKNOWLEDGED_ALREADY', { on: acknowledgedOn });
  return sentOn <= on && on <= today
    ? ok(undefined)
    : refuse('ACKNOWLEDGED_ON_WRONG_DAY', { from: sentOn, to: today });
}
