import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openDataFolder } from '../../db/folder/data-folder.ts';
import { creatingMarker } from '../../db/folder/inspect-folder.ts';
import { createKeyFileWrapper } from '../../db/folder/key-file.ts';
import { systemClock } from '../../electron/host/system-clock.ts';
import { inspectFacts } from '../support/inspect-facts.ts';
import { history } from './history.ts';
import { simulate } from './simulate.ts';

const OPTIONS = { dossiers: 60, seed: 7, until: '2026-03-10' };
const folder = mkdtempSync(join(tmpdir(), 'simulation-'));
const WAYS = ['use-cases', 'bulk'] as const;
type Rows = Record<string, unknown>[];
const tables: Record<(typeof WAYS)[number], Record<string, Rows>> = { 'use-cases': {}, bulk: {} };
const schema: Record<string, string[]> = {};

/** What two runs cannot have in common: ids and salts of the host's own start, keys, and what hangs on them. Each is looked at by itself below. */
const NOT_COMPARED = new Set([
  'request_answer',
  'schema_migration',
  'dossier_search_data',
  'dossier_search_idx',
  'dossier_search_config',
  'dossier_search_docsize',
  'packet_key',
]);

beforeAll(async () => {
  for (const way of WAYS) {
    await simulate({ ...OPTIONS, folder: join(folder, way), way });
    const { read, close } = await opened(way);
    const names = read
      .prepare<[], string>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name",
      )
      .pluck()
      .all();
    for (const name of names)
      if (!NOT_COMPARED.has(name))
        tables[way][name] = read.prepare<[], Rows[number]>(`SELECT * FROM "${name}"`).all();
    schema[way] = read
      .prepare<[], string>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name')
      .pluck()
      .all();
    await close();
  }
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function opened(way: string) {
  const path = join(folder, way);
  const found = await openDataFolder({
    path,
    wrappers: [createKeyFileWrapper(join(path, 'counter.key'))],
    clock: systemClock,
  });
  if (!found.ok) throw new Error(found.refusal.code);
  const { read, write } = found.value;
  return { read, write, close: () => found.value.close() };
}

/**
 * Rows in an order of their own, each id, hash, salt and signature replaced by the order in which it first appears: two histories are the same when every
 * other value is, and when what was equal is equal.
 */
function normalised(rows: Rows, order: readonly string[]): string[] {
  const names = new Map<string, string>();
  const stand = (text: string) =>
    text.replace(
      /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{64}|\$argon2id\$[^"]+/gu,
      (found) => {
        const known = names.get(found);
        if (known !== undefined) return known;
        names.set(found, `#${names.size}`);
        return `#${names.size - 1}`;
      },
    );
  const key = (row: Rows[number]) => order.map((column) => String(row[column]).padStart(12, '0')).join(' ');
  return [...rows]
    .sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
    .map((row) =>
      stand(
        JSON.stringify(row, (_name, value) =>
          value?.type === 'Buffer'
            ? value.data.length === 16 || value.data.length === 64
              ? '(bytes)'
              : Buffer.from(value.data).toString('utf8')
            : value,
        ),
      ),
    );
}

/** The columns that put the rows of a table into the order of the history; its primary key is chance. */
const ORDER: Record<string, string[]> = {
  event: ['seq'],
  audit: ['seq'],
  packet: ['epoch', 'seq'],
  packet_delivery: ['epoch', 'seq'],
  dossier: ['code'],
  dossier_result: ['id'],
  personal_value: ['recorded_at', 'field', 'value'],
  dossier_party: ['dossier_id', 'role'],
  dossier_component: ['dossier_id', 'position'],
  identity_check: ['dossier_id', 'checked_at'],
  dossier_step: ['dossier_id', 'begun_at'],
  hand_over: ['dossier_id'],
  search_entry: ['seq'],
  app_user: ['login'],
  number_counter: ['period'],
  dossier_search: ['rowid'],
  dossier_search_docsize: ['id'],
};

describe('the bulk path', () => {
  it('leaves the same schema, triggers included', () => expect(schema['bulk']).toEqual(schema['use-cases']));

  it('leaves the same rows in every table as the contract, column by column', () => {
    expect(Object.keys(tables.bulk)).toEqual(Object.keys(tables['use-cases']));
    for (const name of Object.keys(tables.bulk)) {
      const [ours, theirs] = [tables.bulk[name] as Rows, tables['use-cases'][name] as Rows];
      const order = ORDER[name] ?? Object.keys(theirs[0] ?? {});
      expect(normalised(ours, order), name).toEqual(normalised(theirs, order));
    }
    for (const name of [
      'dossier',
      'event',
      'packet',
      'audit',
      'hand_over',
      'dossier_step',
      'personal_value',
      'search_entry',
      'identity_check',
    ])
      expect(tables.bulk[name], name).not.toEqual([]);
  });

  it('leaves the same index: every word with its dossiers, and the beginnings of words', async () => {
    const found: string[][] = [];
    for (const way of WAYS) {
      const { write, read, close } = await opened(way);
      write.exec("INSERT INTO dossier_search (dossier_search) VALUES ('integrity-check')");
      write.exec("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'dossier_search', 'instance')");
      // The private letters of clerks follow their ids, which are chance.
      const words = write
        .prepare<[], string>(
          "SELECT term || ' ' || doc FROM temp.words WHERE term NOT BETWEEN char(57600) AND char(60000) ORDER BY 1",
        )
        .pluck()
        .all();
      const matching = read
        .prepare<[string], string>(
          'SELECT group_concat(rowid) FROM dossier_search WHERE dossier_search MATCH ?',
        )
        .pluck();
      const beginnings = ['n', 'th', 'vie', 'nguy', 'chung', 'nguyen'].map(
        (word) => `${word}: ${matching.get(`"${word}" *`)}`,
      );
      found.push([...words, ...beginnings]);
      await close();
    }
    expect(found[0]?.length).toBeGreaterThan(1000);
    expect(found[1]).toEqual(found[0]);
  });

  it('opens for nobody when it was cut off', async () => {
    const path = join(folder, 'cut-off');
    const making = `${path}.making-practice`;
    const program = join(import.meta.dirname, 'run-simulation.ts');
    const run = spawn(process.execPath, [program, '--dossiers', '20000', '--data-dir', path], {
      stdio: 'ignore',
    });
    const ended = once(run, 'exit');
    // The mark is there before the first row.
    await vi.waitFor(() => expect(existsSync(creatingMarker(making))).toBe(true), 60_000);
    run.kill('SIGKILL');
    await ended;
    expect(existsSync(path)).toBe(false);
    const wrappers = [createKeyFileWrapper(`${path}.making.key`)];
    expect(await openDataFolder({ path: making, wrappers, clock: systemClock })).toEqual({
      ok: false,
      refusal: { code: 'FOLDER_ABSENT', data: { path: making } },
    });
  }, 90_000);

  it.each(WAYS)('leaves chains, versions and packets that an auditor finds sound (%s)', async (way) => {
    expect((await inspectFacts(join(folder, way))).faults).toEqual([]);
    const { read, close } = await opened(way);
    expect(read.pragma('foreign_key_check')).toEqual([]);
    expect(read.prepare('SELECT count(*) FROM search_due').pluck().get()).toBe(0);
    await close();
  });
});

describe('a history', () => {
  it('is the same for a seed and another for another', () => {
    const of = (seed: number) => JSON.stringify([...history({ ...OPTIONS, seed })]);
    expect(of(7)).toBe(of(7));
    expect(of(7)).not.toBe(of(8));
  });

  it('keeps to working days and hours, in order, with busy Mondays and a quiet week before Tết', () => {
    const steps = [...history({ dossiers: 9_000, seed: 3, until: '2026-03-10' })];
    expect(steps.map(({ at }) => at)).toEqual(steps.map(({ at }) => at).sort());
    const received = steps.filter(({ does }) => does === 'receive');
    expect(received).toHaveLength(9_000);
    const local = (at: string) => new Date(Date.parse(at) + 7 * 3600_000).toISOString();
    for (const { at } of steps) expect(local(at).slice(11)).toMatch(/^(?:0[7-9]|1[0-7]):/u);
    const onDay = new Map<string, number>();
    for (const { at } of received)
      onDay.set(local(at).slice(0, 10), (onDay.get(local(at).slice(0, 10)) ?? 0) + 1);
    // Tết Bính Ngọ: the offices rested from 16 to 20 February 2026.
    for (const day of onDay.keys()) expect(day < '2026-02-16' || day > '2026-02-20').toBe(true);
    expect(onDay.get('2026-02-12')).toBeLessThan(0.75 * (onDay.get('2026-01-22') as number));
    expect(onDay.get('2026-03-02')).toBeGreaterThan(1.2 * (onDay.get('2026-03-06') as number));
    const share = (does: string) => steps.filter((step) => step.does === does).length / received.length;
    expect(share('hand-over')).toBeGreaterThan(0.9);
    expect(share('ask')).toBeGreaterThan(0.005);
    expect(share('refuse')).toBeGreaterThan(0.0005);
  });
});
