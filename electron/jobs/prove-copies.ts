import type { ProofCause, ProofRow } from '../../db/repositories/copy-proof-repository.ts';
import { renewalAt } from '../../shared/domain/certification/copy-proof.ts';
import type { FileVerdict, ProofLevel } from '../../shared/domain/certification/verdict.ts';
import { retryDelay } from '../../shared/domain/delivery/retry-delay.ts';
import { secondsAfter, secondsBetween } from '../../shared/domain/time/office-time.ts';
import type { Instant } from '../../shared/types/clock.ts';
import type { Refusal, Result } from '../../shared/types/result.ts';
import { judgeFile } from '../host/judge-file.ts';
import type { StampedFile, WantedRevocation } from '../host/ports/signature-proof.ts';
import type { CopyProver, CopyProving } from '../host/proof-book.ts';
import { aNonce, type ProofTools, runProof, takeTime } from '../host/prove.ts';
import { tellOfProof } from '../usecases/certify/copy-proofs.ts';
import { createAlarm } from './alarm.ts';
import { fetchRevocation } from './fetch-revocation.ts';
import { causeOf, IDLE_SECONDS, SOON_SECONDS } from './poll.ts';

/** Newer revocation data is asked for no sooner after what was too old, and at least once a day. */
const NEWER_SECONDS = { least: 60, most: 24 * 3600 };

/**
 * Makes certified copies last, one after the other: the time stamp that was not to be had when they were signed, the revocation data of every
 * chain, a time stamp over that, and all of it again before the last authority's certificate ends. Each version is an incremental update that
 * is kept whole with its packet, or not at all: cut off anywhere, the work begins again from the newest version that was kept.
 */
export function proveCopies(deps: CopyProving): CopyProver {
  const stop = new AbortController();
  const alarm = createAlarm();
  const { signal } = stop;
  const { book, clock, log } = deps;

  async function round(): Promise<number> {
    if (!(await deps.mayRecord())) return SOON_SECONDS;
    for (let due = book.due(clock.now()); due !== undefined; due = book.due(clock.now())) {
      if (signal.aborted) return 0;
      await proveOne(deps, due, signal);
    }
    const next = book.nextAt();
    return next === undefined ? IDLE_SECONDS : Math.min(secondsBetween(clock.now(), next) + 1, IDLE_SECONDS);
  }
  async function work(): Promise<void> {
    while (!signal.aborted) {
      const idle = await round().catch((error: unknown) => {
        log.error({ error: String(error) }, 'a copy was not proved; it is tried again');
        return IDLE_SECONDS;
      });
      if (!signal.aborted) await alarm.wait(Math.max(idle, 1) * 1000);
    }
  }
  const working = work();
  return {
    look: () => alarm.ring(),
    async close() {
      stop.abort();
      alarm.ring();
      await working;
    },
  };
}

/** How far a file came, and what stopped it there. */
interface Progress {
  pdf: Uint8Array;
  /** Of the last document time stamp that was put on. */
  archived: StampedFile | undefined;
  stopped: { cause: ProofCause; newerAt: string | null } | undefined;
}

async function proveOne(deps: CopyProving, proof: ProofRow, signal: AbortSignal): Promise<void> {
  const { book, clock, identity } = deps;
  const tools: ProofTools = { ...deps, anchors: book.anchors, authorities: book.authorities, signal };
  const before = await book.read(proof.sha256);
  const copy = book.copy(proof.copyId);
  if (before === undefined || copy === undefined) throw new Error(`${proof.copyId} has no file`);
  const reached = await advance(deps, tools, proof.level, before);
  if (signal.aborted) return;
  const chance = identity.randomBytes(4).readUInt32BE() / 2 ** 32;
  const later = (attempts: number) =>
    nextAttempt(clock.now(), attempts, chance, reached.stopped?.newerAt ?? null);
  if (reached.pdf === before) {
    const { cause } = reached.stopped ?? { cause: { code: 'PROOF_FAILED', data: {} } };
    book.wait(proof, cause, later(proof.attempts + 1));
    return;
  }
  const judged = await judge(tools, reached.pdf);
  const level = judged.ok && judged.value.verdict === 'valid' ? judged.value.level : null;
  if (level === null) {
    const reason = judged.ok ? (judged.value.reasons[0] ?? judged.value.verdict) : judged.refusal.code;
    book.wait(proof, { code: 'PROOF_FILE_UNSOUND', data: { reason } }, later(proof.attempts + 1));
    return;
  }
  const cause = reached.stopped?.cause ?? null;
  const attempts = cause === null ? 0 : 1;
  const { archived } = reached;
  const nextAttemptAt =
    cause === null && archived !== undefined ? renewal(archived) : later(Math.max(attempts, 1));
  const file = await book.storeVersion(reached.pdf);
  book.advance(proof, { file, level, nextAttemptAt, cause, attempts }, (w) =>
    tellOfProof(w, copy, { from: proof, level, file }),
  );
}

