import { useEffect } from 'react';
import { type Action, runShortcut, useActions } from './actions.ts';

/** Offers actions while the caller is shown; `actions` must keep its identity between renders. */
export function useRegisteredActions(actions: readonly Action[]): void {
  const register = useActions((state) => state.register);
  useEffect(() => register(actions), [register, actions]);
}

/** Listens for shortcuts on the whole window. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, code, altKey, ctrlKey, metaKey, shiftKey, isComposing, keyCode } = event;
      const pressed = { key, code, altKey, ctrlKey, metaKey, shiftKey, isComposing, keyCode };
      const inField = takesText(event.target);
      if (runShortcut(useActions.getState().actions, { ...pressed, inField })) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function takesText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}
