import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PageQuality } from '../../../shared/contract/dossier.ts';
import { type Arranged, type ArrangedIn, reversed } from '../../../shared/domain/digitisation/arrangement.ts';
import type { Tones } from '../../../shared/domain/digitisation/clean-up.ts';
import type { NotePicture } from '../../../shared/domain/digitisation/stuck-note.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import { useClient } from '../../lib/context.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { createTurns } from './turns.ts';

type CleanUp = PageQuality['cleanUp'];

/** What was done to pages, as it is said, and how it is taken back. */
export interface Done {
  what: 'aside' | 'arranged' | 'moved' | 'sent' | 'cleaned' | 'noted';
  pages: number;
  undo(): Promise<unknown>;
}

/**
 * Everything that a person does to pages that are there, each with its way back, the last one first; one thing at a time.
 */
export function usePageWork(dossierId: DossierId) {
  const client = useClient();
  const queries = useQueryClient();
  const aside = useCommand(client.scan.setAside);
  const back = useCommand(client.scan.putBack);
  const arrange = useCommand(client.scan.arrange);
  const send = useCommand(client.scan.moveToDossier);
  const clean = useCommand(client.scan.cleanUp);
  const note = useCommand(client.scan.markNote);
  const commands = [aside, back, arrange, send, clean, note];
  const [done, setDone] = useState<readonly Done[]>([]);
  const [turns] = useState(createTurns);

  /** Answers whether it was done; by then the pages are seen as it left them. */
  async function act(work: () => Promise<unknown>, keep: (before: readonly Done[]) => readonly Done[]) {
    const isDone = await turns.take(async () => {
      for (const { reset } of commands) reset();
      const answer = await work();
      if (answer !== undefined) setDone(keep);
      await queries.refetchQueries({ queryKey: ['dossier', 'get'] }, { cancelRefetch: false });
      // Screens are told in the next turn of the event loop.
      await new Promise((resolve) => setTimeout(resolve));
      return answer !== undefined;
    });
    return isDone === true;
  }
  const add = (made: Done) => (before: readonly Done[]) => [...before, made];

  const putArranged = (components: readonly Arranged[]) =>
    arrange.run({
      dossierId,
      components: components.map(({ componentId, before, after }) => ({
        componentId,
        before: [...before],
        after: [...after],
      })),
    });

  /** Another clean-up of pages, each with what it had. */
  const cleanUp = (pages: readonly { pageId: string; quality: PageQuality; next: CleanUp }[]) => {
    const put = (chosen: (page: (typeof pages)[number]) => CleanUp) =>
      clean.run({
        pages: pages.map((page) => ({
          pageId: page.pageId,
          cleanUp: isSame(chosen(page), page.quality.proposed) ? null : chosen(page),
        })),
      });
    return act(
      () => put(({ next }) => next),
      add({ what: 'cleaned', pages: pages.length, undo: () => put(({ quality }) => quality.cleanUp) }),
    );
  };

  const putInBoth = (from: ArrangedIn, to: ArrangedIn) => {
    const [one, other] = [from, to].map((place) => ({
      ...place,
      before: [...place.before],
      after: [...place.after],
    }));
    return send.run({ dossiers: [one, other] as never });
  };

  return {
    /** What Ctrl+Z takes back. */
    last: done.at(-1),
    refused: commands.find(({ refused }) => refused !== undefined)?.refused,
    setAside: (pageIds: readonly string[]) =>
      act(
        () => aside.run({ pageIds: [...pageIds] }),
        add({
          what: 'aside',
          pages: pageIds.length,
          undo: () => back.run({ pageIds: [...pageIds] }),
        }),
      ),
    /** Another order, or other components, of this many pages. */
    arrange: (components: readonly Arranged[], pages: number) =>
      act(
        () => putArranged(components),
        add({
          what: components.length > 1 ? 'moved' : 'arranged',
          pages,
          undo: () => putArranged(reversed(components)),
        }),
      ),
    /** Pages of this dossier into another one. */
    sendTo: (from: ArrangedIn, to: ArrangedIn, pages: number) =>
      act(
        () => putInBoth(from, to),
        add({
          what: 'sent',
          pages,
          undo: () => putInBoth(takenBack(from), takenBack(to)),
        }),
      ),
    cleanUp,
    /** Pages go into the copy in these tones; one that was not measured yet waits for that. */
    async chooseTones(pages: readonly { pageId: string; quality: PageQuality }[], tones: Tones) {
      const measured = pages.filter(({ quality }) => quality.state === 'measured');
      if (measured.length > 0)
        await cleanUp(
          measured.map(({ pageId, quality }) => ({
            pageId,
            quality,
            next: { ...quality.cleanUp, tones },
          })),
        );
    },
    markNote: (pageId: string, before: NotePicture | null, next: NotePicture | null) =>
      act(
        () => note.run({ pageId, picture: next }),
        add({ what: 'noted', pages: 1, undo: () => note.run({ pageId, picture: before }) }),
      ),
    /** Takes the last one back; what no longer can be is said and stays in the list. */
    async undo(): Promise<void> {
      const made = done.at(-1);
      if (made !== undefined) await act(made.undo, (before) => before.filter((entry) => entry !== made));
    },
    /** For keys: begins when nothing else is under way. */
    whenFree: turns.whenFree,
  };
}

/** The same place with its pages as they stood. */
function takenBack({ before, after, ...place }: ArrangedIn): ArrangedIn {
  return { ...place, before: after, after: before };
}

export type PageWork = ReturnType<typeof usePageWork>;

/** Whether two clean-ups do the same. */
export function isSame(one: CleanUp, other: CleanUp): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
