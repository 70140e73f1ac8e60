import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectDataFolder } from '../../db/folder/data-folder.ts';
import { createKeyFileWrapper, type KeyWrapper } from '../../db/folder/key-slots.ts';
import { migrationSources } from '../../db/migrations/sources.ts';
import { afterThisTest, aPlace, type Place, refused } from './a-data-folder.ts';

/** Name, size and content of everything in a folder. */
function contentOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !['host.lock', 'host.json'].includes(entry.name))
      .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name)).toString('base64')]),
  );
}

async function aClosedFolder(): Promise<Place> {
  const place = aPlace();
  const folder = await place.create();
  await folder.blobs.put(randomBytes(1000), { mediaType: 'image/jpeg' });
  await folder.close();
  return place;
}

const noStore: KeyWrapper = {
  kind: 'os-keyring',
  store() {
    throw Object.assign(new Error('no secret service'), { code: 'KEY_STORE_UNAVAILABLE' });
  },
  load: () => Promise.resolve(undefined),
};

describe('making a data folder', () => {
  it('makes every part, readable by its owner only, and says that a key file is in use', async () => {
    const place = aPlace();
    const folder = await place.create();
    expect(folder.warnings).toEqual(['KEY_FILE_IN_USE']);
    expect(folder.wasCleanShutdown).toBe(true);
    expect(await folder.quickCheck.result).toEqual({ outcome: 'passed' });
    expect(statSync(place.data).mode & 0o777).toBe(0o700);
    for (const file of ['counter.db', 'keys.db', 'keyslots.json', 'keyslots.copy.json']) {
      expect(statSync(join(place.data, file)).mode & 0o777).toBe(0o600);
    }
    expect(inspectDataFolder(place.data)).toBe('counter');
  });

  it('takes the first key store that works', async () => {
    const place = aPlace();
    const folder = await place.create({ wrappers: [noStore, createKeyFileWrapper(join(place.root, 'k'))] });
    expect(folder.keySlots.kinds()).toEqual(['key-file']);
  });

  it('refuses when no key store works and leaves nothing', async () => {
    const place = aPlace();
    expect(refused(await place.tryCreate({ wrappers: [noStore] }))).toMatchObject({
      code: 'KEY_MISSING',
      data: { tried: ['os-keyring'] },
    });
    expect(inspectDataFolder(place.data)).toBe('empty');
    await place.create();
  });

  it('accepts a folder that holds nothing but a key file', async () => {
    const place = aPlace();
    mkdirSync(place.data);
    await place.create({ wrappers: [createKeyFileWrapper(join(place.data, 'counter.key'))] });
  });

  it('refuses a folder that holds something else and touches nothing', async () => {
    const place = aPlace();
    mkdirSync(place.data);
    writeFileSync(join(place.data, 'holiday.jpg'), 'x');
    expect(refused(await place.tryCreate())).toEqual({
      code: 'FOLDER_FOREIGN',
      data: { path: place.data, found: 'foreign' },
    });
    expect(refused(await place.tryOpen())).toEqual({
      code: 'FOLDER_FOREIGN',
      data: { path: place.data, found: 'foreign' },
    });
    expect(readdirSync(place.data)).toEqual(['holiday.jpg']);
  });

  it('refuses to make a folder over an existing one', async () => {
    const place = await aClosedFolder();
    const before = contentOf(place.data);
    expect(refused(await place.tryCreate())).toMatchObject({
      code: 'FOLDER_FOREIGN',
      data: { found: 'counter' },
    });
    expect(contentOf(place.data)).toEqual(before);
  });

  it('begins anew where a creation was cut off', async () => {
    const place = await aClosedFolder();
    writeFileSync(join(place.data, '.creating'), '');
    rmSync(join(place.data, 'keys.db'));
    expect(inspectDataFolder(place.data)).toBe('empty');
    await (await place.create()).close();
    await place.open();
  });
});

