import { useCallback } from 'react';
import { create } from 'zustand';

interface DraftStore {
  drafts: Readonly<Record<string, unknown>>;
  put(name: string, value: unknown): void;
  /** Forgets every draft whose name begins so: the dialog was closed, or what was typed has been sent. */
  forget(prefix: string): void;
  clear(): void;
}

/**
 * What a person has typed but not yet sent. It lives in the memory of the window, so that it outlives the lock screen and a change of
 * screens. It goes when the window is closed or somebody else signs in on it. Passwords are never put here.
 */
export const useDrafts = create<DraftStore>((set) => ({
  drafts: {},
  put: (name, value) => set(({ drafts }) => ({ drafts: { ...drafts, [name]: value } })),
  forget: (prefix) =>
    set(({ drafts }) => ({
      drafts: Object.fromEntries(Object.entries(drafts).filter(([name]) => !name.startsWith(prefix))),
    })),
  clear: () => set({ drafts: {} }),
}));

/** Like `useState`, for a value under a name that is kept while the screen is locked or left. */
export function useDraft<T>(name: string, initial: T): [T, (value: T) => void] {
  const kept = useDrafts(({ drafts }) => drafts[name]);
  const put = useDrafts((state) => state.put);
  const set = useCallback((value: T) => put(name, value), [name, put]);
  return [kept === undefined ? initial : (kept as T), set];
}
