import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClock,
  IconInbox,
  IconPackageExport,
  IconProgress,
  IconSend,
  IconTrashX,
  type TablerIcon,
} from '@tabler/icons-react';
import type { DossierHit } from '../../../../shared/contract/dossier.ts';
import { clockRuns } from '../../../../shared/domain/dossier/dossier-state.ts';
import { useWords } from '../../../lib/context.tsx';

type State = DossierHit['state'];

const ICONS: Record<State, TablerIcon> = {
  registered: IconCircleDashed,
  'completion-asked': IconAlertTriangle,
  forwarded: IconSend,
  received: IconInbox,
  refused: IconCircleX,
  processing: IconProgress,
  'supplement-asked': IconAlertTriangle,
  'payment-asked': IconAlertTriangle,
  withdrawn: IconCircleX,
  stopped: IconCircleX,
  'result-in': IconPackageExport,
  returned: IconCircleCheck,
  voided: IconTrashX,
};

/** A dossier's state, icon and word. */
export function DossierState({ state }: { state: State }) {
  const { t } = useWords();
  const Icon = ICONS[state];
  return (
    <span className={`qmc-state ${state === 'returned' ? 'qmc-good' : ''}`}>
      <Icon size={17} stroke={1.9} aria-hidden />
      <span>{t(`dossier.state.${state}`)}</span>
    </span>
  );
}

/** How an open dossier stands to its due time: late, soon (today), or in time. */
function dueTone(state: State, dueAt: string, nowMs: number): 'late' | 'soon' | 'in-time' | 'done' {
  if (!clockRuns(state)) return 'done';
  const left = Date.parse(dueAt) - nowMs;
  return left < 0 ? 'late' : left < 4 * 3_600_000 ? 'soon' : 'in-time';
}

/** Lateness as icon and word; nothing while there is time. */
export function DueMark(props: { state: State; dueAt: string; now: number }) {
  const { t } = useWords();
  const tone = dueTone(props.state, props.dueAt, props.now);
  if (tone === 'done' || tone === 'in-time') return null;
  return (
    <span className={`qmc-state ${tone === 'late' ? 'qmc-bad' : 'qmc-attention'}`}>
      <IconClock size={16} aria-hidden />
      <span>{t(`due.${tone}`)}</span>
    </span>
  );
}
