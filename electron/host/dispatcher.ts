import { randomUUID } from 'node:crypto';
import { isContractProcedure } from '@orpc/contract';
import { type AnyRouter, implement, ORPCError, ValidationError } from '@orpc/server';
import { isDiskFull } from '../../db/transaction.ts';
import { commonRefusals, type ProcedureMeta } from '../../shared/contract/procedure.ts';
import { type CanonicalValue, canonicalJson } from '../../shared/domain/canonical-json.ts';
import { isPermitted } from '../../shared/domain/people/permissions.ts';
import { officeDay } from '../../shared/domain/time/office-time.ts';
import { type Refusal, type Result, refuse } from '../../shared/types/result.ts';
import type { Client, CommandContext, QueryContext } from './call-context.ts';
import type { CounterHost } from './counter-host.ts';
import type { Handler } from './handlers.ts';
import { sha256Hex } from './packet-signer.ts';
import type { Actor, CallInfo } from './unit-of-work.ts';

/** The context that a door gives oRPC with every call. */
export interface DoorContext extends Record<PropertyKey, unknown> {
  host: CounterHost;
  client: Client;
}

interface ProcedureDef {
  meta: ProcedureMeta;
  errorMap: Record<string, { status?: number } | undefined>;
}

// Refusals that say nothing about a person's doing, or that a stranger could repeat for ever, leave no audit entry.
const NOT_AUDITED = new Set([
  'INVALID_INPUT',
  'SETUP_REQUIRED',
  'NOT_SIGNED_IN',
  'REQUEST_ID_REUSED',
  'DISK_FULL',
  'CLOCK_BEHIND',
  'CHECKING_FILES',
  'FILES_DAMAGED',
  'INTERNAL',
]);

/**
 * The only road in, the same for every door: session, permission, parse, run, parse, audit, answer. Builds the oRPC router from the table
 * of handlers.
 */
export function createRouter(handlers: object): AnyRouter {
  const inFlight = new Map<string, Promise<unknown>>();
  const build = (node: object, path: string[]): unknown =>
    Object.fromEntries(
      Object.entries(node).map(([key, value]: [string, object]) => [
        key,
        isHandler(value)
          ? toProcedure(value, [...path, key].join('.'), inFlight)
          : build(value, [...path, key]),
      ]),
    );
  return build(handlers, []) as AnyRouter;
}

function isHandler(value: object): value is Handler<unknown> {
  return 'procedure' in value && 'run' in value && isContractProcedure(value.procedure);
}

function toProcedure(handler: Handler<unknown>, path: string, inFlight: Map<string, Promise<unknown>>) {
  const procedure = handler.procedure as Parameters<typeof implement>[0];
  const { meta, errorMap } = (procedure as unknown as { '~orpc': ProcedureDef })['~orpc'];
  const run = handler.run as (input: unknown, context: QueryContext) => unknown;
  // Both validations run inside the guard below: a stranger's input is not even parsed, and an answer that does not fit is caught.
  const order = { initialInputValidationIndex: 1, initialOutputValidationIndex: 1 };
  // biome-ignore lint/suspicious/noExplicitAny: the table was checked against the contract by HandlersOf; here it is walked as data
  const builder = implement(procedure, order) as any;
  return builder
    .use(async (options: { context: DoorContext; next: (more: object) => Promise<unknown> }) => {
      const correlationId = randomUUID();
      try {
        const admitted = admit(options.context, meta);
        if (!admitted.ok)
          throw refusalError(options.context, path, correlationId, admitted.refusal, errorMap);
        return await options.next({ context: { correlationId, actor: admitted.value } });
      } catch (error) {
        throw toKnownError(error, options.context, path, correlationId);
      }
    })
    .handler(
      async (call: {
        input: unknown;
        context: DoorContext & { correlationId: string; actor: Actor | undefined };
        signal?: AbortSignal;
      }) => {
        const { context, input } = call;
        const base = callContext(context, meta, call.signal);
        if (meta.kind !== 'command') return answerOf(await run(input, base), context, path, errorMap);
        const info = callInfo(path, meta, context, input);
        const work = () => runCommand(info, input, base, run);
        const result = meta.replay === 'answer' ? await once(inFlight, info.requestId, work) : await work();
        return answerOf(result, context, path, errorMap, info);
      },
    );
}