/** As far as it comes in one go; what stops it leaves what was reached. */
async function advance(
  deps: CopyProving,
  tools: ProofTools,
  level: ProofLevel,
  before: Uint8Array,
): Promise<Progress> {
  const reached: Progress = { pdf: before, archived: undefined, stopped: undefined };
  const stamp = async (): Promise<boolean> => {
    const stamped = await takeTime(tools, { kind: 'document', pdf: reached.pdf });
    if (!stamped.ok) {
      reached.stopped = { cause: causeOf(stamped.refusal), newerAt: null };
      return false;
    }
    reached.pdf = stamped.value.pdf;
    reached.archived = stamped.value;
    return true;
  };
  if (level === 'B-B' && !(await stamp())) return reached;
  if (level !== 'B-LT') {
    const lasting = await putRevocation(deps, tools, reached.pdf);
    if (!('pdf' in lasting)) return { ...reached, stopped: lasting };
    reached.pdf = lasting.pdf;
  }
  await stamp();
  return reached;
}

/** Puts revocation data in, fetching what is wanted; what could not be had stops it. */
async function putRevocation(
  deps: CopyProving,
  tools: ProofTools,
  pdf: Uint8Array,
): Promise<{ pdf: Uint8Array } | NonNullable<Progress['stopped']>> {
  let failed: { cause: ProofCause; newerAt: string | null } | undefined;
  for (const fetched of [false, true]) {
    const nonce = aNonce(tools);
    const job = {
      job: 'put-revocation',
      pdf,
      anchors: tools.anchors(),
      at: tools.clock.now(),
      nonce,
    } as const;
    const lasting = await runProof(tools, job);
    if (!lasting.ok) return { cause: causeOf(lasting.refusal), newerAt: null };
    if (lasting.value.done) return { pdf: lasting.value.pdf };
    if (fetched) failed ??= tooOld(lasting.value.wanted);
    else failed = await fetchAll(deps, tools, lasting.value.wanted, nonce);
  }
  return failed ?? { cause: { code: 'PROOF_FAILED', data: {} }, newerAt: null };
}

async function fetchAll(
  deps: CopyProving,
  tools: ProofTools,
  wanted: readonly WantedRevocation[],
  nonce: Uint8Array,
): Promise<Progress['stopped']> {
  let failed: Progress['stopped'];
  // One list speaks about every certificate of its issuer: it is fetched once.
  const lists = new Set<string>();
  for (const each of wanted) {
    const fetched = await fetchRevocation(deps.book, tools, each, nonce, lists);
    if (!fetched.ok) failed ??= { cause: causeOf(fetched.refusal), newerAt: null };
  }
  return failed;
}

function tooOld(wanted: readonly WantedRevocation[]): Progress['stopped'] {
  const [first] = wanted;
  const newerAt = first?.newerAt ?? null;
  return { cause: { code: 'REVOCATION_TOO_OLD', data: { subject: first?.subject ?? '', newerAt } }, newerAt };
}

async function judge(tools: ProofTools, pdf: Uint8Array): Promise<Result<FileVerdict, Refusal>> {
  const { roots, revocation } = tools.anchors();
  const input = { pdf, roots, revocationLists: revocation, at: tools.clock.now() };
  return await judgeFile(tools.helpers, input);
}

/** Later and later, or, where it is known when there will be newer revocation data, then. */
function nextAttempt(now: Instant, attempts: number, chance: number, newerAt: string | null): Instant {
  if (newerAt === null) return secondsAfter(now, Math.ceil(retryDelay(Math.max(attempts, 1), chance)));
  const wait = secondsBetween(now, newerAt);
  return secondsAfter(now, Math.min(Math.max(wait, NEWER_SECONDS.least), NEWER_SECONDS.most));
}

function renewal({ at, authorityNotAfter }: StampedFile): Instant {
  return new Date(renewalAt(Date.parse(at), Date.parse(authorityNotAfter))).toISOString();
}
