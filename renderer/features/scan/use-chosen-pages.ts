import { useState } from 'react';

interface Choice {
  /** The chosen page; undefined chooses by place alone, as for pages that are only on their way. */
  pageId: string | undefined;
  at: number;
  /** Where a range began; undefined is the chosen page alone. */
  anchorId: string | undefined;
}

/** The chosen page of a slot and the range that ends at it; a page stays chosen wherever it moves to. */
export function useChosenPages<Page extends { pageId: string }>(pages: readonly Page[]) {
  const [choice, put] = useState<Choice>({ pageId: undefined, at: 0, anchorId: undefined });
  const placeOf = (id: string | undefined) => pages.findIndex(({ pageId }) => pageId === id);
  const last = Math.max(0, pages.length - 1);
  const found = placeOf(choice.pageId);
  const at = Math.min(found >= 0 ? found : choice.at, last);
  const anchor = placeOf(choice.anchorId);
  const [from, to] = anchor < 0 ? [at, at] : [Math.min(anchor, at), Math.max(anchor, at)];
  const go = (index: number, anchorId?: string) =>
    put({ pageId: pages[index]?.pageId, at: Math.max(0, index), anchorId });
  const clamped = (index: number) => Math.min(last, Math.max(0, index));
  return {
    at,
    page: pages[at],
    /** The range, in order: the chosen page at least, none where there is no page. */
    range: pages.slice(from, to + 1),
    from,
    to,
    /** Chooses a page; one behind the last is the first that comes next. */
    choose: (index: number) => go(index),
    /** Begins at the first page of another slot. */
    restart: () => put({ pageId: undefined, at: 0, anchorId: undefined }),
    step: (by: number) => go(clamped(at + by)),
    /** Takes everything from where the range began up to a page into it. */
    extendTo: (index: number) => go(clamped(index), choice.anchorId ?? pages[at]?.pageId),
    chooseAll: () => go(last, pages[0]?.pageId),
  };
}
export type ChosenPages = ReturnType<typeof useChosenPages>;
