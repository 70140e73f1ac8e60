import type { ReadDb } from '../../db/open.ts';
import type { DossierSearch } from '../../db/repositories/search-reader.ts';
import { searchForm } from '../../shared/domain/geography/search-text.ts';
import { seededRandom } from '../support/seeded-random.ts';

/** A query as it stands after one more key. */
export interface TypedQuery {
  text: string;
  filter: 'off' | keyof typeof FILTERS;
}

/** The filters that a clerk has on while typing. */
export const FILTERS = {
  returned: { states: ['returned'] },
  open: { states: ['received', 'processing'] },
  late: { late: true },
  procedure: { procedureCode: '1.004873' },
  police: { processingOwner: 'police' },
  week: { from: '2026-11-13T17:00:00.000Z', to: '2026-11-20T17:00:00.000Z' },
} as const satisfies Record<string, Partial<DossierSearch>>;

const LONGEST = 25;
const NAMES = Object.keys(FILTERS) as (keyof typeof FILTERS)[];

/**
 * What clerks type, key by key from one letter to twenty-five: names of people who are there with and without marks, in either order, phones, card
 * numbers, codes, addresses, procedures, and what is not there; each text once without a filter and once with one.
 */
export function typedQueries(read: ReadDb, targets: number): TypedQuery[] {
  const random = seededRandom(20_261_120);
  const newest = read.prepare<[], number>('SELECT max(rowid) FROM dossier').pluck().get() ?? 1;
  const dossierAt = read.prepare<[number], { code: string; procedure: string; party: string }>(`
    SELECT d.code, d.procedure_name AS procedure, p.party FROM dossier d JOIN dossier_party p ON p.dossier_id = d.id AND p.role = 'owner' WHERE d.rowid >= ? LIMIT 1`);
  const texts: string[] = [];
  for (let target = 0; target < targets; target += 1) {
    const row = dossierAt.get(1 + random.below(newest));
    if (row === undefined) continue;
    const { name, phone, address, identity } = JSON.parse(row.party) as {
      name: string;
      phone: string;
      address: string;
      identity: { number: string };
    };
    const [family = '', ...rest] = name.split(' ');
    texts.push(
      ...[
        searchForm(name),
        name,
        [...rest, family].join(' ').toLowerCase(),
        phone || '0912345678',
        identity.number,
        row.code,
        searchForm(address),
        searchForm(row.procedure).slice(0, LONGEST),
        `${searchForm(name)} x`,
        'khong co ai ten nhu vay',
      ].slice(...(target % 5 === 0 ? [0, 10] : [0, 7])),
    );
  }
  return texts.flatMap((text, index) => {
    const filter = NAMES[index % NAMES.length] as keyof typeof FILTERS;
    const keys = Array.from({ length: Math.min(LONGEST, text.length) }, (_, at) => text.slice(0, at + 1));
    return keys.flatMap((typed): TypedQuery[] => [
      { text: typed, filter: 'off' },
      { text: typed, filter },
    ]);
  });
}
