import * as z from 'zod';
import type { DossierRow } from '../../../db/repositories/dossier-repository.ts';
import type { CanonicalValue } from '../../../shared/domain/canonical-json.ts';
import {
  type DossierAction,
  type DossierState,
  isOpen,
  NATIONAL_STATUS,
  stateAfter,
} from '../../../shared/domain/dossier/dossier-state.ts';
import type { StepDetails } from '../../../shared/domain/dossier/dossier-step.ts';
import type { Instant } from '../../../shared/types/clock.ts';
import type { DossierId, UserId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import type { Identity } from '../../host/identity.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { closeTurn } from '../work/work-turns.ts';

const StepId = z.uuid();

/** Packets and events of each kind of step. */
const SAID = {
  supplement: 'dossier.supplement-asked',
  payment: 'dossier.payment-asked',
  stop: 'dossier.stopped',
  withdrawal: 'dossier.withdrawn',
  refusal: 'dossier.refused',
  reappointment: 'dossier.reappointed',
  extension: 'dossier.extended',
  'result-sent-back': 'dossier.result-sent-back',
  'slip-lost': 'dossier.slip-lost',
  void: 'dossier.voided',
  arrival: 'dossier.arrived',
} as const satisfies Record<StepDetails['kind'], string>;

/** The dossier and the state that an action leads to. */
export function beforeAction(w: Work, dossierId: DossierId, action: DossierAction) {
  const dossier = w.dossiers.find(dossierId);
  if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
  const next = stateAfter(dossier.state, action);
  return next.ok ? ok({ dossier, next: next.value }) : next;
}

/** Whose step it is: a person's here, or an agency's of which the province told. */
export type StepTaker = { by: UserId; agency: null } | { by: null; agency: string };

interface StepExtras {
  /** When the step was taken, where that is not now. */
  at?: Instant;
  /** The new appointment, where the step moves it. */
  dueAfter?: string | null;
  /** Further facts of the event. */
  payload?: Record<string, string>;
  /** What only the province is told. */
  told?: Record<string, CanonicalValue>;
}

/** Writes a step of the caller that the rules allow; see {@link writeStep}. */
export function recordStep(
  w: Work,
  { host, signedIn }: CommandContext,
  before: { dossier: DossierRow; next: DossierState },
  details: StepDetails,
  extras: StepExtras = {},
) {
  const taker = { by: signedIn().userId, agency: null };
  return writeStep(w, { identity: host.identity, taker }, before, details, extras);
}

/** Writes a step that the rules allow: record, state, event and packet; personal words stand in the event by commitment only. */
export function writeStep(
  w: Work,
  { identity, taker }: { identity: Identity; taker: StepTaker },
  { dossier, next }: { dossier: DossierRow; next: DossierState },
  details: StepDetails,
  { at = w.now, dueAfter = null, payload = {}, told = {} }: StepExtras = {},
) {
  const stepId = identity.newId(StepId);
  w.steps.begin({
    id: stepId,
    dossierId: dossier.id,
    details,
    at,
    ...taker,
    dueBefore: dossier.due,
    dueAfter,
  });
  w.dossiers.setState(dossier.id, next, w.now);
  if (!isOpen(next) && next !== 'stopped' && taker.by !== null) closeTurn(w, dossier.id, taker.by);
  const event = w.record({
    subject: { kind: 'dossier', id: dossier.id },
    type: SAID[details.kind],
    payload: { code: dossier.code, stepId, ...payload },
    personal: { details: JSON.stringify(details) },
  });
  const { kind: _kind, ...words } = details;
  const sent = w.send(event, {
    kind: SAID[details.kind],
    snapshot: {
      dossierId: dossier.id,
      dossierCode: dossier.code,
      status: NATIONAL_STATUS[next],
      stepId,
      ...(words as Record<string, CanonicalValue>),
      ...told,
      ...(dueAfter === null ? {} : { dueBefore: dossier.due, due: dueAfter }),
      at: w.now,
    },
    files: [],
  });
  w.announce('dossier');
  return { stepId, state: next, packetSeq: sent.seq };
}
