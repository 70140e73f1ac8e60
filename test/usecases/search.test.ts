import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSearchRepository } from '../../db/repositories/search-repository.ts';
import { digitsOf } from '../../shared/domain/signed-digits.ts';
import { packSlip } from '../../shared/domain/slip/slip-proof.ts';
import type { DossierId } from '../../shared/types/ids.ts';
import {
  aCitizen,
  aMarriage,
  aPension,
  aReceipt,
  giveEveryRole,
  receiveOne,
  recordResult,
} from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';

let running: InProcessHost;
let client: CounterClient;
type Key = 'thuy' | 'thuyOther' | 'dang' | 'marriage' | 'pension';
const codes = {} as Record<Key, string>;
const ids = {} as Record<Key, DossierId>;

const PEOPLE = [
  {
    key: 'thuy',
    name: 'Nguyễn Thị Thủy',
    number: '086190000001',
    address: 'Ấp 3, xã Hòa Nghĩa, huyện Chợ Lách, tỉnh Bến Tre',
    phone: '0912 345 678',
  },
  {
    key: 'thuyOther',
    name: 'Nguyễn Thị Thuỳ',
    number: '086190000002',
    address: 'Khóm 1, phường Long Châu, tỉnh Vĩnh Long',
    phone: '+84 987 654 321',
  },
  {
    key: 'dang',
    name: 'Đặng Văn Đỏ',
    number: '086190000003',
    address: 'Khóm 4, xã Thử Nghiệm, tỉnh Vĩnh Long',
    phone: '',
  },
] as const;

beforeAll(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  for (const { key, name, number, address, phone } of PEOPLE) {
    const person = { ...aCitizen(number, name).person, address, phone };
    const { code, dossierId } = await receiveOne(client, aReceipt(person));
    Object.assign(codes, { [key]: code });
    Object.assign(ids, { [key]: dossierId });
    running.clock.advance(90);
  }
  const other = { ...aMarriage(), owner: aCitizen('086190000004', 'Trần Quốc Hưng').person };
  ids.marriage = (await receiveOne(client, other)).dossierId;
  running.clock.advance(90);
  ids.pension = (
    await receiveOne(client, { ...aPension(), owner: aCitizen('086190000005', 'Lâm Ngọc Yến').person })
  ).dossierId;
});
afterAll(() => running.close());

type Search = Parameters<CounterClient['dossier']['search']>[0];
const found = async (search: Partial<Search>) =>
  (await client.dossier.search({ text: '', ...search })).hits.map(({ dossierId }) => dossierId);

describe('what is typed', () => {
  it.each([
    ['a name without marks', 'nguyen thi thuy', ['thuyOther', 'thuy']],
    ['exact marks first, though older', 'Nguyễn Thị Thủy', ['thuy', 'thuyOther']],
    ['marks in the other normal form', 'Nguyễn Thị Thủy'.normalize('NFD'), ['thuy', 'thuyOther']],
    ['words in another order', 'thuy nguyen', ['thuyOther', 'thuy']],
    ['a word half typed', 'nguyen thi thu', ['thuyOther', 'thuy']],
    ['beginnings of every word, where whole words find nothing', 'dan va do', ['dang']],
    ['đ as d', 'dang van do', ['dang']],
    ['a phone in groups', '0912 345 678', ['thuy']],
    ['a phone in one piece, as an abroad number was written', '0987654321', ['thuyOther']],
    ['a number of a card, half typed', '08619000000', ['pension', 'marriage', 'dang', 'thuyOther', 'thuy']],
    ['the whole number', '086190000003', ['dang']],
    [
      'what a card says to a reader',
      '086190000003|321654987|Đặng Văn Đỏ|01021990|Nam|Khóm 4|15052021',
      ['dang'],
    ],
    ['the new name of an old place', 'xa cho lach vinh long thuy', ['thuy']],
    ['the old name of a new place', 'phường trường an', ['thuyOther']],
    ['a procedure by its number', '1.014027', ['pension']],
    ['a procedure by its words', 'ket hon', ['marriage']],
    ['words of the request', 'bang tot nghiep dang van', ['dang']],
    ['nobody', 'nguyen van khong co', []],
    ['only signs', '"*()', []],
    ['a smiling face', '🙂', []],
  ])('finds %s', async (_what, text, keys) => {
    expect(await found({ text })).toEqual(keys.map((key) => ids[key as Key]));
  });

  it('finds an exact code alone, and parts of it', async () => {
    const code = codes.thuy;
    for (const text of [code, ` ${code.toLowerCase()} `, `QMC1;${code};x`])
      expect(await found({ text })).toEqual([ids.thuy]);
    const record = {
      keyTail: '0011223344556677',
      mode: 'official',
      agencyCode: 'H61.45',
      code,
      receivedAt: '2026-11-24T01:30:00.000Z',
      dueAt: '2026-11-25T10:00:00.000Z',
    } as const;
    expect(await found({ text: digitsOf(packSlip(record).bytes, new Uint8Array(64)) })).toEqual([ids.thuy]);
    expect(await found({ text: code.slice(-4) })).toContain(ids.thuy);
    expect(await found({ text: code.slice(-11) })).toEqual([ids.thuy]);
    expect(await found({ text: code.slice(0, 9) })).toHaveLength(5);
  });

  it('takes whatever is typed or pasted', async () => {
    const hostile = [
      '" OR 1',
      'NEAR(a b)',
      "'; DROP TABLE dossier; --",
      'words:x',
      '^a',
      '-a',
      '\u0000',
      'x'.repeat(10_240),
      'a '.repeat(5000),
      'ᦰᦱ',
      '\ud800',
    ];
    for (const text of hostile) await found({ text });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        expect((await client.dossier.search({ text })).hits.length).toBeLessThanOrEqual(5);
      }),
      { numRuns: 60 },
    );
    expect(await found({})).toHaveLength(5);
  });
});

