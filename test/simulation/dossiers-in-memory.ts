import { type DossierRow, type PartyRow, partyColumns } from '../../db/repositories/dossier-repository.ts';
import type { NewEntry } from '../../db/repositories/search-repository.ts';
import type { Repositories } from '../../electron/host/repositories.ts';
import { isOpen } from '../../shared/domain/dossier/dossier-state.ts';
import { oldNumberOf, partyNumber } from '../../shared/domain/dossier/party.ts';
import type { Instant } from '../../shared/types/clock.ts';
import type { DossierId } from '../../shared/types/ids.ts';
import type { RowCollector } from './bulk-rows.ts';

type Given<
  Name extends keyof Repositories,
  Method extends keyof Repositories[Name],
> = Repositories[Name][Method] extends (...given: infer All) => unknown ? All : never;

interface Live {
  row: DossierRow & { updatedAt: Instant };
  parties: PartyRow[];
  steps: (Given<'steps', 'begin'>[0] & {
    endedAt: Instant | null;
    endedBy: string | null;
    brought: string | null;
  })[];
  version: number;
}

/**
 * Dossiers while they are open, as the use cases read and change them. A dossier that has ended goes to the collector as it came to be, and is
 * forgotten; its entry of the search index follows in the order of reception.
 */
export function dossiersInMemory(rows: RowCollector) {
  const live = new Map<string, Live>();
  const openOf = new Map<string, Set<string>>();
  const pending = new Map<string, Live['steps'][number]>();
  const resultOf = new Map<string, Pick<Given<'results', 'insert'>[0], 'sha256' | 'facts'>>();
  const entries = entriesInOrder(rows);
  let results = 0;
  const get = (id: string): Live => {
    const found = live.get(id);
    if (found === undefined) throw new Error(`dossier ${id} is not open`);
    return found;
  };

  const repositories = {
    dossiers: {
      find: (id: DossierId) => live.get(id)?.row,
      parties: (id: DossierId) => get(id).parties,
      insert(row: Given<'dossiers', 'insert'>[0]) {
        const updated = { ...row, clockFrom: row.receivedAt, updatedAt: row.receivedAt };
        live.set(row.id, { row: updated, parties: [], steps: [], version: 0 });
        entries.expect(row.id);
      },
      insertParty(...[id, role, party]: Given<'dossiers', 'insertParty'>) {
        const dossier = get(id);
        dossier.parties.push({ role, party });
        const c = partyColumns(id, role, party);
        rows.put('dossier_party', id, role, c.name, c.folded, c.number, c.party, c.oldNumber);
        if (role !== 'owner' && role !== 'submitter') return;
        for (const key of openKeys(party, dossier.row.procedureCode)) {
          const known = openOf.get(key);
          if (known === undefined) openOf.set(key, new Set([id]));
          else known.add(id);
        }
      },
      insertComponent(...[id, position, c]: Given<'dossiers', 'insertComponent'>) {
        rows.put(
          'dossier_component',
          id,
          c.componentId,
          position,
          c.name,
          c.source,
          c.original,
          c.certified,
          c.photocopy,
          c.onlyShown ? 1 : 0,
          c.paperReason,
          c.lookupPending ? 1 : 0,
        );
      },
      setState(...[id, state, updatedAt]: Given<'dossiers', 'setState'>) {
        Object.assign(get(id).row, { state, updatedAt });
      },
      appoint(...[id, to, updatedAt]: Given<'dossiers', 'appoint'>) {
        const { due, dueAt, engine, explanation } = to;
        Object.assign(get(id).row, { due, dueAt, deadlineEngine: engine, explanation, updatedAt });
      },
      // As the table answers it: the newest five, by the order of reception.
      openOf: (...[number, oldNumber, procedureCode]: Given<'dossiers', 'openOf'>) =>
        [number, oldNumber]
          .flatMap((one) => (one === null ? [] : [...(openOf.get(openKey(one, procedureCode)) ?? [])]))
          .map((id) => ({ dossierId: id, code: get(id).row.code, at: get(id).row.receivedAt }))
          .sort((a, b) => (a.at < b.at ? 1 : -1))
          .slice(0, 5),
    },
    identities: {
      record(c: Given<'identities', 'record'>[0]) {
        const { id, dossierId, occasion, role, name, method, note, settles, at, by } = c;
        rows.put('identity_check', id, dossierId, occasion, role, name, method, note, settles, at, by);
      },
      repeat: (...[id, other, reason]: Given<'identities', 'repeat'>) =>
        rows.put('repeated_dossier', id, other, reason),
    },
    results: {
      insert({ dossierId, description, sha256, at, by, facts }: Given<'results', 'insert'>[0]) {
        results += 1;
        resultOf.set(dossierId, { sha256, facts });
        rows.put(
          'dossier_result',
          ...[results, dossierId, description, sha256, at, by, null, null],
          JSON.stringify(facts),
        );
      },
      find: (id: DossierId) => resultOf.get(id),
      insertHandOver(h: Given<'results', 'insertHandOver'>[0]) {
        const together = h.together === null ? null : JSON.stringify(h.together);
        rows.put(
          'hand_over',
          h.dossierId,
          h.way,
          h.basis,
          JSON.stringify(h.receiver),
          together,
          h.paper,
          h.carrier,
          h.tracking,
          h.at,
          h.by,
          null,
          null,
          null,
          h.paperOnly?.reason ?? null,
          h.paperOnly?.words ?? null,
        );
        resultOf.delete(h.dossierId);
      },
    },
    steps: {
      ofDossier: (id: DossierId) => get(id).steps.map(stepView),
      findPending: (id: DossierId) => get(id).steps.filter(isPendingSupplement).map(stepView)[0],
      begin(given: Given<'steps', 'begin'>[0]) {
        const step = { ...given, endedAt: null, endedBy: null, brought: null };
        get(given.dossierId).steps.push(step);
        pending.set(given.id, step);
      },
      end(...[id, { at, by, brought, dueAfter }]: Given<'steps', 'end'>) {
        Object.assign(pending.get(id) ?? {}, { endedAt: at, endedBy: by, brought, dueAfter });
        pending.delete(id);
      },
    },
    linked: { ofDossier: () => [] },
    custody: { ofDossier: () => [] },
    copies: { ofDossier: () => [] },
    paperCopies: { ofDossier: () => [] },
    transfers: { findOpen: () => undefined },
    work: { findLast: () => undefined, end: () => false },
  };

  function close(id: string): void {
    const { row, steps, parties } = get(id);
    rows.put('dossier', ...dossierValues(row));
    for (const step of steps) rows.put('dossier_step', ...stepValues(id, step));
    for (const { party } of parties)
      for (const key of openKeys(party, row.procedureCode)) {
        const open = openOf.get(key);
        open?.delete(id);
        if (open?.size === 0) openOf.delete(key);
      }
    live.delete(id);
    entries.know(entryOf(row, parties));
  }

  return {
    repositories,
    /** The next version of a dossier's log. */
    nextVersion(id: string): number {
      const dossier = get(id);
      dossier.version += 1;
      return dossier.version;
    },
    /** Whether a dossier has ended; then it is written and forgotten. */
    closeIfEnded(id: string): boolean {
      const ended = !isOpen(get(id).row.state);
      if (ended) close(id);
      return ended;
    },
    /** Writes those that are still open. */
    closeAll(): void {
      for (const id of [...live.keys()]) close(id);
    },
  };
}

