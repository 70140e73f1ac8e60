import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../db/migrate.ts';
import { migrationSources } from '../../db/migrations/sources.ts';
import { openWriter, type WriteDb } from '../../db/open.ts';
import { createSearchPlanner } from '../../db/repositories/search-plan.ts';
import { createSearchReader } from '../../db/repositories/search-reader.ts';
import { searchEntry } from '../../shared/domain/dossier/search-entry.ts';
import { holdsWords, type SearchFilter, searchTerms } from '../../shared/domain/dossier/search-query.ts';
import { seededRandom } from '../support/seeded-random.ts';

const NOW = '2026-11-24T03:00:00.000Z';
const ENTRIES = 2000;
/** Places in the order of reception are minutes of this century: far above the first page's. */
const FIRST = 226_000_000;
const random = seededRandom(19);
const one = <T>(values: readonly T[]) => values[random.below(values.length)] as T;
const FAMILIES = ['Nguyễn', 'Trần', 'Lê', 'Đặng'];
const GIVEN = ['Thị Thuỳ', 'Văn Út', 'Thị Hạ', 'Quốc Thủy', 'Xuyến', 'Kim Xuyên'];
const HAMLETS = ['ấp 1', 'ấp 2', 'ấp Đông', 'khóm Tây'];

/** What each entry was made of, the newest first. */
const made: { seq: number; words: string; state: string }[] = [];
const folder = mkdtempSync(join(tmpdir(), 'search-plan-'));
let db: WriteDb;

beforeAll(() => {
  db = openWriter(join(folder, 'counter.db'), { key: randomBytes(32), create: true });
  const done = migrate(db, migrationSources(), { clock: { now: () => NOW } });
  if (!done.ok) throw new Error(done.refusal.code);
  db.pragma('foreign_keys=OFF');
  const entry = db.prepare('INSERT INTO search_entry VALUES (?, ?, ?, ?)');
  const listing = db.prepare(
    "INSERT INTO search_listing VALUES (?, ?, ?, '1.004873', 'Xác nhận', ?, ?, ?, 'direct', 'here', 'u', ?, ?, '', ?, NULL)",
  );
  const words = db.prepare('INSERT INTO dossier_search (rowid, words) VALUES (?, ?)');
  db.exec(
    "INSERT INTO app_user (id, login, display_name, job_title, password_hash, must_change_password, valid_from, created_at) VALUES ('u', 'u', 'Cán bộ', '', '', 0, '2026-01-01', '')",
  );
  db.transaction(() => {
    for (let number = 0; number < ENTRIES; number += 1) {
      // One entry in fifty is of somebody whose name is rare; nearly all have been handed over.
      const name = `${one(FAMILIES)} ${random.below(50) === 0 ? 'Ngọc Điểu' : one(GIVEN)}`;
      const address = `Số ${random.below(300)}, ${one(HAMLETS)}, xã Tân Thành`;
      const code = `H61.45-2611${String(10 + random.below(15))}-${String(3000 + number)}`;
      const state = random.below(20) === 0 ? 'processing' : 'returned';
      const {
        text,
        words: held,
        letters,
      } = searchEntry({
        codes: [code],
        procedureCode: '1.004873',
        procedureName: 'Xác nhận',
        caseName: '',
        request: '',
        parties: [
          {
            kind: 'person',
            name,
            address,
            phone: `09${String(10_000_000 + random.below(80_000_000))}`,
            email: '',
            birthDate: null,
            sex: null,
            identity: { kind: 'none', reason: '' },
          } as never,
        ],
        state,
        processingOwner: 'here',
        receivedBy: 'u',
      });
      entry.run(FIRST + number, idAt(FIRST + number), text, number % 7 === 0 ? '' : held);
      listing.run(FIRST + number, idAt(FIRST + number), code, state, NOW, NOW, name, name, address);
      words.run(FIRST + number, `${held} ${letters}`);
      made.unshift({ seq: FIRST + number, words: held, state });
    }
  })();
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The id of the dossier at a place. */
const idAt = (place: number) => `01936000-0000-7000-8000-${String(place).padStart(12, '0')}`;

const typed = () => {
  const whole = one([
    `so ${random.below(300)} ap dong xa tan`,
    `${one(FAMILIES)} ${one(GIVEN)}`,
    `dieu ngoc ${one(FAMILIES)} xa`,
    `H61.45-2611${String(10 + random.below(15))}-30`,
    '09 1234 5',
    'thi xuyen tay 2',
    'xac nhan tan thanh xa ap so h61',
    `khom tay so ${random.below(300)} dieu`,
  ]);
  return whole
    .slice(0, 1 + random.below(whole.length))
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
};

describe('a planned search', () => {
  it('leaves out what stands in most entries where another word is rare', () => {
    const plan = createSearchPlanner(db);
    const terms = searchTerms('so 78 ap dieu xa', { states: ['returned'] });
    const { whole, selective, holds } = plan(terms as NonNullable<typeof terms>);
    expect(whole).toMatch(/^"so" AND "78" AND "ap" AND "dieu" AND "xa" \* AND "\p{Co}"$/u);
    expect(selective).toBe('"78" AND "dieu"');
    expect(holds?.('so 78 ap dong ngoc dieu xa')).toBe(true);
    expect(holds?.('so 78 ngoc dieu xa')).toBe(false);
    const common = searchTerms('so ap', {});
    expect(plan(common as NonNullable<typeof common>)).toMatchObject({
      selective: '"so" AND "ap" *',
      holds: undefined,
    });
    const rareState = searchTerms('so ap', { states: ['processing'] });
    expect(plan(rareState as NonNullable<typeof rareState>).selective).toMatch(/^"\p{Co}"$/u);
  });

  it('finds, counts and pages what a look at every entry finds', () => {
    const reader = createSearchReader(db);
    let found = 0;
    for (let times = 0; times < 400; times += 1) {
      const text = typed();
      const filter = one<SearchFilter>([{}, {}, { states: ['processing'] }, { states: ['returned'] }]);
      const terms = searchTerms(text, filter);
      if (terms === null || text.trim() === '') continue;
      const wide = searchTerms(text, filter, true) as typeof terms;
      const fits = ({ state }: { state: string }) => filter.states?.includes(state as never) ?? true;
      const held = (asked: typeof terms) =>
        made.filter((entry) => fits(entry) && holdsWords(asked.groups)(entry.words));
      const expected = held(terms).length > 0 ? held(terms) : held(wide);
      found += expected.length;
      const search = { text, now: NOW, ...filter };
      const places: string[] = [];
      let after: number | undefined;
      for (let page = 0; page < 3; page += 1) {
        const { hits, next } = reader.find({
          ...search,
          limit: 40,
          ...(after === undefined ? {} : { after }),
        });
        places.push(...hits.map(({ dossierId }) => dossierId as string));
        if (next === null) break;
        after = next;
      }
      expect(places, text).toEqual(expected.slice(0, 120).map(({ seq }) => idAt(seq)));
      expect(reader.count(search, 5000), text).toBe(expected.length);
    }
    expect(found).toBeGreaterThan(2000);
  }, 60_000);
});
