import { oc } from '@orpc/contract';
import * as z from 'zod';
import type { Permission } from '../domain/people/permissions.ts';
import { RequestId } from '../types/ids.ts';

/**
 * What the dispatcher must know of a procedure besides its schemas.
 * - `command` changes facts: it carries a request id and runs in one transaction; `replay: 'answer'` returns the first answer when
 *   the request id comes again, `'rerun'` is for what is repeated harmlessly: operations on the caller's own session, which lives in memory,
 *   and work that knows by itself what is done.
 * - `query` reads; `events` is a stream.
 */
export interface ProcedureMeta {
  kind: 'command' | 'query' | 'events';
  permission: Permission;
  replay: 'answer' | 'rerun' | 'none';
  whileLocked: boolean;
}

const InputIssue = z.object({ path: z.string(), code: z.string() });

/** Refusals that any procedure may answer; the features' own refusals stand beside their procedures. */
export const commonRefusals = {
  INVALID_INPUT: { status: 422, data: z.object({ issues: z.array(InputIssue) }) },
  SETUP_REQUIRED: { status: 409, data: z.object({}) },
  NOT_SIGNED_IN: { status: 401, data: z.object({}) },
  SESSION_LOCKED: { status: 423, data: z.object({}) },
  PASSWORD_CHANGE_REQUIRED: { status: 403, data: z.object({}) },
  NOT_PERMITTED: { status: 403, data: z.object({ permission: z.string() }) },
  REQUEST_ID_REUSED: { status: 409, data: z.object({ requestId: z.string() }) },
  CLOCK_BEHIND: { status: 409, data: z.object({ now: z.string(), lastEventAt: z.string() }) },
  CHECKING_FILES: { status: 503, data: z.object({ percent: z.number() }) },
  FILES_DAMAGED: { status: 503, data: z.object({ file: z.string() }) },
  DISK_FULL: { status: 507, data: z.object({ folder: z.string() }) },
  INTERNAL: { status: 500, data: z.object({ correlationId: z.string() }) },
} as const;

const base = oc
  .$meta<ProcedureMeta>({ kind: 'query', permission: 'signed-in', replay: 'none', whileLocked: false })
  .errors(commonRefusals);

/** A procedure that reads. */
export function query(permission: Permission) {
  return base.meta({ kind: 'query', permission, replay: 'none', whileLocked: permission === 'anyone' });
}

/** A procedure that changes facts of record. */
export function command(permission: Permission) {
  return base.meta({ kind: 'command', permission, replay: 'answer', whileLocked: false });
}

/** A command on the caller's own session. */
export function sessionCommand(permission: Permission) {
  return base.meta({ kind: 'command', permission, replay: 'rerun', whileLocked: true });
}

/** A command whose answer holds a secret: it is never stored, so a repeated request id runs it again. */
export function secretCommand(permission: Permission) {
  return base.meta({ kind: 'command', permission, replay: 'rerun', whileLocked: false });
}

/** A command of several transactions, each of which passes over what was done before: a repeated request id goes on where it stopped. */
export function resumableCommand(permission: Permission) {
  return base.meta({ kind: 'command', permission, replay: 'rerun', whileLocked: false });
}

/** A stream of pushed events. */
export function eventStream(permission: Permission) {
  return base.meta({ kind: 'events', permission, replay: 'none', whileLocked: true });
}

/** The input of a command: its own fields and the request id made by the caller. */
export function commandInput<S extends z.core.$ZodShape>(shape: S) {
  return z.strictObject({ requestId: RequestId, ...shape });
}

/** The input of a query. */
export function queryInput<S extends z.core.$ZodShape>(shape: S) {
  return z.strictObject(shape);
}
