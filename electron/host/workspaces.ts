import { inspectDataFolder } from '../../db/folder/data-folder.ts';
import type { Workspace } from '../../shared/contract/setup.ts';
import { ok, type Result } from '../../shared/types/result.ts';
import type { LiveFeed } from './live-feed.ts';
import type { OpenCounter } from './open-counter.ts';
import type { StartRefusal } from './start-refusal.ts';

/** The data folder of a workspace: practice lies beside the office's folder, never inside it, so that no backup mixes them. */
function folderOf(dataDir: string, workspace: Workspace): string {
  return workspace === 'official' ? dataDir : `${dataDir.replace(/[\\/]+$/u, '')}-practice`;
}

/** Going between the office's folder and the practice folder. Only one is open at a time. */
export function createWorkspaces(
  feed: LiveFeed,
  dataDir: string,
  slot: { current: OpenCounter },
  open: (path: string, workspace: Workspace) => Promise<Result<OpenCounter, StartRefusal>>,
) {
  let switching: Promise<unknown> = Promise.resolve();

  async function doSwitch(to: Workspace): Promise<Result<OpenCounter, StartRefusal>> {
    if (slot.current.workspace === to) return ok(slot.current);
    const opened = await open(folderOf(dataDir, to), to);
    if (!opened.ok) return opened;
    const left = slot.current;
    slot.current = opened.value;
    left.sessions.endAll();
    await left.close();
    feed.publish({ topic: 'workspace' });
    return opened;
  }

  return {
    /** True when the other workspace's folder holds a counter. */
    async otherIsSetUp(): Promise<boolean> {
      const other = slot.current.workspace === 'official' ? 'practice' : 'official';
      return (await inspectDataFolder(folderOf(dataDir, other))) === 'counter';
    },
    /** Opens the other folder, then closes this one; when it cannot be opened this one stays. */
    switchTo(to: Workspace): Promise<Result<OpenCounter, StartRefusal>> {
      const next = switching.then(() => doSwitch(to));
      switching = next.catch(() => undefined);
      return next;
    },
  };
}
export type Workspaces = ReturnType<typeof createWorkspaces>;
