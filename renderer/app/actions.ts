import { create } from 'zustand';
import type { MessageKey } from '../../shared/messages/vi.ts';

/** One thing a person can do, as menu entry, button, key and line of the cheat sheet alike. */
export interface Action {
  id: string;
  label: MessageKey;
  /** For example `Alt+1`, `F8`, `Ctrl+Shift+L`; only keys that a field never needs. */
  keys: string;
  /** A second way, which may be a plain sign: it counts only while no field has the focus. */
  alsoKeys?: string;
  /** Whether it stands in the bar at the foot of the screen, which has no room for all; the cheat sheet always has it. */
  inBar?: boolean;
  run(): void;
}

interface ActionStore {
  actions: readonly Action[];
  register(actions: readonly Action[]): () => void;
}

/** The actions of the shell and of the screen that is shown. */
export const useActions = create<ActionStore>((set) => ({
  actions: [],
  register(actions) {
    set((state) => ({ actions: [...state.actions, ...actions] }));
    return () => set((state) => ({ actions: state.actions.filter((action) => !actions.includes(action)) }));
  },
}));

/** The part of a keyboard event that a shortcut depends on. */
export type PressedKey = Pick<
  KeyboardEvent,
  'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing' | 'keyCode'
> & {
  /** Whether what is typed goes into a field. */
  inField: boolean;
};

/** Named keys that mean something to a screen while no field has the focus; buttons and menus have no use for them. */
const OUTSIDE_FIELDS = new Set(['Delete', 'PageUp', 'PageDown']);

/**
 * The name of a pressed combination, or undefined for what an input tool composes (keyCode 229) and for plain typing into a field: those
 * belong to the field. Digits and letters are taken from the physical key, so that a Vietnamese layout does not change them.
 */
export function combinationOf(event: PressedKey): string | undefined {
  if (event.isComposing || event.keyCode === 229) return undefined;
  const isFunctionKey = /^F\d{1,2}$/u.test(event.key);
  if (!isFunctionKey && !event.altKey && !event.ctrlKey && !event.metaKey)
    return event.inField || (event.key.length > 1 && !OUTSIDE_FIELDS.has(event.key)) ? undefined : event.key;
  const key = /^(?:Digit|Key)(.)$/u.exec(event.code)?.[1] ?? event.key;
  // Taking typing back belongs to the field that was typed into.
  if (event.inField && key.toUpperCase() === 'Z' && !event.altKey) return undefined;
  const parts = [
    event.ctrlKey || event.metaKey ? 'Ctrl' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey ? 'Shift' : '',
    key,
  ];
  return parts.filter(Boolean).join('+');
}

/** Runs the action of a pressed combination; true when there was one. */
export function runShortcut(actions: readonly Action[], event: PressedKey): boolean {
  const pressed = combinationOf(event);
  const action =
    pressed === undefined
      ? undefined
      : actions.findLast(({ keys, alsoKeys }) => keys === pressed || alsoKeys === pressed);
  action?.run();
  return action !== undefined;
}
