import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BlobRef } from '../../db/blobs/blob-store.ts';
import { expireBackups } from '../../db/folder/backup.ts';
import type { DataFolder } from '../../db/folder/data-folder.ts';
import { createKeyFileWrapper } from '../../db/folder/key-slots.ts';
import { type RestoreOptions, restoreBackup } from '../../db/folder/restore.ts';
import type { ReadDb } from '../../db/open.ts';
import { accepted, aPlace, type Place, refused } from './a-data-folder.ts';

const jpeg = { mediaType: 'image/jpeg' };

/** Every row of every table. */
function everyRow(db: ReadDb): Record<string, unknown[]> {
  const tables = db
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
    )
    .pluck()
    .all();
  return Object.fromEntries(tables.map((table) => [table, db.prepare(`SELECT * FROM "${table}"`).all()]));
}

interface Filled {
  readonly place: Place;
  readonly folder: DataFolder;
  readonly blobs: Map<BlobRef, Buffer>;
  readonly backups: string;
}

/** A folder with rows in several tables, two sealed segments and an open one. */
async function aFilledFolder(): Promise<Filled> {
  const place = aPlace();
  const folder = await place.create();
  await folder.quickCheck.result;
  const blobs = new Map<BlobRef, Buffer>();
  const name = folder.write.prepare(
    'INSERT INTO blob (sha256, size, media_type, segment, key_id, stored_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  for (let i = 0; i < 9; i++) {
    const bytes = randomBytes(100_000 + i * 70_000);
    const ref = await folder.blobs.put(bytes, jpeg);
    blobs.set(ref, bytes);
    name.run(ref.sha256, ref.size, ref.mediaType, ref.segment, ref.keyId, place.clock.now());
    if (i % 3 === 2 && i < 8) await folder.blobs.seal();
  }
  folder.write
    .prepare("INSERT INTO device (id, kind, name, registered_at) VALUES ('d1', 'host', 'Máy chủ Một cửa', ?)")
    .run(place.clock.now());
  const setting = folder.write.prepare('INSERT INTO setting (key, value, updated_at) VALUES (?, ?, ?)');
  for (let i = 0; i < 500; i++)
    setting.run(`key.${i}`, JSON.stringify({ i, text: 'Nguyễn Thị Hồng' }), place.clock.now());
  return { place, folder, blobs, backups: join(place.root, 'backups') };
}

async function restore({ place }: Filled, from: string, more: Partial<RestoreOptions> = {}) {
  const { wrappers, clock } = place.options();
  const result = await restoreBackup({ from, to: join(place.root, 'restored'), wrappers, clock, ...more });
  if (result.ok) place.track(result.value);
  return result;
}

async function expectBlobs(folder: DataFolder, blobs: Map<BlobRef, Buffer>): Promise<void> {
  for (const [ref, bytes] of blobs) expect((await folder.blobs.readAll(ref)).equals(bytes)).toBe(true);
}