describe('opening a data folder', () => {
  it('refuses a place where there is none', async () => {
    const place = aPlace();
    expect(refused(await place.tryOpen())).toEqual({ code: 'FOLDER_ABSENT', data: { path: place.data } });
    expect(existsSync(place.data)).toBe(false);
  });

  it('refuses a network drive by its type, for making and for opening', async () => {
    const place = await aClosedFolder();
    const networkProbe = () => 'SMB2';
    expect(refused(await place.tryOpen({ networkProbe }))).toEqual({
      code: 'NETWORK_DRIVE',
      data: { type: 'SMB2' },
    });
    const other = aPlace();
    expect(refused(await other.tryCreate({ networkProbe }))).toEqual({
      code: 'NETWORK_DRIVE',
      data: { type: 'SMB2' },
    });
  });

  it('says which key stores were asked when the key is missing', async () => {
    const place = await aClosedFolder();
    const before = contentOf(place.data);
    const wrappers = [noStore, createKeyFileWrapper(join(place.root, 'elsewhere.key'))];
    expect(refused(await place.tryOpen({ wrappers }))).toEqual({
      code: 'KEY_MISSING',
      data: { tried: ['os-keyring', 'key-file'], slots: ['key-file'], recoverable: false },
    });
    expect(contentOf(place.data)).toEqual(before);
  });

  it('tells a wrong key from a damaged file', async () => {
    const place = await aClosedFolder();
    const keyFile = join(place.root, 'counter.key');
    const right = readFileSync(keyFile, 'utf8');
    writeFileSync(keyFile, right.replace(/"[0-9a-f]{64}"/, `"${'ab'.repeat(32)}"`));
    expect(refused(await place.tryOpen())).toEqual({ code: 'KEY_WRONG', data: { kind: 'key-file' } });
    writeFileSync(keyFile, right);
    truncateSync(join(place.data, 'counter.db'), 10_000);
    expect(refused(await place.tryOpen())).toMatchObject({
      code: 'FILE_DAMAGED',
      data: { file: 'counter.db' },
    });
  });

  it('refuses a key file that others may read', async () => {
    const place = await aClosedFolder();
    chmodSync(join(place.root, 'counter.key'), 0o644);
    expect(refused(await place.tryOpen())).toEqual({
      code: 'KEY_FILE_TOO_OPEN',
      data: { file: join(place.root, 'counter.key'), mode: '0644' },
    });
    chmodSync(join(place.root, 'counter.key'), 0o600);
    await place.open();
  });

  it.each([
    ['counter.db', 'missing'],
    ['counter.db', 'empty'],
    ['counter.db', 'overwritten'],
    ['keys.db', 'missing'],
    ['keys.db', 'empty'],
    ['keys.db', 'cut short'],
  ])('refuses a %s that is %s and never replaces it by a new one', async (file, how) => {
    const place = await aClosedFolder();
    const path = join(place.data, file);
    if (how === 'missing') rmSync(path);
    if (how === 'empty') truncateSync(path, 0);
    if (how === 'cut short') truncateSync(path, 8192);
    if (how === 'overwritten') writeFileSync(path, randomBytes(65536));
    const before = contentOf(place.data);
    expect(refused(await place.tryOpen())).toMatchObject({ code: 'FILE_DAMAGED', data: { file } });
    expect(contentOf(place.data)).toEqual(before);
  });

  it('uses the copy of the slot file when the first is damaged, and mends it', async () => {
    const place = await aClosedFolder();
    writeFileSync(join(place.data, 'keyslots.json'), '{"version":1,');
    const folder = await place.open();
    expect(folder.warnings).toContain('KEY_SLOTS_REPAIRED');
    await folder.close();
    expect((await place.open()).warnings).not.toContain('KEY_SLOTS_REPAIRED');
  });

  it('refuses when both slot files are damaged', async () => {
    const place = await aClosedFolder();
    for (const file of ['keyslots.json', 'keyslots.copy.json']) writeFileSync(join(place.data, file), 'x');
    expect(refused(await place.tryOpen())).toMatchObject({
      code: 'FILE_DAMAGED',
      data: { file: 'keyslots.json' },
    });
  });

  it('refuses the slot file of another folder: its keys open nothing here', async () => {
    const [place, other] = [await aClosedFolder(), await aClosedFolder()];
    copyFileSync(join(other.data, 'keyslots.json'), join(place.data, 'keyslots.json'));
    const wrappers = [createKeyFileWrapper(join(other.root, 'counter.key'))];
    expect(refused(await place.tryOpen({ wrappers }))).toMatchObject({
      code: 'FILE_DAMAGED',
      data: { file: 'counter.db' },
    });
  });

  it('refuses a folder of a newer program and leaves it as it was', async () => {
    const migrations = migrationSources();
    const next = {
      number: migrations.length + 1,
      name: 'next',
      sql: 'CREATE TABLE later (id INTEGER) STRICT',
    };
    const place = aPlace();
    await (await place.create({ migrations: [...migrations, next] })).close();
    const before = contentOf(place.data);
    expect(refused(await place.tryOpen())).toEqual({
      code: 'DATABASE_NEWER',
      data: { found: next.number, known: migrations.length },
    });
    expect(contentOf(place.data)).toEqual(before);
  });

  it('copies the records before it brings them to a newer schema', async () => {
    const migrations = migrationSources();
    const next = {
      number: migrations.length + 1,
      name: 'next',
      sql: 'CREATE TABLE later (id INTEGER) STRICT',
    };
    const place = await aClosedFolder();
    const folder = await place.open({ migrations: [...migrations, next] });
    expect(readdirSync(join(place.data, 'before-migration'))).toEqual([
      expect.stringMatching(/^counter-.*-schema-\d+\.db$/),
    ]);
    expect(folder.read.pragma('user_version', { simple: true })).toBe(next.number);
  });

  it('is refused while another connection of this process has the folder', async () => {
    const place = aPlace();
    const folder = await place.create();
    expect(refused(await place.tryOpen())).toMatchObject({
      code: 'FOLDER_LOCKED',
      data: { pid: process.pid },
    });
    await folder.close();
    await place.open();
  });

  it('lets the quick check pass before anything is recorded when the last host did not close', async () => {
    const place = await aClosedFolder();
    const first = await place.open();
    const copy = aPlace();
    mkdirSync(copy.data);
    // What a kill leaves behind: the files as they are while a host has them open.
    for (const file of readdirSync(place.data, { recursive: true, withFileTypes: true })) {
      if (!file.isFile() || file.name.startsWith('host')) continue;
      const target = join(copy.data, file.parentPath.slice(place.data.length));
      mkdirSync(target, { recursive: true });
      copyFileSync(join(file.parentPath, file.name), join(target, file.name));
    }
    const killed = await copy.open({ wrappers: place.options().wrappers });
    expect(killed.wasCleanShutdown).toBe(false);
    expect(killed.warnings).toContain('UNCLEAN_SHUTDOWN');
    expect(killed.quickCheck.mustFinish).toBe(true);
    expect(await killed.quickCheck.result).toEqual({ outcome: 'passed' });
    expect(killed.quickCheck.mustFinish).toBe(false);
    expect(killed.quickCheck.progress).toBe(1);
    expect(first.wasCleanShutdown).toBe(true);
    expect(first.quickCheck.mustFinish).toBe(false);
  });

  it('closes once, however often it is asked, and cancels a running check', async () => {
    const folder = await aPlace().create();
    await Promise.all([folder.close(), folder.close()]);
    expect(['cancelled', 'passed']).toContain(folder.quickCheck.state);
    afterThisTest(() => undefined);
  });
});
