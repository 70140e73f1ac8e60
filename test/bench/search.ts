import type { ReadDb } from '../../db/open.ts';
import { createSearchReader } from '../../db/repositories/search-reader.ts';
import { searchForm } from '../../shared/domain/geography/search-text.ts';
import { round } from './measure.ts';
import { type Postgres, postgresPrograms, startPostgres } from './postgres.ts';
import { dossiers, simulatedFolder, withPeer } from './simulated-folder.ts';
import { FILTERS, type TypedQuery, typedQueries } from './typed-queries.ts';

/**
 * bench: 'search'. Every key of what clerks type, over a simulated folder (`--dossiers N`, a million when left out; `--folder F` takes one that is
 * there), filters on and off: our search against PostgreSQL on the same entries in the same run. There, three letters and more are found by unaccent
 * and a trigram index, fewer by a B-tree over the beginnings of names; newest first, as many as a screen shows, the same filters as columns.
 *
 * Both are measured at the same boundary, from the query to its rows at the caller, without the program around it: ours from the typed text, through
 * the prepared statements of `createSearchReader`, to the parsed rows of the list with all that it shows; theirs from a prepared and planned statement
 * over a socket of this machine to the rows at psql, of three columns. Each query is asked of one and at once of the other, first once unmeasured, so
 * that both know it and a busy moment of the machine is the same for both. `--no-peer` leaves PostgreSQL out.
 */
const NOW = '2026-11-20T09:00:00.000Z';
/** What a screen shows at first. */
const LIMIT = 50;
const TARGETS = 10;
const OURS_P95_MS = 20;

const folder = await simulatedFolder();
const search = createSearchReader(folder.read);
const queries = typedQueries(folder.read, TARGETS);
const ask = ({ text, filter }: TypedQuery) =>
  search.find({ text, limit: LIMIT, now: NOW, ...(filter === 'off' ? {} : FILTERS[filter]) });
const once = (query: TypedQuery) => {
  const start = performance.now();
  const spent = process.threadCpuUsage();
  ask(query);
  const { user, system } = process.threadCpuUsage(spent);
  return { ms: performance.now() - start, cpuMs: (user + system) / 1000 };
};
// The first round reads what the operating system may not have in memory; the second is what a day's typing is like.
const first = queries.map((query) => once(query).ms);
const peer = withPeer ? await loadedPostgres(folder.read) : undefined;
const measured: ReturnType<typeof once>[] = [];
const theirs: number[] = [];
for (const [index, query] of queries.entries()) {
  if (index % 500 === 0) process.stderr.write(`${index} of ${queries.length} queries\n`);
  measured.push(once(query));
  if (peer !== undefined) theirs.push(await peer.timed(sqlOf(query)));
}
const ours = measured.map(({ ms }) => ms);
const slow = queries
  .map((query, index) => ({ ...query, ms: measured[index]?.cpuMs as number }))
  .sort((a, b) => b.ms - a.ms);
for (const { text, filter, ms } of slow.slice(0, 12))
  process.stderr.write(`${ms.toFixed(1).padStart(8)} ms  ${filter.padEnd(10)} ${text}\n`);
await peer?.close();
const ratios = peer && compared(peer.version);
const count = folder.read.prepare<[], number>('SELECT count(*) FROM search_entry').pluck().get() ?? 0;
await folder.close();

const p95 = at(ours, 0.95);
const ok = p95 <= OURS_P95_MS && (ratios === undefined || (ratios.long <= 0.2 && ratios.short <= 1));
const figures = {
  ours: p95,
  peer: ratios?.p95 ?? null,
  oursP50: at(ours, 0.5),
  oursP99: at(ours, 0.99),
  oursCpuP95: at(
    measured.map(({ cpuMs }) => cpuMs),
    0.95,
  ),
  oursFirstRoundP95: at(first, 0.95),
  oursP95FilterOn: at(
    ours.filter((_, index) => queries[index]?.filter !== 'off'),
    0.95,
  ),
  oursP95FilterOff: at(
    ours.filter((_, index) => queries[index]?.filter === 'off'),
    0.95,
  ),
  ratioLongMedian: ratios?.long ?? null,
  ratioLongP95: ratios?.longP95 ?? null,
  ratioShortMedian: ratios?.short ?? null,
  ...ratios?.medians,
  dossiers: count,
  asked: dossiers,
  n: queries.length,
  unit: 'ms',
};
process.stdout.write(
  `${JSON.stringify({ bench: 'search', ratio: round(p95 / OURS_P95_MS), target: 1, ok, figures, peer: ratios?.version ?? 'left out' })}\n`,
);
process.exitCode = ok ? 0 : 1;

