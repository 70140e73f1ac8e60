import { contract } from '../../../shared/contract/index.ts';
import type { FileVerdict } from '../../../shared/domain/certification/verdict.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { ok, type Refusal, type Result, refuse } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { queryHandler } from '../../host/handlers.ts';
import { isUnfinished, judgeFile } from '../../host/judge-file.ts';

const MOST_VERDICTS = 1000;

/** The verdict on a stored file, against the roots this office trusts, now. */
export const verifyFile = queryHandler(contract.certify.verify, async ({ sha256 }, context) => {
  const { counter, readers, clock } = context;
  const file = counter.uploads.get(sha256) ?? readers.blobs.find(sha256);
  if (file === undefined) return refuse('FILE_NOT_STORED', { sha256 });
  // Stored bytes never change: only other roots, other revocation data or another day can change what is said of them.
  const roots = readers.signingKeys.trustAnchors().map(({ fingerprint }) => fingerprint);
  const known = readers.revocations.list().map(({ fetchedAt }) => fetchedAt);
  const asked = [sha256, officeDay(clock.now()), ...roots, ...known].join();
  const before = counter.verdicts.get(asked);
  if (before !== undefined) return ok(before);
  const judged = await judge(context, await counter.folder.blobs.readAll(file));
  // A machine that was busy may be faster next time.
  if (judged.ok && !isUnfinished(judged.value)) {
    if (counter.verdicts.size >= MOST_VERDICTS) counter.verdicts.clear();
    counter.verdicts.set(asked, judged.value);
  }
  return judged;
});

/** Judges bytes in a helper process: foreign files may be hostile. */
export async function judge(
  { host, readers, clock }: QueryContext,
  pdf: Uint8Array,
): Promise<Result<FileVerdict, Refusal<'VERIFYING_FAILED', { reason: string }>>> {
  const roots = readers.signingKeys.trustAnchors().map(({ certificate }) => certificate);
  const input = { pdf, roots, revocationLists: readers.revocations.data(), at: clock.now() };
  const judged = await judgeFile(host.helpers, input);
  return judged.ok ? ok(judged.value) : refuse('VERIFYING_FAILED', { reason: judged.refusal.code });
}
