import type { WorkListName } from '../../../shared/contract/today.ts';
import { awaits, COPY_STATES } from '../../../shared/domain/certification/copy-state.ts';
import type { PaperCopyState } from '../../../shared/domain/certification/paper-copy-state.ts';
import { dayEndsAt, officeDay } from '../../../shared/domain/time/office-time.ts';
import type { Instant } from '../../../shared/types/clock.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import type { Readers } from '../../host/repositories.ts';
import type { Actor } from '../../host/unit-of-work.ts';
import { affectedFigures, affectedPromises } from '../calendar/affected-promises.ts';
import { awaitedFigures, tooLongAwaited } from '../life/confirm-arrival.ts';
import { watched, watchFigures } from '../life/watch-dossiers.ts';
import { filesNotHandedOver, waitingFiles } from '../transfer/list-transfers.ts';
import { unassignedFigures, unassignedFor } from '../work/list-work.ts';

/** Who asks, and when. */
export interface Asking {
  readers: Readers;
  actor: Actor;
  now: Instant;
}

/** How many there are, and since when (or until when, for what is due) the first. */
interface Figures {
  count: number;
  oldestAt: Instant | null;
}

/** One thing to do: what to open, and the key by which it is passed over; a dossier has one key on all its lists. */
export interface Task {
  key: string;
  opens: string;
  code: string | null;
}

interface WorkList {
  figures(asking: Asking): Figures;
  /** What of it can be done now, the most urgent first; a list without waits for somebody else, or for nobody. */
  tasks?(asking: Asking): Task[];
}

type OfDossier = { dossierId: DossierId; code: string };
const ofDossiers = (rows: readonly OfDossier[]): Task[] =>
  rows.map(({ dossierId, code }) => ({ key: dossierId, opens: dossierId, code }));

/** A dossier once, however many of its papers wait. */
const onceEach = (rows: readonly OfDossier[]): OfDossier[] => [
  ...new Map(rows.map((row) => [row.dossierId, row])).values(),
];

/** What somebody else holds is theirs to do. */
function notOfOthers<Row extends OfDossier>({ readers, actor }: Asking, rows: readonly Row[]): Row[] {
  return rows.filter(({ dossierId }) => {
    const turn = readers.work.findLast(dossierId);
    return turn === undefined || turn.endedAt !== null || turn.holderId === actor.userId;
  });
}

type PlainList = Parameters<Readers['dossiers']['waiting']>[0];

/** One of the lists of plain dossiers; its figures and its rows are of the same condition. */
function plain(list: PlainList): Required<WorkList> {
  const at = (now: Instant) => ({ now, dayEnd: dayEndsAt(officeDay(now)) });
  return {
    figures: ({ readers, now }) => readers.dossiers.waitingFigures(list, at(now)),
    tasks: (asking) => ofDossiers(notOfOthers(asking, asking.readers.dossiers.waiting(list, at(asking.now)))),
  };
}

/** Copies that wait for one of the two signatures. */
function copiesFor(whose: 'officer' | 'agency'): WorkList {
  const states = COPY_STATES.filter((state) => awaits(state) === whose);
  return {
    figures: ({ readers }) => readers.copies.figuresOf(states),
    tasks: ({ readers }) =>
      readers.copies
        .inStates(states)
        .map(({ id, dossierId, dossierCode }) => ({ key: id, opens: dossierId, code: dossierCode })),
  };
}

/** Paper copies on a stretch of their way; a visit once, however many of its copies wait. */
function papersIn(state: PaperCopyState): WorkList {
  return {
    figures: ({ readers }) => readers.paperCopies.figuresOf([state]),
    tasks: ({ readers }) =>
      ofDossiers(
        onceEach(
          readers.paperCopies
            .inStates([state])
            .map(({ dossierId, dossierCode }) => ({ dossierId, code: dossierCode })),
        ),
      ),
  };
}

