import type { DossierHit } from '../../../shared/contract/dossier.ts';
import {
  clockRuns,
  DOSSIER_STATES,
  type DossierState,
} from '../../../shared/domain/dossier/dossier-state.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';

/** The lists of dossiers that Today leads to. */
const DOSSIER_LISTS = ['all', 'due-today', 'overdue', 'asked', 'to-return'] as const;
export type DossierList = (typeof DOSSIER_LISTS)[number];

/** Every list of the screen; those after the dossiers have a table of their own. */
export const LISTS = [
  ...DOSSIER_LISTS,
  'mine',
  'promises',
  'unacknowledged',
  'online',
  'due-soon',
  'to-call',
  'to-transfer',
  'awaited',
  'codeless',
  'originals',
  'to-verify',
] as const;

/** Whether a list is one of plain dossiers. */
export function isDossierList(list: (typeof LISTS)[number]): list is DossierList {
  return (DOSSIER_LISTS as readonly string[]).includes(list);
}

/** The states that a list asks for; undefined for all of them. */
export function statesOf(list: DossierList): DossierState[] | undefined {
  switch (list) {
    case 'all':
      return undefined;
    case 'to-return':
      return ['result-in'];
    case 'asked':
      return ['supplement-asked', 'payment-asked'];
    default:
      return DOSSIER_STATES.filter(clockRuns);
  }
}

/** Whether a dossier belongs to a list at a moment. */
export function belongs(list: DossierList, { state, dueAt }: DossierHit, nowMs: number): boolean {
  if (list !== 'due-today' && list !== 'overdue') return true;
  if (!clockRuns(state)) return false;
  if (list === 'overdue') return Date.parse(dueAt) < nowMs;
  const now = new Date(nowMs).toISOString();
  return Date.parse(dueAt) >= nowMs && officeDay(dueAt) === officeDay(now);
}