/** Session and permission, before any input is looked at. */
function admit({ host, client }: DoorContext, meta: ProcedureMeta): Result<Actor | undefined> {
  const counter = host.active();
  const { commandReaders: readers } = counter;
  if (meta.permission !== 'anyone' && readers.installation.find() === undefined)
    return refuse('SETUP_REQUIRED', {});
  const session = counter.sessions.find(client.id);
  const user = session === undefined ? undefined : readers.users.find(session.userId);
  const today = officeDay(host.clock.now());
  if (session === undefined || user === undefined || (user.validTo !== null && user.validTo < today)) {
    return meta.permission === 'anyone' ? { ok: true, value: undefined } : refuse('NOT_SIGNED_IN', {});
  }
  if (session.locked && !meta.whileLocked) return refuse('SESSION_LOCKED', {});
  if (!session.locked && meta.kind !== 'events') counter.sessions.touch(client.id);
  const actor: Actor = {
    userId: user.id,
    displayName: user.displayName,
    roles: readers.users.rolesOn(user.id, today),
  };
  const ownAccount = meta.permission === 'anyone' || meta.permission === 'signed-in';
  if (user.mustChangePassword && !ownAccount) return refuse('PASSWORD_CHANGE_REQUIRED', {});
  if (!isPermitted(meta.permission, actor.roles))
    return refuse('NOT_PERMITTED', { permission: meta.permission });
  return { ok: true, value: actor };
}

function callContext(
  context: DoorContext & { actor: Actor | undefined },
  { kind }: ProcedureMeta,
  signal: AbortSignal | undefined,
): QueryContext {
  const { host, client, actor } = context;
  const counter = host.active();
  return {
    host,
    client,
    counter,
    readers: kind === 'command' ? counter.commandReaders : counter.readers,
    clock: host.clock,
    actor,
    signedIn() {
      if (actor === undefined) throw new Error('a procedure open to anyone asked for the signed-in caller');
      return actor;
    },
    signal,
  };
}

function callInfo(
  path: string,
  meta: ProcedureMeta,
  context: DoorContext & { correlationId: string; actor: Actor | undefined },
  input: unknown,
): CallInfo {
  const { requestId } = input as { requestId: string };
  return {
    command: path,
    requestId,
    correlationId: context.correlationId,
    actor: context.actor,
    inputSha256: sha256Hex(canonicalJson(withoutSecrets(input as CanonicalValue))),
    replay: meta.replay,
  };
}

const SECRET_FIELDS = new Set([
  'password',
  'initialPassword',
  'currentPassword',
  'newPassword',
  'secret',
  'unlockCode',
  'enrolmentCode',
  'pin',
]);

/** The input as it may be hashed and kept: a fast hash over a password would be a quicker way to guess it than argon2id. */
function withoutSecrets(value: CanonicalValue): CanonicalValue {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutSecrets);
  const kept = Object.entries(value).filter(([name]) => !SECRET_FIELDS.has(name));
  return Object.fromEntries(kept.map(([name, part]) => [name, withoutSecrets(part)]));
}

