import type { Instant } from '../../types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';
import type { ProgressEntry } from '../delivery/progress-wire.ts';
import { type DossierAction, type DossierState, stateAfter, type WorkStage } from './dossier-state.ts';

/** Why what the province told was put aside, so that a person decides; what has one of the last two was applied, and a person
 * looks at two appointments that differ, or gives the citizen another slip. */
export const ASIDE_REASONS = [
  'SIGNATURE_WRONG',
  'ENTRY_UNREADABLE',
  'ENTRY_DIFFERS',
  'DOSSIER_UNKNOWN',
  'LINKED_PROCEDURE',
  'WORKED_ON_HERE',
  'EARLIER_MISSING',
  'LATER_HANDLED',
  'TIME_IMPOSSIBLE',
  'DOES_NOT_FIT',
  'NEEDS_A_PERSON',
  'SECOND_SUPPLEMENT',
  'ORIGINALS_OUT',
  'COPY_BEING_SIGNED',
  'NOT_RECKONABLE',
  'CURSOR_WENT_BACK',
  'DUE_DIFFERS',
  'SLIP_OUTDATED',
] as const;
export type AsideReason = (typeof ASIDE_REASONS)[number];

/** Put aside, with what the reason is about. */
export type Aside = Refusal<AsideReason, { detail: string }>;

/** What is known of a dossier when an entry about it arrives. */
export interface MirroredDossier {
  state: DossierState;
  stage: WorkStage;
  receivedAt: Instant;
  /** The highest number of its entries that was applied or noted; 0 when there was none. */
  lastNumber: number;
}

/** An entry may be ahead of this clock by so much: clocks differ. */
const AHEAD_MS = 5 * 60_000;

/**
 * What an entry of the province does to a dossier: the actions of the state machine, in order; none where it only says where the work stands. It
 * never moves a dossier past that machine: what does not fit is put aside. `inOrder` false is a person's word that the order does not matter.
 */
export function decideProgress(
  dossier: MirroredDossier,
  entry: ProgressEntry,
  now: Instant,
  inOrder = true,
): Result<DossierAction[], Aside> {
  if (dossier.stage !== 'elsewhere') return aside('WORKED_ON_HERE');
  if (inOrder && entry.number > dossier.lastNumber + 1)
    return aside('EARLIER_MISSING', String(dossier.lastNumber + 1));
  if (inOrder && entry.number <= dossier.lastNumber)
    return aside('LATER_HANDLED', String(dossier.lastNumber));
  // To the minute: others write no seconds.
  if (
    entry.at.slice(0, 16) < dossier.receivedAt.slice(0, 16) ||
    Date.parse(entry.at) > Date.parse(now) + AHEAD_MS
  )
    return aside('TIME_IMPOSSIBLE', entry.at);
  const wanted = actionsOf(dossier.state, entry);
  if (wanted === null) return aside('NEEDS_A_PERSON', String(entry.status));
  let { state } = dossier;
  for (const action of wanted) {
    const next = stateAfter(state, action, dossier.stage);
    if (!next.ok) return aside('DOES_NOT_FIT', `${state}: ${action}`);
    state = next.value;
  }
  return ok(wanted);
}

function aside(reason: AsideReason, detail = ''): { ok: false; refusal: Aside } {
  return refuse(reason, { detail });
}

/** The state that each of these statuses leads to, by which action; a dossier that is there already stays. */
const LEADS_TO: Readonly<Record<number, { state: DossierState; action: DossierAction }>> = {
  3: { state: 'refused', action: 'refuse' },
  5: { state: 'supplement-asked', action: 'ask-supplement' },
  6: { state: 'payment-asked', action: 'ask-payment' },
  7: { state: 'withdrawn', action: 'withdraw' },
  8: { state: 'stopped', action: 'stop' },
  9: { state: 'result-in', action: 'record-result' },
};

/** Null where a person must decide: nothing new begins again, and what was handed over elsewhere has a receiver that only people know. */
function actionsOf(state: DossierState, entry: ProgressEntry): DossierAction[] | null {
  const led = LEADS_TO[entry.status];
  if (led !== undefined) return led.state === state ? [] : [led.action];
  const isForwarded = state === 'forwarded';
  if (entry.status === 2) {
    if (isForwarded) return ['confirm-arrival'];
    return state === 'received' ? [] : null;
  }
  if (entry.status === 10) return state === 'returned' ? [] : null;
  if (entry.status !== 4) return null;
  if (state === 'processing') return [];
  if (state === 'received') return ['start-processing'];
  if (isForwarded) return entry.receivedAt === null ? null : ['confirm-arrival', 'start-processing'];
  const waits = state === 'supplement-asked' || state === 'payment-asked' || state === 'stopped';
  return waits ? ['resume'] : null;
}
