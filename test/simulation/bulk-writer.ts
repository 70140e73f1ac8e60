import { createPrivateKey, sign } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { openWriter, type WriteDb } from '../../db/open.ts';
import { createSearchRepository } from '../../db/repositories/search-repository.ts';
import type { Instant } from '../../shared/types/clock.ts';
import type { RowBatch, Value } from './bulk-rows.ts';

/** What the writer is started with. */
export interface BulkWriterData {
  file: string;
  key: Uint8Array;
  /** The key of the installation's packets, PKCS#8. */
  packetKey: Uint8Array;
  /** Packets made before this instant have arrived; later ones wait. */
  receiptedBefore: Instant;
}

/** What it says: a batch is in the file. */
export type BulkWriterNote = 'written';

/** Pages kept in memory, in kB: the tables that lie in the order of hashes are then read back seldom. */
const CACHE_KB = 3_000_000;
/** A key signs one thing at a time, whatever the number of threads: so there are several of it. */
const SIGNERS = 16;

const port = parentPort;
if (port === null) throw new Error('runs in a thread only');
const data = workerData as BulkWriterData;
const db = openForBulk(data);
const put = createInserter(db.write);
const search = createSearchRepository(db.write).filling();
const signers = Array.from({ length: SIGNERS }, () =>
  createPrivateKey({ key: Buffer.from(data.packetKey), format: 'der', type: 'pkcs8' }),
);
let queue: Promise<void> = Promise.resolve();

port.on('message', (message: RowBatch | 'finish') => {
  queue = queue.then(() => (message === 'finish' ? finish() : write(message)));
});

async function write({ tables, packets, entries }: RowBatch): Promise<void> {
  // The signatures are made by other threads while the rows go into the file.
  const signatures = packets.map(({ bytes }, index) => signed(bytes, index));
  for (const [table, values] of Object.entries(tables)) put(table, values);
  for (const entry of entries) search.put(entry);
  const signatureOf = await Promise.all(signatures);
  put(
    'packet',
    packets.flatMap((p, index) => [
      p.epoch,
      p.seq,
      p.schemaVersion,
      p.kind,
      p.subjectKind,
      p.subjectId,
      p.eventSeq,
      p.bytes,
      p.sha256,
      p.previousSha256,
      p.keyId,
      signatureOf[index] as Uint8Array,
      p.createdAt,
    ]),
  );
  put(
    'packet_delivery',
    packets.flatMap(({ epoch, seq, createdAt }) =>
      createdAt < data.receiptedBefore
        ? [epoch, seq, 'receipted', 1, null, null, null, createdAt]
        : [epoch, seq, 'waiting', 0, null, null, null, createdAt],
    ),
  );
  port?.postMessage('written' satisfies BulkWriterNote);
}

function finish(): void {
  search.end();
  db.finish();
  port?.close();
}

function signed(bytes: Uint8Array, index: number): Promise<Uint8Array> {
  return new Promise((done, failed) =>
    sign(null, bytes, signers[index % SIGNERS] as (typeof signers)[number], (error, signature) =>
      error === null ? done(signature) : failed(error),
    ),
  );
}

/**
 * One transaction without waiting for the disk, and without the work of the triggers that list changed dossiers for the search: nothing else has the
 * file, and what a cut-off run leaves is void. At the end the file is as any other: triggers, WAL, everything on the disk.
 */
function openForBulk({ file, key }: BulkWriterData) {
  const options = { key: Buffer.from(key) };
  const write = openWriter(file, options);
  const triggers = write
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'search%' ORDER BY rowid",
    )
    .all();
  write.pragma('journal_mode=DELETE');
  write.pragma('locking_mode=EXCLUSIVE');
  write.pragma('synchronous=OFF');
  write.pragma('foreign_keys=OFF');
  write.pragma(`cache_size=-${CACHE_KB}`);
  write.exec('BEGIN IMMEDIATE');
  for (const { name } of triggers) write.exec(`DROP TRIGGER ${name}`);
  return {
    write,
    finish() {
      for (const { sql } of triggers) write.exec(sql);
      write.exec('COMMIT');
      write.close();
      openWriter(file, options).close();
    },
  };
}

/** Inserts rows by the order of their columns, whose number it checks against the table once. */
function createInserter(write: WriteDb) {
  const statements = new Map<string, { columns: number; run(...values: Value[]): unknown }>();
  function statementOf(table: string) {
    const known = statements.get(table);
    if (known !== undefined) return known;
    const columns = write
      .prepare<[], number>(`SELECT count(*) FROM pragma_table_info('${table}')`)
      .pluck()
      .get() as number;
    const insert = write.prepare<Value[]>(
      `INSERT INTO ${table} VALUES (${Array(columns).fill('?').join(', ')})`,
    );
    const made = { columns, run: (...values: Value[]) => insert.run(...values) };
    statements.set(table, made);
    return made;
  }
  return (table: string, values: readonly Value[]): void => {
    const { columns, run } = statementOf(table);
    if (values.length % columns !== 0) throw new Error(`${table} has ${columns} columns`);
    for (let at = 0; at < values.length; at += columns) run(...values.slice(at, at + columns));
  };
}
