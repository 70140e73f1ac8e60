import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BlobRef } from '../../db/blobs/blob-store.ts';
import { inspectDataFolder } from '../../db/folder/data-folder.ts';
import { createKeyFileWrapper } from '../../db/folder/key-slots.ts';
import { isDiskFull } from '../../db/folder/refusals.ts';
import { restoreBackup } from '../../db/folder/restore.ts';
import { accepted, afterThisTest, aPlace, type Place, refused } from './a-data-folder.ts';

const jpeg = { mediaType: 'image/jpeg' };

function mount(...args: string[]): boolean {
  return spawnSync('mount', args, { stdio: 'ignore' }).status === 0;
}

/** Whether this machine lets tests mount a small memory disk (Linux, as root). */
const canMount = ((): boolean => {
  if (process.platform !== 'linux') return false;
  const at = mkdtempSync(join(tmpdir(), 'mount-'));
  const mounted = mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', at);
  if (mounted) spawnSync('umount', [at]);
  rmSync(at, { recursive: true });
  return mounted;
})();

/** A disk of `size` (as mount(8) takes it), unmounted after the test. */
function aSmallDisk(size: string): string {
  const at = mkdtempSync(join(tmpdir(), 'disk-'));
  if (!mount('-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', at)) throw new Error('mount was refused');
  afterThisTest(() => {
    spawnSync('umount', [at]);
    rmSync(at, { recursive: true, force: true });
  });
  return at;
}

function fillUp(disk: string, leave = 0): string {
  const { bavail, bsize } = statfsSync(disk);
  const filler = join(disk, 'filler');
  writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - leave)));
  return filler;
}

/** A place whose data folder lies on a small disk and whose key file does not. */
function aPlaceOnSmallDisk(size: string): Place & { disk: string } {
  const disk = aSmallDisk(size);
  const place = aPlace();
  const data = join(disk, 'data');
  const wrappers = [createKeyFileWrapper(join(place.root, 'counter.key'))];
  const where = { path: data, wrappers };
  return {
    ...place,
    disk,
    data,
    options: (more) => place.options({ ...where, ...more }),
    create: (more) => place.create({ ...where, ...more }),
    open: (more) => place.open({ ...where, ...more }),
    tryOpen: (more) => place.tryOpen({ ...where, ...more }),
    tryCreate: (more) => place.tryCreate({ ...where, ...more }),
  };
}

