import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';

/**
 * How a person of a transaction was authenticated: their VNeID account confirmed by the portal they filed through, their VNeID seen on the telephone, the chip read, the QR or the lines on the back of the
 * card read, a paper compared with the person, or not at all.
 */
export const IDENTITY_METHODS = ['portal', 'vneid', 'chip', 'card-qr', 'card-back', 'paper', 'none'] as const;
export type IdentityMethod = (typeof IDENTITY_METHODS)[number];

/** The ways that a clerk can attest: all but the portal's own. */
export const WINDOW_METHODS = ['vneid', 'chip', 'card-qr', 'card-back', 'paper', 'none'] as const;
export type WindowMethod = (typeof WINDOW_METHODS)[number];

/** When: at the reception, at the hand-over, or later for one of those. */
export const CHECK_OCCASIONS = ['reception', 'hand-over', 'later'] as const;
export type CheckOccasion = (typeof CHECK_OCCASIONS)[number];

/** Who is authenticated: they stand at the window. */
export const CHECKED_ROLES = ['submitter', 'receiver'] as const;
export type CheckedRole = (typeof CHECKED_ROLES)[number];

/**
 * The national field TaiKhoanDuocXacThucVoiVNeID of a transaction. Only an online service of the Ministry of Public Security can confirm an
 * account, as the portal had it done at an online filing; what a clerk saw at the counter never does.
 */
export function isAccountConfirmedOnline(method: IdentityMethod): boolean {
  return method === 'portal';
}

/** What is known of a check that somebody wants to settle. */
export interface SettledCheck {
  method: IdentityMethod;
  settled: { at: string; by: string } | undefined;
}

/** Why a later check is not recorded. */
export type CheckRefusal =
  | Refusal<'CHECK_NOT_NEEDED', { method: IdentityMethod }>
  | Refusal<'CHECK_DONE', { at: string; name: string }>;

/** Decides whether a later check may stand for an earlier one: only for a person who was not authenticated, and once. */
export function decideLaterCheck({ method, settled }: SettledCheck): Result<undefined, CheckRefusal> {
  if (method !== 'none') return refuse('CHECK_NOT_NEEDED', { method });
  return settled === undefined ? ok(undefined) : refuse('CHECK_DONE', { at: settled.at, name: settled.by });
}
