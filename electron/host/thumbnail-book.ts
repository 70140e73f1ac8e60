import type { DataFolder } from '../../db/folder/data-folder.ts';
import type { WriteDb } from '../../db/open.ts';
import type { UndrawnPage } from '../../db/repositories/page-thumbnail-repository.ts';
import { immediate } from '../../db/transaction.ts';
import type { Clock } from '../../shared/types/clock.ts';
import { ok } from '../../shared/types/result.ts';
import type { PageWork } from './page-work.ts';
import type { Repositories } from './repositories.ts';
import { storeFile } from './store-file.ts';

/** Draws the small pictures of the pages of one open data folder, one after the other. */
export interface ThumbnailDrawer {
  close(): Promise<void>;
}

/** What the drawer asks and keeps: each method that writes is one transaction. */
export function createThumbnailBook(
  folder: DataFolder,
  write: WriteDb,
  { thumbnails, blobs }: Pick<Repositories, 'thumbnails' | 'blobs'>,
  clock: Clock,
) {
  return {
    waiting: thumbnails.waiting,
    /** Stores the small picture as a file of its own. */
    async keep(pageId: string, jpeg: Uint8Array): Promise<void> {
      const file = await storeFile({ folder }, jpeg, 'image/jpeg');
      immediate(write, () => {
        blobs.name({ ...file, at: clock.now() });
        thumbnails.keep(pageId, { sha256: file.sha256 }, clock.now());
        return ok(undefined);
      });
    },
    giveUp(pageId: string, problem: string): void {
      immediate(write, () => {
        thumbnails.keep(pageId, { problem }, clock.now());
        return ok(undefined);
      });
    },
  };
}

/** What the drawer is given. */
export interface ThumbnailDrawing extends PageWork<UndrawnPage> {
  book: ReturnType<typeof createThumbnailBook>;
}

/** Starts the drawer; composition roots give it to the host, which knows no job. */
export type DrawThumbnails = (deps: ThumbnailDrawing) => ThumbnailDrawer;
