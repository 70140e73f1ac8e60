import type { CopyRow } from '../../../db/repositories/certified-copy-repository.ts';
import type { KeyRow } from '../../../db/repositories/signing-key-repository.ts';
import { awaits } from '../../../shared/domain/certification/copy-state.ts';
import { isOpen } from '../../../shared/domain/dossier/dossier-state.ts';
import { writtenCount } from '../../../shared/forms/written-time.ts';
import type { CertifiedCopyId } from '../../../shared/types/ids.ts';
import { ok, type Refusal, type Refused, type Result, refuse } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { type DirectKeySource, KeySource } from '../../host/ports/signer.ts';
import { type ServiceSource, signWhole } from './sign-whole.ts';
import { signingRefusal } from './signing-refusal.ts';
import {
  type Handed,
  type Locked,
  reach,
  type Signed,
  type SigningRole,
  type Stamped,
} from './signing-steps.ts';
import { beginStamping, type Stamping } from './stamp-signature.ts';

/** What the caller of a signing gave. */
export interface SigningRequest {
  copyIds: readonly CertifiedCopyId[];
  keyId: string;
  pin: string;
  useLastTry: boolean;
}

/** What becomes of one copy; a refusal of one stops no other. */
interface CopyOutcome {
  copyId: CertifiedCopyId;
  ok: boolean;
  number: string | null;
  refusal: { code: string; data: Record<string, never> } | null;
}

/** What officer and agency do differently; each step takes what the one before it gave. */
interface SigningSteps<R extends SigningRole, Begun> {
  role: R;
  /** What comes before the file is touched. */
  begin(copy: CopyRow): Result<Begun>;
  /** The file with its field prepared; what the key has to sign is kept. */
  lock(begun: Begun, key: KeyRow): Promise<Result<Locked<R>>>;
  /** The same for a program that signs files whole: the file as it is given to it. */
  hand(begun: Begun, key: KeyRow): Promise<Result<Handed<R>>>;
  /** The signed file, kept. */
  keep(stamped: Stamped<R>): Promise<Result<unknown>>;
}

/** So many copies are signed at a time: what waits behind them has no number yet and can be stopped, and memory does not grow with the queue. */
const AT_A_TIME = 5;

/**
 * Signs a queue with one PIN, a few copies at a time: each is begun in the order of the list, prepared and kept, the key signs them together, each
 * is completed and kept. Whatever stops it, each copy is where its last kept step left it, and those not begun are as they were.
 */
export async function runSigning<R extends SigningRole, Begun>(
  context: QueryContext,
  request: SigningRequest,
  steps: SigningSteps<R, Begun>,
) {
  const { readers, host, signal } = context;
  const found = await keyFor(context, request, steps.role);
  if (!found.ok) return found;
  const stamping = await beginStamping(context);
  if (!stamping.ok) return stamping;
  const queue = inListOrder(readers, request.copyIds);
  const { key, source } = found.value;
  if (source.kind === 'service')
    return ok({ outcomes: await signEachWhole(context, queue, { key, source }, stamping.value, steps) });
  const outcomes: CopyOutcome[] = [];
  const tell = (copyId: CertifiedCopyId, result: Result<unknown, Refusal>) =>
    outcomes.push(outcomeOf(readers.copies.find(copyId), copyId, result));
  let stopped: Refused<Refusal> | undefined;
  for (let done = 0; done < queue.length; done += AT_A_TIME) {
    const now = queue.slice(done, done + AT_A_TIME);
    if (stopped === undefined && signal?.aborted === true) stopped = refuse('SIGNING_STOPPED', {});
    if (stopped !== undefined) {
      for (const { copyId } of now) tell(copyId, stopped);
      continue;
    }
    host.feed.publish({ topic: 'signing-progress', role: steps.role, done, total: queue.length });
    const begun = now.map(({ copyId, copy }) => ({ copyId, begun: beginOne(context, copy, steps) }));
    const locked = await Promise.all(
      begun.map(async ({ copyId, begun }) => ({
        copyId,
        locked: begun.ok ? await steps.lock(begun.value, key) : begun,
      })),
    );
    const ready = locked.flatMap(({ locked }) => (locked.ok ? [locked.value] : []));
    for (const { copyId, locked: result } of locked) if (!result.ok) tell(copyId, result);
    if (ready.length === 0) continue;
    const signed = await signTogether(context, request, { key, source }, ready);
    if (!signed.ok) {
      // What is wrong with the key is wrong for all: nothing was signed yet, so the whole run is refused with it.
      if (outcomes.every(({ ok: isDone }) => !isDone)) return signingRefusal(signed.refusal);
      stopped = signingRefusal(signed.refusal);
      for (const { copy } of ready) tell(copy.id, stopped);
      continue;
    }
    const stamped: { copyId: CertifiedCopyId; stamped: Result<Stamped<R>, Refusal> }[] = [];
    for (const [index, each] of ready.entries())
      stamped.push({
        copyId: each.copy.id,
        stamped: await complete(context, stamping.value, each, signed.value[index]),
      });
    const kept = stamped.map(async ({ copyId, stamped }) =>
      tell(copyId, stamped.ok ? await steps.keep(stamped.value) : stamped),
    );
    await Promise.all(kept);
  }
  return ok({ outcomes });
}

