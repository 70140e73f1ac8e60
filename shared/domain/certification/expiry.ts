import { Temporal } from 'temporal-polyfill';
import type { Instant, PlainDate } from '../../types/clock.ts';
import { officeDay } from '../time/office-time.ts';

/** How near an end is: told of from 30 days before it, more loudly from 7 and on the last days; `ended` once it has passed. */
export const EXPIRY_STAGES = ['far', 'month', 'week', 'day', 'ended'] as const;
type ExpiryStage = (typeof EXPIRY_STAGES)[number];

export interface Expiry {
  /** The last day. */
  until: PlainDate;
  /** From today to the last day; 0 on it, negative after it. */
  daysLeft: number;
  stage: ExpiryStage;
}

/** How near a last day is, which counts whole. */
export function expiryOfDay(until: PlainDate, today: PlainDate): Expiry {
  const daysLeft = Temporal.PlainDate.from(today).until(until).days;
  return { until, daysLeft, stage: stageOf(daysLeft) };
}

/** How near the instant is at which a certificate ends. */
export function expiryOfInstant(notAfter: Instant, now: Instant): Expiry {
  const expiry = expiryOfDay(officeDay(notAfter), officeDay(now));
  return Date.parse(now) > Date.parse(notAfter) ? { ...expiry, stage: 'ended' } : expiry;
}

function stageOf(daysLeft: number): ExpiryStage {
  if (daysLeft < 0) return 'ended';
  if (daysLeft <= 1) return 'day';
  if (daysLeft <= 7) return 'week';
  return daysLeft <= 30 ? 'month' : 'far';
}
