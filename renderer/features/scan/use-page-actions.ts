import { useMemo, useRef } from 'react';
import type { Action } from '../../app/actions.ts';
import { useRegisteredActions } from '../../app/use-actions.ts';

/** The keys of every screen that goes through pages one by one: on, back, and the mark that this page was looked at. */
export function usePageActions(
  markLabel: Action['label'],
  does: Record<'mark' | 'next' | 'back', () => void>,
): void {
  const latest = useRef(does);
  latest.current = does;
  const actions = useMemo<readonly Action[]>(() => {
    const run = (name: keyof typeof does) => () => latest.current[name]();
    return [
      { id: 'mark-page', label: markLabel, keys: 'Alt+M', inBar: true, run: run('mark') },
      { id: 'page-next', label: 'action.pageNext', keys: 'PageDown', inBar: true, run: run('next') },
      { id: 'page-back', label: 'action.pageBack', keys: 'PageUp', inBar: true, run: run('back') },
    ];
  }, [markLabel]);
  useRegisteredActions(actions);
}
