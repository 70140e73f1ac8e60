import type { PaperCopyRow } from '../../../db/repositories/paper-copy-repository.ts';
import { writtenCount } from '../../../shared/forms/written-time.ts';
import { ok, type Refusal, type Result, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import type { Work } from '../../host/unit-of-work.ts';

/** Signed and sealed paper copies of one original stand in the book as issued, and the province is told. What is issued already stays as it is. */
export function issuePaperCopy(
  { signedIn }: CommandContext,
  w: Work,
  copy: PaperCopyRow,
): Result<undefined, Refusal<'PAPER_COPY_MOVED', { title: string; state: string }>> {
  const { title, state, entryId, dossierId, dossierCode, book, number, certifiedOn, pages, copies } = copy;
  if (state === 'issued') return ok(undefined);
  if (entryId === null || number === null || !w.paperCopies.issue(copy.id, w.now))
    return refuse('PAPER_COPY_MOVED', { title, state });
  w.books.issue(entryId, { at: w.now, by: signedIn().userId });
  const facts = { paperCopyId: copy.id, book, number: writtenCount(number), certifiedOn, pages, copies };
  const event = w.record({
    subject: { kind: 'dossier', id: dossierId },
    type: 'copy.paper-issued',
    payload: facts,
  });
  w.send(event, {
    kind: 'copy.paper-issued',
    snapshot: { ...facts, dossierId, dossierCode, title, at: w.now },
    files: [],
  });
  return ok(undefined);
}
