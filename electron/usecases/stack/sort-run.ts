import * as z from 'zod';
import type { StackPage } from '../../../db/repositories/stack-repository.ts';
import type { SortedStack } from '../../../shared/contract/stack.ts';
import { isOpen } from '../../../shared/domain/dossier/dossier-state.ts';
import type { SheetMark } from '../../../shared/domain/sheet/sheet-mark.ts';
import {
  type Found,
  type Place,
  SIGNED_PAPERS,
  type SignedPaper,
  sortStack,
  type UndecidedReason,
} from '../../../shared/domain/sheet/sort-stack.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import { ok } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import type { PageCodes } from '../../host/ports/page-codes.ts';
import type { Readers } from '../../host/repositories.ts';
import { provenMark } from '../../host/sheet-proof.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { addPages } from '../scan/page-intake.ts';
import { ownSlip } from '../slip/check-slip.ts';
import type { Readings } from './page-readings.ts';

const SignedPaperId = z.uuid();

/** Files the pages of a stack, all in one transaction, and says what became of it; one that is sorted stays as it is. */
export async function sortRun(
  context: CommandContext,
  runId: string,
  readings: Readings,
  stopped: SortedStack['stopped'] = null,
) {
  const { readers, tx, host } = context;
  const pages = readers.stacks.pagesOf(runId);
  const codes: (PageCodes | null)[] = [];
  for (const page of pages) {
    codes.push(await readings.of(page));
    host.feed.publish({ topic: 'stack-progress', runId, pages: pages.length, read: codes.length });
  }
  return tx.immediate((w) => {
    const run = w.stacks.find(runId);
    if (run === undefined) throw new Error(`stack ${runId} is gone`);
    if (run.sortedAt === null) {
      const sides = codes.map((read) => ({
        found: foundOn(w, read, run.dossierId),
        blank: read?.blank === true,
      }));
      fileAll(w, context, { pages, places: sortStack(sides, run), source: run.scanner });
      w.stacks.sorted(runId, w.now);
      w.announce('stack');
    }
    return ok({ ...summaryOf(w, runId), stopped });
  });
}

/** What the codes of a page say: every one is proved, and what it names is looked up, before anything is believed. */
function foundOn(w: Work, read: PageCodes | null, of: DossierId | null): Found {
  if (read === null || read.unread > 0) return { kind: 'suspect', reason: 'code-unread' };
  const [first = { kind: 'plain' } as const, other] = read.codes
    .map(({ text }) => saidBy(w, text, of))
    .filter(({ kind }) => kind !== 'plain');
  return other === undefined ? first : { kind: 'suspect', reason: 'several-marks' };
}

function saidBy(w: Work, text: string, of: DossierId | null): Found {
  const suspect = (reason: UndecidedReason): Found => ({ kind: 'suspect', reason });
  const mark = provenMark(text, w);
  if (mark === 'foreign') return suspect('foreign-separator');
  if (mark?.kind === 'separator') {
    const reason = hindrance(w, mark, of);
    return reason === undefined ? { ...mark, kind: 'separator' } : suspect(reason);
  }
  // A cover lies on copies that belong to the citizen: whatever follows it in a stack is nothing of a dossier's.
  if (mark?.kind === 'copy-cover') return suspect('component-unknown');
  const slip = mark === undefined ? ownSlip(w, text) : undefined;
  if (slip === 'forged') return suspect('proof-failed');
  const dossierId = mark?.dossierId ?? slip?.dossierId;
  if (dossierId === undefined) return { kind: 'plain' };
  if (dossierId === null || isGone(w, dossierId)) return suspect('dossier-unknown');
  if (of !== null && of !== dossierId) return suspect('other-dossier');
  return { kind: 'paper', dossierId, paper: mark === undefined ? 'slip' : 'hand-over-receipt' };
}

/** Why pages cannot go where a separator of ours sends them. */
function hindrance(
  { dossiers }: Pick<Readers, 'dossiers'>,
  { dossierId, componentId }: SheetMark,
  of: DossierId | null,
): UndecidedReason | undefined {
  if (of !== null && of !== dossierId) return 'other-dossier';
  const dossier = dossiers.find(dossierId);
  if (dossier === undefined) return 'dossier-unknown';
  if (!isOpen(dossier.state)) return 'dossier-closed';
  const component = dossiers.components(dossierId).find((entry) => entry.componentId === componentId);
  return component?.source === 'paper' ? undefined : 'component-unknown';
}

function isGone({ dossiers }: Pick<Readers, 'dossiers'>, dossierId: DossierId): boolean {
  const state = dossiers.find(dossierId)?.state;
  return state === undefined || state === 'voided';
}

