import { useMemo, useRef } from 'react';
import type { Action } from './actions.ts';
import { useRegisteredActions } from './use-actions.ts';

/** One action of a screen, in the bar at its foot and under its key, while the caller is shown. */
export function useOwnAction(id: string, label: Action['label'], keys: string, act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  const actions = useMemo<readonly Action[]>(
    () => [{ id, label, keys, inBar: true, run: () => latest.current() }],
    [id, label, keys],
  );
  useRegisteredActions(actions);
}
