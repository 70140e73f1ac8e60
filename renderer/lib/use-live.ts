import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { create } from 'zustand';
import type { LiveEvent, ProgressTopic } from '../../shared/contract/live.ts';
import { useClient, useLink } from './context.tsx';

/** Which queries a pushed event makes stale; the first word of a query's key is its feature. */
const STALE: Record<Exclude<LiveEvent['topic'], ProgressTopic>, readonly string[] | 'all'> = {
  connected: 'all',
  workspace: 'all',
  session: ['session'],
  office: ['office', 'setup'],
  people: ['people', 'session'],
  device: ['device', 'scan', 'print'],
  health: ['health'],
  outbox: ['today', 'health', 'dossier', 'delivery'],
  dossier: ['dossier', 'today'],
  certify: ['certify', 'dossier', 'today'],
  tray: ['tray'],
  stack: ['stack'],
  print: ['print'],
  online: ['online', 'today'],
};

interface BackupProgress {
  progress: { done: number; total: number } | undefined;
  show(progress: { done: number; total: number } | undefined): void;
}

/** How far a running backup is, as pushed. */
export const useBackupProgress = create<BackupProgress>((set) => ({
  progress: undefined,
  show: (progress) => set({ progress }),
}));

interface ScanProgress {
  progress: { dossierId: string; componentId: string; pages: number } | undefined;
  show(progress: ScanProgress['progress']): void;
}

/** How many pages a running scan has brought so far, as pushed; they are named in the records when it ends. */
export const useScanProgress = create<ScanProgress>((set) => ({
  progress: undefined,
  show: (progress) => set({ progress }),
}));

interface CopyProgress {
  progress: { dossierId: string; componentId: string; done: number; total: number } | undefined;
  show(progress: CopyProgress['progress']): void;
}

/** How many pages of a digital copy were coded anew so far, as pushed. */
export const useCopyProgress = create<CopyProgress>((set) => ({
  progress: undefined,
  show: (progress) => set({ progress }),
}));

interface SigningProgress {
  progress: { role: 'officer' | 'agency'; done: number; total: number } | undefined;
  show(progress: SigningProgress['progress']): void;
}

/** How many copies of a queue are signed so far, as pushed. */
export const useSigningProgress = create<SigningProgress>((set) => ({
  progress: undefined,
  show: (progress) => set({ progress }),
}));

interface StackProgress {
  progress: { runId: string; pages: number; read: number } | undefined;
  show(progress: StackProgress['progress']): void;
}

/** How many pages of a running stack came and were looked at, as pushed. */
export const useStackProgress = create<StackProgress>((set) => ({
  progress: undefined,
  show: (progress) => set({ progress }),
}));

interface ExportProgress {
  progress: { exportId: string; done: number; total: number } | undefined;
  show(progress: ExportProgress['progress']): void;
}

/** How many dossiers a running export has written so far, as pushed. */
export const useExportProgress = create<ExportProgress>((set) => ({
  progress: undefined,
  show: (progress) => set({ progress }),
}));

interface CheckProgress {
  progress: { checkId: string; done: number; total: number } | undefined;
  show(progress: CheckProgress['progress']): void;
}

/** How many pages of a file that is judged were drawn so far, as pushed. */
export const useCheckProgress = create<CheckProgress>((set) => ({
  progress: undefined,
  show: (progress) => set({ progress }),
}));

/** Listens to pushed events for as long as the window lives, over every reconnection. */
export function useLive(): void {
  const client = useClient();
  const online = useLink() === 'online';
  const queries = useQueryClient();
  useEffect(() => {
    if (!online) return;
    const abort = new AbortController();
    const follow = async () => {
      for await (const event of await client.live.watch({}, { signal: abort.signal })) {
        if (event.topic === 'backup-progress') {
          useBackupProgress.getState().show(event.done >= event.total ? undefined : event);
          continue;
        }
        if (event.topic === 'scan-progress') {
          useScanProgress.getState().show(event);
          continue;
        }
        if (event.topic === 'copy-progress') {
          useCopyProgress.getState().show(event);
          continue;
        }
        if (event.topic === 'signing-progress') {
          useSigningProgress.getState().show(event);
          continue;
        }
        if (event.topic === 'stack-progress') {
          useStackProgress.getState().show(event);
          continue;
        }
        if (event.topic === 'check-progress') {
          useCheckProgress.getState().show(event);
          continue;
        }
        if (event.topic === 'export-progress') {
          useExportProgress.getState().show(event);
          continue;
        }
        const stale = STALE[event.topic];
        await queries.invalidateQueries(
          stale === 'all' ? {} : { predicate: ({ queryKey }) => stale.includes(String(queryKey[0])) },
        );
      }
    };
    // A broken stream ends with the connection; the next one begins with `connected`, which asks everything again.
    follow().catch(() => undefined);
    return () => abort.abort();
  }, [client, online, queries]);
}