/** Answers a repeated request id as the first time; otherwise runs the use case with its transaction. */
async function runCommand(
  info: CallInfo,
  input: unknown,
  base: QueryContext,
  run: (input: unknown, context: QueryContext) => unknown,
) {
  if (info.replay === 'answer') {
    const first = base.readers.answers.find(info.requestId);
    if (first !== undefined) {
      const same =
        first.command === info.command &&
        first.inputSha256 === info.inputSha256 &&
        first.actorId === (info.actor?.userId ?? null);
      return same
        ? { ok: true, value: first.answer }
        : refuse('REQUEST_ID_REUSED', { requestId: info.requestId });
    }
  }
  const sound = await base.counter.awaitSoundFiles();
  if (!sound.ok) return sound;
  const context: CommandContext = { ...base, tx: base.counter.unitOfWork.begin(info) };
  return await run(input, context);
}

/** Two calls with one request id at the same time: the second waits for the first and then finds its answer. */
async function once<T>(
  inFlight: Map<string, Promise<unknown>>,
  requestId: string,
  work: () => Promise<T>,
): Promise<T> {
  const earlier = inFlight.get(requestId);
  const mine = (async () => {
    await earlier?.catch(() => undefined);
    return await work();
  })();
  inFlight.set(requestId, mine);
  try {
    return await mine;
  } finally {
    if (inFlight.get(requestId) === mine) inFlight.delete(requestId);
  }
}

function answerOf(
  result: unknown,
  context: DoorContext & { correlationId: string },
  path: string,
  errorMap: ProcedureDef['errorMap'],
  info?: CallInfo,
): unknown {
  if (typeof result !== 'object' || result === null || !('ok' in result)) return result;
  const known = result as Result<unknown>;
  if (known.ok) return known.value;
  throw refusalError(context, path, context.correlationId, known.refusal, errorMap, info);
}

function refusalError(
  { host }: DoorContext,
  path: string,
  correlationId: string,
  refusal: Refusal,
  errorMap: ProcedureDef['errorMap'],
  info?: CallInfo,
) {
  host.log.info({ correlationId, path, refusal: refusal.code }, 'refused');
  if (info?.actor !== undefined && !NOT_AUDITED.has(refusal.code))
    host.active().unitOfWork.auditRefusal(info, refusal.code);
  return new ORPCError(refusal.code, {
    defined: true,
    status: errorMap[refusal.code]?.status ?? 400,
    message: refusal.code,
    data: refusal.data,
  });
}

/** Turns what was thrown into a listed refusal; an unexpected error is logged once and leaves only its correlation id. */
function toKnownError(
  error: unknown,
  { host }: DoorContext,
  path: string,
  correlationId: string,
): ORPCError<string, unknown> {
  const asKnown = (code: keyof typeof commonRefusals, data: object) =>
    new ORPCError(code, { defined: true, status: commonRefusals[code].status, message: code, data });
  if (error instanceof ORPCError) {
    if (error.code !== 'BAD_REQUEST' || !(error.cause instanceof ValidationError)) {
      if (error.code !== 'INTERNAL_SERVER_ERROR') return error;
      host.log.error(
        { correlationId, path, error: describe(error.cause ?? error) },
        'the answer did not fit the contract',
      );
      return asKnown('INTERNAL', { correlationId });
    }
    return asKnown('INVALID_INPUT', { issues: error.cause.issues.map(toIssue) });
  }
  if (isDiskFull(error)) return asKnown('DISK_FULL', { folder: host.active().folder.path });
  host.log.error({ correlationId, path, error: describe(error) }, 'unexpected error');
  return asKnown('INTERNAL', { correlationId });
}

function toIssue(issue: { message: string; path?: readonly unknown[] | undefined }) {
  const path = (issue.path ?? [])
    .map((part) => String(typeof part === 'object' && part !== null && 'key' in part ? part.key : part))
    .join('.');
  const { code, params } = issue as { code?: string; params?: { code?: string } };
  return { path, code: params?.code ?? code ?? 'invalid' };
}

function describe(error: unknown): { name: string; message: string; stack: string | undefined } {
  return error instanceof Error
    ? { name: error.name, message: error.message, stack: error.stack }
    : { name: 'thrown value', message: String(error), stack: undefined };
}
