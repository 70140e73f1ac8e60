import { contract } from '../../../shared/contract/index.ts';
import { UNDECIDED_REASONS, type UndecidedReason } from '../../../shared/domain/sheet/sort-stack.ts';
import { startOfOfficeDay } from '../../../shared/domain/time/office-time.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import type { Readers } from '../../host/repositories.ts';
import { addPages } from '../scan/page-intake.ts';
import { findSlot } from '../scan/slot.ts';
import { signPages, storedPage } from './sort-run.ts';

/** Pages that no sheet sent anywhere, and stacks that were cut off. */
export const listWaitingPages = queryHandler(contract.stack.waiting, (_input, { readers, counter }) =>
  ok({
    pages: readers.stacks.waiting().map(({ id, runId, sha256, reason, position, arrivedAt }) => ({
      stackPageId: id,
      sha256,
      reason: reasonOf(reason),
      number: position + 1,
      arrivedAt,
      dossierId: readers.stacks.find(runId)?.dossierId ?? null,
    })),
    interrupted: readers.stacks
      .unsorted()
      .filter(({ id, pages }) => pages > 0 && !counter.running.has(`stack:${id}`))
      .map(({ id, dossierId, pages, begunAt }) => ({ runId: id, dossierId, pages, begunAt })),
  }),
);

function reasonOf(reason: string | null): UndecidedReason {
  return UNDECIDED_REASONS.find((known) => known === reason) ?? 'before-first';
}

/** Puts a page that waits into a component. */
export const fileWaitingPage = commandHandler(contract.stack.file, ({ stackPageId, ...place }, context) =>
  context.tx.immediate((w) => {
    const slot = findSlot(w, place.dossierId, place.componentId);
    if (!slot.ok) return slot;
    const page = findWaiting(w, stackPageId);
    if (page === undefined) return refuse('STACK_PAGE_GONE', {});
    const source = w.stacks.find(page.runId)?.scanner ?? 'feeder';
    const pages = addPages(w, context, { ...place, source }, [storedPage(w, page)]);
    const settled = { at: w.now, by: context.signedIn().userId };
    w.stacks.put(stackPageId, { place: 'component', ...place }, settled);
    w.announce('stack');
    return ok({ pages });
  }),
);

/** Files a page that waits as a paper that the citizen signed; dossiers that are closed have such papers too. */
export const fileSignedPage = commandHandler(
  contract.stack.fileSigned,
  ({ stackPageId, dossierId, kind }, context) =>
    context.tx.immediate((w) => {
      const state = w.dossiers.find(dossierId)?.state;
      if (state === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
      if (state === 'voided') return refuse('DOSSIER_VOIDED', {});
      const page = findWaiting(w, stackPageId);
      if (page === undefined) return refuse('STACK_PAGE_GONE', {});
      signPages(w, context, { dossierId, kind, pages: [page] });
      const settled = { at: w.now, by: context.signedIn().userId };
      w.stacks.put(stackPageId, { place: 'signed', reason: kind, dossierId }, settled);
      w.announce('stack');
      return ok({});
    }),
);

/** Sets a page aside that belongs nowhere. */
export const setWaitingAside = commandHandler(contract.stack.setAside, ({ stackPageId }, { tx, signedIn }) =>
  tx.immediate((w) => {
    if (findWaiting(w, stackPageId) === undefined) return refuse('STACK_PAGE_GONE', {});
    w.stacks.put(stackPageId, { place: 'aside' }, { at: w.now, by: signedIn().userId });
    w.announce('stack');
    return ok({});
  }),
);

/** A page that was set aside waits again. */
export const takeWaitingBack = commandHandler(contract.stack.takeBack, ({ stackPageId }, { tx }) =>
  tx.immediate((w) => {
    if (w.stacks.findPage(stackPageId)?.place !== 'aside') return refuse('STACK_PAGE_GONE', {});
    w.stacks.put(stackPageId, { place: 'undecided' });
    w.announce('stack');
    return ok({});
  }),
);

function findWaiting({ stacks }: Pick<Readers, 'stacks'>, stackPageId: string) {
  const page = stacks.findPage(stackPageId);
  return page?.place === 'undecided' ? page : undefined;
}

/** What citizens should have signed on a day and nobody scanned. */
export const listMissingSigned = queryHandler(contract.stack.missingSigned, ({ day }, { readers }) => {
  const span = { from: startOfOfficeDay(day), to: startOfOfficeDay(day, 1) };
  const { rows, total } = readers.stacks.missing(span);
  return ok({ papers: rows, total });
});
