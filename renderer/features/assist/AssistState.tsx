import type { AssistedState } from '../../../shared/domain/online/assisted-filing.ts';
import { useWords } from '../../lib/context.tsx';
import { type MarkedState, StateMark } from '../../ui/StateMark.tsx';

const MARKS: Record<AssistedState, MarkedState> = {
  preparing: 'checking',
  prepared: 'attention',
  filed: 'good',
  'given-up': 'bad',
};

/** How far the help with an online filing is. */
export function AssistState({ state }: { state: AssistedState }) {
  const { t } = useWords();
  return <StateMark state={MARKS[state]}>{t(`assist.state.${state}`)}</StateMark>;
}
