import type { WriteDb } from '../../db/open.ts';
import type { TrayRow } from '../../db/repositories/tray-repository.ts';
import { immediate } from '../../db/transaction.ts';
import type { Clock } from '../../shared/types/clock.ts';
import { ok } from '../../shared/types/result.ts';
import type { LiveFeed } from './live-feed.ts';
import type { Log } from './log.ts';
import type { HelperProcesses } from './ports/helper-process.ts';
import type { HotFolders } from './ports/hot-folder.ts';
import type { Repositories } from './repositories.ts';
import type { FileStore, StoredFile } from './store-file.ts';

/** The watched folder of one open data folder, and the tray that its files come into. */
export interface Tray {
  /** True while the chosen folder cannot be found. */
  readonly folderMissing: boolean;
  /** Looks now, at the folder that is chosen now. */
  look(): Promise<void>;
  /** Ends regular looking and waits for a look under way. */
  close(): Promise<void>;
}

/** The records of the tray as the watcher keeps them: each method is one transaction. */
export function createTrayBook(
  write: WriteDb,
  { tray, blobs, settings }: Pick<Repositories, 'tray' | 'blobs' | 'settings'>,
  clock: Clock,
) {
  return {
    folder: () => settings.get('scanner.watchedFolder'),
    isWaiting: tray.isWaiting,
    /** Notes what came, and names its files in the same transaction. */
    add(row: Omit<TrayRow, 'outcome' | 'arrivedAt'>, files: readonly StoredFile[]): void {
      immediate(write, () => {
        const now = clock.now();
        for (const file of files) blobs.name({ ...file, at: now });
        tray.add({ ...row, arrivedAt: now });
        return ok(undefined);
      });
    },
  };
}

/** What the watcher is given. */
export interface TrayDependencies {
  book: ReturnType<typeof createTrayBook>;
  store: FileStore;
  hotFolders: HotFolders;
  helpers: HelperProcesses;
  /** False while nothing may be recorded: files are checked after an unclean end, or are damaged. */
  mayRecord(): Promise<boolean>;
  newId(): string;
  feed: LiveFeed;
  log: Log;
}

/** Starts the watcher; composition roots give it to the host, which knows no job. */
export type StartTray = (deps: TrayDependencies) => Tray;
