import { useState } from 'react';
import type { TrayFile } from '../../../shared/contract/tray.ts';
import { useClient } from '../../lib/context.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import type { Slot } from './use-scan.ts';

/** The files of the watched folder that wait, the one that is looked at, and what can be done with them. */
export function useTray() {
  const client = useClient();
  const asked = useAsk(['tray', 'list'], {}, () => client.tray.list({}));
  const put = useCommand(client.tray.file);
  const take = useCommand(client.tray.drop);
  const give = useCommand(client.tray.restore);
  const [shownId, show] = useState<string>();
  const [dropped, setDropped] = useState<TrayFile>();
  const [filing, setFiling] = useState<string>();
  const files = asked.data?.files ?? [];
  const shown = files.find(({ trayId }) => trayId === shownId);
  return {
    folder: asked.data?.folder ?? null,
    folderMissing: asked.data?.folderMissing ?? false,
    files,
    shown,
    show,
    /** The file that F4 takes: the one looked at, else the oldest that can be taken. */
    next: shown ?? files.find(({ refusal }) => refusal === null),
    filing,
    dropped,
    refused: put.refused ?? take.refused ?? give.refused,
    /** Puts a file into a component; answers whether it went. */
    async file(trayId: string, slot: Slot): Promise<boolean> {
      if (filing !== undefined) return false;
      setFiling(trayId);
      const done = await put.run({ trayId, ...slot } as never);
      setFiling(undefined);
      show(undefined);
      return done !== undefined;
    },
    async drop(file: TrayFile): Promise<void> {
      if ((await take.run({ trayId: file.trayId })) !== undefined) setDropped(file);
    },
    async restore(): Promise<void> {
      if (dropped === undefined) return;
      await give.run({ trayId: dropped.trayId });
      setDropped(undefined);
    },
  };
}
