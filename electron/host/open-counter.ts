import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import {
  createDataFolder,
  type DataFolder,
  type FolderRefusal,
  inspectDataFolder,
  openDataFolder,
} from '../../db/folder/data-folder.ts';
import type { KeyWrapper } from '../../db/folder/key-slots.ts';
import type { Workspace } from '../../shared/contract/setup.ts';
import type { FileVerdict } from '../../shared/domain/certification/verdict.ts';
import { secondsAfter } from '../../shared/domain/time/office-time.ts';
import type { Clock } from '../../shared/types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../shared/types/result.ts';
import { type AuditWatch, createAuditWatch } from './audit-watch.ts';
import type { Delivery, StartDelivery } from './delivery.ts';
import { createDeliveryBook } from './delivery-book.ts';
import { createDraftHolds, type DraftHolds } from './draft-holds.ts';
import type { Identity } from './identity.ts';
import type { LiveFeed } from './live-feed.ts';
import type { Log } from './log.ts';
import { createPacketSigner } from './packet-signer.ts';
import type { PageWork } from './page-work.ts';
import type { DeviceAgents } from './ports/device-agent.ts';
import type { HelperProcesses } from './ports/helper-process.ts';
import type { HotFolders } from './ports/hot-folder.ts';
import type { Province } from './ports/province.ts';
import type { TrustServices } from './ports/trust-services.ts';
import { createPrintBook, type FollowPrints, type PrintFollower } from './print-book.ts';
import { createProgressBook } from './progress-book.ts';
import { type CopyProver, createProofBook, type StartProving } from './proof-book.ts';
import { type CopyPurge, createCopyPurge } from './purge-copies.ts';
import { purgeExports } from './purge-export.ts';
import { purgeDue } from './purge-filing.ts';
import { createQualityBook, type MeasurePages, type PageMeasurer } from './quality-book.ts';
import { createReaders, createRepositories, type Readers, type Repositories } from './repositories.ts';
import { createSearchUpkeep, type SearchUpkeep } from './search-upkeep.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createSlipKeyBook } from './slip-key-book.ts';
import { createSubmissionBook } from './submission-book.ts';
import { createFileTextBook, createTextBook, type ReadPages } from './text-book.ts';
import { createThumbnailBook, type DrawThumbnails } from './thumbnail-book.ts';
import { createTrayBook, type StartTray, type Tray } from './tray.ts';
import { createUnitOfWork, type UnitOfWork } from './unit-of-work.ts';

const ANSWER_KEEP_SECONDS = 7 * 24 * 3600;
const UNNAMED_BLOB_KEEP_SECONDS = 24 * 3600;
const TrayId = z.uuid();
const CallId = z.uuid();
const WAIT_FOR_CHECK_MS = 2000;

/** Everything bound to one open data folder. */
export interface OpenCounter {
  /** What the folder is for: what its installation says, or what it was opened as while it is empty. */
  readonly workspace: Workspace;
  readonly folder: DataFolder;
  /** For queries: their connection cannot write. */
  readonly readers: Readers;
  /**
   * The same on the writer's own connection, for admission and for commands: it keeps what it has read between two transactions, while the
   * reading connection reads and decrypts anew after every commit.
   */
  readonly commandReaders: Readers;
  readonly unitOfWork: UnitOfWork;
  readonly sessions: Sessions;
  readonly draftHolds: DraftHolds;
  readonly auditWatch: AuditWatch;
  /** Writes the search index where it is new or was forgotten. */
  readonly searchUpkeep: SearchUpkeep;
  /** Files that clients gave since the folder was opened, until a record names them. */
  readonly uploads: Map<string, Awaited<ReturnType<DataFolder['blobs']['put']>>>;
  /** Verdicts on stored files by what was asked, so that a screen that is drawn again verifies nothing again. */
  readonly verdicts: Map<string, FileVerdict>;
  /** Sends packets to the province for as long as the folder is open. */
  readonly delivery: Delivery;
  /** Takes what scanners put into the watched folder, for as long as the folder is open. */
  readonly tray: Tray;
  /** Follows prints until each has ended, for as long as the folder is open. */
  readonly prints: PrintFollower;
  /** Measures pages for as long as the folder is open. */
  readonly pageMeasurer: PageMeasurer;
  /** Makes certified copies last, for as long as the folder is open. */
  readonly prover: CopyProver;
  /** Destroys files of certifications whose time is over, for as long as the folder is open. */
  readonly copyPurge: CopyPurge;
  /** Exports that run, by id: whose they are, and how to stop them. */
  readonly exports: Map<string, { userId: string; cancel(): void }>;
  /** Work that may run only once at a time, by name. */
  readonly running: Set<'backup' | `stack:${string}`>;
  /** Waits a moment for the check after an unclean shutdown; nothing is recorded while it runs or when it found damage. */
  awaitSoundFiles(): Promise<Result<undefined, FilesNotSound>>;
  close(): Promise<void>;
}

