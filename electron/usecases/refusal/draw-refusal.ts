import { contract } from '../../../shared/contract/index.ts';
import { partyNumber } from '../../../shared/domain/dossier/party.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { certificationRefusalValues, forgeryRecordValues } from '../../../shared/forms/nd-23-2015/refusal.ts';
import { refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { drawPaper } from '../dossier/draw-paper.ts';

/** Draws the refusal of a certification in writing, or the record of a paper that seems forged, and keeps it with the dossier. */
export const drawRefusal = commandHandler(contract.refusal.draw, async ({ refusalId, paper }, context) => {
  const { readers, clock } = context;
  const refused = readers.refusals.find(refusalId);
  if (refused === undefined) return refuse('REFUSAL_UNKNOWN', {});
  const { dossierId, title, ground, words, place, holder, refusedAt, refusedBy } = refused;
  const dossier = readers.dossiers.find(dossierId);
  if (dossier === undefined) return refuse('REFUSAL_UNKNOWN', {});
  const today = officeDay(clock.now());
  const form = readers.forms.on(paper === 'record' ? 'forgery-record' : 'certification-refusal', today);
  if (form === undefined) return refuse('PAPER_NOT_DRAWN', { reason: 'FORM_UNKNOWN' });
  const requester = readers.dossiers.parties(dossierId).find(({ role }) => role === 'submitter')?.party;
  const facts = {
    office: readers.office.findOn(today) ?? readers.office.getLatest(),
    at: refusedAt,
    code: dossier.code,
    requester: requester?.name ?? '',
    requesterNumber: requester === undefined ? null : partyNumber(requester),
    ...{ title, ground, words, clerk: refusedBy },
  };
  if (paper === 'record' && (place === null || holder === null)) return refuse('NOT_A_FORGERY', {});
  const values =
    paper === 'record' && place !== null && holder !== null
      ? forgeryRecordValues({ ...facts, place, holder })
      : certificationRefusalValues(facts);
  return await drawPaper(context, dossierId, {
    form,
    values,
    paper: 'A4',
    copies: 1,
    event: 'dossier.refusal-drawn',
  });
});
