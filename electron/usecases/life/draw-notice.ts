import type { StepRow } from '../../../db/repositories/step-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { instantOf, officeDay } from '../../../shared/domain/time/office-time.ts';
import { NOTICE_OF, type NoticeFacts, noticeValues } from '../../../shared/forms/tt-03-2025/notice-values.ts';
import { UserId } from '../../../shared/types/ids.ts';
import { refuse } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { commandHandler } from '../../host/handlers.ts';
import { drawPaper } from '../dossier/draw-paper.ts';
import { isOfResidence } from '../dossier/of-residence.ts';

/** Draws the paper that tells the citizen of a step, under the form of the step's day, and keeps it. */
export const drawNotice = commandHandler(contract.life.drawNotice, async ({ stepId, paper }, context) => {
  const { readers } = context;
  const step = readers.steps.find(stepId);
  if (step === undefined) return refuse('STEP_UNKNOWN', { stepId });
  const kind = NOTICE_OF[step.details.kind];
  if (kind === null) return refuse('STEP_HAS_NO_PAPER', {});
  const dossier = readers.dossiers.find(step.dossierId);
  const ofResidence = kind === 'refusal' && dossier !== undefined && isOfResidence(readers, dossier);
  const day = officeDay(step.begunAt);
  const form =
    (ofResidence ? readers.forms.on('residence-refusal', day) : undefined) ?? readers.forms.on(kind, day);
  if (form === undefined) return refuse('PAPER_NOT_DRAWN', { reason: 'FORM_UNKNOWN' });
  const values = noticeValues(form, noticeFacts(context, step));
  return await drawPaper(context, step.dossierId, {
    form,
    values,
    paper,
    copies: 1,
    event: 'dossier.notice-drawn',
  });
});

function noticeFacts({ readers }: QueryContext, step: StepRow): NoticeFacts {
  const dossier = readers.dossiers.find(step.dossierId);
  const submitter = readers.dossiers.parties(step.dossierId).find(({ role }) => role === 'submitter')?.party;
  if (dossier === undefined || submitter === undefined)
    throw new Error(`step ${step.id} has no whole dossier`);
  return {
    office: readers.office.findOn(officeDay(step.begunAt)) ?? readers.office.getLatest(),
    code: dossier.code,
    request: dossier.terms.request,
    receivedAt: dossier.receivedAt,
    submitter,
    details: step.details,
    at: step.begunAt,
    by: readers.users.find(UserId.parse(step.begunBy))?.displayName ?? '',
    dueBeforeAt: instantOf(step.dueBefore),
    dueAfterAt: step.dueAfter === null ? null : instantOf(step.dueAfter),
  };
}
