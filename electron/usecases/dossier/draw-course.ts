import type { DossierRow } from '../../../db/repositories/dossier-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { handingsOver } from '../../../shared/domain/dossier/control-sheet.ts';
import { isOpen } from '../../../shared/domain/dossier/dossier-state.ts';
import { instantOf, officeDay } from '../../../shared/domain/time/office-time.ts';
import { type ProcessFacts, processValues } from '../../../shared/forms/own/process-extract.ts';
import { controlValues } from '../../../shared/forms/tt-03-2025/mau-06.ts';
import { UserId } from '../../../shared/types/ids.ts';
import { refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import type { Readers } from '../../host/repositories.ts';
import { saidOf } from '../progress/settle-progress.ts';
import { drawPaper } from './draw-paper.ts';

/** Draws the control sheet (Mẫu số 06) of today: each handing over so far, and rows for those to come while the dossier goes on. */
export const drawControl = commandHandler(contract.dossier.drawControl, async ({ dossierId }, context) => {
  const { readers, clock } = context;
  const dossier = readers.dossiers.find(dossierId);
  if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
  const day = officeDay(clock.now());
  const form = readers.forms.on('control-sheet', day);
  if (form === undefined) return refuse('PAPER_NOT_DRAWN', { reason: 'FORM_UNKNOWN' });
  const competent = readers.competent.find(dossierId) ?? null;
  const values = controlValues({
    office: readers.office.findOn(day) ?? readers.office.getLatest(),
    unit: competent?.office ?? readers.watch.unitOf(dossierId),
    processingOwner: dossier.processingOwner,
    code: dossier.code,
    others: readers.linked.ofDossier(dossierId).map(({ agency }) => agency),
    receivedAt: dossier.receivedAt,
    dueAt: dossier.dueAt,
    handings: handingsOver({
      turns: readers.work.ofDossier(dossierId),
      results: readers.results.all(dossierId).map(({ recordedAt, recordedBy, agency }) => ({
        at: recordedAt,
        by: recordedBy === null ? null : nameOf(readers, recordedBy),
        agency,
      })),
      files: readers.transfers.waysOf(dossierId),
      competent,
      received: { at: dossier.receivedAt, by: nameOf(readers, dossier.receivedBy) },
    }),
    open: isOpen(dossier.state),
    at: clock.now(),
  });
  return await drawPaper(context, dossierId, {
    form,
    values,
    paper: 'A4',
    copies: 1,
    event: 'dossier.control-drawn',
  });
});

/** Draws what was done with a dossier so far, from its log. */
export const drawProcess = commandHandler(contract.dossier.drawProcess, async ({ dossierId }, context) => {
  const { readers, clock, signedIn } = context;
  const dossier = readers.dossiers.find(dossierId);
  if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
  const day = officeDay(clock.now());
  const form = readers.forms.on('process-extract', day);
  if (form === undefined) return refuse('PAPER_NOT_DRAWN', { reason: 'FORM_UNKNOWN' });
  const values = processValues({
    office: readers.office.findOn(day) ?? readers.office.getLatest(),
    code: dossier.code,
    procedure: dossier.procedureName,
    owner: ownerOf(readers, dossier),
    dueAt: dossier.dueAt,
    events: eventsOf(readers, dossier),
    told: readers.progress.ofDossier(dossierId).flatMap((row) => {
      const said = row.outcome === 'aside' ? null : saidOf(row);
      if (said === null) return [];
      const by = [said.unit, said.role, said.person].filter((part) => part !== null).join(', ');
      return [{ at: said.at, step: said.step, by }];
    }),
    given: givenOf(readers, dossier),
    at: clock.now(),
    by: signedIn().displayName,
  });
  return await drawPaper(context, dossierId, {
    form,
    values,
    paper: 'A4',
    copies: 1,
    event: 'dossier.process-drawn',
  });
});

// What the province told of has no person here: the agency stands in their place.
function eventsOf({ journal, steps, results }: Readers, { id }: DossierRow): ProcessFacts['events'] {
  const told = [
    ...steps.ofDossier(id).map(({ begunAt, agency }) => ({ at: begunAt, agency })),
    ...results.all(id).map(({ recordedAt, agency }) => ({ at: recordedAt, agency })),
  ];
  return journal.ofSubject('dossier', id).map(({ at, type, by }) => ({
    at,
    type,
    by: by ?? told.find((each) => each.at === at)?.agency ?? null,
  }));
}

/** Who got a dossier at an act of its log, and the end that this act set. */
function givenOf(readers: Readers, dossier: DossierRow): ProcessFacts['given'] {
  const { id, receivedAt } = dossier;
  const steps = readers.steps.ofDossier(id);
  const handOver = readers.results.findHandOver(id);
  const firstDue = steps.find(({ dueAfter }) => dueAfter !== null)?.dueBefore ?? dossier.due;
  const unit = (at: string, to: string | null, type: string) => ({ at, types: [type], to, dueAt: null });
  return [
    {
      at: receivedAt,
      types: ['dossier.received', 'dossier.taken-over'],
      to: null,
      dueAt: instantOf(firstDue),
    },
    ...readers.work.ofDossier(id).map(({ begunAt, holder, dueAt }) => ({
      at: begunAt,
      types: ['dossier.assigned', 'dossier.handed-on', 'dossier.sent-back'],
      to: holder,
      dueAt,
    })),
    ...steps.flatMap(({ begunAt, endedAt, dueAfter }) =>
      dueAfter === null
        ? []
        : [
            {
              at: endedAt ?? begunAt,
              types: ['dossier.resumed', 'dossier.extended', 'dossier.reappointed', 'dossier.arrived'],
              to: null,
              dueAt: instantOf(dueAfter),
            },
          ],
    ),
    ...readers.transfers
      .waysOf(id)
      .flatMap(({ unit: to, givenAt, takenAt, taker }) => [
        unit(givenAt, to, 'file.given'),
        ...(takenAt === null ? [] : [unit(takenAt, taker, 'file.taken')]),
      ]),
    ...(handOver === undefined
      ? []
      : [
          {
            at: handOver.handedAt,
            types: ['dossier.handed-over', 'dossier.sent-out'],
            to: handOver.receiver.name,
            dueAt: null,
          },
        ]),
  ];
}

function ownerOf({ dossiers }: Readers, { id }: DossierRow): string {
  const parties = dossiers.parties(id);
  const owner =
    parties.find(({ role }) => role === 'owner') ?? parties.find(({ role }) => role === 'submitter');
  return owner?.party.name ?? '';
}

function nameOf({ users }: Readers, userId: string): string {
  return users.find(UserId.parse(userId))?.displayName ?? '';
}