describe('filters', () => {
  it('narrow by procedure, processing owner, clerk, days and state, alone and with words', async () => {
    expect(await found({ procedureCode: '1.000894' })).toEqual([ids.marriage]);
    expect(await found({ procedureCode: '1.000894', text: 'nguyen' })).toEqual([]);
    expect(await found({ processingOwner: 'police' })).toEqual([]);
    const { users } = await client.people.list({});
    expect(await found({ receivedBy: users[0]?.id as never, text: 'thuy' })).toEqual([
      ids.thuyOther,
      ids.thuy,
    ]);
    expect(await found({ receivedBy: crypto.randomUUID() as never })).toEqual([]);
    expect(await found({ from: '2026-11-24', to: '2026-11-24', text: 'dang van do' })).toEqual([ids.dang]);
    expect(await found({ from: '2026-11-25' })).toEqual([]);
    expect(await found({ to: '2026-11-23', text: 'dang van do' })).toEqual([]);
    expect(await found({ states: [] })).toEqual([]);
    expect(await found({ states: ['returned'] })).toEqual([]);
  });

  it('know what is due before the day ends, and what of it is late', async () => {
    const start = running.clock.now();
    const row = running.rows<{ dueAt: string }>(
      `SELECT due_at AS dueAt FROM dossier WHERE id = '${ids.marriage}'`,
    )[0];
    running.clock.set(`${row?.dueAt.slice(0, 10)}T01:00:00.000Z` as never);
    await client.session.unlock({ requestId: requestId(), secret: PASSWORD });
    expect(await found({ dueToday: true })).toContain(ids.marriage);
    expect(await found({ dueToday: true, text: 'hung' })).toEqual([ids.marriage]);
    expect(await found({ dueToday: true, late: true })).toEqual([]);
    running.clock.set(start);
  });

  it('follow the dossier: state, lateness, corrections, in the commit that changes them', async () => {
    await recordResult(client, ids.dang);
    expect(await found({ states: ['result-in'], text: 'dang van do' })).toEqual([ids.dang]);
    expect(await found({ states: ['received'], text: 'dang van do' })).toEqual([]);
    expect(await found({ late: true })).toEqual([]);
    running.clock.advance(3 * 24 * 3600);
    await client.session.unlock({ requestId: requestId(), secret: PASSWORD });
    const late = await found({ late: true });
    expect(await found({ dueToday: true })).toEqual([]);
    expect(late).toContain(ids.thuy);
    expect(late).not.toContain(ids.dang);
    expect(await found({ late: true, text: 'yen' })).toEqual([]);
    await client.life.withdraw({
      requestId: requestId(),
      dossierId: ids.thuyOther as never,
      reason: 'Không còn nhu cầu',
      givenBack: '',
    });
    expect(await found({ late: true, text: 'thuy' })).toEqual([ids.thuy]);
    expect(await found({ states: ['withdrawn'] })).toEqual([ids.thuyOther]);
    await client.dossier.linkCode({
      requestId: requestId(),
      dossierId: ids.dang as never,
      code: 'G22.99-261124-777777',
    });
    expect(await found({ text: 'g22.99-261124-777777' })).toEqual([ids.dang]);
    expect(await found({ text: '777777' })).toEqual([ids.dang]);
  });
});

