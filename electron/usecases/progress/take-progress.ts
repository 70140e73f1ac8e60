import type {
  NewProgress,
  ProgressOutcome,
  ProgressRow,
} from '../../../db/repositories/progress-repository.ts';
import { ProgressEntry } from '../../../shared/domain/delivery/progress-wire.ts';
import { clockRuns } from '../../../shared/domain/dossier/dossier-state.ts';
import {
  type Aside,
  type AsideReason,
  decideProgress,
} from '../../../shared/domain/dossier/province-progress.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import { ok, type Result } from '../../../shared/types/result.ts';
import type { Identity } from '../../host/identity.ts';
import type { CheckedProgress } from '../../host/progress-book.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { workOf } from '../work/work-turns.ts';
import { applyStep } from './apply-step.ts';

/** What became of an entry, with the reason where a person has something to do. */
interface Taken {
  dossierId: DossierId | null;
  outcome: ProgressOutcome;
  reason: AsideReason | null;
  detail: string;
}

/**
 * Takes an entry of the province into the records, once: it moves its dossier where the state machine allows, else it is put aside. Entries that
 * waited for this one are looked at again.
 */
export function takeProgress(w: Work, identity: Identity, offered: CheckedProgress): void {
  if (w.progress.find(offered.sha256) !== undefined) return;
  const { entry: text, signature, cursor, sha256 } = offered;
  const row: Omit<NewProgress, keyof Taken> = {
    sha256,
    text,
    signature,
    cursor,
    arrivedAt: w.now,
    entryId: null,
    dossierCode: null,
    number: null,
    happenedAt: null,
  };
  if (!offered.signed) return keep(w, row, aside('SIGNATURE_WRONG'));
  const read = ProgressEntry.safeParse(parseJson(text));
  if (!read.success)
    return keep(w, row, aside('ENTRY_UNREADABLE', read.error.issues[0]?.path.join('.') || 'JSON'));
  const entry = read.data;
  if (entry.cursor !== cursor) return keep(w, row, aside('ENTRY_UNREADABLE', 'cursor'));
  const { entryId, dossierCode, number, at: happenedAt } = entry;
  const readable = { ...row, entryId, dossierCode, number, happenedAt };
  if (w.progress.findEntry(entryId) !== undefined) return keep(w, readable, aside('ENTRY_DIFFERS'));
  const taken = attempt(w, identity, entry, true);
  keep(w, readable, taken);
  if (taken.dossierId !== null && taken.outcome !== 'aside') followOn(w, identity, taken.dossierId);
}

/** Looks again at an entry that was put aside; `inOrder` false is a person's word that those before it will not come. */
export function takeAgain(w: Work, identity: Identity, sha256: string, inOrder = true): Taken | undefined {
  const row = w.progress.find(sha256);
  if (row === undefined || row.outcome !== 'aside') return undefined;
  const entry = entryOf(row);
  if (entry === undefined || row.reason === 'ENTRY_DIFFERS' || row.reason === 'SIGNATURE_WRONG')
    return undefined;
  const taken = attempt(w, identity, entry, inOrder);
  if (taken.outcome === 'aside' && taken.reason === row.reason) return taken;
  w.progress.decide(sha256, taken);
  say(w, { sha256, entryId: entry.entryId, number: entry.number, text: row.text }, taken);
  if (taken.dossierId !== null && taken.outcome !== 'aside') followOn(w, identity, taken.dossierId);
  return taken;
}

/** The entry behind a row; undefined where it cannot be read. */
export function entryOf({ text, entryId }: Pick<ProgressRow, 'text' | 'entryId'>): ProgressEntry | undefined {
  return entryId === null ? undefined : ProgressEntry.parse(parseJson(text));
}

/** Those that came ahead of the one that was missing. */
export function followOn(w: Work, identity: Identity, dossierId: DossierId): void {
  const next = w.progress.findWaiting(dossierId, w.progress.lastNumber(dossierId) + 1);
  if (next !== undefined) takeAgain(w, identity, next.sha256);
}

