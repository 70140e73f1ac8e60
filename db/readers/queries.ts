import { createHash } from 'node:crypto';
import { AUDIT_CHAIN_START, auditPreimage } from '../../shared/domain/audit/audit-entry.ts';
import { type CanonicalValue, canonicalJson } from '../../shared/domain/canonical-json.ts';
import type { RegisterEntry } from '../../shared/forms/tt-03-2025/mau-07.ts';
import { copyFileDurably, hashFile } from '../folder/copy-file.ts';
import { copyInto, type ReadDb, seeOneMoment } from '../open.ts';
import type { HitRow } from '../repositories/dossier-repository.ts';
import { createRegisterReader, type RegisterSpan } from '../repositories/register-repository.ts';
import { createSearchReader, type DossierSearch } from '../repositories/search-reader.ts';

/** What a query is given in its worker. */
export interface QueryTools {
  /** A read-only connection to the file that the call names (`file`; counter.db when absent), closed when the query ends. */
  db(): ReadDb;
  /** Tells the caller how far it is; `done` of `total`. */
  progress(done: number, total: number): void;
  /** Hands a part of a long answer over; resolves when it was taken, so that no more than one waits. */
  part(part: unknown): Promise<void>;
}

/** Names a file of the data folder (`counter.db`, `keys.db`, `blobs/0001.db`); `at` opens a copy of it that lies elsewhere. */
interface FileArgs {
  readonly file: string;
  readonly at?: string;
}

function tableNames(db: ReadDb): string[] {
  return db
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name",
    )
    .pluck()
    .all();
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

const MAX_PROBLEMS = 20;

// Table by table: SQLite offers no progress inside one check, and a worker can only be stopped between two calls.
function quickCheck(tools: QueryTools, _args: FileArgs): string[] {
  const db = tools.db();
  const tables = ['sqlite_schema', ...tableNames(db)];
  const problems: string[] = [];
  tables.forEach((table, index) => {
    const rows = db.pragma(`quick_check(${quoted(table)})`) as { quick_check: string }[];
    problems.push(...rows.map((row) => row.quick_check).filter((text) => text !== 'ok'));
    tools.progress(index + 1, tables.length);
  });
  return problems.slice(0, MAX_PROBLEMS);
}

function countRows(tools: QueryTools, _args: FileArgs): Record<string, number> {
  const db = tools.db();
  const count = (table: string) =>
    db
      .prepare<[], number>(`SELECT count(*) FROM ${quoted(table)}`)
      .pluck()
      .get() ?? 0;
  return Object.fromEntries(tableNames(db).map((table) => [table, count(table)]));
}

interface AuditRow {
  seq: number;
  at: string;
  action: string;
  outcome: 'done' | 'refused';
  actorId: string | null;
  deviceId: string | null;
  requestId: string;
  correlationId: string;
  detail: string;
  previousHash: string;
  hash: string;
}

interface EventRow {
  id: string;
  kind: string;
  subjectId: string;
  version: number;
  type: string;
  payload: string;
  occurredAt: string;
  requestId: string;
}