describe('how many', () => {
  const count = (search: Partial<Search>) => client.dossier.count({ text: '', ...search } as never);

  it('counts what the pages come to: exact codes, words, beginnings, filters, nothing', async () => {
    expect(await count({})).toEqual({ count: 5, more: false });
    expect(await count({ text: codes.thuy })).toEqual({ count: 1, more: false });
    expect(await count({ text: 'nguyen thi thuy' })).toEqual({ count: 2, more: false });
    expect(await count({ text: 'dan va do' })).toEqual({ count: 1, more: false });
    expect(await count({ text: '"*()' })).toEqual({ count: 0, more: false });
    expect(await count({ procedureCode: '1.000894' })).toEqual({ count: 1, more: false });
    expect(await count({ procedureCode: '1.000894', text: 'nguyen' })).toEqual({ count: 0, more: false });
    expect(await count({ from: '2026-11-25' })).toEqual({ count: 0, more: false });
    expect(await count({ procedureCode: 'khong-co' })).toEqual({ count: 0, more: false });
  });

  it('takes no filter value that does not exist, and says which', async () => {
    for (const wrong of [
      { states: ['parked'] },
      { processingOwner: 'moon' },
      { from: '2026-02-30' },
      { shelf: 1 },
    ])
      expect((await refusalOf(client.dossier.search({ text: '', ...wrong } as never))).code).toBe(
        'INVALID_INPUT',
      );
  });
});

describe('pages', () => {
  it('go on below the last, each dossier once, newest first', async () => {
    const search = createSearchRepository(running.host.active().folder.write);
    const all = search
      .find({ text: 'vinh long', limit: 200, now: running.clock.now() })
      .hits.map(({ dossierId }) => dossierId);
    expect(all).toHaveLength(5);
    // Without words, with words, with marks that everybody has, with marks that only one has.
    for (const [text, order] of [
      ['', all],
      ['vinh long', all],
      ['Vĩnh Long', all],
      ['Thủy', [ids.thuy, ids.thuyOther]],
    ] as const) {
      const ask = (after: number) => search.find({ text, limit: 2, after, now: running.clock.now() });
      const pages = [ask(0)];
      for (let next = pages[0]?.next; next != null; next = pages.at(-1)?.next) pages.push(ask(next));
      expect(
        pages.flatMap(({ hits }) => hits.map(({ dossierId }) => dossierId)),
        text,
      ).toEqual(order);
      expect(pages).toHaveLength(Math.ceil(order.length / 2));
    }
    const first = search.find({ text: 'Thủy', limit: 1, now: running.clock.now() });
    expect(first.hits.map(({ dossierId }) => dossierId)).toEqual([ids.thuy]);
    const second = search.find({ text: 'Thủy', limit: 1, after: first.next ?? 0, now: running.clock.now() });
    expect(second.hits.map(({ dossierId }) => dossierId)).toEqual([ids.thuyOther]);
    expect(second.next).toBeNull();
  });
});

describe('the index', () => {
  const entries = () => running.rows<{ seq: number }>('SELECT * FROM search_entry ORDER BY seq');
  const words = () =>
    running.rows(
      'SELECT rowid FROM dossier_search WHERE dossier_search MATCH \'"h61" AND "mai" OR "dang" OR "vinh"\' ORDER BY rowid',
    );

  it('is the same when it is written anew by the command', async () => {
    const before = { entries: entries(), words: words() };
    expect(running.rows('SELECT 1 FROM search_due')).toEqual([]);
    await client.health.rebuildSearch({ requestId: requestId() });
    await running.host.active().searchUpkeep.start();
    expect(running.rows('SELECT 1 FROM search_due')).toEqual([]);
    expect(entries().map(({ seq: _seq, ...rest }) => rest)).toEqual(
      before.entries.map(({ seq: _seq, ...rest }) => rest),
    );
    expect(words()).toHaveLength(before.words.length);
  });

  it('leaves the text of an entry alone where only the state changes', async () => {
    const { write } = running.host.active().folder;
    write.exec(`CREATE TEMP TABLE rewritten (seq INTEGER);
      CREATE TEMP TRIGGER rewriting AFTER UPDATE ON main.search_entry BEGIN INSERT INTO rewritten VALUES (NEW.seq); END`);
    const rewritten = () => write.prepare<[], number>('SELECT seq FROM temp.rewritten').pluck().all();
    await recordResult(client, ids.marriage);
    expect(await found({ states: ['result-in'], text: 'hung' })).toEqual([ids.marriage]);
    expect(rewritten()).toEqual([]);
    await client.dossier.linkCode({
      requestId: requestId(),
      dossierId: ids.marriage,
      code: 'G22.99-261124-555555',
    });
    expect(await found({ text: '555555' })).toEqual([ids.marriage]);
    expect(rewritten()).toHaveLength(1);
    write.exec('DROP TRIGGER temp.rewriting; DROP TABLE temp.rewritten');
  });

  it('is complete again after a change that no command made, with the next start at the latest', async () => {
    const { write } = running.host.active().folder;
    write.exec("UPDATE dossier SET procedure_name = 'Việc khác hẳn' WHERE procedure_code = '1.000894'");
    expect(await found({ text: 'viec khac han' })).toEqual([]);
    await running.host.active().searchUpkeep.start();
    expect(await found({ text: 'viec khac han' })).toEqual([ids.marriage]);
  });
});
