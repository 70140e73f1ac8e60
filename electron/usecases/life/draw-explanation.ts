import type { DossierRow } from '../../../db/repositories/dossier-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import type { DeadlineStep } from '../../../shared/domain/deadline/calendar-walk.ts';
import { replayAppointment } from '../../../shared/domain/deadline/replay.ts';
import type { WorkingCalendar } from '../../../shared/domain/deadline/working-calendar.ts';
import { instantOf, officeDay } from '../../../shared/domain/time/office-time.ts';
import { type ExplanationFacts, explanationValues } from '../../../shared/forms/own/deadline-explanation.ts';
import type { Instant } from '../../../shared/types/clock.ts';
import { refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import { commandHandler } from '../../host/handlers.ts';
import { drawPaper } from '../dossier/draw-paper.ts';
import { changeBegan, changesOf, type RecordedChange } from './appointment-history.ts';

/** Draws how the appointment of a dossier was reckoned, from the reception through everything that moved it, and keeps it. */
export const drawExplanation = commandHandler(
  contract.life.drawExplanation,
  async ({ dossierId }, context) => {
    const { readers, clock } = context;
    const dossier = readers.dossiers.find(dossierId);
    if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
    const form = readers.forms.on('deadline-explanation', officeDay(clock.now()));
    if (form === undefined) return refuse('PAPER_NOT_DRAWN', { reason: 'FORM_UNKNOWN' });
    const values = explanationValues(explanationFacts(context, dossier));
    return await drawPaper(context, dossierId, {
      form,
      values,
      paper: 'A4',
      copies: 1,
      event: 'dossier.explanation-drawn',
    });
  },
);

function explanationFacts(
  { readers, clock, signedIn }: CommandContext,
  dossier: DossierRow,
): ExplanationFacts {
  const parties = readers.dossiers.parties(dossier.id);
  const owner =
    parties.find(({ role }) => role === 'owner') ?? parties.find(({ role }) => role === 'submitter');
  const changes = changesOf(readers.steps.ofDossier(dossier.id));
  const days = new Map(readers.calendars.now().holidays.days.map(({ date, legal }) => [date, legal ?? null]));
  const firstDue = changes[0]?.step.dueBefore ?? dossier.due;
  const explained = explainedSteps(dossier, changes, readers.calendars.at);
  return {
    office: readers.office.findOn(officeDay(clock.now())) ?? readers.office.getLatest(),
    code: dossier.code,
    procedure: dossier.procedureName,
    owner: owner?.party.name ?? '',
    receivedAt: dossier.receivedAt,
    competent: competentOf(readers, dossier),
    limit: dossier.terms.limit,
    firstDueAt: changes.length === 0 ? null : instantOf(firstDue),
    firstSteps: explained[0] ?? [],
    moves: changes.map((recorded, index) => ({
      kind: recorded.step.details.kind as ExplanationFacts['moves'][number]['kind'],
      from: changeBegan(recorded),
      to: recorded.change.kind === 'pause' ? recorded.change.at : null,
      ground: groundOf(recorded),
      dueBeforeAt: instantOf(recorded.step.dueBefore),
      dueAfterAt: instantOf(recorded.step.dueAfter),
      steps: explained[index + 1] ?? [],
    })),
    dueAt: dossier.dueAt,
    legalOf: (day) => days.get(day) ?? null,
    at: clock.now(),
    by: signedIn().displayName,
  };
}

/** The office whose reception the limit counts from, with that time, known or expected. */
function competentOf(
  { competent }: CommandContext['readers'],
  { id }: DossierRow,
): ExplanationFacts['competent'] {
  const found = competent.find(id);
  return found === undefined || found.clock === 'reception' ? null : found;
}

/** The days of each appointment, reckoned again; the last as it was recorded. One that does not come out as it was printed is left without them. */
function explainedSteps(
  dossier: DossierRow,
  changes: readonly RecordedChange[],
  calendarAt: (at: Instant) => WorkingCalendar,
): DeadlineStep[][] {
  const recorded = dossier.explanation as unknown as DeadlineStep[];
  if (changes.length === 0) return [recorded];
  const again = replayAppointment(
    { received: dossier.clockFrom, limit: dossier.terms.limit },
    changes.map(({ change }) => change),
    calendarAt,
  );
  const printed = [...changes.map(({ step }) => step.dueBefore), dossier.due];
  return printed.map((due, index) => {
    if (index === printed.length - 1) return recorded;
    const reckoned = again.ok ? again.value[index] : undefined;
    return reckoned?.due === due ? reckoned.explanation : [];
  });
}

/** What the step itself names as its ground. */
function groundOf({ step: { details } }: RecordedChange): string | null {
  if (details.kind === 'stop' || details.kind === 'extension') return details.article;
  return details.kind === 'payment' ? `${details.noticeNumber}, ${details.issuer}` : null;
}