interface Key<Source = DirectKeySource> {
  key: KeyRow;
  source: Source;
}

type Queue = ReturnType<typeof inListOrder>;

/**
 * Signs a queue through a program that shows each file, asks for the PIN itself and signs it whole: one after the other. What comes back is judged before it
 * is anything; a copy whose file is refused keeps its number and stays where its last kept step left it. What ails the program ails it for all: behind a copy
 * that it failed no other takes a number.
 */
async function signEachWhole<R extends SigningRole, Begun>(
  context: QueryContext,
  queue: Queue,
  { key, source }: Key<ServiceSource>,
  stamping: Stamping,
  steps: SigningSteps<R, Begun>,
): Promise<CopyOutcome[]> {
  const { host, readers, signal } = context;
  const { role } = steps;
  const outcomes: CopyOutcome[] = [];
  let failed = false;
  const signOne = async (copy: CopyRow | undefined): Promise<Result<unknown, Refusal>> => {
    if (failed || signal?.aborted === true) return refuse('SIGNING_STOPPED', {});
    const begun = beginOne(context, copy, steps);
    const handed = begun.ok ? await steps.hand(begun.value, key) : begun;
    if (!handed.ok) return handed;
    const signed = await giveAway(context, handed.value, { key, source });
    failed = !signed.ok;
    const stamped = signed.ok ? await stamp(stamping, signed.value) : signed;
    return stamped.ok ? await steps.keep(stamped.value) : stamped;
  };
  for (const [done, { copyId, copy }] of queue.entries()) {
    host.feed.publish({ topic: 'signing-progress', role, done, total: queue.length });
    const result = await signOne(copy);
    outcomes.push(outcomeOf(readers.copies.find(copyId), copyId, result));
  }
  return outcomes;
}

async function giveAway<R extends SigningRole>(
  context: QueryContext,
  { copy, pdf }: Handed<R>,
  { key: { deviceId, certificate }, source }: Key<ServiceSource>,
): Promise<Result<Signed<R>, Refusal>> {
  const signed = await signWhole(
    context,
    { deviceId, source, certificate },
    pdf,
    `${copy.id.slice(0, 8)}.pdf`,
  );
  return signed.ok
    ? ok(reach<Signed<R>>({ copy, pdf: signed.value.pdf, field: signed.value.field }))
    : signed;
}

