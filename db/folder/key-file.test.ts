import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeyFileWrapper, KeyFileTooOpen } from './key-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'key-file-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the key file', () => {
  it('keeps the keys of several slots and forgets one when told to', async () => {
    const wrapper = createKeyFileWrapper(join(folder, 'counter.key'));
    const [a, b] = [randomBytes(32), randomBytes(32)];
    wrapper.store('a', a);
    wrapper.store('b', b);
    expect(await wrapper.load('a')).toEqual(a);
    wrapper.remove?.('a');
    expect(await wrapper.load('a')).toBeUndefined();
    expect(await wrapper.load('b')).toEqual(b);
  });

  it('is readable by its owner only', () => {
    const path = join(folder, 'counter.key');
    createKeyFileWrapper(path).store('a', randomBytes(32));
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it.each([0o640, 0o604, 0o620, 0o660, 0o777])('is not used while its mode is %o', async (mode) => {
    const path = join(folder, 'counter.key');
    const wrapper = createKeyFileWrapper(path);
    wrapper.store('a', randomBytes(32));
    chmodSync(path, mode);
    await expect(async () => wrapper.load('a')).rejects.toBeInstanceOf(KeyFileTooOpen);
    expect(() => wrapper.store('b', randomBytes(32))).toThrow(KeyFileTooOpen);
  });

  it('answers no key when it is absent or is not a key file', async () => {
    const path = join(folder, 'counter.key');
    expect(await createKeyFileWrapper(path).load('a')).toBeUndefined();
    writeFileSync(path, 'not a key file', { mode: 0o600 });
    expect(await createKeyFileWrapper(path).load('a')).toBeUndefined();
  });
});
