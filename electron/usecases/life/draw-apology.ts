import { contract } from '../../../shared/contract/index.ts';
import { stateAfter } from '../../../shared/domain/dossier/dossier-state.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { apologyDraftValues } from '../../../shared/forms/own/apology-draft.ts';
import { refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { drawPaper } from '../dossier/draw-paper.ts';

/** Draws the draft of an apology for the head of the agency that will be late; the appointment stays until the apology itself is recorded. */
export const drawApology = commandHandler(contract.life.drawApology, async ({ dossierId }, context) => {
  const { readers, clock, signedIn } = context;
  const dossier = readers.dossiers.find(dossierId);
  if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
  const may = stateAfter(dossier.state, 'reappoint');
  if (!may.ok) return may;
  if (readers.steps.ofDossier(dossierId).some(({ kind }) => kind === 'reappointment'))
    return refuse('REAPPOINTED_ALREADY', { due: dossier.due });
  const day = officeDay(clock.now());
  const form = readers.forms.on('apology-draft', day);
  if (form === undefined) return refuse('PAPER_NOT_DRAWN', { reason: 'FORM_UNKNOWN' });
  const parties = readers.dossiers.parties(dossierId);
  const submitter = parties.find(({ role }) => role === 'submitter')?.party;
  const turn = readers.work.findLast(dossierId);
  const held =
    turn?.outcome === null ? [turn.holder, turn.step].filter((word) => word !== null).join(', ') : null;
  const values = apologyDraftValues({
    office: readers.office.findOn(day) ?? readers.office.getLatest(),
    unit: readers.competent.find(dossierId)?.office ?? readers.watch.unitOf(dossierId),
    processingOwner: dossier.processingOwner,
    code: dossier.code,
    procedure: dossier.procedureName,
    applicant: submitter?.name ?? '',
    phone: submitter?.phone ?? '',
    receivedAt: dossier.receivedAt,
    dueAt: dossier.dueAt,
    holder: held,
    at: clock.now(),
    by: signedIn().displayName,
  });
  const order = { form, values, paper: 'A4', copies: 1, event: 'dossier.apology-drafted' } as const;
  return await drawPaper(context, dossierId, order);
});
