import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Retention, retentionOf } from '../../shared/domain/certification/copy-retention.ts';
import { secondsAfter } from '../../shared/domain/time/office-time.ts';
import type { Clock, Instant } from '../../shared/types/clock.ts';
import type { DossierId } from '../../shared/types/ids.ts';
import { ok, refuse } from '../../shared/types/result.ts';
import type { Log } from './log.ts';
import type { Repositories } from './repositories.ts';
import type { FileStore, StoredFile } from './store-file.ts';
import type { UnitOfWork, Work } from './unit-of-work.ts';

/** What the last look through the certifications found. */
interface PurgeFigures {
  at: Instant | null;
  /** Dossiers, and their files, that would go if the province had its receipt of everything. */
  awaitingReceipt: { dossiers: number; files: number };
  /** Dossiers that stay because a paper of them seems forged. */
  forAuthority: number;
}

/** Destroys files of certifications whose time is over, for as long as the folder is open. */
export interface CopyPurge {
  /** Looks through all that is left, a little at a time; one that is under way is waited for. */
  pass(): Promise<void>;
  figures(): PurgeFigures;
  close(): Promise<void>;
}

interface CopyPurging {
  store: FileStore;
  unitOfWork: UnitOfWork;
  repositories: Pick<Repositories, 'copyPurges' | 'settings' | 'blobs'>;
  /** Files that clients gave: one whose key goes is taken from them. */
  uploads: Map<string, StoredFile>;
  clock: Clock;
  newId: () => string;
  /** False while files are checked or damaged, and while a backup is written: it would name files without their keys. */
  mayPurge(): Promise<boolean>;
  log: Log;
}

const DOSSIERS_AT_ONCE = 20;
const FILES_AT_ONCE = 25;
const BYTES_AT_ONCE = 8_000_000;
/** A file that was given again within this time may be named by the next command. */
const WANTED_SECONDS = 24 * 3600;

/**
 * Of copies certified from originals nothing is kept (Điều 14 Nghị định 23/2015/NĐ-CP): page pictures, digital copies and signed files go once {@link retentionOf} says so;
 * numbers, hashes and everything else that was recorded stay. A few files at a time end their names in one audited transaction that lists every hash and asks anew
 * whether they may go, and lose their keys after it; cut off anywhere, the next pass goes on, and the sweep at the next start destroys the keys of what has no name.
 */
export function createCopyPurge(deps: CopyPurging): CopyPurge {
  const { repositories, clock } = deps;
  const stop = { asked: false };
  let running: Promise<void> | undefined;
  let figures: PurgeFigures = { at: null, awaitingReceipt: { dossiers: 0, files: 0 }, forAuthority: 0 };

  async function look(): Promise<void> {
    const found = { awaitingReceipt: { dossiers: 0, files: 0 }, forAuthority: 0 };
    const at = clock.now();
    let purged = 0;
    let last = '';
    for (;;) {
      if (stop.asked || !(await deps.mayPurge())) return;
      const dossiers = repositories.copyPurges.dossiersAfter(last, DOSSIERS_AT_ONCE);
      if (dossiers.length === 0) break;
      for (const dossierId of dossiers) {
        last = dossierId;
        const retention = standing(repositories, dossierId, at);
        if (retention === 'for-authority') found.forAuthority += 1;
        if (retention === 'awaits-receipt') {
          found.awaitingReceipt.dossiers += 1;
          found.awaitingReceipt.files += repositories.copyPurges.countOf(dossierId);
        }
        if (retention === 'over') purged += await purgeDossier(deps, dossierId, stop);
      }
      await nextTurn();
    }
    figures = { at, ...found };
    if (purged > 0) deps.log.info({ purged }, 'files of certifications destroyed');
  }

  return {
    pass() {
      running ??= look()
        .catch((error: unknown) => {
          deps.log.warn({ error: String(error) }, 'files of certifications not destroyed; it is tried again');
        })
        .finally(() => {
          running = undefined;
        });
      return running;
    },
    figures: () => figures,
    async close() {
      stop.asked = true;
      await running;
    },
  };
}

