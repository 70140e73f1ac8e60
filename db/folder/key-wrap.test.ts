import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newKey, openSealedKey, sealingPublicKey, sealKey, unwrapKey, wrapKey } from './key-wrap.ts';

// RFC 7748, section 6.1.
const ALICE_PRIVATE = '77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a';
const ALICE_PUBLIC = '8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a';

function flipped(wrapped: string, at: number): string {
  const bytes = Buffer.from(wrapped, 'hex');
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return bytes.toString('hex');
}

describe('wrapping a key', () => {
  it('gives the key back under the same wrapping key and context only', () => {
    const [wrapping, secret] = [newKey(), newKey()];
    const wrapped = wrapKey(wrapping, secret, 'folder/counter.db');
    expect(unwrapKey(wrapping, wrapped, 'folder/counter.db')).toEqual(secret);
    expect(unwrapKey(wrapping, wrapped, 'folder/keys.db')).toBeUndefined();
    expect(unwrapKey(newKey(), wrapped, 'folder/counter.db')).toBeUndefined();
  });

  it('sees any change of the wrapped text', () => {
    const [wrapping, secret] = [newKey(), newKey()];
    const wrapped = wrapKey(wrapping, secret, 'c');
    for (let at = 0; at < wrapped.length / 2; at++)
      expect(unwrapKey(wrapping, flipped(wrapped, at), 'c')).toBeUndefined();
    expect(unwrapKey(wrapping, wrapped.slice(0, 20), 'c')).toBeUndefined();
  });

  it('never wraps the same way twice', () => {
    const [wrapping, secret] = [newKey(), newKey()];
    expect(wrapKey(wrapping, secret, 'c')).not.toBe(wrapKey(wrapping, secret, 'c'));
  });
});

describe('sealing a key for an absent holder', () => {
  it('opens with the private key only', () => {
    const [seed, secret] = [newKey(), newKey()];
    const sealed = sealKey(sealingPublicKey(seed), secret, 'folder/slot');
    expect(openSealedKey(seed, sealed, 'folder/slot')).toEqual(secret);
    expect(openSealedKey(randomBytes(32), sealed, 'folder/slot')).toBeUndefined();
    expect(openSealedKey(seed, sealed, 'folder/other')).toBeUndefined();
    expect(openSealedKey(seed, flipped(sealed, 3), 'folder/slot')).toBeUndefined();
  });

  it('derives the public key of RFC 7748, section 6.1', () => {
    const alice = Buffer.from(ALICE_PRIVATE, 'hex');
    expect(sealingPublicKey(alice)).toBe(ALICE_PUBLIC);
  });
});
