import type { AnyRouter } from '@orpc/server';
import type { KeyWrapper } from '../../db/folder/key-slots.ts';
import type { Clock } from '../../shared/types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../shared/types/result.ts';
import type { Client } from './call-context.ts';
import type { StartDelivery } from './delivery.ts';
import { createRouter, type DoorContext } from './dispatcher.ts';
import type { Identity } from './identity.ts';
import { createLiveFeed, type LiveFeed } from './live-feed.ts';
import type { Log } from './log.ts';
import { type OpenCounter, openCounter } from './open-counter.ts';
import type { DeviceAgents } from './ports/device-agent.ts';
import type { DiskSpace } from './ports/disk-space.ts';
import type { HelperProcesses } from './ports/helper-process.ts';
import type { HotFolders } from './ports/hot-folder.ts';
import type { PasswordHasher } from './ports/password-hasher.ts';
import type { Province } from './ports/province.ts';
import type { Signer } from './ports/signer.ts';
import type { TableFiles } from './ports/table-file.ts';
import type { TrustServices } from './ports/trust-services.ts';
import type { WholeFileSigner } from './ports/whole-file-signer.ts';
import type { FollowPrints } from './print-book.ts';
import type { StartProving } from './proof-book.ts';
import type { MeasurePages } from './quality-book.ts';
import type { StartRefusal } from './start-refusal.ts';
import type { ReadPages } from './text-book.ts';
import type { DrawThumbnails } from './thumbnail-book.ts';
import type { StartTray } from './tray.ts';
import { createWorkspaces, type Workspaces } from './workspaces.ts';

/** What the host needs from outside; composition roots give it. */
export interface CounterHostOptions {
  dataDir: string;
  version: string;
  handlers: object;
  wrappers: readonly KeyWrapper[];
  clock: Clock;
  identity: Identity;
  passwords: PasswordHasher;
  helpers: HelperProcesses;
  deviceAgents: DeviceAgents;
  signer: Signer;
  wholeFileSigner: WholeFileSigner;
  diskSpace: DiskSpace;
  tableFiles: TableFiles;
  province: Province;
  startDelivery: StartDelivery;
  trustServices: TrustServices;
  proveCopies: StartProving;
  hotFolders: HotFolders;
  startTray: StartTray;
  followPrints: FollowPrints;
  measurePages: MeasurePages;
  readPages: ReadPages;
  drawThumbnails: DrawThumbnails;
  log: Log;
}

/** A stored page or document on its way to a window. */
export interface BlobStream {
  size: number;
  mediaType: string;
  chunks: AsyncIterable<Uint8Array>;
}

/** One client at a door. */
export interface ClientConnection {
  client: Client;
  /** The context that goes with every call of this client. */
  context(): DoorContext;
}

/** The host without any transport: doors put bytes in and take answers out. */
export interface CounterHost {
  readonly router: AnyRouter;
  readonly clock: Clock;
  readonly identity: Identity;
  readonly passwords: PasswordHasher;
  readonly helpers: HelperProcesses;
  readonly deviceAgents: DeviceAgents;
  readonly signer: Signer;
  readonly wholeFileSigner: WholeFileSigner;
  readonly diskSpace: DiskSpace;
  readonly tableFiles: TableFiles;
  readonly province: Province;
  readonly hotFolders: HotFolders;
  readonly trustServices: TrustServices;
  readonly feed: LiveFeed;
  readonly workspaces: Workspaces;
  readonly version: string;
  readonly log: Log;
  active(): OpenCounter;
  /** Admits a client that a door has authenticated; `clientId` is kept by the door (cookie, bearer, port). */
  connect(kind: Client['kind'], clientId: string): ClientConnection;
  /** A stored file for a signed-in client, with an optional byte range (end exclusive). */
  readBlob(
    client: Client,
    sha256: string,
    range?: { start: number; end: number },
  ): Promise<Result<BlobStream, Refusal>>;
  /** Keeps a file that a signed-in client gives; a command must name it within a day, or it is swept. */
  storeUpload(
    client: Client,
    bytes: AsyncIterable<Uint8Array>,
    mediaType: string,
  ): Promise<Result<{ sha256: string; size: number }, Refusal>>;
  /** Packets without a receipt: asked before the program quits. */
  unsentCount(): number;
  close(): Promise<void>;
}

/** Opens the office's folder and builds the host over it. */
export async function startCounterHost(
  options: CounterHostOptions,
): Promise<Result<CounterHost, StartRefusal>> {
  const feed = createLiveFeed();
  const open = (path: string, workspace: 'official' | 'practice') =>
    openCounter({ ...options, path, workspace, feed });
  const opened = await open(options.dataDir, 'official');
  if (!opened.ok) return opened;
  const slot = { current: opened.value };
  const workspaces = createWorkspaces(feed, options.dataDir, slot, open);
  const host: CounterHost = {
    router: createRouter(options.handlers),
    clock: options.clock,
    identity: options.identity,
    passwords: options.passwords,
    helpers: options.helpers,
    deviceAgents: options.deviceAgents,
    signer: options.signer,
    wholeFileSigner: options.wholeFileSigner,
    diskSpace: options.diskSpace,
    tableFiles: options.tableFiles,
    province: options.province,
    hotFolders: options.hotFolders,
    trustServices: options.trustServices,
    feed,
    version: options.version,
    log: options.log,
    workspaces,
    active: () => slot.current,
    connect(kind, clientId) {
      const client: Client = { id: clientId, kind };
      return { client, context: () => ({ host, client }) };
    },
    readBlob: (client, sha256, range) => readBlob(slot.current, client, sha256, range),
    storeUpload: (client, bytes, mediaType) => storeUpload(slot.current, client, bytes, mediaType),
    unsentCount: () => slot.current.readers.outbox.unsent().count,
    async close() {
      await options.helpers.close();
      await slot.current.close();
    },
  };
  return ok(host);
}

async function readBlob(
  counter: OpenCounter,
  client: Client,
  sha256: string,
  range?: { start: number; end: number },
) {
  const session = counter.sessions.find(client.id);
  if (session === undefined) return refuse('NOT_SIGNED_IN', {});
  if (session.locked) return refuse('SESSION_LOCKED', {});
  const blob = counter.readers.blobs.find(sha256);
  if (blob === undefined) return refuse('BLOB_NOT_FOUND', { sha256 });
  const whole = counter.folder.blobs.read(blob);
  const chunks = range === undefined ? whole : slice(whole, range.start, range.end);
  return ok({ size: blob.size, mediaType: blob.mediaType, chunks });
}

async function storeUpload(
  counter: OpenCounter,
  client: Client,
  bytes: AsyncIterable<Uint8Array>,
  mediaType: string,
) {
  const session = counter.sessions.find(client.id);
  if (session === undefined) return refuse('NOT_SIGNED_IN', {});
  if (session.locked) return refuse('SESSION_LOCKED', {});
  const file = await counter.folder.blobs.put(bytes, { mediaType });
  counter.uploads.set(file.sha256, file);
  return ok({ sha256: file.sha256, size: file.size });
}

/** The bytes of a range; the chunks before it are still read, because only the whole proves the hash. */
async function* slice(
  chunks: AsyncIterable<Uint8Array>,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array> {
  let offset = 0;
  for await (const chunk of chunks) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, chunk.length);
    if (from < to) yield chunk.subarray(from, to);
    offset += chunk.length;
    if (offset >= end) return;
  }
}