/** How long the files of a dossier's certifications are kept, as the records stand. An office without a province has no receipt, whatever it had before. */
function standing(
  { copyPurges, settings }: Pick<Work, 'copyPurges' | 'settings'>,
  dossierId: DossierId,
  now: Instant,
): Retention {
  const days = settings.get('certify.keepDays');
  const retention = retentionOf(copyPurges.factsOf(dossierId, now), { now, days });
  return retention === 'over' && settings.get('province.connection') === null ? 'awaits-receipt' : retention;
}

/** Answers how many files of a dossier went. */
async function purgeDossier(
  deps: CopyPurging,
  dossierId: DossierId,
  stop: { asked: boolean },
): Promise<number> {
  let purged = 0;
  const left = { after: '', wanted: false };
  for (;;) {
    await nextTurn();
    if (stop.asked || !(await deps.mayPurge())) return purged;
    const done = purgeSome(deps, dossierId, left);
    if (!done.ok) return purged;
    purged += done.value.gone.length;
    left.after = done.value.last;
    left.wanted ||= done.value.wanted;
    if (done.value.complete) return purged;
  }
}

/** One transaction of the purge of a dossier, and the destruction of the keys after it. */
function purgeSome(
  { store, unitOfWork, uploads, newId }: CopyPurging,
  dossierId: DossierId,
  { after, wanted: wantedBefore }: { after: string; wanted: boolean },
) {
  const call = { command: 'copy.purge', actor: undefined, inputSha256: '', replay: 'none' } as const;
  const tx = unitOfWork.begin({ ...call, requestId: newId(), correlationId: newId() });
  const { blobs } = store.folder;
  const done = tx.immediate((w) => {
    // Somebody may have compared, voided or sent something since the last look.
    if (standing(w, dossierId, w.now) !== 'over') return refuse('KEPT', {});
    const files = fewOf(w.copyPurges.filesAfter(dossierId, after, FILES_AT_ONCE));
    const since = secondsAfter(w.now, -WANTED_SECONDS);
    const stored = files.flatMap(({ sha256 }) => w.blobs.find(sha256) ?? []);
    const kept = stored.filter(({ sha256 }) => w.copyPurges.isNamedElsewhere(sha256, dossierId));
    const wanted = stored.filter((file) => !kept.includes(file) && blobs.isWanted(file, since));
    const gone = stored.filter((file) => !kept.includes(file) && !wanted.includes(file));
    w.copyPurges.begin(dossierId, w.now);
    for (const { sha256 } of gone) w.blobs.purge(sha256, w.now);
    const last = files.at(-1)?.sha256 ?? after;
    const complete = w.copyPurges.filesAfter(dossierId, last, 1).length === 0;
    const leavesNone = !wantedBefore && wanted.length === 0;
    // What somebody gave again today is looked at another day, and with it the dossier.
    if (complete && leavesNone) w.copyPurges.done(dossierId);
    if (gone.length > 0 || (complete && leavesNone))
      w.record({
        subject: { kind: 'dossier', id: dossierId },
        type: 'copy.files-purged',
        payload: {
          purged: gone.map(({ sha256 }) => sha256),
          kept: kept.map(({ sha256 }) => sha256),
          complete: complete && leavesNone,
        },
      });
    w.announce('certify');
    w.announce('dossier');
    return ok({ gone, last, complete, wanted: wanted.length > 0 });
  });
  if (done.ok) {
    for (const { sha256, keyId } of done.value.gone)
      if (uploads.get(sha256)?.keyId === keyId) uploads.delete(sha256);
    blobs.purge(...done.value.gone);
  }
  return done;
}

/** As many files from the first as one transaction destroys without keeping the counter waiting. */
function fewOf<File extends { size: number }>(files: readonly File[]): readonly File[] {
  let bytes = 0;
  const end = files.findIndex(({ size }, index) => {
    bytes += size;
    return index > 0 && bytes > BYTES_AT_ONCE;
  });
  return end < 0 ? files : files.slice(0, end);
}
