import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { BlobPurged } from '../../db/blobs/blob-store.ts';
import { createKeyFileWrapper } from '../../db/folder/key-file.ts';
import { restoreBackup } from '../../db/folder/restore.ts';
import { migrationSources } from '../../db/migrations/sources.ts';
import { type BlobRow, columnsNamingFiles } from '../../db/repositories/blob-repository.ts';
import { createCopyPurgeReader } from '../../db/repositories/copy-purge-repository.ts';
import { createHttpProvince } from '../../electron/adapters/http-province.ts';
import { retentionOf } from '../../shared/domain/certification/copy-retention.ts';
import { secondsAfter } from '../../shared/domain/time/office-time.ts';
import { DossierId } from '../../shared/types/ids.ts';
import { fileAt } from '../migrations/a-migrated-file.ts';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import { type RunningProvince, startProvince } from '../province/province-server.ts';
import { openProvinceStore, type ProvinceStore } from '../province/province-store.ts';
import { connectTo, eventually, states } from '../support/a-delivery.ts';
import { giveEveryRole, ORIGINAL, receiveOne } from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { DEMO_PIN, demoKeys } from '../support/demo-keys.ts';
import { removeFolder, temporaryFolder } from '../support/headless-host.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let store: ProvinceStore;
let province: RunningProvince;
let running: InProcessHost;
let client: CounterClient;
let keys: Awaited<ReturnType<typeof demoKeys>>;
const folders: string[] = [];

beforeAll(async () => {
  store = await openProvinceStore();
  province = await startProvince({ store, mode: 'official' });
  // The clock stands still: a packet that was put off because a busy machine answered late would never be tried again.
  running = await startInProcessHost({ outside: { province: createHttpProvince({ answerMs: 30_000 }) } });
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  keys = await demoKeys(client, running.folder, running.clock.now());
});
afterAll(async () => {
  await running.close();
  for (const folder of folders) removeFolder(folder);
  await province.close();
  await store.close();
});

const receipted = () => eventually(() => expect(new Set(states(running))).toEqual(new Set(['receipted'])));
const purge = () => running.host.active().copyPurge;
const write = (sql: string, ...values: unknown[]) =>
  running.host
    .active()
    .folder.write.prepare(sql)
    .run(...(values as string[]));
const events = () =>
  running
    .rows<{ payload: string; subject: string }>(
      "SELECT payload, subject_id AS subject FROM event WHERE type = 'copy.files-purged' ORDER BY seq",
    )
    .map(({ payload, subject }) => ({
      subject,
      ...(JSON.parse(payload) as { purged: string[]; kept: string[] }),
    }));

async function later(seconds: number) {
  running.clock.advance(seconds);
  client = running.client('desk');
  await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
}

/** A page of its own picture, in a dossier of its own, made into a copy. */
async function scanned(known?: Uint8Array) {
  const { dossierId } = await receiveOne(client);
  const picture = known ?? (await aPaperJpeg({ inkedShare: 0.4, dpi: 200 }));
  const given = await upload(picture, 'image/jpeg');
  const place = { dossierId, componentId: ORIGINAL };
  await client.scan.addFile({ requestId: requestId(), ...place, sha256: given as never });
  const { sha256 } = await client.scan.makeDigitalCopy({ requestId: requestId(), ...place });
  const about = { ...place, title: 'Bằng tốt nghiệp', sha256: sha256 as never, pagesMatched: [1] };
  const { copyId } = await client.certify.compare({ requestId: requestId(), ...about });
  return { dossierId, copyId, page: given, picture, digital: sha256 as string };
}

async function upload(bytes: Uint8Array, mediaType: string) {
  const file = await running.host.storeUpload(
    { id: 'desk', kind: 'window' },
    Readable.from([bytes]),
    mediaType,
  );
  if (!file.ok) throw new Error(file.refusal.code);
  return file.value.sha256;
}

/** Certified copies, each given on a stick. */
async function given() {
  const made = [await scanned()];
  const copyIds = made.map(({ copyId }) => copyId);
  for (const role of ['officer', 'agency'] as const) {
    const input = { requestId: requestId(), copyIds, keyId: keys[role], pin: DEMO_PIN, useLastTry: false };
    const { outcomes } = await client.certify[role === 'officer' ? 'sign' : 'seal'](input);
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
  }
  for (const { dossierId } of made) await give(dossierId);
  return made;
}

