import { contract } from '../../../shared/contract/index.ts';
import type { FileVerdict } from '../../../shared/domain/certification/verdict.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { ok, type Refusal, type Result, refuse } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { queryHandler } from '../../host/handlers.ts';
import { judgeDrawn } from '../../host/judge-drawn.ts';
import { isUnfinished, judgeFile } from '../../host/judge-file.ts';

const MOST_VERDICTS = 1000;

/** The verdict on a stored file, against the roots this office trusts, now. */
export const verifyFile = queryHandler(contract.certify.verify, async ({ sha256 }, context) => {
  const { counter, readers, clock } = context;
  const file = counter.uploads.get(sha256) ?? readers.blobs.find(sha256);
  const purgedAt = file === undefined ? readers.blobs.purgedAt(sha256) : null;
  if (purgedAt !== null) return refuse('FILE_PURGED', { on: officeDay(purgedAt) });
  if (file === undefined) return refuse('FILE_NOT_STORED', { sha256 });
  // Stored bytes never change: only other roots, other revocation data or another day can change what is said of them.
  const roots = readers.signingKeys.trustAnchors().map(({ fingerprint }) => fingerprint);
  const known = readers.revocations.list().map(({ fetchedAt }) => fetchedAt);
  const asked = [sha256, officeDay(clock.now()), ...roots, ...known].join();
  const before = counter.verdicts.get(asked);
  if (before !== undefined) return ok(before);
  const pdf = await counter.folder.blobs.readAll(file);
  const drawn = await judgeDrawn(context.host.helpers, judgedAgainst(context, pdf), {
    signal: context.signal,
  });
  if (!drawn.ok) return refuse('VERIFYING_FAILED', { reason: drawn.refusal.code });
  const { verdict } = drawn.value;
  // A machine that was busy may be faster next time.
  if (!isUnfinished(verdict)) {
    if (counter.verdicts.size >= MOST_VERDICTS) counter.verdicts.clear();
    counter.verdicts.set(asked, verdict);
  }
  return ok(verdict);
});

/** Judges the objects of a file in a helper process: foreign files may be hostile. Nothing is drawn: that it is signed is known sooner. */
export async function judge(
  context: QueryContext,
  pdf: Uint8Array,
): Promise<Result<FileVerdict, Refusal<'VERIFYING_FAILED', { reason: string }>>> {
  const judged = await judgeFile(context.host.helpers, judgedAgainst(context, pdf));
  return judged.ok ? ok(judged.value) : refuse('VERIFYING_FAILED', { reason: judged.refusal.code });
}

/** A file with what it is judged against: the roots this office trusts and the revocation data at hand, now. */
export function judgedAgainst({ readers, clock }: QueryContext, pdf: Uint8Array) {
  const roots = readers.signingKeys.trustAnchors().map(({ certificate }) => certificate);
  return { pdf, roots, revocationLists: readers.revocations.data(), at: clock.now() };
}