describe('a backup', () => {
  it('gives back every row of every table and every blob', async () => {
    const filled = await aFilledFolder();
    const { folder, blobs, backups } = filled;
    const progress: number[] = [];
    const report = accepted(
      await folder.backupTo(backups, { onProgress: ({ done }) => progress.push(done) }),
    );
    expect(report).toMatchObject({ files: 6, reused: 0 });
    expect(progress).toEqual([1, 2, 3, 4, 5, 6]);
    const before = everyRow(folder.read);
    const restored = accepted(await restore(filled, report.path));
    expect(everyRow(restored.read)).toEqual(before);
    expect(restored.damage).toEqual([]);
    await expectBlobs(restored, blobs);
    expect(restored.quickCheck.state).toBe('passed');
    const fresh = await restored.blobs.put(randomBytes(1000), jpeg);
    expect(Math.max(...[...blobs.keys()].map(({ keyId }) => keyId))).toBeLessThan(fresh.keyId);
  });

  it('copies a sealed segment once', async () => {
    const { folder, backups } = await aFilledFolder();
    await folder.backupTo(backups);
    const sealed = join(backups, 'sealed');
    const before = readdirSync(sealed).map((name) => statSync(join(sealed, name)).mtimeMs);
    expect(accepted(await folder.backupTo(backups)).reused).toBe(2);
    expect(readdirSync(sealed).map((name) => statSync(join(sealed, name)).mtimeMs)).toEqual(before);
  });

  it('copies a sealed segment again when the earlier copy has changed', async () => {
    const { folder, backups } = await aFilledFolder();
    await folder.backupTo(backups);
    const copy = join(backups, 'sealed', readdirSync(join(backups, 'sealed'))[0] as string);
    const content = readFileSync(copy);
    writeFileSync(
      copy,
      Buffer.concat([content.subarray(0, -1), Buffer.from([(content.at(-1) as number) ^ 1])]),
    );
    expect(accepted(await folder.backupTo(backups)).reused).toBe(1);
    expect(readFileSync(copy).equals(content)).toBe(true);
  });

  it('fits together although pages arrive, are named and are sealed while it is written', async () => {
    const filled = await aFilledFolder();
    const { folder, blobs, backups, place } = filled;
    const name = folder.write.prepare(
      'INSERT INTO blob (sha256, size, media_type, segment, key_id, stored_at) VALUES (?, ?, ?, ?, ?, ?)',
    );
    const backup = folder.backupTo(backups);
    let finished = false;
    void backup.then(() => {
      finished = true;
    });
    while (!finished) {
      const bytes = randomBytes(50_000);
      const ref = await folder.blobs.put(bytes, jpeg);
      blobs.set(ref, bytes);
      name.run(ref.sha256, ref.size, ref.mediaType, ref.segment, ref.keyId, place.clock.now());
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const restored = accepted(await restore(filled, accepted(await backup).path));
    const named = restored.read
      .prepare<[], BlobRef>(
        'SELECT sha256, size, media_type AS mediaType, segment, key_id AS keyId FROM blob',
      )
      .all();
    expect(named.length).toBeGreaterThanOrEqual(9);
    for (const ref of named) expect((await restored.blobs.readAll(ref)).length).toBe(ref.size);
  });

  it('holds no key that opens it', async () => {
    const { folder, backups, place } = await aFilledFolder();
    const { path } = accepted(await folder.backupTo(backups));
    const { keys } = JSON.parse(readFileSync(join(place.root, 'counter.key'), 'utf8')) as {
      keys: Record<string, string>;
    };
    const text =
      readdirSync(path, { recursive: true }).join() + readFileSync(join(path, 'keyslots.json'), 'utf8');
    for (const key of Object.values(keys)) expect(text).not.toContain(key);
    expect(text).not.toContain('counter.key');
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const { folder, backups } = await aFilledFolder();
    const abort = new AbortController();
    const result = await folder.backupTo(backups, {
      signal: abort.signal,
      onProgress: ({ done }) => done === 2 && abort.abort(),
    });
    expect(refused(result).code).toBe('BACKUP_CANCELLED');
    expect(readdirSync(backups).filter((entry) => entry !== 'sealed')).toEqual([]);
    expect(accepted(await folder.backupTo(backups)).files).toBe(6);
  });

  it('is cancelled by the close of the folder, and what a dead process left is cleared by the next', async () => {
    const { folder, backups, place } = await aFilledFolder();
    const running = folder.backupTo(backups);
    await folder.close();
    expect(refused(await running).code).toBe('BACKUP_CANCELLED');
    const left = join(backups, `2026-11-23T03-00-00.000Z.${folder.folderId.slice(-12)}.partial`);
    mkdirSync(left, { recursive: true });
    const again = await place.open();
    accepted(await again.backupTo(backups));
    expect(existsSync(left)).toBe(false);
  });

  it('names the damaged segment that it cannot hold', async () => {
    const { folder, backups, place } = await aFilledFolder();
    await folder.close();
    rmSync(join(place.data, 'blobs/0003.db'));
    const again = await place.open();
    expect(accepted(await again.backupTo(backups)).skipped).toEqual(['blobs/0003.db']);
  });

  it('is refused into a place that cannot hold it', async () => {
    const { folder, place } = await aFilledFolder();
    writeFileSync(join(place.root, 'a-file'), '');
    expect(refused(await folder.backupTo(join(place.root, 'a-file'))).code).toBe('BACKUP_FOLDER_UNUSABLE');
  });

  it('expires with the sealed segments that nothing else names; the newest stays', async () => {
    const { folder, backups, place } = await aFilledFolder();
    const first = accepted(await folder.backupTo(backups));
    place.clock.advance(31 * 24 * 3600 * 1000);
    const second = accepted(await folder.backupTo(backups));
    const limit = new Date(Date.parse(place.clock.now()) - 30 * 24 * 3600 * 1000).toISOString();
    writeFileSync(join(backups, 'sealed', 'orphan.db'), 'x');
    expect(expireBackups(backups, limit)).toEqual({ removed: [first.name] });
    expect(readdirSync(join(backups, 'sealed'))).toHaveLength(2);
    expect(expireBackups(backups, '2099-01-01T00:00:00.000Z')).toEqual({ removed: [] });
    expect(existsSync(second.path)).toBe(true);
  });
});

describe('restoring', () => {
  it('lets the caller begin a new epoch before anything else happens', async () => {
    const filled = await aFilledFolder();
    const { path } = accepted(await filled.folder.backupTo(filled.backups));
    const restored = accepted(
      await restore(filled, path, {
        afterRestore: (write) => void write.exec("UPDATE device SET name = 'Máy mới'"),
      }),
    );
    expect(restored.read.prepare('SELECT name FROM device').pluck().get()).toBe('Máy mới');
  });

  it('works on a new machine with two recovery sheets', async () => {
    const filled = await aFilledFolder();
    const { shares } = await filled.folder.keySlots.issueRecoveryShares();
    const { path } = accepted(await filled.folder.backupTo(filled.backups));
    const wrappers = [createKeyFileWrapper(join(filled.place.root, 'new-machine.key'))];
    expect(refused(await restore(filled, path, { wrappers })).code).toBe('KEY_MISSING');
    rmSync(join(filled.place.root, 'restored'), { recursive: true });
    const restored = accepted(await restore(filled, path, { wrappers, shares: shares.slice(1) }));
    await expectBlobs(restored, filled.blobs);
  });

  it('refuses a target that is not empty and leaves it as it was', async () => {
    const filled = await aFilledFolder();
    const { path } = accepted(await filled.folder.backupTo(filled.backups));
    const to = join(filled.place.root, 'restored');
    mkdirSync(to);
    writeFileSync(join(to, 'letter.txt'), 'x');
    expect(refused(await restore(filled, path)).code).toBe('FOLDER_FOREIGN');
    expect(readdirSync(to)).toEqual(['letter.txt']);
    expect(refused(await restore(filled, path, { to: filled.place.data })).code).toBe('FOLDER_FOREIGN');
  });

  it.each([
    ['counter.db changed', (path: string) => writeFileSync(join(path, 'counter.db'), 'x'), 'counter.db'],
    ['keys.db missing', (path: string) => rmSync(join(path, 'keys.db')), 'keys.db'],
    ['no manifest', (path: string) => rmSync(join(path, 'manifest.json')), 'manifest.json'],
  ])('refuses a backup with %s and leaves nothing half-restored', async (_what, damage, file) => {
    const filled = await aFilledFolder();
    const { path } = accepted(await filled.folder.backupTo(filled.backups));
    damage(path);
    expect(refused(await restore(filled, path))).toMatchObject({ code: 'BACKUP_DAMAGED', data: { file } });
    expect(readdirSync(join(filled.place.root, 'restored'))).toEqual([]);
  });

  it('refuses a manifest that points outside the backup', async () => {
    const filled = await aFilledFolder();
    const { path } = accepted(await filled.folder.backupTo(filled.backups));
    const manifest = readFileSync(join(path, 'manifest.json'), 'utf8');
    for (const at of ['../../data/counter.db', '/etc/passwd', 'x/../../y']) {
      writeFileSync(join(path, 'manifest.json'), manifest.replace('"at": "counter.db"', `"at": "${at}"`));
      expect(refused(await restore(filled, path)).code).toBe('BACKUP_DAMAGED');
    }
  });
});