async function give(dossierId: DossierId) {
  const { copies } = await client.certify.deliverable({ dossierId });
  const files = copies.map(({ copyId, sha256 }) => ({ copyId, sha256 }));
  await client.certify.deliver({ requestId: requestId(), dossierId, way: 'folder', place: 'USB', files });
}

/** Every stored file that the certification of a dossier made or used. */
function filesOf(dossierId: string): BlobRow[] {
  return running
    .rows<{ sha256: string }>(
      `SELECT scan_sha256 AS sha256 FROM certified_copy WHERE dossier_id = '${dossierId}'
       UNION SELECT officer_signed_sha256 FROM certified_copy WHERE dossier_id = '${dossierId}' AND officer_signed_sha256 IS NOT NULL
       UNION SELECT certified_sha256 FROM certified_copy WHERE dossier_id = '${dossierId}' AND certified_sha256 IS NOT NULL
       UNION SELECT sha256 FROM digital_copy WHERE dossier_id = '${dossierId}'
       UNION SELECT sha256 FROM scanned_page WHERE dossier_id = '${dossierId}'`,
    )
    .flatMap(({ sha256 }) => running.host.active().readers.blobs.find(sha256) ?? []);
}
const isThere = (file: BlobRow) =>
  running.host
    .active()
    .folder.blobs.readAll(file)
    .then(
      () => true,
      (error: unknown) => {
        expect(error).toBeInstanceOf(BlobPurged);
        return false;
      },
    );

it('files go when citizen and province have everything, no sooner; number, hashes, book and checks stay', async () => {
  const [made] = await given();
  if (made === undefined) throw new Error('none made');
  const { dossierId, page, digital } = made;
  const files = filesOf(dossierId);
  const bytes = await running.host
    .active()
    .folder.blobs.readAll(files.find(({ sha256 }) => ![page, digital].includes(sha256)) as BlobRow);
  expect(files.length).toBeGreaterThanOrEqual(4);

  await purge().pass();
  await later(12 * 3600);
  await purge().pass();
  expect(purge().figures().awaitingReceipt).toEqual({ dossiers: 0, files: 0 });
  await later(4 * 24 * 3600);
  await purge().pass();
  const waiting = await client.certify.retention({});
  expect(waiting).toMatchObject({
    days: 3,
    awaitingReceipt: { dossiers: 1, files: files.length },
    forAuthority: 0,
  });
  expect(await Promise.all(files.map(isThere))).not.toContain(false);

  await connectTo(client, province);
  await receipted();
  // One packet that the province refused is enough to keep everything.
  write(
    `UPDATE packet_delivery SET state = 'refused' WHERE (epoch, seq) IN (SELECT epoch, seq FROM packet WHERE kind = 'copy.delivered' LIMIT 1)`,
  );
  await purge().pass();
  expect(events()).toEqual([]);
  write("UPDATE packet_delivery SET state = 'receipted' WHERE state = 'refused'");
  // Somebody gives the very same bytes again: the next command may name them.
  await upload(made.picture, 'image/jpeg');
  await purge().pass();
  const wanted = files.find(({ sha256 }) => sha256 === page) as BlobRow;
  expect(await isThere(wanted)).toBe(true);
  expect(running.rows('SELECT files_left FROM certified_copy')).toEqual([{ files_left: 1 }]);
  await later(25 * 3600);
  await purge().pass();

  expect(await Promise.all(files.map(isThere))).not.toContain(true);
  const purged = events().flatMap((event) => event.purged);
  expect(purged.toSorted()).toEqual(files.map(({ sha256 }) => sha256).toSorted());
  expect(events().flatMap(({ kept }) => kept)).toEqual([]);
  const before = events().length;
  await purge().pass();
  expect(events()).toHaveLength(before);
  expect(purge().figures().awaitingReceipt.dossiers).toBe(0);

  const [entry] = (
    await client.book.entries({ symbol: 'SCTĐT/BS', from: '2026-11-24', to: '2026-11-30', after: 0 })
  ).entries;
  expect(entry).toMatchObject({ number: 1, state: 'issued' });
  const [copy] = (await client.certify.queue({ states: ['certified'] })).copies;
  expect(copy).toMatchObject({ number: '01', purgedAt: secondsAfter(running.clock.now(), -25 * 3600) });
  const certified = copy?.sha256 ?? '';
  expect(files.map(({ sha256 }) => sha256)).toContain(certified);
  const dossier = await client.dossier.get({ dossierId });
  const [component] = dossier.components;
  expect([component?.digitalCopy?.purgedAt, component?.pages[0]?.purgedAt]).not.toContain(null);
  expect([dossier.result?.purgedAt, dossier.copies[0]?.purgedAt]).not.toContain(null);
  const deliverable = await client.certify.deliverable({ dossierId });
  expect(deliverable.copies[0]?.purgedAt).not.toBeNull();
  expect(deliverable.given).toHaveLength(1);
  expect((await refusalOf(give(dossierId))).code).toBe('COPY_FILE_PURGED');
  expect((await refusalOf(client.certify.verify({ sha256: digital as never }))).code).toBe('FILE_PURGED');
  const again = { requestId: requestId(), dossierId, componentId: ORIGINAL };
  expect((await refusalOf(client.scan.makeDigitalCopy(again))).code).toBe('FILE_PURGED');
  const owner = dossier.parties[0]?.party;
  const number = owner?.kind === 'person' && owner.identity.kind === 'citizen' ? owner.identity.number : '';
  const look = { requestId: requestId(), number, oldNumber: null, dossierId, reason: '' };
  const { entries } = await client.store.look(look);
  expect(entries.map(({ purgedAt }) => purgedAt === null)).toEqual([false]);
  // The citizen's own file is judged and known as before, and comes back into no record.
  const mine = await upload(bytes, 'application/pdf');
  expect((await client.certify.verify({ sha256: mine as never })).verdict).toBe('valid');
  expect(running.host.active().readers.blobs.find(mine)).toBeUndefined();
  const span = { from: '2026-11-24', to: '2026-12-01' };
  expect((await client.delivery.reconcile(span)).differences).toEqual([]);
});

