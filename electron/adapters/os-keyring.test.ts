import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { KeyWrapper } from '../../db/folder/key-slots.ts';
import { createOsKeyringWrapper, type KeyringEntry, OsKeyringUnavailable } from './os-keyring.ts';

/** A keyring that keeps secrets in memory and answers as the native module does: byte lists, null, booleans. */
function aKeyring(): (slotId: string) => KeyringEntry {
  const secrets = new Map<string, number[]>();
  return (slotId) => ({
    setSecret: (secret) => void secrets.set(slotId, [...secret]),
    getSecret: () => secrets.get(slotId) ?? null,
    deleteCredential: () => secrets.delete(slotId),
  });
}

const denied = (): KeyringEntry => {
  throw new Error('Platform secure storage failure: AccessDenied');
};

describe('the system keyring', () => {
  it('keeps a slot key, gives it back and forgets it', async () => {
    const wrapper = createOsKeyringWrapper(aKeyring()) satisfies KeyWrapper;
    const kek = randomBytes(32);
    wrapper.store('slot', kek);
    expect(await wrapper.load('slot')).toEqual(kek);
    expect(await wrapper.load('other')).toBeUndefined();
    wrapper.remove('slot');
    expect(await wrapper.load('slot')).toBeUndefined();
  });

  it('says that it is unavailable when access is denied, so that the next key store is taken', async () => {
    const wrapper = createOsKeyringWrapper(denied);
    expect(() => wrapper.store('slot', randomBytes(32))).toThrow(OsKeyringUnavailable);
    expect(() => wrapper.store('slot', randomBytes(32))).toThrow(
      expect.objectContaining({ code: 'KEY_STORE_UNAVAILABLE' }),
    );
    expect(await wrapper.load('slot')).toBeUndefined();
    expect(() => wrapper.remove('slot')).not.toThrow();
  });

  it('on this machine either keeps a key or says that it cannot', async () => {
    const wrapper = createOsKeyringWrapper();
    const slot = `test-${process.pid}`;
    const kek = randomBytes(32);
    try {
      wrapper.store(slot, kek);
    } catch (error) {
      expect(error).toBeInstanceOf(OsKeyringUnavailable);
      expect(await wrapper.load(slot)).toBeUndefined();
      return;
    }
    expect(await wrapper.load(slot)).toEqual(kek);
    wrapper.remove(slot);
    expect(await wrapper.load(slot)).toBeUndefined();
  });
});