function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN);
}

/** PostgreSQL with the same entries, indexed and analysed. */
async function loadedPostgres(read: ReadDb): Promise<Postgres> {
  const programs = postgresPrograms();
  if (programs === undefined)
    throw new Error('PostgreSQL is missing: Debian package postgresql. Or leave it out with --no-peer.');
  const loaded = await startPostgres(programs);
  try {
    await loaded.run(`CREATE UNLOGGED TABLE dossier (seq bigint PRIMARY KEY, state text, procedure_code text, processing_owner text, received_at text, due_at text, name text, words text);
      CREATE UNLOGGED TABLE given (LIKE dossier);
      CREATE FUNCTION folded(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT lower(public.unaccent('public.unaccent', $1)) $$`);
    await loaded.copy('given', rowsOf(read));
    await loaded.run(`INSERT INTO dossier SELECT seq, state, procedure_code, processing_owner, received_at, due_at, folded(name), folded(words) FROM given ORDER BY seq;
      DROP TABLE given;
      CREATE INDEX ON dossier USING gin (words gin_trgm_ops); CREATE INDEX ON dossier (name text_pattern_ops); CREATE INDEX ON dossier (state); CREATE INDEX ON dossier (procedure_code);
      VACUUM (FREEZE, ANALYZE) dossier`);
    return loaded;
  } catch (error) {
    await loaded.close();
    throw error;
  }
}

function compared(version: string) {
  const pairs = queries.map(({ text }, index) => ({
    long: searchForm(text).length >= 3,
    ours: ours[index] as number,
    theirs: theirs[index] as number,
  }));
  for (const [index, { text, filter }] of queries.entries())
    if (index % 97 === 0)
      process.stderr.write(
        `${pairs[index]?.ours.toFixed(2).padStart(8)} : ${pairs[index]?.theirs.toFixed(2).padStart(8)} ms  ${filter.padEnd(10)} ${text}\n`,
      );
  const of = (long: boolean) => pairs.filter((pair) => pair.long === long);
  const median = (long: boolean, share = 0.5) =>
    at(
      of(long).map((pair) => pair.ours / pair.theirs),
      share,
    );
  const side = (long: boolean, name: 'ours' | 'theirs') =>
    at(
      of(long).map((pair) => pair[name]),
      0.5,
    );
  return {
    version,
    p95: at(theirs, 0.95),
    long: median(true),
    longP95: median(true, 0.95),
    short: median(false),
    medians: {
      oursLong: side(true, 'ours'),
      peerLong: side(true, 'theirs'),
      oursShort: side(false, 'ours'),
      peerShort: side(false, 'theirs'),
    },
  };
}

function* rowsOf(read: ReadDb): Iterable<string> {
  const rows = read
    .prepare<[], unknown[]>(`
    SELECT e.seq, d.state, d.procedure_code, d.processing_owner, d.received_at, d.due_at, p.name, replace(e.text, char(10), ' ')
    FROM search_entry e JOIN dossier d ON d.id = e.dossier_id JOIN dossier_party p ON p.dossier_id = d.id AND p.role = 'owner'`)
    .raw()
    .iterate();
  for (const row of rows)
    yield (row as unknown[]).map((value) => String(value).replace(/[\\\t]/gu, ' ')).join('\t');
}

function sqlOf({ text, filter }: TypedQuery): string {
  const words = searchForm(text).split(' ').filter(Boolean);
  const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`;
  const short = searchForm(text).length < 3;
  const found = short
    ? [`name LIKE ${quoted(`${words[0] ?? ''}%`)}`]
    : words.map((word) => `words LIKE ${quoted(`%${word}%`)}`);
  const narrowed: Record<string, string> = {
    off: 'true',
    returned: "state = 'returned'",
    open: "state IN ('received', 'processing')",
    late: `state IN ('received', 'processing') AND due_at < '${NOW}'`,
    procedure: "procedure_code = '1.004873'",
    police: "processing_owner = 'police'",
    week: `received_at >= '${FILTERS.week.from}' AND received_at < '${FILTERS.week.to}'`,
  };
  return `SELECT seq, name, state FROM dossier WHERE ${[...found, narrowed[filter]].join(' AND ')} ORDER BY seq DESC LIMIT ${LIMIT}`;
}
