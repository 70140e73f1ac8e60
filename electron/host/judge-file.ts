import type { FileVerdict } from '../../shared/domain/certification/verdict.ts';
import { ok, type Result } from '../../shared/types/result.ts';
import { helperKinds } from './ports/helper-kinds.ts';
import type { HelperProcesses, HelperRefusal } from './ports/helper-process.ts';
import { JUDGING_LIMITS, type VerifyInput } from './ports/signature-verifier.ts';

const MEGABYTE = 1024 * 1024;
/** A file up to this size has room within the limit, with the copies that are made of it on its way to the process. */
const COMMON_MB = 24;
const COPIES = 4;

/** Why there is no verdict of the work itself; each is a reason of the verdict. */
const ENDED = {
  HELPER_TIMED_OUT: 'judging-timed-out',
  HELPER_OUT_OF_MEMORY: 'judging-out-of-memory',
  HELPER_CRASHED: 'judging-failed',
  HELPER_FAILED: 'judging-failed',
} as const;

type Cancelled = Extract<HelperRefusal, { code: 'HELPER_CANCELLED' }>;

/**
 * The verdict on a signed PDF, judged in a helper process: foreign files may be hostile. A file that costs too much time or memory, or that the process does not
 * outlive, is `unknown` with the reason; it never takes anything else down. Refused only where the host itself is ending.
 */
export async function judgeFile(
  helpers: HelperProcesses,
  input: VerifyInput,
): Promise<Result<FileVerdict, Cancelled>> {
  const { judgeMs, killMs } = JUDGING_LIMITS;
  const megabytes = Math.ceil(input.pdf.byteLength / MEGABYTE);
  const limits = {
    // Large files are hashed and copied first: a tenth of a second each megabyte is plenty.
    timeoutMs: killMs + Math.max(0, megabytes - COMMON_MB) * 100,
    memoryLimitMb: memoryFor(megabytes),
  };
  const judge = () =>
    helpers.run(
      helperKinds.verifySignatures,
      { ...input, revocationLists: input.revocationLists ?? [] },
      limits,
    );
  const first = await judge();
  // The memory may be what a hostile file before this one left behind: a process that was ended for it is followed by a new one.
  const judged = !first.ok && first.refusal.code === 'HELPER_OUT_OF_MEMORY' ? await judge() : first;
  if (judged.ok) return judged;
  const { refusal } = judged;
  if (refusal.code === 'HELPER_CANCELLED') return { ok: false, refusal };
  const detail = refusal.code === 'HELPER_TIMED_OUT' ? `:${Math.round(judgeMs / 1000)}` : '';
  return ok({
    verdict: 'unknown',
    signatures: [],
    reasons: [`${ENDED[refusal.code]}${detail}`],
    level: null,
  });
}

/** Whether a verdict says only that the work did not come to an end, so that another try may. */
export function isUnfinished({ reasons }: FileVerdict): boolean {
  return reasons.some((reason) => reason.startsWith('judging-'));
}

/** In steps, so that files of about one size share warm processes. */
function memoryFor(megabytes: number): number {
  const beyond = Math.max(0, megabytes - COMMON_MB);
  return JUDGING_LIMITS.memoryMb + Math.ceil(beyond / 64) * 64 * COPIES;
}