interface NamedByAudit {
  events?: { seq: number; sha256: string }[];
  packets?: { epoch: number; seq: number; sha256: string }[];
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function createNamedRowChecks(db: ReadDb) {
  const event = db.prepare<[number], EventRow>(
    `SELECT id, subject_kind AS kind, subject_id AS subjectId, version, type, payload, occurred_at AS occurredAt, request_id AS requestId
     FROM event WHERE seq = ?`,
  );
  const packet = db.prepare<[number, number], { sha256: string; bytes: Buffer | null }>(
    'SELECT sha256, bytes FROM packet WHERE epoch = ? AND seq = ?',
  );
  return {
    eventIntact(named: { seq: number; sha256: string }): boolean {
      const row = event.get(named.seq);
      if (!row) return false;
      const { kind, subjectId, ...rest } = row;
      return sha256(canonicalJson({ ...rest, subject: { kind, id: subjectId } })) === named.sha256;
    },
    packetIntact(named: { epoch: number; seq: number; sha256: string }): boolean {
      const row = packet.get(named.epoch, named.seq);
      // The bytes of a receipted packet may be gone after their keep time; their hash stays.
      return row?.sha256 === named.sha256 && (row.bytes === null || sha256(row.bytes) === named.sha256);
    },
  };
}

/** What a verification of the audit chain found; `head` is the hash of the last intact entry. */
interface AuditChainReport {
  entries: number;
  intact: boolean;
  firstBrokenSeq: number | null;
  head: string;
}

/** Recomputes every entry's hash, the chain, and the hashes of the events and packets that the entries name. */
function verifyAudit(tools: QueryTools, _args: Record<never, never>): AuditChainReport {
  const db = tools.db();
  const total = db.prepare<[], number>('SELECT count(*) FROM audit').pluck().get() ?? 0;
  const rows = db.prepare<[], AuditRow>(
    `SELECT seq, at, action, outcome, actor_id AS actorId, device_id AS deviceId, request_id AS requestId,
      correlation_id AS correlationId, detail, previous_hash AS previousHash, hash FROM audit ORDER BY seq`,
  );
  const { eventIntact, packetIntact } = createNamedRowChecks(db);
  let head = AUDIT_CHAIN_START;
  let entries = 0;
  for (const { hash, detail, ...entry } of rows.iterate()) {
    const parsed = JSON.parse(detail) as CanonicalValue & NamedByAudit;
    const chained = entry.seq === entries + 1 && entry.previousHash === head;
    const intact =
      chained &&
      sha256(auditPreimage({ ...entry, detail: parsed })) === hash &&
      (parsed.events ?? []).every(eventIntact) &&
      (parsed.packets ?? []).every(packetIntact);
    if (!intact) return { entries, intact: false, firstBrokenSeq: entry.seq, head };
    head = hash;
    entries++;
    if (entries % 1000 === 0) tools.progress(entries, total);
  }
  return { entries, intact: true, firstBrokenSeq: null, head };
}

/** Writes an encrypted copy with the same key into `target`, which must not exist. */
function vacuumInto(tools: QueryTools, args: FileArgs & { target: string }): null {
  copyInto(tools.db(), args.target);
  return null;
}

/** Dossiers of one part: what a page costs is spread over them, and none is long enough to be felt. */
const LISTED_AT_ONCE = 500;

/**
 * The dossiers that a list finds, in its order, in parts of {@link HitRow}: all as they were at one moment, however long it takes. Answers how many.
 * While it runs the write-ahead log only grows, and nothing waits for it.
 */
async function listedDossiers(
  tools: QueryTools,
  { search }: { search: Omit<DossierSearch, 'limit'> },
): Promise<number> {
  const db = tools.db();
  seeOneMoment(db);
  const reader = createSearchReader(db);
  const total = reader.count(search, Number.MAX_SAFE_INTEGER);
  let done = 0;
  let after: number | undefined;
  do {
    const { hits, next } = reader.find({ ...search, limit: LISTED_AT_ONCE, after });
    if (hits.length > 0) await tools.part(hits satisfies HitRow[]);
    done += hits.length;
    tools.progress(done, Math.max(done, total));
    after = next ?? undefined;
  } while (after !== undefined);
  return done;
}

/** How many dossiers a book would hold. */
function countRegister(tools: QueryTools, { span }: { span: RegisterSpan }): number {
  return createRegisterReader(tools.db()).count(span);
}

/** Rows of one piece of a book: what the host checks and hands to a helper at once. */
const BOOKED_AT_ONCE = 250;

/** The dossiers of a book in parts, all as they were at one moment. Answers how many. */
async function registerEntries(tools: QueryTools, { span }: { span: RegisterSpan }): Promise<number> {
  const db = tools.db();
  seeOneMoment(db);
  const reader = createRegisterReader(db);
  let done = 0;
  let page = reader.page(span, BOOKED_AT_ONCE);
  while (page.last !== undefined) {
    await tools.part(page.entries satisfies RegisterEntry[]);
    done += page.entries.length;
    page = reader.page(span, BOOKED_AT_ONCE, page.last);
  }
  return done;
}

/** What a query hands over in parts; the others answer at once. */
export interface ReadQueryParts {
  listedDossiers: HitRow[];
  registerEntries: RegisterEntry[];
}

/** Every slow read of the program, by name; each runs in a worker on a connection that cannot write. */
export const readQueries = {
  quickCheck,
  countRows,
  verifyAudit,
  vacuumInto,
  listedDossiers,
  countRegister,
  registerEntries,
  hashFile: (_tools: QueryTools, args: { path: string }) => hashFile(args.path),
  copyFile: (_tools: QueryTools, args: { from: string; to: string }) => copyFileDurably(args.from, args.to),
};

export type ReadQueryName = keyof typeof readQueries;
export type ReadQueryArgs<N extends ReadQueryName> = Parameters<(typeof readQueries)[N]>[1];
export type ReadQueryResult<N extends ReadQueryName> = Awaited<ReturnType<(typeof readQueries)[N]>>;