/** Why nothing may be recorded now. */
export type FilesNotSound =
  | Refusal<'CHECKING_FILES', { percent: number }>
  | Refusal<'FILES_DAMAGED', { file: string }>;

const PURGE_EVERY_MS = 3_600_000;

interface OpenCounterOptions {
  path: string;
  workspace: Workspace;
  wrappers: readonly KeyWrapper[];
  clock: Clock;
  identity: Identity;
  feed: LiveFeed;
  log: Log;
  province: Province;
  startDelivery: StartDelivery;
  startTray: StartTray;
  trustServices: TrustServices;
  proveCopies: StartProving;
  helpers: HelperProcesses;
  deviceAgents: DeviceAgents;
  followPrints: FollowPrints;
  measurePages: MeasurePages;
  readPages: ReadPages;
  drawThumbnails: DrawThumbnails;
  hotFolders: HotFolders;
}

/** Opens a data folder, or makes it when there is none, and binds repositories, transactions and sessions to it. */
export async function openCounter(options: OpenCounterOptions): Promise<Result<OpenCounter, FolderRefusal>> {
  const { path, clock, feed, identity, log } = options;
  const found = await inspectDataFolder(path);
  const open = found === 'counter' || found === 'foreign' ? openDataFolder : createDataFolder;
  const opened = await open({ path, wrappers: [...options.wrappers], clock });
  if (!opened.ok) return opened;
  const folder = opened.value;
  const repositories = createRepositories(folder.write);
  const readers = createReaders(folder.read);
  const commandReaders = createReaders(folder.write);
  const unitOfWork = createUnitOfWork({
    write: folder.write,
    repositories,
    clock,
    identity,
    signer: createPacketSigner(),
    feed,
  });
  log.info({ folder: folder.folderId, found, clean: folder.wasCleanShutdown }, 'data folder open');
  const purge = () => {
    const at = { now: clock.now(), newId: () => identity.newId(CallId) };
    return (
      purgeDue({ folder }, unitOfWork, repositories, at) +
      purgeExports({ folder }, unitOfWork, repositories, at)
    );
  };
  const exports: OpenCounter['exports'] = new Map();
  const searchUpkeep = createSearchUpkeep(folder.write, repositories, feed, log);
  const uploads: OpenCounter['uploads'] = new Map();
  const running: OpenCounter['running'] = new Set();
  const copyPurge = createCopyPurge({
    store: { folder },
    unitOfWork,
    repositories,
    uploads,
    clock,
    newId: () => identity.newId(CallId),
    mayPurge: async () => (await awaitSoundFiles(folder)).ok && !running.has('backup'),
    log,
  });
  const housekeeping = keepHouse(folder, repositories, clock, log, purge).then(() => searchUpkeep.start());
  void housekeeping.then(() => copyPurge.pass());
  const purging = setInterval(() => {
    tryPurge(purge, log);
    void copyPurge.pass();
  }, PURGE_EVERY_MS).unref();
  const auditWatch = createAuditWatch(folder.readerPool, clock, feed, log);
  const delivery = beginDelivery(options, folder, repositories, unitOfWork);
  const sessions = createSessions({
    clock,
    idleLockMinutes: () => commandReaders.settings.get('session.idleLockMinutes'),
  });
  const tray = beginTray(options, folder, repositories);
  const prints = options.followPrints({
    book: createPrintBook(unitOfWork, repositories, () => identity.newId(CallId)),
    deviceAgents: options.deviceAgents,
    mayRecord: async () => (await awaitSoundFiles(folder)).ok,
    feed,
    log,
  });
  const prover = beginProving(options, folder, repositories, unitOfWork);
  const work = pageWork(options, folder, repositories);
  const qualityBook = createQualityBook(folder.write, repositories, clock);
  const pageMeasurer = options.measurePages({ book: qualityBook, ...work });
  const pageReader = options.readPages({
    book: createTextBook(folder.write, repositories, clock),
    files: createFileTextBook(folder.write, repositories, clock),
    ...work,
  });
  const thumbnails = options.drawThumbnails({
    book: createThumbnailBook(folder, folder.write, repositories, clock),
    ...work,
  });
  return {
    ok: true,
    value: {
      get workspace() {
        return commandReaders.installation.find()?.mode ?? options.workspace;
      },
      folder,
      readers,
      commandReaders,
      unitOfWork,
      sessions,
      draftHolds: createDraftHolds(clock, sessions),
      auditWatch,
      searchUpkeep,
      uploads,
      verdicts: new Map(),
      delivery,
      tray,
      prints,
      pageMeasurer,
      prover,
      copyPurge,
      exports,
      running,
      awaitSoundFiles: () => awaitSoundFiles(folder),
      async close() {
        clearInterval(purging);
        await copyPurge.close();
        for (const { cancel } of exports.values()) cancel();
        await tray.close();
        await prover.close();
        await pageMeasurer.close();
        await pageReader.close();
        await thumbnails.close();
        await prints.close();
        await delivery.close();
        await folder.quickCheck.cancel();
        await searchUpkeep.close();
        await housekeeping;
        await folder.close();
      },
    },
  };
}