it('what somebody else names, still needs or may be evidence stays', async () => {
  const [made] = await given();
  if (made === undefined) throw new Error('none made');
  const { dossierId, copyId, page, digital } = made;
  const open = await scanned(made.picture);
  expect(open.page).toBe(page);
  await receipted();
  await later(5 * 24 * 3600);
  const { write: db } = running.host.active().folder;
  const reader = createCopyPurgeReader(db);
  const at = running.clock.now();
  const by = String(db.prepare('SELECT id FROM app_user LIMIT 1').pluck().get());
  /** What would be, with rows that are taken back. */
  const with_ = <T>(ask: () => T, ...rows: [string, ...string[]][]): T => {
    db.exec('PRAGMA foreign_keys = OFF; BEGIN');
    try {
      for (const [sql, ...values] of rows) db.prepare(sql).run(...values);
      return ask();
    } finally {
      db.exec('ROLLBACK; PRAGMA foreign_keys = ON');
    }
  };
  const retention = () => retentionOf(reader.factsOf(dossierId, at), { now: at, days: 3 });
  expect(with_(retention)).toBe('over');
  const forgery = `INSERT INTO certification_refusal (id, dossier_id, title, ground, words, original_id, refused_at, refused_by)
    VALUES ('r', ?, 'Bằng', 'forgery', 'Dấu mờ', 'o', ?, ?)`;
  expect(with_(retention, [forgery, dossierId, at, by])).toBe('for-authority');
  const proof = 'UPDATE copy_proof SET next_attempt_at = ?, level = ? WHERE copy_id = ?';
  expect(with_(retention, [proof, '2027-06-01T00:00:00.000Z', 'B-T', copyId])).toBe('unfinished');
  expect(with_(retention, [proof, at, 'B-LTA', copyId])).toBe('unfinished');
  expect(with_(retention, [proof, '2036-06-01T00:00:00.000Z', 'B-LTA', copyId])).toBe('over');
  // A newer version of the file was given to nobody; handed over, the citizen has the result.
  const version = 'UPDATE copy_proof SET sha256 = ? WHERE copy_id = ?';
  expect(with_(retention, [version, digital, copyId])).toBe('unfinished');
  const state = (name: string): [string, string, string] => [
    'UPDATE dossier SET state = ? WHERE id = ?',
    name,
    dossierId,
  ];
  expect(with_(retention, [version, digital, copyId], state('returned'))).toBe('may-be-given-again');
  expect(with_(retention, state('processing'))).toBe('unfinished');
  expect(with_(retention, state('stopped'))).toBe('unfinished');
  for (const unfinished of ['officer-prepared', 'officer-signed', 'agency-prepared', 'numbered'])
    expect(with_(retention, ['UPDATE certified_copy SET state = ? WHERE id = ?', unfinished, copyId])).toBe(
      'unfinished',
    );
  expect(
    with_(retention, [
      "UPDATE packet_delivery SET state = 'waiting' WHERE seq = (SELECT max(seq) FROM packet WHERE subject_id = ?)",
      dossierId,
    ]),
  ).toBe('awaits-receipt');

  // Which of the files are those of the certification, and which of them something else keeps.
  const files = () => reader.filesAfter(dossierId, '', 99).map(({ sha256 }) => sha256);
  const free = () => files().filter((sha256) => !reader.isNamedElsewhere(sha256, dossierId));
  const everything = with_(files);
  const products = everything.filter((sha256) => ![page, digital].includes(sha256));
  expect(everything).toEqual(expect.arrayContaining([page, digital]));
  expect(with_(free)).toEqual(everything.filter((sha256) => sha256 !== page));
  const facts = `INSERT INTO paper_facts (dossier_id, component_id, facts, kind, holder_number, suggested, lacking, said_at, said_by)
    VALUES (?, '${ORIGINAL}', '{}', 'other', '086190001234', '[]', '[]', ?, ?)`;
  expect(with_(free, [facts, dossierId, at, by])).toEqual(products);
  const act = `INSERT INTO paper_copy (id, dossier_id, position, title, requester, pages, copies, fee_vnd, state, compared_by, compared_at, updated_at, act, people)
    VALUES ('p', ?, 0, 'Giấy uỷ quyền', 'A', 1, 1, 0, 'withdrawn', ?, ?, ?, 'signature', '[{}]')`;
  const certified = reader.filesAfter(dossierId, '', 99).length;
  expect(certified).toBe(everything.length);
  const result = String(
    db.prepare('SELECT sha256 FROM dossier_result WHERE dossier_id = ?').pluck().get(dossierId),
  );
  const withoutResult = products.filter((sha256) => sha256 !== result);
  expect(with_(free, [act, dossierId, by, at, at])).toEqual(withoutResult);
  expect(with_(free, ["UPDATE dossier SET procedure_code = '1.000894' WHERE id = ?", dossierId])).toEqual(
    withoutResult,
  );
  // The two lists of files, and a filing that was helped with, keep what they name; what the tray gave to this paper is the paper.
  const listed = (id: string): [string, string] => [
    `INSERT INTO listed_file VALUES (?, '${id}', 'x')`,
    digital,
  ];
  expect(with_(free, listed('filing'))).not.toContain(digital);
  expect(with_(free, listed('tray'))).not.toContain(digital);
  const tray = `INSERT INTO tray_file (id, name, sha256, kind, files, page_count, arrived_at, outcome, settled_at, settled_by, dossier_id, component_id)
    VALUES ('x', 'a.pdf', ?, 'pdf', '[{}]', 1, ?, 'filed', ?, ?, ?, '${ORIGINAL}')`;
  expect(with_(free, [tray, digital, at, at, by, dossierId])).toContain(digital);
  expect(with_(free, [tray, digital, at, at, by, open.dossierId])).not.toContain(digital);

  await purge().pass();
  const there = async (...hashes: string[]) =>
    await Promise.all(hashes.map((sha256) => running.host.active().readers.blobs.find(sha256) !== undefined));
  expect(await there(page, open.digital, digital, ...products)).toEqual([
    true,
    true,
    false,
    ...products.map(() => false),
  ]);
  const place = { dossierId: open.dossierId, componentId: ORIGINAL };
  expect(await client.scan.makeDigitalCopy({ requestId: requestId(), ...place })).toMatchObject({ pages: 1 });
});

