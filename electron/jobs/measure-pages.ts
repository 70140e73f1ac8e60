import type { WaitingPage } from '../../db/repositories/page-quality-repository.ts';
import { type CleanUp, isSameFlatten } from '../../shared/domain/digitisation/clean-up.ts';
import { paperOfSource } from '../../shared/domain/digitisation/flatten.ts';
import type { DossierId } from '../../shared/types/ids.ts';
import { ok, refuse } from '../../shared/types/result.ts';
import { helperKinds } from '../host/ports/helper-kinds.ts';
import type { PageImprint } from '../host/ports/page-quality.ts';
import type { PageMeasurer, PageMeasuring } from '../host/quality-book.ts';
import { workOffPages } from './page-queue.ts';

const LIMITS = { timeoutMs: 60_000, memoryLimitMb: 1024 };
/** A page that ends the helper so often is taken for the cause of it. */
const TRIES = 2;

/** Measures pages after they were stored, so that no scan waits for it. */
export function measurePages(deps: PageMeasuring): PageMeasurer {
  const stopping = new AbortController();
  const { signal } = stopping;
  /** The page measured last: the one before the next, most of the time. */
  let last: { pageId: string; imprint: PageImprint } | undefined;

  async function run(page: WaitingPage, before: PageImprint | null) {
    const jpeg = await deps.read(page);
    if (jpeg === undefined) return ok(refuse('FILE_UNREADABLE', {}));
    const options = { ...LIMITS, signal };
    const asked = { jpeg, dpi: page.dpi, photo: photoOf(page), before };
    return await deps.helpers.run(helperKinds.measurePage, asked, options);
  }

  async function imprintOf(page: WaitingPage | undefined): Promise<PageImprint | null> {
    if (page === undefined) return null;
    if (last?.pageId === page.pageId) return last.imprint;
    const answer = await run(page, null);
    return answer.ok && answer.value.ok ? answer.value.value.imprint : null;
  }

  /** Answers false when it was stopped in the middle. */
  async function measure(page: WaitingPage): Promise<boolean> {
    const beforePage = deps.book.before(page.pageId);
    const before = await imprintOf(beforePage);
    let problem = '';
    for (let tried = 0; tried < TRIES && !signal.aborted; tried++) {
      const answer = await run(page, before);
      // Made flat otherwise meanwhile: it stays on the list and is measured again.
      if (isOtherwise(page, deps.book.cleanUpOf(page.pageId))) return true;
      if (!answer.ok && answer.refusal.code === 'HELPER_CANCELLED') return false;
      if (answer.ok && answer.value.ok) {
        const { measures, imprint } = answer.value.value;
        last = { pageId: page.pageId, imprint };
        deps.book.keep(page.pageId, beforePage?.pageId ?? null, { measures });
        deps.feed.publish({ topic: 'dossier' });
        return true;
      }
      problem = answer.ok ? (answer.value.ok ? '' : answer.value.refusal.code) : answer.refusal.code;
      if (answer.ok) break;
    }
    if (signal.aborted) return false;
    deps.book.keep(page.pageId, beforePage?.pageId ?? null, { problem });
    deps.feed.publish({ topic: 'dossier' });
    return true;
  }

  const { book, mayRecord, feed, log } = deps;
  const working = workOffPages({
    ...{ waiting: book.waiting, work: measure, mayRecord, feed, log, signal },
    name: 'measuring pages',
  });
  return {
    async settle(dossierId: DossierId, componentId: string) {
      for (const page of deps.book.waitingOf(dossierId, componentId)) if (!(await measure(page))) return;
    },
    async close() {
      stopping.abort();
      await working;
    },
  };
}

/** How a page is measured as a photograph: one by the camera always, another picture once a person had it made flat. */
function photoOf({ source, cleanUp }: WaitingPage) {
  const paper = paperOfSource(source) ?? cleanUp?.flatten?.paper;
  if (paper === undefined) return null;
  return { paper, ...(cleanUp === null ? {} : { chosen: cleanUp.flatten }) };
}

function isOtherwise({ cleanUp }: WaitingPage, now: CleanUp | null): boolean {
  return (
    (cleanUp === null) !== (now === null) || !isSameFlatten(cleanUp?.flatten ?? null, now?.flatten ?? null)
  );
}
