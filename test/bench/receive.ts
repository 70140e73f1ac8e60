import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createCupsPrinters } from '../../electron/adapters/cups/cups-printers.ts';
import type { DeviceAgent } from '../../electron/host/ports/device-agent.ts';
import type { HelperProcesses } from '../../electron/host/ports/helper-process.ts';
import { systemClock } from '../../electron/host/system-clock.ts';
import { ok } from '../../shared/types/result.ts';
import { aCitizen, aReceipt, giveEveryRole, ORIGINAL } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import { removeFolder, temporaryFolder } from '../support/headless-host.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { requestId } from '../support/request-id.ts';
import { countSyncs } from './count-syncs.ts';
import { report, summarise, timed } from './measure.ts';
import { aJpegOf } from './page-bytes.ts';

/**
 * One dossier with three scans of 300 kB against SHA-256 and bare unencrypted inserts of the same bytes, in turns.
 *
 * Ours is two commands through the dispatcher: `dossier.receive` (the record: dossier, parties, components, code, event, packet, audit entry,
 * first answer; one commit), each time for another citizen, and `scan.run`, whose scanner hands over three pages. The time runs from the call of the first to the answer of
 * the second. Inside: sessions, permissions, validation of input and output, the clerk's decision, and for each page hash, encryption under
 * a key of its own and its own commit before the next is asked for, then the commit that names the three pages. Outside: the scanner, the
 * helper process that looks at a picture (the page is there when it has answered) and the way through a door.
 *
 * The peer hashes each page and commits it in a row of a plain SQLite file (WAL, synchronous=FULL), then commits one row of as many bytes as
 * our two commands leave in the rows of counter.db, counted in this run.
 */
const N = 300;
const WARM = 100;
const PAGES = 3;
const PAGE_BYTES = 300_000;
const DEVICE = '01930000-0000-7000-8000-000000000001';
/** Two runs of different length, so that their difference leaves the start and the end out. */
const COUNTED = { short: 10, long: 60 };

const [verb, side, count] = process.argv.slice(2);
if (verb === 'only') await runOnly(side === 'ours' ? 'ours' : 'peer', Number(count));
else await compare();

/** What both sides do in turns, and the figures. */
async function compare(): Promise<void> {
  const folder = temporaryFolder('qmc-bench-');
  const counter = await openCounter();
  const recordBytes = await countRecordBytes(counter);
  const bare = openBare(folder, recordBytes);
  const [ours, peer]: [number[], number[]] = [[], []];
  for (let index = -WARM; index < N; index += 1) {
    const pages = await somePages();
    // Who goes first pays for what the other left to the disk, so they change places.
    const turns = [
      async () => ours.push(await timed(() => counter.receive(pages))),
      async () => peer.push(await timed(() => bare.receive(pages))),
    ];
    for (const turn of index % 2 === 0 ? turns : turns.reverse()) await turn();
    if (index < 0) for (const times of [ours, peer]) times.length = 0;
  }
  bare.close();
  await counter.close();
  removeFolder(folder);
  const [a, b] = [summarise(ours), summarise(peer)];
  report({
    bench: 'receive',
    ours: a.p50,
    peer: b.p50,
    target: 1.5,
    peerName:
      'SHA-256 and one bare unencrypted SQLite insert for each page, and one for the bytes of the record rows, WAL, synchronous=FULL',
    figures: {
      oursP99: a.p99,
      peerP99: b.p99,
      oursSyncs: countSyncs(import.meta.filename, 'ours', COUNTED),
      peerSyncs: countSyncs(import.meta.filename, 'peer', COUNTED),
      pages: PAGES,
      pageBytes: PAGE_BYTES,
      recordBytes,
      n: N,
      unit: 'ms',
    },
  });
}

/** One side alone: what is run under strace. */
async function runOnly(which: 'ours' | 'peer', dossiers: number): Promise<void> {
  const folder = temporaryFolder('qmc-bench-');
  const doer = which === 'ours' ? await openCounter() : openBare(folder, 10_400);
  for (let index = 0; index < dossiers; index += 1) await doer.receive(await somePages());
  await doer.close();
  removeFolder(folder);
}

async function somePages(): Promise<Buffer[]> {
  return await Promise.all(Array.from({ length: PAGES }, () => aJpegOf(PAGE_BYTES)));
}

interface Counter {
  receive(pages: readonly Buffer[]): Promise<void>;
  running: InProcessHost;
  close(): Promise<void>;
}

async function openCounter(): Promise<Counter> {
  let feeder: readonly Buffer[] = [];
  const agent: DeviceAgent = {
    ...createCupsPrinters({ server: () => undefined }),
    deviceId: DEVICE,
    list: async () => ({ scanners: [], printers: [], signers: [], complete: true }),
    async scan(_request, sink) {
      for (const bytes of feeder) await sink.onPage({ bytes, mediaType: 'image/jpeg', dpi: 300 });
      return ok({ pages: feeder.length });
    },
  };
  const helpers = {
    run: async (_kind: unknown, { bytes }: { bytes: Buffer }) =>
      ok(ok({ kind: 'images', pages: [{ jpeg: bytes, width: 2480, height: 3508, dpi: 300 }] })),
    close: async () => undefined,
  } as unknown as HelperProcesses;
  const running = await startInProcessHost({
    outside: { clock: systemClock, helpers, deviceAgents: { of: () => ok(agent) } },
  });
  const client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  let citizens = 0;
  return {
    running,
    async receive(pages) {
      feeder = pages;
      citizens += 1;
      const { person } = aCitizen(String(86_190_000_000 + citizens).padStart(12, '0'));
      const { dossierId } = await client.dossier.receive({
        requestId: requestId(),
        receipt: aReceipt(person),
      });
      const scanned = await client.scan.run({
        requestId: requestId(),
        dossierId,
        componentId: ORIGINAL,
        deviceId: DEVICE,
        scannerId: 'sane:bench',
        source: 'feeder',
      });
      if (scanned.pages.length !== pages.length) throw new Error('a page was not recorded');
    },
    close: () => running.close(),
  };
}

/** How many bytes one dossier adds to the rows of counter.db. */
async function countRecordBytes({ running, receive }: Counter): Promise<number> {
  const tables = running.rows<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'");
  const sizes = () => {
    const parts = tables.map(({ name }) => {
      const columns = running
        .rows<{ name: string }>(`SELECT name FROM pragma_table_info('${name}')`)
        .map((column) => `coalesce(length(CAST("${column.name}" AS BLOB)), 0)`);
      return `(SELECT coalesce(sum(${columns.join(' + ')}), 0) FROM "${name}")`;
    });
    return running.rows<{ bytes: number }>(`SELECT ${parts.join(' + ')} AS bytes`)[0]?.bytes ?? 0;
  };
  const before = sizes();
  await receive(await somePages());
  return sizes() - before;
}

function openBare(folder: string, recordBytes: number) {
  const bare = new Database(join(folder, 'bare.db'));
  bare.pragma('journal_mode=WAL');
  bare.pragma('synchronous=FULL');
  bare.exec('CREATE TABLE page (sha256 BLOB PRIMARY KEY, body BLOB NOT NULL) STRICT');
  bare.exec('CREATE TABLE record (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT');
  const insertPage = bare.prepare('INSERT INTO page (sha256, body) VALUES (?, ?)');
  const insertRecord = bare.prepare('INSERT INTO record (body) VALUES (?)');
  return {
    receive(pages: readonly Buffer[]): void {
      for (const page of pages) insertPage.run(createHash('sha256').update(page).digest(), page);
      insertRecord.run(randomBytes(recordBytes));
    },
    close: () => bare.close(),
  };
}
