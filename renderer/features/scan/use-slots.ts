import { useState } from 'react';
import type { DossierView } from '../../../shared/contract/dossier.ts';
import { movedTo, movedWithin } from '../../../shared/domain/digitisation/arrangement.ts';
import { nextMark } from '../../../shared/domain/digitisation/stuck-note.ts';
import { useChosenPages } from './use-chosen-pages.ts';
import { usePageWork } from './use-page-work.ts';

/** A component of a dossier with its pages. */
export type SlotView = DossierView['components'][number];

/** The components of a dossier whose papers are here, the chosen one with its chosen pages, and what is done to pages that are there. */
export function useSlots(dossier: DossierView, componentId: string | undefined, mayChange: boolean) {
  // What was looked up in a database has no pages.
  const slots = dossier.components.filter(({ source }) => source !== 'database');
  const [chosenId, setChosenId] = useState(
    componentId ?? slots.find(({ pages }) => pages.length === 0)?.componentId,
  );
  const slot = slots.find((entry) => entry.componentId === chosenId) ?? slots[0];
  const pages = slot?.pages ?? [];
  const chosen = useChosenPages(pages);
  const work = usePageWork(dossier.dossierId);
  const here = { componentId: slot?.componentId ?? '', pageIds: pages.map(({ pageId }) => pageId) };
  const moving = new Set(chosen.range.map(({ pageId }) => pageId));
  const choose = (id: string) => {
    setChosenId(id);
    chosen.restart();
  };
  /** Puts the range in front of the page that stands at `at`, or behind the last one. */
  const moveTo = (at: number) => {
    const components = mayChange && movedWithin(here, moving, at);
    if (components) void work.arrange(components, moving.size);
  };
  return {
    slots,
    slot,
    pages,
    chosen,
    work,
    choose,
    moveTo,
    step(by: 1 | -1) {
      const next = slots[slots.findIndex((entry) => entry.componentId === slot?.componentId) + by];
      if (next !== undefined) choose(next.componentId);
    },
    later: () => moveTo(Math.min(pages.length, chosen.to + 2)),
    earlier: () => moveTo(Math.max(0, chosen.from - 1)),
    /** Puts the range into another component. */
    moveInto(id: string) {
      const target = slots.find((entry) => entry.componentId === id);
      if (!mayChange || target === undefined || moving.size === 0 || id === slot?.componentId) return;
      const to = { componentId: id, pageIds: target.pages.map(({ pageId }) => pageId) };
      void work.arrange(movedTo(here, moving, to), moving.size);
    },
    setAside() {
      if (mayChange && moving.size > 0) void work.setAside([...moving]);
    },
    setOneAside(index: number) {
      const page = pages[index];
      if (mayChange && page !== undefined) void work.setAside([page.pageId]);
    },
    markNote() {
      const { page, at } = chosen;
      if (!mayChange || page === undefined) return;
      const next = nextMark(
        pages.map(({ note }) => note),
        at,
      );
      void work.markNote(page.pageId, page.note, next);
    },
  };
}
