import { afterAll, beforeAll, expect, it } from 'vitest';
import { purgeExports } from '../../electron/host/purge-export.ts';
import { createRepositories } from '../../electron/host/repositories.ts';
import { pagesText } from '../pdf/pdf-tools.ts';
import { aColleague } from '../support/a-colleague.ts';
import {
  aCitizen,
  aMarriage,
  aReceipt,
  giveEveryRole,
  receiveOne,
  recordResult,
} from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';

let running: InProcessHost;
let client: CounterClient;
let codes: string[];

beforeAll(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  const received: Awaited<ReturnType<typeof receiveOne>>[] = [];
  for (const [index, name] of ['Nguyễn Thị Thủy', 'Đặng Văn Tèo', 'Lò Thị Mỷ'].entries()) {
    const { person } = aCitizen(`08619000000${index}`, name);
    received.push(await receiveOne(client, aReceipt({ ...person, phone: '0912 345 678' })));
    running.clock.advance(90);
  }
  received.push(await receiveOne(client, aMarriage()));
  codes = received.map(({ code }) => code);
  await recordResult(client, received[1]?.dossierId as never);
  await client.life.withdraw({
    requestId: requestId(),
    dossierId: received[2]?.dossierId as never,
    reason: 'Nộp lại sau',
    givenBack: 'Bản chính',
  });
});
afterAll(() => running.close());

/** The text of a stored file in the order in which it was drawn. */
async function rowsIn(sha256: string): Promise<string> {
  const { readers, folder } = running.host.active();
  const named = readers.blobs.find(sha256);
  if (named === undefined) throw new Error('no record names it');
  return (await pagesText(await folder.blobs.readAll(named), '-raw')).join(' ').replace(/\s+/gu, ' ');
}

const DAYS = { from: '2026-11-01', to: '2026-11-30', field: null };
const draw = (more: object = {}) =>
  client.register.draw({
    requestId: requestId(),
    exportId: crypto.randomUUID(),
    ...DAYS,
    paper: 'A4',
    ...more,
  } as never);

it('says how many dossiers it would hold and for which fields it may be kept', async () => {
  const looked = await client.register.look(DAYS);
  expect(looked).toMatchObject({ rows: 4, most: 30_000 });
  expect(looked.fields).toContain('Hộ tịch');
  expect((await client.register.look({ ...DAYS, to: '2026-11-10' })).rows).toBe(0);
});

it('holds the dossiers of the days in the order of reception, with how each stands in words', async () => {
  const made = await draw();
  expect(made).toMatchObject({ rows: 4, fileName: 'so-theo-doi-ho-so-2026-11-01-2026-11-30.pdf' });
  const text = await rowsIn(made.sha256);
  const at = codes.map((code) => text.indexOf(code));
  expect(at.every((place) => place > 0)).toBe(true);
  expect([...at].sort((a, b) => a - b)).toEqual(at);
  for (const words of [
    'từ ngày 01/11/2026 đến ngày 30/11/2026',
    'Nguyễn Thị Thủy',
    'Có kết quả,',
    'Rút hồ sơ',
    'Tổng số: 04',
  ])
    expect(text).toContain(words);
});

it('is kept for one field, by the form of its last day, on a large sheet', async () => {
  const made = await draw({ field: 'Chứng thực', paper: 'A3' });
  const text = await rowsIn(made.sha256);
  expect(made.rows).toBe(4 - (await client.register.look({ ...DAYS, field: 'Hộ tịch' })).rows);
  expect(text).toContain('lĩnh vực: Chứng thực');
  const [event] = running.rows<{ payload: string }>(
    "SELECT payload FROM event WHERE type = 'register.drawn' ORDER BY seq DESC LIMIT 1",
  );
  expect(JSON.parse(event?.payload ?? '')).toMatchObject({
    formId: 'tt-03-2025/mau-07',
    paper: 'A3',
    field: 'Chứng thực',
    rows: made.rows,
  });
});

it('refuses an empty span, days the wrong way round and whoever may not export, and leaves nothing', async () => {
  const before = running.rows('SELECT 1 FROM list_export').length;
  expect((await refusalOf(draw({ to: '2026-11-10' }))).code).toBe('NOTHING_TO_EXPORT');
  expect((await refusalOf(draw({ from: '2026-12-01', to: '2026-11-01' }))).code).toBe('INVALID_INPUT');
  expect((await refusalOf(draw({ field: 'Lĩnh vực lạ' }))).code).toBe('NOTHING_TO_EXPORT');
  const officer = running.client('officer');
  await aColleague(client, officer, {
    login: 'giaiquyet',
    displayName: 'Trần Văn Xem',
    roles: ['processing-officer'],
  });
  expect((await refusalOf(officer.register.look(DAYS))).code).toBe('NOT_PERMITTED');
  expect(running.rows('SELECT 1 FROM list_export')).toHaveLength(before);
});

it('is stopped by whoever began it; one export runs at a time', async () => {
  const exportId = crypto.randomUUID();
  const first = refusalOf(draw({ exportId }));
  const second = refusalOf(draw());
  await client.lists.cancelExport({ requestId: requestId(), exportId });
  expect((await second).code).toBe('EXPORT_RUNNING');
  expect((await first).code).toBe('EXPORT_CANCELLED');
  expect(running.host.active().exports.size).toBe(0);
});

it('is printed, and printed again with its mark; what was printed stays, what was not is destroyed after a day', async () => {
  const exportId = crypto.randomUUID();
  const printed = await draw({ exportId });
  const unprinted = await draw({ paper: 'A3' });
  const to = { route: 'viewer' } as const;
  const run = await client.print.register({ requestId: requestId(), exportId, to });
  expect(run).toMatchObject({ formId: 'tt-03-2025/mau-07', paper: 'A4', state: 'handed', number: 1 });
  const again = await client.print.register({ requestId: requestId(), exportId, to });
  expect(again).toMatchObject({ paper: 'A4', number: 2 });
  expect(
    (await refusalOf(client.print.register({ requestId: requestId(), exportId: crypto.randomUUID(), to })))
      .code,
  ).toBe('PAPER_UNKNOWN');
  running.clock.advance(25 * 3600);
  const counter = running.host.active();
  purgeExports(counter, counter.unitOfWork, createRepositories(counter.folder.write), {
    now: running.clock.now(),
    newId: () => crypto.randomUUID(),
  });
  expect(counter.readers.blobs.find(printed.sha256)).toBeDefined();
  expect(counter.readers.blobs.find(unprinted.sha256)).toBeUndefined();
});