describe.skipIf(!canMount)('a full disk (needs the right to mount a memory disk)', () => {
  it.each([0, 8_192, 40_000, 150_000, 250_000])(
    'refuses to make a folder with %d bytes left and leaves nothing',
    async (left) => {
      const place = aPlaceOnSmallDisk('3m');
      const filler = fillUp(place.disk, left);
      expect(refused(await place.tryCreate()).code).toBe('DISK_FULL');
      expect(['absent', 'empty']).toContain(inspectDataFolder(place.data));
      rmSync(filler);
      await place.create();
    },
  );

  it('refuses to open, changes nothing, and opens after space was freed', async () => {
    const place = aPlaceOnSmallDisk('4m');
    const folder = await place.create();
    const ref = await folder.blobs.put(randomBytes(200_000), jpeg);
    await folder.close();
    const filler = fillUp(place.disk);
    expect(refused(await place.tryOpen())).toEqual({ code: 'DISK_FULL', data: { path: place.data } });
    rmSync(filler);
    expect((await (await place.open()).blobs.readAll(ref)).length).toBe(200_000);
  });

  it('refuses the page that does not fit, keeps all before it, and takes pages again after space was freed', async () => {
    const place = aPlaceOnSmallDisk('8m');
    const folder = await place.create();
    const stored: BlobRef[] = [];
    let failure: unknown;
    for (let i = 0; i < 100 && failure === undefined; i++) {
      try {
        stored.push(await folder.blobs.put(randomBytes(300_000), jpeg));
      } catch (error) {
        failure = error;
      }
    }
    expect(isDiskFull(failure)).toBe(true);
    expect(stored.length).toBeGreaterThan(3);
    for (const ref of stored) expect((await folder.blobs.readAll(ref)).length).toBe(300_000);
    async function* long(): AsyncGenerator<Buffer> {
      for (let i = 0; i < 30; i++) yield randomBytes(300_000);
    }
    expect(isDiskFull(await folder.blobs.put(long(), jpeg).catch((error: unknown) => error))).toBe(true);
    expect(spawnSync('mount', ['-o', 'remount,size=32m', place.disk]).status).toBe(0);
    stored.push(await folder.blobs.put(randomBytes(300_000), jpeg));
    await folder.close();
    const again = await place.open();
    expect(await again.quickCheck.result).toEqual({ outcome: 'passed' });
    for (const ref of stored) expect((await again.blobs.readAll(ref)).length).toBe(300_000);
  });

  it('refuses a record that does not fit and keeps the file sound', async () => {
    const place = aPlaceOnSmallDisk('3m');
    const folder = await place.create();
    const insert = folder.write.prepare(
      "INSERT INTO setting (key, value, updated_at) VALUES (?, ?, '2026-11-24T03:00:00.000Z')",
    );
    let rows = 0;
    let failure: unknown;
    while (rows < 10_000 && failure === undefined) {
      try {
        insert.run(`key.${rows}`, JSON.stringify('x'.repeat(4000)));
        rows++;
      } catch (error) {
        failure = error;
      }
    }
    expect(isDiskFull(failure)).toBe(true);
    expect(spawnSync('mount', ['-o', 'remount,size=16m', place.disk]).status).toBe(0);
    await folder.close();
    const again = await place.open();
    expect(again.read.prepare('SELECT count(*) FROM setting').pluck().get()).toBe(rows);
    expect(await again.quickCheck.result).toEqual({ outcome: 'passed' });
  });

  it('refuses a backup and a restore that do not fit and leaves neither', async () => {
    const place = aPlace();
    const folder = await place.create();
    await folder.blobs.put(randomBytes(3_000_000), jpeg);
    const disk = aSmallDisk('1m');
    expect(refused(await folder.backupTo(join(disk, 'backups'))).code).toBe('DISK_FULL');
    expect(readdirSync(join(disk, 'backups'))).toEqual([]);
    const { path } = accepted(await folder.backupTo(join(place.root, 'backups')));
    const { wrappers, clock } = place.options();
    expect(
      refused(await restoreBackup({ from: path, to: join(disk, 'restored'), wrappers, clock })).code,
    ).toBe('DISK_FULL');
    expect(readdirSync(join(disk, 'restored'))).toEqual([]);
  });

  it('seals later when there is no room for the next segment, and the page that filled it is stored', async () => {
    const place = aPlaceOnSmallDisk('8m');
    const folder = await place.create({ segmentLimitBytes: 1_000_000 });
    await folder.quickCheck.result;
    const [first, second] = [
      await folder.blobs.put(randomBytes(300_000), jpeg),
      await folder.blobs.put(randomBytes(300_000), jpeg),
    ];
    const filler = fillUp(place.disk, 700_000);
    const third = await folder.blobs.put(randomBytes(300_000), jpeg).catch(() => undefined);
    rmSync(filler);
    const fourth = await folder.blobs.put(randomBytes(300_000), jpeg);
    await folder.blobs.put(randomBytes(300_000), jpeg);
    for (const ref of [first, second, fourth, ...(third ? [third] : [])])
      expect((await folder.blobs.readAll(ref)).length).toBe(300_000);
    expect(folder.blobs.stats().segments).toBeGreaterThan(1);
  });
});

describe.skipIf(!canMount)('a read-only disk (needs the right to mount a memory disk)', () => {
  it('refuses to make and to open a folder and changes nothing', async () => {
    const place = aPlaceOnSmallDisk('4m');
    await (await place.create()).close();
    mkdirSync(join(place.disk, 'other'));
    const before = statSync(join(place.data, 'counter.db')).mtimeMs;
    expect(spawnSync('mount', ['-o', 'remount,ro', place.disk]).status).toBe(0);
    expect(refused(await place.tryOpen())).toEqual({ code: 'FOLDER_READ_ONLY', data: { path: place.data } });
    const path = join(place.disk, 'other');
    expect(refused(await place.tryCreate({ path }))).toEqual({ code: 'FOLDER_READ_ONLY', data: { path } });
    const absent = join(place.disk, 'absent');
    expect(refused(await place.tryCreate({ path: absent }))).toEqual({
      code: 'FOLDER_READ_ONLY',
      data: { path: absent },
    });
    expect(statSync(join(place.data, 'counter.db')).mtimeMs).toBe(before);
    expect(spawnSync('mount', ['-o', 'remount,rw', place.disk]).status).toBe(0);
    await place.open();
  });
});
