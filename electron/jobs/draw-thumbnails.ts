import type { UndrawnPage } from '../../db/repositories/page-thumbnail-repository.ts';
import { helperKinds } from '../host/ports/helper-kinds.ts';
import type { DrawThumbnails, ThumbnailDrawer, ThumbnailDrawing } from '../host/thumbnail-book.ts';
import { workOffPages } from './page-queue.ts';

const LIMITS = { timeoutMs: 30_000, memoryLimitMb: 512 };
/** Pixels: twice what the list of pages shows, for dense screens. */
const WIDTH = 240;
/** A page that ends the helper so often is taken for the cause of it. */
const TRIES = 2;
/** Windows ask for all pages again when they are told, so they are told after so many, and after the last. */
const TOLD_EVERY = 8;

/** Pages wait in their list until a start that draws them; their own pictures are shown meanwhile. */
export const drawNoThumbnails: DrawThumbnails = () => ({ close: async () => undefined });

/** Draws the small picture of each page after it was stored, so that no list of pages decodes whole scans. */
export function drawThumbnails(deps: ThumbnailDrawing): ThumbnailDrawer {
  const stopping = new AbortController();
  const { signal } = stopping;
  let drawn = 0;

  /** Answers false when it was stopped in the middle. */
  async function draw(page: UndrawnPage): Promise<boolean> {
    const jpeg = await deps.read(page);
    let problem = 'FILE_UNREADABLE';
    for (let tried = 0; jpeg !== undefined && tried < TRIES; tried++) {
      const options = { ...LIMITS, signal };
      const answer = await deps.helpers.run(helperKinds.pageThumbnail, { jpeg, width: WIDTH }, options);
      if (signal.aborted) return false;
      if (answer.ok && answer.value.ok) {
        await deps.book.keep(page.pageId, answer.value.value.jpeg);
        return tell();
      }
      problem = answer.ok ? (answer.value.ok ? '' : answer.value.refusal.code) : answer.refusal.code;
      if (answer.ok) break;
    }
    deps.log.warn({ pageId: page.pageId, problem }, 'a page without a small picture');
    deps.book.giveUp(page.pageId, problem);
    return tell();
  }

  function tell(): true {
    if (++drawn % TOLD_EVERY === 0 || deps.book.waiting() === undefined)
      deps.feed.publish({ topic: 'dossier' });
    return true;
  }

  const { book, mayRecord, feed, log } = deps;
  const working = workOffPages({
    ...{ waiting: book.waiting, work: draw, mayRecord, feed, log, signal },
    name: 'drawing small pictures of pages',
  });
  return {
    async close() {
      stopping.abort();
      await working;
    },
  };
}