interface Filing {
  pages: readonly StackPage[];
  places: readonly Place[];
  source: string;
}

function fileAll(w: Work, context: CommandContext, { pages, places, source }: Filing): void {
  const byComponent = new Map<string, { dossierId: DossierId; componentId: string; pages: StackPage[] }>();
  const bySigned = new Map<string, { dossierId: DossierId; kind: SignedPaper; pages: StackPage[] }>();
  for (const [index, page] of pages.entries()) {
    const place = places[index];
    switch (place?.kind) {
      case 'component': {
        const { dossierId, componentId } = place;
        w.stacks.put(page.id, { place: 'component', dossierId, componentId });
        const key = `${dossierId} ${componentId}`;
        const group = byComponent.get(key) ?? { dossierId, componentId, pages: [] };
        byComponent.set(key, { ...group, pages: [...group.pages, page] });
        break;
      }
      case 'signed': {
        const { dossierId, paper: kind } = place;
        w.stacks.put(page.id, { place: 'signed', reason: kind, dossierId });
        const key = `${dossierId} ${kind}`;
        const group = bySigned.get(key) ?? { dossierId, kind, pages: [] };
        bySigned.set(key, { ...group, pages: [...group.pages, page] });
        break;
      }
      case 'aside':
      case 'undecided':
        w.stacks.put(page.id, { place: place.kind, reason: place.why });
        break;
      default:
        throw new Error(`page ${page.id} has no place`);
    }
  }
  for (const { dossierId, componentId, pages: group } of byComponent.values())
    addPages(
      w,
      context,
      { dossierId, componentId, source },
      group.map((page) => storedPage(w, page)),
    );
  for (const group of bySigned.values()) signPages(w, context, group);
}

/** A page of a stack as it lies in the store. */
export function storedPage({ blobs }: Pick<Readers, 'blobs'>, { sha256, dpi }: StackPage) {
  const file = blobs.find(sha256);
  if (file === undefined) throw new Error(`page ${sha256} is named by no blob`);
  return { file, dpi };
}

/** Files pages as the paper that a citizen signed. */
export function signPages(
  w: Work,
  { host, signedIn }: CommandContext,
  { dossierId, kind, pages }: { dossierId: DossierId; kind: SignedPaper; pages: readonly StackPage[] },
): void {
  for (const { sha256, dpi } of pages) {
    const id = host.identity.newId(SignedPaperId);
    w.stacks.sign({ id, dossierId, kind, sha256, dpi, at: w.now, by: signedIn().userId });
  }
  w.record({
    subject: { kind: 'dossier', id: dossierId },
    type: 'dossier.signed-paper-filed',
    payload: { kind, pages: pages.map(({ sha256 }) => sha256) },
  });
  w.announce('dossier');
}

function summaryOf({ stacks, dossiers }: Pick<Readers, 'stacks' | 'dossiers'>, runId: string) {
  const pages = stacks.pagesOf(runId);
  const of = (place: StackPage['place']) => pages.filter((page) => page.place === place);
  const codeOf = (dossierId: DossierId) => dossiers.find(dossierId)?.code ?? '';
  const filed = counted(of('component'), ({ dossierId, componentId }) => `${dossierId} ${componentId}`);
  const signed = counted(of('signed'), ({ dossierId, reason }) => `${dossierId} ${reason}`);
  return {
    runId,
    pages: pages.length,
    filed: filed.flatMap(({ first: { dossierId, componentId }, pages: count }) => {
      if (dossierId === null || componentId === null) return [];
      const component = dossiers.components(dossierId).find((each) => each.componentId === componentId);
      const componentName = component?.name ?? componentId;
      return [{ dossierId, code: codeOf(dossierId), componentId, componentName, pages: count }];
    }),
    signed: signed.flatMap(({ first: { dossierId, reason }, pages: count }) => {
      const kind = SIGNED_PAPERS.find((known) => known === reason);
      if (dossierId === null || kind === undefined) return [];
      return [{ dossierId, code: codeOf(dossierId), kind, pages: count }];
    }),
    setAside: of('aside').length,
    undecided: of('undecided').length,
  };
}

function counted(pages: readonly StackPage[], keyOf: (page: StackPage) => string) {
  const groups = new Map<string, { first: StackPage; pages: number }>();
  for (const page of pages) {
    const group = groups.get(keyOf(page));
    groups.set(keyOf(page), { first: group?.first ?? page, pages: (group?.pages ?? 0) + 1 });
  }
  return [...groups.values()];
}
