import type { StepRow } from '../../../db/repositories/step-repository.ts';
import type { AppointmentChange } from '../../../shared/domain/deadline/replay.ts';
import type { Instant } from '../../../shared/types/clock.ts';
import { pauseBegan } from './resume-dossier.ts';

/** A step that moved the appointment, and the change that it was. */
export interface RecordedChange {
  step: StepRow & { dueAfter: string };
  change: AppointmentChange;
}

/**
 * What moved a dossier's appointment, in the order in which it did. The competent office's reception is none of it: it is where the reckoning
 * begins.
 */
export function changesOf(steps: readonly StepRow[]): RecordedChange[] {
  return steps
    .flatMap((step): RecordedChange[] => {
      const { dueAfter } = step;
      return dueAfter === null || step.kind === 'arrival'
        ? []
        : [{ step: { ...step, dueAfter }, change: changeOf(steps, { ...step, dueAfter }) }];
    })
    .sort((one, other) => one.change.at.localeCompare(other.change.at));
}

function changeOf(
  steps: readonly StepRow[],
  { details, begunAt, endedAt, dueAfter }: StepRow & { dueAfter: string },
): AppointmentChange {
  if (details.kind === 'extension')
    return {
      kind: 'extension',
      at: begunAt,
      article: details.article,
      value: details.value,
      unit: details.unit,
    };
  if (details.kind === 'reappointment') return { kind: 'reappointment', at: begunAt, due: dueAfter };
  return { kind: 'pause', at: endedAt ?? begunAt, from: pauseBegan(steps, begunAt) };
}

/** When the change of a step began, for people: the pause's first day, else the moment of the step. */
export function changeBegan({ change }: RecordedChange): Instant {
  return change.kind === 'pause' ? change.from : change.at;
}