/** How each list is counted and gone through, derived from the records at the moment of the question. */
export const WORK: Record<WorkListName, WorkList> = {
  overdue: plain('overdue'),
  'due-today': plain('due-today'),
  mine: {
    figures: ({ readers, actor }) => readers.work.mineCount(actor.userId),
    tasks: ({ readers, actor }) =>
      ofDossiers(readers.work.mine(actor.userId).filter(({ waitsSince }) => waitsSince === null)),
  },
  online: {
    figures: ({ readers }) => readers.online.figures(),
    tasks: ({ readers }) =>
      readers.online
        .waiting()
        .filter(({ state }) => state === 'registered')
        .map(({ id, code }) => ({ key: id, opens: id, code })),
  },
  'to-sign': copiesFor('officer'),
  'to-seal': copiesFor('agency'),
  // Signed in batches with one PIN, not one after the other.
  'to-sign-files': { figures: ({ readers }) => readers.fileSignatures.unsignedCopyFigures() },
  'to-seal-results': { figures: ({ readers }) => readers.fileSignatures.unsignedResultFigures() },
  'paper-to-sign': papersIn('compared'),
  'paper-to-tick': papersIn('numbered'),
  'due-soon': {
    figures: ({ readers, now }) => watchFigures(readers, now).soon,
    tasks: (asking) => ofDossiers(notOfOthers(asking, watched(asking.readers, asking.now).soon)),
  },
  drafts: {
    figures({ readers, actor }) {
      const drafts = readers.drafts.ofUser(actor.userId);
      return { count: drafts.length, oldestAt: drafts.at(-1)?.savedAt ?? null };
    },
    tasks: ({ readers, actor }) =>
      readers.drafts
        .ofUser(actor.userId)
        .map(({ draftId }) => ({ key: draftId, opens: draftId, code: null }))
        .reverse(),
  },
  'to-call': {
    figures: ({ readers, now }) => watchFigures(readers, now).calls,
    tasks: ({ readers, now }) => ofDossiers(watched(readers, now).calls),
  },
  unassigned: {
    figures: ({ readers, actor, now }) => unassignedFigures(readers, actor, now),
    tasks: ({ readers, actor, now }) => ofDossiers(unassignedFor(readers, actor, now)),
  },
  promises: {
    figures: ({ readers }) => affectedFigures(readers),
    tasks: ({ readers }) =>
      ofDossiers(affectedPromises(readers).map(({ dossier: { id, code } }) => ({ dossierId: id, code }))),
  },
  'to-transfer': {
    figures: ({ readers, now }) => filesNotHandedOver(readers, now),
    tasks: ({ readers, now }) => ofDossiers(waitingFiles(readers, now).filter(({ late }) => late)),
  },
  awaited: {
    figures: ({ readers, now }) => awaitedFigures(readers, now),
    tasks: ({ readers, now }) => ofDossiers(tooLongAwaited(readers, now)),
  },
  unacknowledged: {
    figures: ({ readers, now }) => watchFigures(readers, now).unacknowledged,
    tasks: ({ readers, now }) => ofDossiers(watched(readers, now).unacknowledged),
  },
  'copies-lacking': {
    figures: ({ readers }) => readers.paperFacts.lackingFigures(),
    tasks: ({ readers }) => ofDossiers(onceEach(readers.paperFacts.lacking())),
  },
  codeless: {
    figures: ({ readers }) => readers.codes.figures(),
    tasks: ({ readers }) => ofDossiers(readers.codes.waiting()),
  },
  differences: {
    figures: ({ readers }) => readers.progress.openFigures(),
    tasks: ({ readers }) =>
      readers.progress
        .open()
        .map(({ sha256, dossierCode }) => ({ key: sha256, opens: sha256, code: dossierCode })),
  },
  'to-verify': {
    figures: ({ readers }) => readers.identities.waiting(),
    tasks: ({ readers }) => ofDossiers(readers.identities.unverified()),
  },
  // These wait for the citizen, and what is sent goes by itself.
  'to-return': { figures: plain('to-return').figures },
  'paper-to-return': { figures: ({ readers }) => readers.paperCopies.signedVisitFigures() },
  asked: { figures: plain('asked').figures },
  originals: { figures: ({ readers }) => readers.custody.waiting() },
  unsent: { figures: ({ readers }) => readers.outbox.unsent() },
};
