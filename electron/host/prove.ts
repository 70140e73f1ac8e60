import type * as z from 'zod';
import type { TimeAuthorities } from '../../shared/domain/certification/time-authorities.ts';
import type { Clock } from '../../shared/types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../shared/types/result.ts';
import type { Identity } from './identity.ts';
import { helperKinds } from './ports/helper-kinds.ts';
import type { HelperProcesses, HelperRefusal } from './ports/helper-process.ts';
import {
  type AskedTime,
  type ProofJob,
  type ProofRefusal,
  proofValues,
  type StampedFile,
  type StampTarget,
} from './ports/signature-proof.ts';
import type { TrustServiceRefusal, TrustServices } from './ports/trust-services.ts';

const LIMITS = { timeoutMs: 60_000, memoryLimitMb: 1024 };
const NONCE_BYTES = 16;
/** A stamp with the whole chain of its authority has some 8 kB. */
const LARGEST_STAMP_BYTES = 64 * 1024;

/** What proofs are made with. */
export interface ProofTools {
  helpers: HelperProcesses;
  trustServices: TrustServices;
  identity: Identity;
  clock: Clock;
  /** Trust anchors and revocation data at hand, DER. */
  anchors(): { roots: Uint8Array[]; revocation: Uint8Array[] };
  /** Whom the office asks for the time, in order. */
  authorities(): TimeAuthorities;
  signal?: AbortSignal;
}

/** Everything that keeps a proof from being made. */
export type ProvingRefusal =
  | ProofRefusal
  | TrustServiceRefusal
  | HelperRefusal
  | Refusal<'TIME_NOT_SET_UP', object>;

/** Runs one piece of proof work in a helper process. */
export async function runProof<J extends ProofJob>(
  { helpers, signal }: Pick<ProofTools, 'helpers' | 'signal'>,
  job: J,
): Promise<Result<z.infer<(typeof proofValues)[J['job']]>, ProofRefusal | HelperRefusal>> {
  const options = signal === undefined ? LIMITS : { ...LIMITS, signal };
  const done = await helpers.run(helperKinds.signatureProof, job, options);
  if (!done.ok) return done;
  type Value = z.infer<(typeof proofValues)[J['job']]>;
  return done.value.ok ? ok(proofValues[job.job].parse(done.value.value) as Value) : done.value;
}

/** Bytes that nobody can guess, for a request that only its own answer answers. */
export function aNonce({ identity }: Pick<ProofTools, 'identity'>): Uint8Array {
  return new Uint8Array(identity.randomBytes(NONCE_BYTES));
}

/**
 * Has the time put on a signature, a file, or a trial, by the first authority that does it right. What the last one was refused with comes back,
 * but an office clock that is wrong is said whoever found it.
 */
export async function takeTime(
  tools: ProofTools,
  target: StampTarget,
): Promise<Result<StampedFile, ProvingRefusal>> {
  const { addresses, digest } = tools.authorities();
  const asked = await runProof(tools, { job: 'ask-time', target, digest, nonce: aNonce(tools) });
  if (!asked.ok) return asked;
  let last: Result<StampedFile, ProvingRefusal> = refuse('TIME_NOT_SET_UP', {});
  for (const address of addresses) {
    const said = await askOne(tools, asked.value, address);
    if (said.ok) return said;
    if (last.ok || last.refusal.code !== 'CLOCK_OFF') last = said;
  }
  return last;
}

/** Asks one authority; its answer is checked and put where it belongs. */
async function askOne(
  tools: ProofTools,
  asked: AskedTime,
  address: string,
): Promise<Result<StampedFile, ProvingRefusal>> {
  const answer = await tools.trustServices.ask(address, {
    body: { bytes: asked.request, mediaType: 'application/timestamp-query' },
    accept: 'application/timestamp-reply',
    mostBytes: LARGEST_STAMP_BYTES,
    signal: tools.signal,
  });
  if (!answer.ok) return answer;
  const at = tools.clock.now();
  return await runProof(tools, {
    job: 'put-time',
    asked,
    response: answer.value,
    anchors: tools.anchors(),
    at,
  });
}

/** Asks one authority for a stamp over nothing of worth: whether it answers, who it is, how far its clock is from ours. */
export async function tryAuthority(
  tools: ProofTools,
  address: string,
): Promise<Result<StampedFile, ProvingRefusal>> {
  return await takeTime(
    { ...tools, authorities: () => ({ ...tools.authorities(), addresses: [address] }) },
    { kind: 'trial', content: aNonce(tools) },
  );
}