const openKey = (number: string, procedureCode: string) => `${number} ${procedureCode}`;

function openKeys(party: PartyRow['party'], procedureCode: string): string[] {
  return [partyNumber(party), oldNumberOf(party)].flatMap((number) =>
    number === null ? [] : [openKey(number, procedureCode)],
  );
}

const isPendingSupplement = ({ details, endedAt }: Live['steps'][number]) =>
  endedAt === null && details.kind === 'supplement';

function stepView({ at, by, ...step }: Live['steps'][number]) {
  return { ...step, kind: step.details.kind, begunAt: at, begunBy: by };
}

function dossierValues(row: Live['row']) {
  return [
    row.id,
    row.code,
    row.codeRule,
    row.procedureCode,
    row.procedureName,
    row.caseId,
    row.caseName,
    row.catalogueVersion,
    row.processingOwner,
    row.state,
    row.channel,
    row.receivedAt,
    row.receivedBy,
    row.startsAt,
    row.due,
    row.dueAt,
    row.deadlineEngine,
    JSON.stringify(row.explanation),
    JSON.stringify(row.terms),
    row.updatedAt,
  ];
}

function stepValues(dossierId: string, step: Live['steps'][number]) {
  const { id, details, at, by, dueBefore, endedAt, endedBy, brought, dueAfter } = step;
  const said = JSON.stringify(details);
  return [id, dossierId, details.kind, said, at, by, null, dueBefore, endedAt, endedBy, brought, dueAfter];
}

function entryOf(row: Live['row'], parties: readonly PartyRow[]): NewEntry {
  const { id, code, procedureCode, procedureName, caseName, terms, state, processingOwner } = row;
  const facts = {
    codes: [code],
    procedureCode,
    procedureName,
    caseName,
    request: terms.request,
    // In the order in which the table has them.
    parties: [...parties].sort((a, b) => (a.role < b.role ? -1 : 1)).map(({ party }) => party),
    state,
    processingOwner,
    receivedBy: row.receivedBy,
  };
  return { dossierId: id, receivedAt: row.receivedAt, facts };
}

/** Lets entries go in the order in which their dossiers were received, as soon as no earlier one is missing. */
function entriesInOrder(rows: RowCollector) {
  const known = new Map<string, NewEntry>();
  let order: string[] = [];
  let next = 0;
  return {
    expect: (id: string): void => void order.push(id),
    know(entry: NewEntry): void {
      known.set(entry.dossierId, entry);
      for (;;) {
        const id = order[next];
        const first = id === undefined ? undefined : known.get(id);
        if (first === undefined) break;
        rows.putEntry(first);
        known.delete(first.dossierId);
        next += 1;
      }
      if (next < 10_000) return;
      order = order.slice(next);
      next = 0;
    },
  };
}
