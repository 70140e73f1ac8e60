import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { Language } from './i18n.ts';

/** Looks of the window. */
export const SCHEMES = ['light', 'dark', 'contrast'] as const;
export type Scheme = (typeof SCHEMES)[number];

interface Preferences {
  language: Language;
  scheme: Scheme;
  /** Per cent of the designed size. */
  textSize: number;
  setLanguage(language: Language): void;
  setScheme(scheme: Scheme): void;
  setTextSize(textSize: number): void;
}

/** How this person likes the window; kept by the browser profile, never sent anywhere. */
export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      language: 'vi',
      scheme: 'light',
      textSize: 100,
      setLanguage: (language) => set({ language }),
      setScheme: (scheme) => set({ scheme }),
      setTextSize: (textSize) => set({ textSize }),
    }),
    { name: 'qmc.preferences', storage: createJSONStorage(() => localStorage) },
  ),
);

/** Another window of this person chose another look or language: this one follows. Answers how to stop following. */
export function followOtherWindows(): () => void {
  const follow = ({ key }: StorageEvent) => {
    if (key === usePreferences.persist.getOptions().name) void usePreferences.persist.rehydrate();
  };
  window.addEventListener('storage', follow);
  return () => window.removeEventListener('storage', follow);
}