function beginDelivery(
  options: OpenCounterOptions,
  folder: DataFolder,
  repositories: Repositories,
  unitOfWork: UnitOfWork,
): Delivery {
  const { clock, feed, helpers, identity, log, province } = options;
  return options.startDelivery({
    book: createDeliveryBook(folder.write, repositories, clock),
    inbox: createSubmissionBook(unitOfWork, repositories, () => identity.newId(CallId)),
    keys: createSlipKeyBook(unitOfWork, repositories, () => identity.newId(CallId)),
    progress: createProgressBook(unitOfWork, repositories, identity, () => identity.newId(CallId)),
    store: { folder },
    helpers,
    province,
    openFile(sha256) {
      const blob = repositories.blobs.find(sha256);
      return blob === undefined ? undefined : folder.blobs.read(blob);
    },
    maySend: async () => (await awaitSoundFiles(folder)).ok,
    feed,
    clock,
    chance: () => identity.randomBytes(4).readUInt32BE() / 2 ** 32,
    log,
  });
}

function beginProving(
  options: OpenCounterOptions,
  folder: DataFolder,
  repositories: Repositories,
  unitOfWork: UnitOfWork,
): CopyProver {
  const { clock, feed, helpers, identity, log, trustServices } = options;
  return options.proveCopies({
    book: createProofBook(unitOfWork, repositories, { folder }, () => identity.newId(CallId)),
    helpers,
    trustServices,
    identity,
    clock,
    mayRecord: async () => (await awaitSoundFiles(folder)).ok,
    feed,
    log,
  });
}

function beginTray(options: OpenCounterOptions, folder: DataFolder, repositories: Repositories): Tray {
  const { clock, feed, hotFolders, helpers, identity, log } = options;
  return options.startTray({
    book: createTrayBook(folder.write, repositories, clock),
    store: { folder },
    hotFolders,
    helpers,
    mayRecord: async () => (await awaitSoundFiles(folder)).ok,
    newId: () => identity.newId(TrayId),
    feed,
    log,
  });
}

/** What all work on stored pages shares. */
function pageWork(
  { feed, helpers, log }: OpenCounterOptions,
  folder: DataFolder,
  { blobs }: Repositories,
): PageWork<{ sha256: string }> {
  return {
    async read({ sha256 }) {
      const blob = blobs.find(sha256);
      try {
        return blob && (await folder.blobs.readAll(blob));
      } catch (error) {
        log.warn({ sha256, error: String(error) }, 'a page whose file cannot be read');
        return undefined;
      }
    },
    helpers,
    mayRecord: async () => (await awaitSoundFiles(folder)).ok,
    feed,
    log,
  };
}

/**
 * Once the files are known to be sound: forgets first answers that nobody can still wait for, and destroys the keys of blobs that no record
 * came to name (their page was scanned, the record never committed).
 */
async function keepHouse(
  folder: DataFolder,
  repositories: Repositories,
  clock: Clock,
  log: Log,
  purge: () => number,
): Promise<void> {
  if ((await folder.quickCheck.result).outcome !== 'passed') return;
  try {
    const forgotten = repositories.answers.deleteBefore(secondsAfter(clock.now(), -ANSWER_KEEP_SECONDS));
    tryPurge(purge, log);
    const named = (sha256: string) => repositories.blobs.find(sha256) !== undefined;
    const { swept } = await folder.blobs.sweep(named, secondsAfter(clock.now(), -UNNAMED_BLOB_KEEP_SECONDS));
    log.info({ forgotten, swept }, 'housekeeping done');
  } catch (error) {
    log.warn({ error: String(error) }, 'housekeeping failed; it is tried again at the next start');
  }
}

/** Files of filings that the office helped with and exported lists go when their time is over; what fails is tried again within the hour. */
function tryPurge(purge: () => number, log: Log): void {
  try {
    const ended = purge();
    if (ended > 0) log.info({ ended }, 'files destroyed whose time is over');
  } catch (error) {
    log.warn({ error: String(error) }, 'files whose time is over not destroyed; it is tried again');
  }
}

async function awaitSoundFiles({ quickCheck }: DataFolder): Promise<Result<undefined, FilesNotSound>> {
  if (quickCheck.mustFinish)
    await Promise.race([quickCheck.result, sleep(WAIT_FOR_CHECK_MS, undefined, { ref: false })]);
  if (quickCheck.state === 'failed') {
    const found = await quickCheck.result;
    return refuse('FILES_DAMAGED', {
      file: found.outcome === 'failed' ? (found.problems[0]?.file ?? 'counter.db') : 'counter.db',
    });
  }
  return quickCheck.mustFinish
    ? refuse('CHECKING_FILES', { percent: Math.round(quickCheck.progress * 100) })
    : ok(undefined);
}
