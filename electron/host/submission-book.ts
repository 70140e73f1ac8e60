import { createHash } from 'node:crypto';
import type { KeptFile } from '../../db/repositories/online-repository.ts';
import type { OfferedSubmission, Submission } from '../../shared/domain/delivery/submission-wire.ts';
import { acceptanceDue } from '../../shared/domain/online/acceptance-limit.ts';
import { decideArrival } from '../../shared/domain/online/arrival.ts';
import { ok } from '../../shared/types/result.ts';
import type { Repositories } from './repositories.ts';
import type { StoredFile } from './store-file.ts';
import type { UnitOfWork, Work } from './unit-of-work.ts';

/** The records of what comes down from the province, as the worker keeps them: each method that writes is one audited transaction. */
export function createSubmissionBook(
  unitOfWork: UnitOfWork,
  { online, installation, settings }: Pick<Repositories, 'online' | 'installation' | 'settings'>,
  newId: () => string,
) {
  function begin(offered: OfferedSubmission) {
    return unitOfWork.begin({
      command: 'online.arrive',
      requestId: newId(),
      correlationId: newId(),
      actor: undefined,
      inputSha256: sha256Of(offered),
      replay: 'none',
    });
  }
  const known = (w: Pick<Work, 'online'>, { submissionId }: OfferedSubmission) => w.online.find(submissionId);
  return {
    connection: () => settings.get('province.connection'),
    installation: () => installation.find(),
    /** The epoch whose acknowledgements count: after a restore everything is offered again. */
    epoch: () => Math.max(...installation.epochs().map(({ epoch }) => epoch)),
    /** What becomes of an offer, before its files are fetched. */
    decide: (offered: OfferedSubmission) =>
      decideArrival(known({ online }, offered), { revision: offered.revision, sha256: sha256Of(offered) }),
    /** Keeps a submission whose files are all on disk; decided again inside the transaction. */
    keep(
      offered: OfferedSubmission,
      submission: Submission,
      kept: readonly KeptFile[],
      stored: readonly StoredFile[],
    ) {
      return begin(offered).immediate((w) => {
        const sha256 = sha256Of(offered);
        const decided = decideArrival(known(w, offered), { revision: offered.revision, sha256 });
        if (!decided.ok || decided.value === 'repeat') return decided;
        for (const file of stored) w.blobs.name({ ...file, at: w.now });
        const due = acceptanceDue(submission.filedAt, w.calendars.now());
        w.online.keep({
          submission,
          text: offered.submission,
          sha256,
          signature: offered.signature,
          files: kept,
          dueAt: due.ok ? due.value.dueAt : null,
          at: w.now,
        });
        w.record({
          subject: { kind: 'submission', id: offered.submissionId },
          type: 'online.arrived',
          payload: {
            submissionCode: submission.code,
            revision: offered.revision,
            procedureCode: submission.procedureCode,
            sha256,
            files: kept.length,
          },
        });
        w.announce('online');
        return decided;
      });
    },
    /** Notes an offer that cannot be read or does not count, so that people see it. */
    noteUnread(offered: OfferedSubmission, reason: string, detail: string) {
      const { submissionId, revision } = offered;
      return begin(offered).immediate((w) => {
        w.online.noteUnread({ submissionId, revision, reason, detail, arrivedAt: w.now });
        w.record({
          subject: { kind: 'submission', id: submissionId },
          type: 'online.unread',
          payload: { revision, reason, sha256: sha256Of(offered) },
        });
        w.announce('online');
        return ok(undefined);
      });
    },
  };
}
export type SubmissionBook = ReturnType<typeof createSubmissionBook>;

/** Of the exact text that the province signed. */
export function sha256Of({ submission }: OfferedSubmission): string {
  return createHash('sha256').update(submission, 'utf8').digest('hex');
}
