import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recoverWithShares } from '../../db/folder/folder-keys.ts';
import { createKeyFileWrapper, type KeyWrapper } from '../../db/folder/key-slots.ts';
import { accepted, aPlace, type Place, refused } from './a-data-folder.ts';

const jpeg = { mediaType: 'image/jpeg' };

/** A keyring as a desktop session has it. */
function aKeyring(): KeyWrapper & { readonly held: Map<string, Buffer> } {
  const held = new Map<string, Buffer>();
  return {
    kind: 'os-keyring',
    held,
    store: (id, kek) => void held.set(id, Buffer.from(kek)),
    load: (id) => Promise.resolve(held.has(id) ? Buffer.from(held.get(id) as Buffer) : undefined),
    remove: (id) => void held.delete(id),
  };
}

function otherKeyFile(place: Place): KeyWrapper {
  return createKeyFileWrapper(join(place.root, 'other.key'));
}

describe('key slots', () => {
  it('open the same folder by either of two stores', async () => {
    const place = aPlace();
    const keyring = aKeyring();
    const folder = await place.create();
    await folder.keySlots.add(keyring);
    expect(folder.keySlots.kinds()).toEqual(['key-file', 'os-keyring']);
    await folder.close();
    const byKeyring = await place.open({ wrappers: [keyring] });
    expect(byKeyring.warnings).toEqual([]);
    await byKeyring.close();
    await place.open();
  });

  it('can be removed with their key, except the last that a program opens by itself', async () => {
    const place = aPlace();
    const keyring = aKeyring();
    const folder = await place.create();
    const slot = await folder.keySlots.add(keyring);
    await folder.keySlots.issueRecoveryShares();
    await folder.close();
    const again = await place.open({ wrappers: [keyring, ...place.options().wrappers] });
    accepted(await again.keySlots.remove(slot.id));
    expect(keyring.held.size).toBe(0);
    const last = again.keySlots.list().find(({ kind }) => kind === 'key-file');
    expect(refused(await again.keySlots.remove(last?.id as string))).toMatchObject({ code: 'LAST_KEY_SLOT' });
  });

  it('never hold a key of the folder in the clear', async () => {
    const place = aPlace();
    const folder = await place.create();
    await folder.keySlots.issueRecoveryShares();
    const { keys } = JSON.parse(readFileSync(join(place.root, 'counter.key'), 'utf8')) as {
      keys: Record<string, string>;
    };
    const slots = readFileSync(join(place.data, 'keyslots.json'), 'utf8');
    for (const kek of Object.values(keys)) expect(slots).not.toContain(kek);
  });
});

describe('rotating the master key', () => {
  it('rewrites no data file, and everything opens with the new key', async () => {
    const place = aPlace();
    const folder = await place.create();
    const first = await folder.blobs.put(randomBytes(1000), jpeg);
    await folder.quickCheck.result;
    await folder.blobs.seal();
    const second = await folder.blobs.put(randomBytes(1000), jpeg);
    const before = ['counter.db', 'blobs/0001.db', 'blobs/0002.db'].map(
      (file) => statSync(join(place.data, file)).mtimeMs,
    );
    expect(await folder.keySlots.rotateMasterKey()).toEqual({ generation: 2, dropped: [] });
    expect(
      ['counter.db', 'blobs/0001.db', 'blobs/0002.db'].map(
        (file) => statSync(join(place.data, file)).mtimeMs,
      ),
    ).toEqual(before);
    await folder.blobs.seal();
    const third = await folder.blobs.put(randomBytes(1000), jpeg);
    await folder.close();
    const again = await place.open();
    for (const ref of [first, second, third]) expect((await again.blobs.readAll(ref)).length).toBe(1000);
  });

  it('makes the old slot file and the old slot keys useless together and apart', async () => {
    const place = aPlace();
    const folder = await place.create();
    const oldSlots = readFileSync(join(place.data, 'keyslots.json'));
    const oldKeys = readFileSync(join(place.root, 'counter.key'));
    await folder.keySlots.rotateMasterKey();
    await folder.close();
    const newSlots = readFileSync(join(place.data, 'keyslots.json'));
    writeFileSync(join(place.data, 'keyslots.json'), oldSlots);
    expect(refused(await place.tryOpen()).code).toBe('KEY_MISSING');
    writeFileSync(join(place.data, 'keyslots.json'), newSlots);
    const newKeys = readFileSync(join(place.root, 'counter.key'));
    writeFileSync(join(place.root, 'counter.key'), oldKeys);
    expect(refused(await place.tryOpen()).code).toBe('KEY_MISSING');
    writeFileSync(join(place.root, 'counter.key'), newKeys);
    await place.open();
  });

  it('drops, and names, the slot whose store is not at hand', async () => {
    const place = aPlace();
    const keyring = aKeyring();
    const folder = await place.create();
    const slot = await folder.keySlots.add(keyring);
    expect((await folder.keySlots.rotateMasterKey()).dropped).toEqual([slot]);
    await folder.close();
    expect(refused(await place.tryOpen({ wrappers: [keyring] })).code).toBe('KEY_MISSING');
    await place.open();
  });

  it('is harmless when it ends before its deciding step, and can be repeated', async () => {
    const place = aPlace();
    const folder = await place.create();
    const ref = await folder.blobs.put(randomBytes(1000), jpeg);
    // In the way of the new slot file: the rotation has written the segment keys of both generations and gets no further.
    const obstacle = join(place.data, '.keyslots.json.tmp');
    mkdirSync(join(obstacle, 'x'), { recursive: true });
    await expect(folder.keySlots.rotateMasterKey()).rejects.toThrow();
    expect((await folder.blobs.readAll(ref)).length).toBe(1000);
    await folder.close();
    rmSync(obstacle, { recursive: true });
    const again = await place.open();
    expect((await again.blobs.readAll(ref)).length).toBe(1000);
    expect((await again.keySlots.rotateMasterKey()).generation).toBe(2);
    await again.close();
    expect((await (await place.open()).blobs.readAll(ref)).length).toBe(1000);
  });
});