function attempt(w: Work, identity: Identity, entry: ProgressEntry, inOrder: boolean): Taken {
  const id = w.progress.dossierOf(entry.dossierCode);
  const dossier = id === undefined ? undefined : w.dossiers.find(id);
  if (dossier === undefined) {
    const linked = w.progress.linkedOf(entry.dossierCode);
    const parent = linked === undefined ? undefined : w.dossiers.find(linked);
    return parent === undefined ? aside('DOSSIER_UNKNOWN') : aside('LINKED_PROCEDURE', parent.code);
  }
  const mirrored = {
    state: dossier.state,
    stage: workOf(w, dossier).stage,
    receivedAt: dossier.receivedAt,
    lastNumber: w.progress.lastNumber(dossier.id),
  };
  const decided = decideProgress(mirrored, entry, w.now, inOrder);
  const done = decided.ok ? applyAll(w, identity, dossier.id, entry, decided.value) : decided;
  if (!done.ok) return { ...aside(done.refusal.code, done.refusal.data.detail), dossierId: dossier.id };
  const arrived = decided.ok && decided.value.includes('confirm-arrival');
  const open = toLookAt(w, dossier.id, entry, arrived ? null : dossier.due);
  const outcome = decided.ok && decided.value.length > 0 ? 'applied' : 'noted';
  return { dossierId: dossier.id, outcome: open === null ? outcome : 'applied', ...(open ?? NOTHING) };
}

const NOTHING = { reason: null, detail: '' } as const;

function applyAll(
  w: Work,
  identity: Identity,
  dossierId: DossierId,
  entry: ProgressEntry,
  actions: Parameters<typeof applyStep>[4][],
): Result<undefined, Aside> {
  for (const [index, action] of actions.entries()) {
    const applied = applyStep(w, identity, dossierId, entry, action);
    if (applied.ok) continue;
    // Each checks before it writes; only the first of two can find something wrong.
    if (index > 0) throw new Error(`${action} refused after another was applied`);
    return applied;
  }
  return ok(undefined);
}

/**
 * What a person must see of an entry that was taken: another appointment than the agency's, or a slip that says an old one. `dueBefore` is null
 * where the slip called its appointment provisional.
 */
function toLookAt(w: Work, id: DossierId, entry: ProgressEntry, dueBefore: string | null) {
  const now = w.dossiers.find(id);
  if (now === undefined || !clockRuns(now.state)) return null;
  if (entry.dueAt !== null && entry.dueAt.slice(0, 16) !== now.dueAt.slice(0, 16))
    return { reason: 'DUE_DIFFERS' as const, detail: entry.dueAt };
  return now.due === dueBefore ? null : { reason: 'SLIP_OUTDATED' as const, detail: now.dueAt };
}

function keep(w: Work, row: Omit<NewProgress, keyof Taken>, taken: Taken): void {
  w.progress.insert({ ...row, ...taken });
  say(w, row, taken);
}

/** The event holds no word of the entry: it may name people. */
function say(
  w: Work,
  row: Pick<NewProgress, 'sha256' | 'entryId' | 'number' | 'text'>,
  { dossierId, outcome, reason }: Taken,
): void {
  const facts = { sha256: row.sha256, entryId: row.entryId, number: row.number, outcome, reason };
  if (dossierId === null)
    w.record({ subject: { kind: 'progress', id: row.sha256 }, type: 'progress.put-aside', payload: facts });
  else
    w.record({
      subject: { kind: 'dossier', id: dossierId },
      type: 'dossier.mirrored',
      payload: facts,
      personal: { entry: row.text },
    });
  w.announce('dossier');
  w.announce('outbox');
}

function aside(reason: AsideReason, detail = ''): Taken {
  return { dossierId: null, outcome: 'aside', reason, detail: detail.slice(0, 300) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
