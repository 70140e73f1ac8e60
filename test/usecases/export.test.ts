import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { purgeExports } from '../../electron/host/purge-export.ts';
import { createRepositories } from '../../electron/host/repositories.ts';
import { LIST_COLUMNS } from '../../shared/domain/dossier/list-view.ts';
import { aColleague } from '../support/a-colleague.ts';
import { aCitizen, aReceipt, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';

let running: InProcessHost;
let client: CounterClient;

beforeAll(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  for (const [index, name] of ['Nguyễn Thị Thủy', 'Đặng "Tèo" Đỏ', '=1+1', '@SUM(A1), hai'].entries()) {
    const { person } = aCitizen(`08619000000${index}`, name);
    await receiveOne(client, aReceipt({ ...person, phone: '+84 912 345 678', address: '-2+3' }));
    running.clock.advance(90);
  }
});
afterAll(() => running.close());

type Export = Parameters<CounterClient['lists']['export']>[0];
const run = (more: Partial<Export> = {}) =>
  client.lists.export({
    requestId: requestId(),
    exportId: crypto.randomUUID(),
    format: 'csv',
    text: '',
    filter: {},
    columns: ['code', 'owner', 'phone', 'address', 'state', 'receivedAt'],
    ...more,
  });

async function bytesOf(sha256: string): Promise<Buffer> {
  const { readers, folder } = running.host.active();
  const named = readers.blobs.find(sha256);
  if (named === undefined) throw new Error('no record names it');
  return await folder.blobs.readAll(named);
}

it('writes CSV by RFC 4180 that no spreadsheet runs, in the order and the columns of the list', async () => {
  const made = await run();
  expect(made).toMatchObject({ rows: 4, fileName: 'danh-sach-ho-so-2026-11-24.csv' });
  const text = (await bytesOf(made.sha256)).toString('utf8');
  const [head, ...lines] = text.split('\r\n');
  expect(head).toBe('\ufeffMã hồ sơ,Chủ hồ sơ,Điện thoại,Địa chỉ,Trạng thái,Tiếp nhận lúc');
  expect(lines.at(-1)).toBe('');
  expect(lines[0]).toMatch(
    /^H61\.45-261124-\d{4},"'@SUM\(A1\), hai",'\+84 912 345 678,'-2\+3,Được tiếp nhận,24\/11\/2026 08:34$/u,
  );
  expect(lines[1]).toContain(",'=1+1,");
  expect(lines[2]).toContain(',"Đặng ""Tèo"" Đỏ",');
  expect(lines).toHaveLength(5);
});

it("writes Excel's own file: texts that stay texts, moments that sort; outside tools open it", async () => {
  const made = await run({
    format: 'xlsx',
    columns: [...LIST_COLUMNS],
    text: 'nguyen',
    filter: { states: ['received'] },
  });
  expect(made.rows).toBe(1);
  const folder = mkdtempSync(join(tmpdir(), 'qmc-xlsx-'));
  const path = join(folder, 'a.xlsx');
  writeFileSync(path, await bytesOf(made.sha256));
  const check = `
import sys, zipfile, xml.dom.minidom as dom
z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None
for n in z.namelist(): dom.parseString(z.read(n))
open(sys.argv[2], 'wb').write(z.read('xl/worksheets/sheet1.xml'))`;
  execFileSync('python3', ['-c', check, path, join(folder, 'sheet.xml')]);
  const sheet = readFileSync(join(folder, 'sheet.xml'), 'utf8');
  rmSync(folder, { recursive: true });
  expect(sheet).not.toContain('<f>');
  expect(sheet).toContain('<t>-2+3</t>');
  // 08:30 on 24/11/2026 at the office, as Excel counts.
  expect(sheet).toMatch(/<v>46350\.354166/u);
  expect(sheet.match(/<row /gu)).toHaveLength(2);
});

it('records who exported how many by which filter; the words stay out of the event', async () => {
  await run({ text: 'Đặng', filter: { states: ['received'] } });
  const [event] = running.rows<{ payload: string }>(
    "SELECT payload FROM event WHERE type = 'list.exported' ORDER BY seq DESC LIMIT 1",
  );
  expect(JSON.parse(event?.payload ?? '')).toMatchObject({
    format: 'csv',
    rows: 1,
    filter: { states: ['received'] },
    worded: true,
  });
  expect(event?.payload).not.toContain('Đặng');
  expect(running.rows("SELECT 1 FROM personal_value WHERE field = 'text' AND value = 'Đặng'")).toHaveLength(
    1,
  );
});

it('says what cannot be exported, and leaves nothing of it', async () => {
  const before = running.rows('SELECT 1 FROM list_export').length;
  expect((await refusalOf(run({ text: 'khong co ai' }))).code).toBe('NOTHING_TO_EXPORT');
  expect((await refusalOf(run({ columns: ['shelf'] as never }))).code).toBe('INVALID_INPUT');
  expect((await refusalOf(run({ text: 'x'.repeat(20_001) }))).code).toBe('INVALID_INPUT');
  expect((await refusalOf(run({ text: '"'.repeat(10_240) }))).code).toBe('NOTHING_TO_EXPORT');
  const officer = running.client('officer');
  await aColleague(client, officer, {
    login: 'giaiquyet',
    displayName: 'Trần Văn Xem',
    roles: ['processing-officer'],
  });
  const foreign = officer.lists.export({
    requestId: requestId(),
    exportId: crypto.randomUUID(),
    format: 'csv',
    text: '',
    filter: {},
    columns: ['code'],
  });
  expect((await refusalOf(foreign)).code).toBe('NOT_PERMITTED');
  expect(running.rows('SELECT 1 FROM list_export')).toHaveLength(before);
});

it('is stopped by whoever began it, one at a time', async () => {
  const exportId = crypto.randomUUID();
  const first = refusalOf(run({ exportId }));
  const second = refusalOf(run());
  await client.lists.cancelExport({ requestId: requestId(), exportId });
  expect((await second).code).toBe('EXPORT_RUNNING');
  expect((await first).code).toBe('EXPORT_CANCELLED');
  expect(running.host.active().exports.size).toBe(0);
  expect((await run()).rows).toBe(4);
});

it('destroys the file after its time, unless the same one was exported again since', async () => {
  const made = await run({ columns: ['code'] });
  running.clock.advance(12 * 3600);
  const counter = running.host.active();
  const purge = () =>
    purgeExports(counter, counter.unitOfWork, createRepositories(counter.folder.write), {
      now: running.clock.now(),
      newId: () => crypto.randomUUID(),
    });
  expect(purge()).toBe(0);
  await bytesOf(made.sha256);
  running.clock.advance(12 * 3600);
  expect(purge()).toBeGreaterThan(0);
  await expect(bytesOf(made.sha256)).rejects.toThrow('no record names it');
  expect(running.rows("SELECT 1 FROM event WHERE type = 'list.export-purged'")).not.toHaveLength(0);
});