describe('recovery sheets', () => {
  async function lostKey(): Promise<{ place: Place; shares: string[] }> {
    const place = aPlace();
    const folder = await place.create();
    await folder.blobs.put(randomBytes(1000), jpeg);
    const { shares, threshold, folderTail } = await folder.keySlots.issueRecoveryShares();
    expect([shares.length, threshold, folderTail]).toEqual([3, 2, folder.folderId.slice(-4)]);
    await folder.close();
    rmSync(join(place.root, 'counter.key'));
    return { place, shares };
  }

  it('open a folder whose key store is lost, with any two, and leave a working slot', async () => {
    for (const [a, b] of [
      [0, 1],
      [2, 0],
      [1, 2],
    ] as const) {
      const { place, shares } = await lostKey();
      expect(refused(await place.tryOpen())).toMatchObject({
        code: 'KEY_MISSING',
        data: { recoverable: true },
      });
      const slot = accepted(
        await recoverWithShares(
          place.data,
          [shares[a] as string, shares[b] as string],
          [otherKeyFile(place)],
          place.clock,
        ),
      );
      expect(slot.kind).toBe('key-file');
      await place.open({ wrappers: [otherKeyFile(place)] });
    }
  });

  it('still open it after a rotation of the master key', async () => {
    const { place, shares } = await lostKey();
    accepted(await recoverWithShares(place.data, shares.slice(0, 2), [otherKeyFile(place)], place.clock));
    const folder = await place.open({ wrappers: [otherKeyFile(place)] });
    await folder.keySlots.rotateMasterKey();
    await folder.close();
    rmSync(join(place.root, 'other.key'));
    accepted(await recoverWithShares(place.data, shares.slice(1), [otherKeyFile(place)], place.clock));
    await place.open({ wrappers: [otherKeyFile(place)] });
  });

  it('are refused one at a time, twice the same, mistyped, of another folder or of an earlier issue', async () => {
    const { place, shares } = await lostKey();
    const [first, second] = shares as [string, string];
    const recover = async (...texts: string[]) =>
      refused(await recoverWithShares(place.data, texts, [otherKeyFile(place)], place.clock));
    expect(await recover(first)).toEqual({ code: 'SHARES_TOO_FEW', data: { given: 1, needed: 2 } });
    expect(await recover(first, first)).toEqual({ code: 'SHARES_TOO_FEW', data: { given: 1, needed: 2 } });
    const groups = second.split(/\s/);
    const mistyped = groups
      .with(
        9,
        (groups[9] as string).replace(/^./, (sign) => (sign === 'A' ? 'B' : 'A')),
      )
      .join(' ');
    expect(await recover(first, mistyped)).toEqual({
      code: 'SHARE_UNREADABLE',
      data: { share: 2, groups: [10] },
    });
    const other = await lostKey();
    expect(await recover(first, other.shares[1] as string)).toMatchObject({ data: { share: 2 } });
    accepted(await recoverWithShares(place.data, [first, second], [otherKeyFile(place)], place.clock));
    const folder = await place.open({ wrappers: [otherKeyFile(place)] });
    await folder.keySlots.issueRecoveryShares();
    await folder.close();
    expect(await recover(first, second)).toEqual({ code: 'SHARE_OUTDATED', data: { share: 1 } });
  });
});