/** The key that was chosen, once it is known that it can be used; a wrong password of a key file is told before any number is taken. */
async function keyFor({ host, readers }: QueryContext, { keyId, pin }: SigningRequest, role: SigningRole) {
  const key = readers.signingKeys.find(keyId);
  if (key === undefined) return refuse('KEY_MISSING', {});
  if (key.role !== role) return refuse('KEY_ROLE_WRONG', { role: key.role });
  if (readers.signingKeys.trustAnchors().length === 0) return refuse('CERTIFICATE_UNTRUSTED', {});
  const source = KeySource.parse(key.source);
  // A token counts its tries, so it is asked once only.
  if (source.kind === 'pkcs12') {
    const opened = await host.signer.certificates({ deviceId: key.deviceId, source, pin });
    if (!opened.ok) return signingRefusal(opened.refusal);
  }
  return ok({ key, source });
}

async function signTogether(
  { host }: QueryContext,
  { pin, useLastTry }: SigningRequest,
  { key: { deviceId, fingerprint }, source }: Key,
  ready: readonly Locked<SigningRole>[],
) {
  const payloads = ready.map(({ prepared }) => Buffer.from(prepared.manifest.signedAttributes, 'base64'));
  return await host.signer.sign({ deviceId, source, fingerprint, pin, useLastTry, payloads });
}

async function complete<R extends SigningRole>(
  { host }: QueryContext,
  stamping: Stamping,
  { copy, prepared }: Locked<R>,
  signature: Uint8Array = new Uint8Array(),
): Promise<Result<Stamped<R>, Refusal>> {
  const { deviceId, field } = prepared.manifest;
  const completed = await host.signer.complete({ deviceId, prepared, signature });
  if (!completed.ok) return completed;
  return await stamp(stamping, reach<Signed<R>>({ copy, pdf: completed.value, field }));
}

/** Before the next revision: it would cover the room of the stamp. */
async function stamp<R extends SigningRole>(
  stamping: Stamping,
  { copy, pdf, field }: Signed<R>,
): Promise<Result<Stamped<R>, Refusal>> {
  const stamped = await stamping.stamp(pdf, field);
  return stamped.ok ? ok(reach<Stamped<R>>({ copy, pdf: stamped.value })) : stamped;
}

/** As they were compared, whatever the order they were asked for in: so numbers follow the list. */
function inListOrder({ copies }: QueryContext['readers'], copyIds: readonly CertifiedCopyId[]) {
  return [...new Set(copyIds)]
    .map((copyId) => ({ copyId, copy: copies.find(copyId) }))
    .sort((a, b) => (a.copy?.comparedAt ?? '').localeCompare(b.copy?.comparedAt ?? ''));
}

function beginOne<R extends SigningRole, Begun>(
  { readers }: QueryContext,
  copy: CopyRow | undefined,
  steps: SigningSteps<R, Begun>,
): Result<Begun> {
  if (copy === undefined) return refuse('COPY_UNKNOWN', {});
  // No number is taken, and nothing signed, for a dossier that has ended or stands still.
  const state = readers.dossiers.find(copy.dossierId)?.state;
  if (state === undefined || !isOpen(state)) return refuse('DOSSIER_CLOSED', { state: state ?? 'returned' });
  if (awaits(copy.state) !== steps.role) return refuse('COPY_MOVED', { state: copy.state });
  return steps.begin(copy);
}

function outcomeOf(
  copy: CopyRow | undefined,
  copyId: CertifiedCopyId,
  result: Result<unknown, Refusal>,
): CopyOutcome {
  const number = copy?.number ?? null;
  return {
    copyId,
    ok: result.ok,
    number: number === null ? null : writtenCount(number),
    refusal: result.ok
      ? null
      : { code: result.refusal.code, data: { ...result.refusal.data } as Record<string, never> },
  };
}

/** What a certificate is checked against before it signs. */
export function checksOf({ readers, clock }: QueryContext) {
  const roots = readers.signingKeys.trustAnchors().map(({ certificate }) => certificate);
  return { at: clock.now(), roots, revocationLists: readers.revocations.data() };
}
