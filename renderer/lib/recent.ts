import { useEffect } from 'react';
import { useDrafts } from './drafts.ts';

const NAME = 'recent.dossiers';
const KEPT = 6;
const NONE: readonly string[] = [];

/** The dossiers that the person opened last on this window, the newest first; they go when somebody else signs in. */
export function useRecentDossiers(): readonly string[] {
  return useDrafts(({ drafts }) => drafts[NAME] as readonly string[] | undefined) ?? NONE;
}

/** Notes that a dossier is open. */
export function useNoteOpened(dossierId: string): void {
  useEffect(() => {
    const { drafts, put } = useDrafts.getState();
    const before = (drafts[NAME] as readonly string[] | undefined) ?? NONE;
    put(NAME, [dossierId, ...before.filter((id) => id !== dossierId)].slice(0, KEPT));
  }, [dossierId]);
}
