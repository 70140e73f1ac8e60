import { contract } from '../../../shared/contract/index.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { handOverValues } from '../../../shared/forms/own/hand-over-receipt.ts';
import { UserId } from '../../../shared/types/ids.ts';
import { refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { markSheet } from '../../host/sheet-proof.ts';
import { drawPaper } from './draw-paper.ts';

/** Draws the receipt that the person signs who took the result at the window; what was posted is proved by its carrier. */
export const drawHandOver = commandHandler(
  contract.dossier.drawHandOver,
  async ({ dossierId, paper }, context) => {
    const { readers } = context;
    const dossier = readers.dossiers.find(dossierId);
    if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
    const handOver = readers.results.findHandOver(dossierId);
    if (handOver?.way !== 'window') return refuse('NOT_HANDED_AT_WINDOW', {});
    const day = officeDay(handOver.handedAt);
    const form = readers.forms.on('hand-over-receipt', day);
    if (form === undefined) return refuse('PAPER_NOT_DRAWN', { reason: 'FORM_UNKNOWN' });
    const parties = readers.dossiers.parties(dossierId);
    const owner = parties.find(({ role }) => role === 'owner') ?? parties[0];
    const names = readers.catalogues
      .ofVersion(dossier.catalogueVersion)
      .recordedProcedure(dossier.procedureCode)?.results;
    const values = handOverValues({
      office: readers.office.findOn(day) ?? readers.office.getLatest(),
      code: dossier.code,
      procedure: dossier.procedureName,
      owner: owner?.party.name ?? '',
      giver: readers.users.find(UserId.parse(handOver.handedBy))?.displayName ?? '',
      receiver: handOver.receiver,
      together: handOver.together,
      basis: handOver.basis,
      paper: handOver.paper,
      kind: names?.length === 1 ? (names[0]?.name ?? null) : null,
      summary: readers.results.find(dossierId)?.description ?? '',
      copies: readers.copies
        .ofDossier(dossierId)
        .flatMap(({ state, title, number, book }) =>
          state !== 'certified' || number === null || book === null
            ? []
            : [{ title, number: String(number).padStart(2, '0'), book }],
        ),
      originals: readers.custody.ofDossier(dossierId).filter(({ backAt }) => backAt !== null),
      handedAt: handOver.handedAt,
    });
    return await drawPaper(context, dossierId, {
      form,
      values: {
        ...values,
        proof: markSheet({ kind: 'hand-over-receipt', dossierId, componentId: '' }, readers),
      },
      paper,
      copies: 2,
      event: 'dossier.receipt-drawn',
    });
  },
);