it('a row of any table keeps a file that it names for somebody else', () => {
  const db = fileAt(migrationSources().length);
  db.exec(readFileSync(join(import.meta.dirname, '..', 'migrations', 'fixtures', '0041.sql'), 'utf8'));
  const triggers = z
    .array(z.string())
    .parse(db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all());
  for (const name of triggers) db.exec(`DROP TRIGGER "${name}"`);
  db.pragma('foreign_keys = OFF');
  db.pragma('ignore_check_constraints = ON');
  const reader = createCopyPurgeReader(db);
  const stranger = DossierId.parse('01936000-0000-7000-8000-00000000ffff');
  const marks = ['signed_elsewhere', 'file_text', 'file_to_read'];
  const loose = columnsNamingFiles(db).filter(({ inTable, inColumn }, index) => {
    const sha256 = String(index).padStart(64, 'f');
    const where = { stack_page: "place = 'aside'", assisted_file: '1', list_export: '1' }[inTable] ?? '1';
    if (inTable === 'stack_page') db.exec("UPDATE stack_page SET place = 'aside'");
    if (inTable === 'assisted_file') db.exec('UPDATE assisted_filing SET purged_at = NULL');
    if (inTable === 'list_export') db.exec('UPDATE list_export SET purged_at = NULL');
    db.exec(
      `UPDATE "${inTable}" SET "${inColumn}" = '${sha256}' WHERE rowid_of IS NULL`.replace(
        'WHERE rowid_of IS NULL',
        `WHERE ${where} AND "${inColumn}" IS (SELECT "${inColumn}" FROM "${inTable}" WHERE ${where} LIMIT 1)`,
      ),
    );
    return !marks.includes(inTable) && !reader.isNamedElsewhere(sha256, stranger);
  });
  expect(loose).toEqual([]);
});

