import type { SubmissionRow } from '../../../db/repositories/online-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { findCase } from '../../../shared/domain/catalogue/catalogue.ts';
import {
  actionsAt,
  type DossierAction,
  NATIONAL_STATUS,
  stateAfter,
} from '../../../shared/domain/dossier/dossier-state.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import type { PlainDate } from '../../../shared/types/clock.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';
import type { Readers } from '../../host/repositories.ts';
import type { Work } from '../../host/unit-of-work.ts';

/** What was filed online and nobody has decided, the most urgent first, and what could not be read. */
export const listSubmissions = queryHandler(contract.online.list, (_input, { readers, clock }) => {
  const today = officeDay(clock.now());
  return ok({
    total: readers.online.waitingCount(),
    submissions: readers.online.waiting().map((row) => ({
      submissionId: row.id,
      code: row.code,
      procedureName: procedureOf(readers, row, today)?.procedure.name ?? row.content.procedureCode,
      submitterName: submitterOf(row),
      state: row.state,
      revision: row.revision,
      filedAt: row.filedAt,
      dueAt: row.dueAt,
      files: row.files.length,
    })),
    unread: readers.online.unread(),
  });
});

/** One submission with its files, page by page. */
export const getSubmission = queryHandler(contract.online.get, ({ submissionId }, { readers, clock }) => {
  const row = readers.online.find(submissionId);
  if (row === undefined) return refuse('SUBMISSION_UNKNOWN', { submissionId });
  const { content, state, completion, completionAskedAt } = row;
  const { files: named, ...filed } = content;
  return ok({
    ...filed,
    state,
    nationalStatus: NATIONAL_STATUS[state],
    actions: actionsOf(row),
    dueAt: row.dueAt,
    arrivedAt: row.arrivedAt,
    procedureName: procedureOf(readers, row, officeDay(clock.now()))?.procedure.name ?? null,
    files: row.files.map((file, index) => ({
      ...file,
      name: named[index]?.name ?? '',
      componentId: named[index]?.componentId ?? null,
      fromNationalStore: named[index]?.fromNationalStore ?? false,
      pages: file.pages.map(({ sha256 }) => sha256),
    })),
    completion:
      completion === null || completionAskedAt === null
        ? null
        : { ...completion, askedAt: completionAskedAt },
    refusalReason: row.refusalReason,
    dossierId: row.dossierId,
  });
});

/** The procedure and case that a submission names, as they are in force on a day. */
export function procedureOf(
  { catalogues }: Pick<Readers, 'catalogues'>,
  { content }: SubmissionRow,
  day: PlainDate,
) {
  const found = catalogues.on(day).findProcedure(content.procedureCode, day);
  const entry = found.ok ? findCase(found.value, content.caseId) : undefined;
  return found.ok && entry !== undefined ? { procedure: found.value, entry } : undefined;
}

/** The submission as the caller saw it, and the state that an action of the counter leads to. */
export function beforeDecision(
  w: Work,
  { submissionId, revision }: { submissionId: string; revision: number },
  action: DossierAction,
) {
  const row = w.online.find(submissionId);
  if (row === undefined) return refuse('SUBMISSION_UNKNOWN', { submissionId });
  const next = stateAfter(row.state, action);
  // Once accepted it is a dossier: what may be done with that is asked there.
  if (row.state === 'received' || !next.ok) return refuse('ACTION_NOT_ALLOWED', { state: row.state, action });
  if (row.revision !== revision) return refuse('SUBMISSION_CHANGED', { revision: row.revision });
  return ok({ row, next: next.value });
}

/** What the counter may do: nothing once it is a dossier, ask only once, and never answer for the citizen. */
function actionsOf({ state, completion }: SubmissionRow): DossierAction[] {
  if (state === 'received') return [];
  return actionsAt(state, 'unassigned').filter(
    (action) => action !== 'complete' && (action !== 'ask-completion' || completion === null),
  );
}

function submitterOf({ content }: SubmissionRow): string {
  const { submitter, owner } = content;
  return submitter.kind === 'other' ? submitter.party.name : (owner?.name ?? '');
}
