import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { SortedStack, WaitingPage } from '../../../shared/contract/stack.ts';
import { useClient } from '../../lib/context.tsx';
import { type Refused, toRefused } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useStackProgress } from '../../lib/use-live.ts';
import { type ScanSettings, type Slot, scannerProblem } from './use-scan.ts';

/** A stack through the feeder: what came, what was looked at, and where it went. */
export function useStack(dossierId: string | null) {
  const client = useClient();
  const queries = useQueryClient();
  const abort = useRef<AbortController>(undefined);
  const [running, setRunning] = useState(false);
  const [sorted, setSorted] = useState<SortedStack>();
  const [refused, setRefused] = useState<Refused>();
  const { progress, show } = useStackProgress();
  const work = async (run: (signal: AbortSignal) => Promise<SortedStack>) => {
    if (abort.current !== undefined) return;
    const controller = new AbortController();
    abort.current = controller;
    setRunning(true);
    setSorted(undefined);
    setRefused(undefined);
    show(undefined);
    try {
      const done = await run(controller.signal);
      setSorted(done);
      if (done.stopped !== null) setRefused(scannerProblem(done.stopped));
    } catch (error) {
      // What came is sorted all the same; the host tells when.
      if (controller.signal.aborted) setRefused({ code: 'SCAN_CANCELLED', data: {} });
      else setRefused(scannerProblem(toRefused(error)));
    } finally {
      abort.current = undefined;
      setRunning(false);
      show(undefined);
      await queries.invalidateQueries();
    }
  };
  return {
    running,
    sorted,
    refused,
    pages: running ? (progress?.pages ?? 0) : 0,
    read: running ? (progress?.read ?? 0) : 0,
    run: ({ source: _, ...order }: ScanSettings) =>
      work((signal) => client.stack.run({ requestId: uuidv7(), dossierId, ...order } as never, { signal })),
    sort: (runId: string) =>
      work((signal) => client.stack.sort({ requestId: uuidv7(), runId } as never, { signal })),
    cancel: () => abort.current?.abort(),
  };
}
export type StackRun = ReturnType<typeof useStack>;

/** Pages that wait for a person, the one that is looked at, and what can be done with them. */
export function useWaitingPages() {
  const client = useClient();
  const asked = useAsk(['stack', 'waiting'], {}, () => client.stack.waiting({}));
  const put = useCommand(client.stack.file);
  const sign = useCommand(client.stack.fileSigned);
  const away = useCommand(client.stack.setAside);
  const back = useCommand(client.stack.takeBack);
  const [shownId, show] = useState<string>();
  const [aside, setAside] = useState<WaitingPage>();
  const pages = asked.data?.pages ?? [];
  const shown = pages.find(({ stackPageId }) => stackPageId === shownId);
  const next = shown ?? pages[0];
  const isBusy = put.running || sign.running;
  return {
    pages,
    interrupted: asked.data?.interrupted ?? [],
    shown,
    show,
    next,
    aside,
    refused: put.refused ?? sign.refused ?? away.refused ?? back.refused,
    /** Puts a page into a component; answers whether it went. */
    async file(page: WaitingPage, slot: Slot): Promise<boolean> {
      if (isBusy) return false;
      const done = await put.run({ stackPageId: page.stackPageId, ...slot } as never);
      return done !== undefined;
    },
    async fileSigned(
      page: WaitingPage,
      dossierId: string,
      kind: 'slip' | 'hand-over-receipt',
    ): Promise<void> {
      if (!isBusy) await sign.run({ stackPageId: page.stackPageId, dossierId, kind } as never);
    },
    async setAside(page: WaitingPage): Promise<void> {
      if ((await away.run({ stackPageId: page.stackPageId })) !== undefined) setAside(page);
    },
    async takeBack(): Promise<void> {
      if (aside === undefined) return;
      await back.run({ stackPageId: aside.stackPageId });
      setAside(undefined);
    },
  };
}
export type WaitingPages = ReturnType<typeof useWaitingPages>;
