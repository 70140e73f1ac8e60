import { contract } from '../../../shared/contract/index.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { handOverListValues } from '../../../shared/forms/own/hand-over-list.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import { drawPaper } from '../dossier/draw-paper.ts';

/** Results that wait to be returned, those that stand on no list first. */
export const listWaitingResults = queryHandler(contract.results.waiting, (_input, { readers }) =>
  ok({
    results: readers.results
      .waiting()
      .map(({ address: _address, fee: _fee, delivery, ...row }) => ({ ...row, byPost: delivery === 'post' })),
  }),
);

/** Draws the list that two people sign when results are brought to the counter; it is kept with each of its dossiers. */
export const drawResultList = commandHandler(contract.results.drawList, async ({ dossierIds }, context) => {
  const { readers, clock } = context;
  const unknown = dossierIds.find((id) => readers.dossiers.find(id) === undefined);
  if (unknown !== undefined) return refuse('DOSSIER_UNKNOWN', { dossierId: unknown });
  const [first, ...others] = [...new Set(dossierIds)];
  if (first === undefined) throw new Error('the contract asks for one dossier at least');
  const found = [first, ...others].map((dossierId) => ({
    code: readers.dossiers.find(dossierId)?.code ?? '',
    row: readers.results.waitingOf(dossierId),
  }));
  const gone = found.filter(({ row }) => row === undefined).map(({ code }) => code);
  if (gone.length > 0) return refuse('NO_RESULT_WAITS', { codes: gone });
  const rows = found.flatMap(({ row }) => row ?? []);
  const now = clock.now();
  const day = officeDay(now);
  const form = readers.forms.on('hand-over-list', day);
  if (form === undefined) return refuse('PAPER_NOT_DRAWN', { reason: 'FORM_UNKNOWN' });
  const [giver, ...otherGivers] = new Set(rows.map(({ recordedBy }) => recordedBy));
  const values = handOverListValues({
    office: readers.office.findOn(day) ?? readers.office.getLatest(),
    at: now,
    giver: otherGivers.length === 0 ? (giver ?? null) : null,
    results: rows.map(({ code, procedureName, description, ownerName, address, fee, delivery }) => ({
      code,
      procedure: procedureName,
      result: description,
      owner: ownerName,
      address,
      fee,
      post: delivery === 'post',
    })),
  });
  return await drawPaper(context, [first, ...others], {
    form,
    values,
    paper: 'A4',
    copies: 2,
    event: 'dossier.results-listed',
  });
});
