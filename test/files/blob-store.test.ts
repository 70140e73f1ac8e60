import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, renameSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BlobDamaged, BlobPurged, type BlobRef } from '../../db/blobs/blob-store.ts';
import { keyStoreMigrations } from '../../db/blobs/key-store.ts';
import { hashFile } from '../../db/folder/copy-file.ts';
import type { DataFolder } from '../../db/folder/data-folder.ts';
import { readKeySlots, unlockWithWrappers, unwrapFileKey } from '../../db/folder/key-slots.ts';
import { openReader, openWriter, type WriteDb } from '../../db/open.ts';
import { aPlace, type Place } from './a-data-folder.ts';

const jpeg = { mediaType: 'image/jpeg' };
const KB = 1024;
const never = (): boolean => false;

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function keyOf(place: Place, file: 'keys.db' | 'counter.db'): Promise<Buffer> {
  const { content } = readKeySlots(place.data);
  const { master } = await unlockWithWrappers(content, place.options().wrappers);
  return unwrapFileKey(content.folderId, master, file, content.files[file]);
}

async function onKeys<T>(place: Place, work: (db: WriteDb) => T): Promise<T> {
  const db = openWriter(join(place.data, 'keys.db'), { key: await keyOf(place, 'keys.db') });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** Changes a closed folder's segment from inside, as somebody who holds the file key could. */
async function onSegment(place: Place, number: number, work: (db: WriteDb) => void): Promise<void> {
  const { content } = readKeySlots(place.data);
  const { master } = await unlockWithWrappers(content, place.options().wrappers);
  const file = `blobs/${String(number).padStart(4, '0')}.db`;
  const wrapped = await onKeys(
    place,
    (db) => db.prepare('SELECT wrapped FROM segment_key WHERE segment = ?').pluck().get(number) as string,
  );
  const db = openWriter(join(place.data, file), {
    key: unwrapFileKey(content.folderId, master, file, wrapped),
  });
  work(db);
  db.close();
}

describe('storing bytes', () => {
  it.each([0, 1, 256 * KB - 1, 256 * KB, 256 * KB + 1, 300_000, 4 * KB * KB, 4 * KB * KB + 1, 9 * KB * KB])(
    'gives %d bytes back as they were, also after a reopen',
    async (size) => {
      const place = aPlace();
      const folder = await place.create();
      const bytes = randomBytes(size);
      const ref = await folder.blobs.put(bytes, jpeg);
      expect(ref).toEqual({
        sha256: createHash('sha256').update(bytes).digest('hex'),
        size,
        mediaType: 'image/jpeg',
        segment: 1,
        keyId: ref.keyId,
      });
      expect((await folder.blobs.readAll(ref)).equals(bytes)).toBe(true);
      await folder.close();
      expect((await (await place.open()).blobs.readAll(ref)).equals(bytes)).toBe(true);
    },
  );

  it('stores a stream of odd pieces like the whole', async () => {
    const folder = await aPlace().create();
    const bytes = randomBytes(5 * KB * KB + 17);
    const ref = await folder.blobs.put(pieces(bytes, 100_003), jpeg);
    expect(ref.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect((await folder.blobs.readAll(ref)).equals(bytes)).toBe(true);
  });

  it('keeps the pieces of a source that reuses its buffer', async () => {
    const folder = await aPlace().create();
    async function* reusing(): AsyncGenerator<Buffer> {
      const buffer = Buffer.alloc(10);
      for (let i = 0; i < 5; i++) yield buffer.fill(i);
    }
    const ref = await folder.blobs.put(reusing(), jpeg);
    expect([...new Set(await folder.blobs.readAll(ref))]).toEqual([0, 1, 2, 3, 4]);
  });

  it('answers the same reference for the same bytes, whole or streamed', async () => {
    const folder = await aPlace().create();
    const bytes = randomBytes(400_000);
    const first = await folder.blobs.put(bytes, jpeg);
    const before = folder.blobs.stats().openSegmentBytes;
    expect(await folder.blobs.put(Buffer.from(bytes), jpeg)).toEqual(first);
    expect(await folder.blobs.put(pieces(bytes, 9999), jpeg)).toEqual(first);
    expect(folder.blobs.stats().openSegmentBytes - before).toBeLessThan(500_000);
    expect((await folder.blobs.readAll(first)).equals(bytes)).toBe(true);
  });

  it('makes new keys before the pool is empty and uses each number once', async () => {
    const folder = await aPlace().create();
    const seen = new Set<number>();
    for (let i = 0; i < 600; i++) seen.add((await folder.blobs.put(Buffer.from(`page ${i}`), jpeg)).keyId);
    expect(seen.size).toBe(600);
  });

  it('never gives a key number again after a reopen, a sweep and a purge', async () => {
    const place = aPlace();
    const used: number[] = [];
    for (let round = 0; round < 3; round++) {
      const folder = round === 0 ? await place.create() : await place.open();
      const kept = await folder.blobs.put(Buffer.from(`kept ${round}`), jpeg);
      const purged = await folder.blobs.put(Buffer.from(`purged ${round}`), jpeg);
      used.push(kept.keyId, purged.keyId);
      folder.blobs.purge(purged);
      await folder.blobs.sweep(never, '2099-01-01T00:00:00.000Z');
      await folder.close();
    }
    expect(new Set(used).size).toBe(6);
    expect(used).toEqual(used.toSorted((a, b) => a - b));
  });
});

describe('a put that is cut off', () => {
  it('leaves nothing visible when its source fails', async () => {
    const place = aPlace();
    const folder = await place.create();
    async function* failing(): AsyncGenerator<Buffer> {
      for (let i = 0; i < 12; i++) yield randomBytes(KB * KB);
      throw new Error('the scanner stopped');
    }
    await expect(folder.blobs.put(failing(), jpeg)).rejects.toThrow('the scanner stopped');
    await folder.close();
    await onSegment(place, 1, (db) => expect(db.prepare('SELECT count(*) FROM chunk').pluck().get()).toBe(0));
  });

  it('is swept at the next open when the process died in the middle', async () => {
    const place = aPlace();
    const folder = await place.create();
    const ref = await folder.blobs.put(randomBytes(1000), jpeg);
    await folder.close();
    await onSegment(place, 1, (db) =>
      db.exec(`INSERT INTO chunk VALUES (${(ref.keyId + 1) * 2 ** 20}, x'00', zeroblob(16))`),
    );
    const reopened = await place.open();
    const next = await reopened.blobs.put(randomBytes(1000), jpeg);
    expect(next.keyId).toBeGreaterThan(ref.keyId + 1);
    await reopened.close();
    await onSegment(place, 1, (db) => expect(db.prepare('SELECT count(*) FROM chunk').pluck().get()).toBe(2));
  });
});

describe('reading', () => {
  async function stored(): Promise<{ place: Place; ref: BlobRef; folder: DataFolder }> {
    const place = aPlace();
    const folder = await place.create();
    const ref = await folder.blobs.put(randomBytes(700_000), jpeg);
    await folder.close();
    return { place, ref, folder };
  }

  it.each([
    [
      'a bit changed in a chunk',
      "UPDATE chunk SET bytes = CAST(substr(bytes, 1, 9) || x'ff' || substr(bytes, 11) AS BLOB) WHERE id % 1048576 = 1",
    ],
    [
      'two chunks exchanged',
      'UPDATE chunk SET id = -id WHERE id % 1048576 < 2; UPDATE chunk SET id = CASE -id % 1048576 WHEN 0 THEN -id + 1 ELSE -id - 1 END WHERE id < 0',
    ],
    ['a chunk missing', 'DELETE FROM chunk WHERE id % 1048576 = 2'],
    ['another hash in the row', "UPDATE stored_blob SET sha256 = printf('%064d', 7)"],
    ['another size in the row', 'UPDATE stored_blob SET size = size - 1'],
  ])('refuses bytes with %s', async (_what, sql) => {
    const { place, ref } = await stored();
    await onSegment(place, 1, (db) => void db.exec(sql));
    const folder = await place.open();
    await expect(folder.blobs.readAll(ref)).rejects.toBeInstanceOf(BlobDamaged);
  });

  it('refuses a whole whose chunks are authentic but whose hash is another one', async () => {
    const { place, ref } = await stored();
    const wrong = { ...ref, sha256: '0'.repeat(64) };
    await onSegment(place, 1, (db) => void db.exec("UPDATE stored_blob SET sha256 = printf('%064d', 0)"));
    const folder = await place.open();
    await expect(folder.blobs.readAll(wrong)).rejects.toThrow('another hash');
  });

  it('goes on while the segment is sealed under it', async () => {
    const place = aPlace();
    const folder = await place.create();
    const bytes = randomBytes(3 * KB * KB);
    const ref = await folder.blobs.put(bytes, jpeg);
    const chunks: Buffer[] = [];
    for await (const chunk of folder.blobs.read(ref)) {
      chunks.push(chunk);
      if (chunks.length === 2) await folder.blobs.seal();
    }
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
  });
});

describe('purging', () => {
  it('makes the bytes unreadable and leaves the key in no page and in no log of keys.db', async () => {
    const place = aPlace();
    const folder = await place.create();
    const ref = await folder.blobs.put(randomBytes(1000), jpeg);
    const other = await folder.blobs.put(randomBytes(1000), jpeg);
    await folder.close();
    const key = await onKeys(
      place,
      (db) => db.prepare('SELECT key FROM blob_key WHERE id = ?').pluck().get(ref.keyId) as Buffer,
    );
    expect(await onKeys(place, (db) => db.serialize().includes(key))).toBe(true);
    const reopened = await place.open();
    await reopened.quickCheck.result;
    reopened.blobs.purge(ref);
    expect(statSync(join(place.data, 'keys.db-wal')).size).toBe(0);
    await expect(reopened.blobs.readAll(ref)).rejects.toBeInstanceOf(BlobPurged);
    expect((await reopened.blobs.readAll(other)).length).toBe(1000);
    await reopened.close();
    expect(await onKeys(place, (db) => db.serialize().includes(key))).toBe(false);
  });

  it('works in a sealed segment, whose file does not change', async () => {
    const place = aPlace();
    const folder = await place.create();
    const ref = await folder.blobs.put(randomBytes(1000), jpeg);
    await folder.blobs.seal();
    const before = statSync(join(place.data, 'blobs/0001.db'));
    folder.blobs.purge(ref);
    await expect(folder.blobs.readAll(ref)).rejects.toBeInstanceOf(BlobPurged);
    expect(statSync(join(place.data, 'blobs/0001.db')).mtimeMs).toBe(before.mtimeMs);
  });

  it('lets the same bytes be stored again under a new key', async () => {
    const folder = await aPlace().create();
    const bytes = randomBytes(1000);
    const ref = await folder.blobs.put(bytes, jpeg);
    folder.blobs.purge(ref);
    const again = await folder.blobs.put(bytes, jpeg);
    expect(again.keyId).not.toBe(ref.keyId);
    expect((await folder.blobs.readAll(again)).equals(bytes)).toBe(true);
  });
});

describe('sweeping', () => {
  it('purges what nothing names and is old enough, in open and sealed segments', async () => {
    const place = aPlace();
    const folder = await place.create();
    const put = (text: string) => folder.blobs.put(Buffer.from(text), jpeg);
    const [sealedNamed, sealedUnnamed] = [await put('a'), await put('b')];
    await folder.blobs.seal();
    const [openNamed, openUnnamed] = [await put('c'), await put('d')];
    const limit = place.clock.now();
    const young = await put('e');
    const names = new Set([sealedNamed.sha256, openNamed.sha256]);
    const report = await folder.blobs.sweep((sha256) => names.has(sha256), limit);
    expect(report).toEqual({ examined: 4, swept: 2, sweptBytes: 2, unreadable: [] });
    for (const ref of [sealedNamed, openNamed, young])
      expect((await folder.blobs.readAll(ref)).length).toBe(1);
    for (const ref of [sealedUnnamed, openUnnamed])
      await expect(folder.blobs.readAll(ref)).rejects.toBeInstanceOf(BlobPurged);
  });

  it('spares an old unnamed blob that was answered again lately', async () => {
    const place = aPlace();
    const folder = await place.create();
    const ref = await folder.blobs.put(Buffer.from('twice'), jpeg);
    const limit = place.clock.now();
    await folder.blobs.put(Buffer.from('twice'), jpeg);
    expect((await folder.blobs.sweep(never, limit)).swept).toBe(0);
    expect((await folder.blobs.readAll(ref)).toString()).toBe('twice');
  });

  it('asks about each stored copy, so that a second copy in another segment can go', async () => {
    const place = aPlace();
    const folder = await place.create();
    const named = await folder.blobs.put(Buffer.from('copy'), jpeg);
    await folder.blobs.seal();
    const second = await folder.blobs.put(Buffer.from('copy'), jpeg);
    expect(second.segment).toBe(2);
    const report = await folder.blobs.sweep(
      (_sha256, ref) => ref.keyId === named.keyId,
      '2099-01-01T00:00:00.000Z',
    );
    expect(report.swept).toBe(1);
    expect((await folder.blobs.readAll(named)).toString()).toBe('copy');
  });
});

describe('sealing', () => {
  it('ends a segment at its limit, records its hash and serves it read-only', async () => {
    const place = aPlace();
    const folder = await place.create({ segmentLimitBytes: 2 * KB * KB });
    const stored = new Map<BlobRef, Buffer>();
    for (let i = 0; i < 20; i++) {
      const bytes = randomBytes(300_000);
      stored.set(await folder.blobs.put(bytes, jpeg), bytes);
    }
    expect(folder.blobs.stats().segments).toBe(3);
    for (const [ref, bytes] of stored) expect((await folder.blobs.readAll(ref)).equals(bytes)).toBe(true);
    await folder.quickCheck.result;
    expect(await folder.blobs.seal()).toBe(true);
    expect(readdirSync(join(place.data, 'blobs')).filter((name) => /000[123]\.db-/.test(name))).toEqual([]);
    expect(statSync(join(place.data, 'blobs/0001.db')).mode & 0o777).toBe(0o444);
    await folder.close();
    const rows = await onKeys(
      place,
      (db) =>
        db.prepare('SELECT state, sha256 FROM segment ORDER BY number').all() as {
          state: string;
          sha256: string;
        }[],
    );
    expect(rows.map(({ state }) => state)).toEqual(['sealed', 'sealed', 'sealed', 'open']);
    expect(rows[0]?.sha256).toBe(await hashFile(join(place.data, 'blobs/0001.db')));
  });

  it('waits for a stream that is being stored', async () => {
    const folder = await aPlace().create();
    let go = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    async function* slow(): AsyncGenerator<Buffer> {
      yield Buffer.from('first ');
      await gate;
      yield Buffer.from('second');
    }
    const storing = folder.blobs.put(slow(), jpeg);
    const sealing = folder.blobs.seal();
    go();
    const ref = await storing;
    expect(await sealing).toBe(true);
    expect(ref.segment).toBe(1);
    expect((await folder.blobs.readAll(ref)).toString()).toBe('first second');
  });

  it('goes on in a segment that a cut-off sealing left read-only', async () => {
    const place = aPlace();
    const folder = await place.create();
    const ref = await folder.blobs.put(randomBytes(1000), jpeg);
    await folder.close();
    chmodSync(join(place.data, 'blobs/0001.db'), 0o444);
    const again = await place.open();
    expect((await again.blobs.put(randomBytes(1000), jpeg)).segment).toBe(1);
    expect((await again.blobs.readAll(ref)).length).toBe(1000);
  });

  it('takes the hashing up again after a close that cut it off', async () => {
    const place = aPlace();
    const folder = await place.create();
    await folder.blobs.put(randomBytes(1000), jpeg);
    await folder.blobs.seal();
    await folder.close();
    await onKeys(
      place,
      (db) =>
        void db.exec(
          "UPDATE segment SET state = 'sealing', sha256 = NULL, sealed_at = NULL WHERE number = 1",
        ),
    );
    const reopened = await place.open();
    await reopened.quickCheck.result;
    expect(await reopened.blobs.seal()).toBe(true);
    await reopened.close();
    expect(
      await onKeys(place, (db) => db.prepare('SELECT state FROM segment WHERE number = 1').pluck().get()),
    ).toBe('sealed');
  });
});

describe('damaged segments', () => {
  async function twoSegments(): Promise<{ place: Place; sealed: BlobRef; open: BlobRef }> {
    const place = aPlace();
    const folder = await place.create();
    const sealed = await folder.blobs.put(randomBytes(900_000), jpeg);
    await folder.blobs.seal();
    const open = await folder.blobs.put(randomBytes(900_000), jpeg);
    await folder.close();
    return { place, sealed, open };
  }

  it('do not keep the others from being served when a sealed one is cut short or missing', async () => {
    const { place, sealed, open } = await twoSegments();
    truncateSync(join(place.data, 'blobs/0001.db'), 400_000);
    const folder = await place.open();
    expect(folder.warnings).toContain('BLOBS_DAMAGED');
    expect(folder.damage).toEqual([{ file: 'blobs/0001.db', detail: expect.stringContaining('400000 of') }]);
    await expect(folder.blobs.readAll(sealed)).rejects.toMatchObject({
      code: 'FILE_DAMAGED',
      data: { file: 'blobs/0001.db' },
    });
    expect((await folder.blobs.readAll(open)).length).toBe(900_000);
    await folder.close();
    renameSync(join(place.data, 'blobs/0001.db'), join(place.root, 'away.db'));
    const again = await place.open();
    expect(again.damage).toEqual([{ file: 'blobs/0001.db', detail: 'missing' }]);
    await expect(again.blobs.readAll(sealed)).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
    expect((await again.blobs.readAll(open)).length).toBe(900_000);
    expect((await again.blobs.sweep(() => true, '2099-01-01T00:00:00.000Z')).unreadable).toHaveLength(1);
  });

  it.each([
    ['cut short', (path: string) => truncateSync(path, 300_000)],
    ['emptied', (path: string) => truncateSync(path, 0)],
    ['missing', (path: string) => renameSync(path, `${path}.away`)],
  ])('are left as they are when the open one is %s, and new pages go to the next', async (_what, damage) => {
    const { place, sealed, open } = await twoSegments();
    const path = join(place.data, 'blobs/0002.db');
    damage(path);
    const size = existsSync(path) ? statSync(path).size : undefined;
    const folder = await place.open();
    expect(folder.damage.map(({ file }) => file)).toEqual(['blobs/0002.db']);
    await expect(folder.blobs.readAll(open)).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
    expect((await folder.blobs.readAll(sealed)).length).toBe(900_000);
    const fresh = await folder.blobs.put(randomBytes(1000), jpeg);
    expect(fresh.segment).toBe(3);
    expect(fresh.keyId).toBeGreaterThan(open.keyId);
    await folder.close();
    expect(existsSync(path) ? statSync(path).size : undefined).toBe(size);
    const again = await place.open();
    expect(again.damage.map(({ file }) => file)).toEqual(['blobs/0002.db']);
    expect((await again.blobs.readAll(fresh)).length).toBe(1000);
  });
});

describe('the schema of keys.db', () => {
  it('has one step, which a fresh folder has gone through', async () => {
    const place = aPlace();
    await (await place.create()).close();
    const db = openReader(join(place.data, 'keys.db'), { key: await keyOf(place, 'keys.db') });
    expect(db.pragma('user_version', { simple: true })).toBe(keyStoreMigrations.length);
    expect(db.prepare('SELECT name FROM schema_migration').pluck().all()).toEqual(
      keyStoreMigrations.map(({ name }) => name),
    );
    db.close();
  });
});
