import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CHUNK_BYTES, chunksOf, openChunk, sealChunk } from './chunk-cipher.ts';

const key = randomBytes(32);

describe('a chunk', () => {
  it('opens at its own place under its own key only', () => {
    const plain = randomBytes(1000);
    const sealed = sealChunk(key, 7, 3, plain);
    expect(openChunk(key, 7, 3, sealed)).toEqual(plain);
    expect(openChunk(key, 7, 4, sealed)).toBeUndefined();
    expect(openChunk(key, 8, 3, sealed)).toBeUndefined();
    expect(openChunk(randomBytes(32), 7, 3, sealed)).toBeUndefined();
  });

  it('does not open after one bit has changed', () => {
    const sealed = sealChunk(key, 1, 0, randomBytes(100));
    sealed.bytes.writeUInt8(sealed.bytes.readUInt8(50) ^ 4, 50);
    expect(openChunk(key, 1, 0, sealed)).toBeUndefined();
  });

  it('does not open with a shortened tag', () => {
    const sealed = sealChunk(key, 1, 0, randomBytes(100));
    expect(openChunk(key, 1, 0, { ...sealed, tag: sealed.tag.subarray(0, 12) })).toBeUndefined();
  });

  it('holds 256 kB except the last', () => {
    const sizes = (length: number) => [...chunksOf(Buffer.alloc(length))].map((chunk) => chunk.length);
    expect(sizes(0)).toEqual([]);
    expect(sizes(CHUNK_BYTES)).toEqual([CHUNK_BYTES]);
    expect(sizes(CHUNK_BYTES + 1)).toEqual([CHUNK_BYTES, 1]);
  });
});