it('killed between the commit and the destruction of the keys, the next start finishes it; a backup brings nothing back for long', async () => {
  const [made] = await given();
  if (made === undefined) throw new Error('none made');
  await receipted();
  await later(5 * 24 * 3600);
  const files = filesOf(made.dossierId);
  const backups = temporaryFolder();
  const restored = temporaryFolder();
  folders.push(backups, restored);
  const { folder, running: work } = running.host.active();
  const backup = await folder.backupTo(backups);
  if (!backup.ok) throw new Error(backup.refusal.code);
  // While a backup is written nothing goes: it would name files without keys.
  work.add('backup');
  await purge().pass();
  expect(await Promise.all(files.map(isThere))).not.toContain(false);
  work.delete('backup');
  vi.spyOn(folder.blobs, 'purge').mockImplementation(() => {
    throw new Error('killed');
  });
  await purge().pass();
  expect(await Promise.all(files.map(isThere))).not.toContain(false);
  expect(filesOf(made.dossierId)).toEqual([]);
  const now = secondsAfter(running.clock.now(), 2 * 24 * 3600);
  const { folder: path } = running;
  await running.host.close();
  running = await startInProcessHost({ folder: path, outside: { clock: { now: () => now } } });
  await eventually(async () => expect(await Promise.all(files.map(isThere))).not.toContain(true));

  await running.host.close();
  const key = join(restored, 'counter.key');
  const back = await restoreBackup({
    from: backup.value.path,
    to: restored,
    wrappers: [createKeyFileWrapper(join(path, 'counter.key'))],
    clock: { now: () => now },
  });
  if (!back.ok) throw new Error(back.refusal.code);
  await back.value.close();
  copyFileSync(join(path, 'counter.key'), key);
  folders.push(path);
  running = await startInProcessHost({ folder: restored, outside: { clock: { now: () => now } } });
  await eventually(async () => expect(await Promise.all(files.map(isThere))).not.toContain(true));
  expect(filesOf(made.dossierId)).toEqual([]);
});
