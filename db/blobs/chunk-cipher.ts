import { type CipherKey, createCipheriv, createDecipheriv } from 'node:crypto';

/** Bytes of plain content in one chunk. */
export const CHUNK_BYTES = 256 * 1024;
const TAG_BYTES = 16;

/** One encrypted piece of a blob. The tag stands apart so that no buffer is copied to join them. */
export interface SealedChunk {
  readonly bytes: Buffer;
  readonly tag: Buffer;
}

// The nonce is the chunk's index: each blob has its own random key, which never encrypts a second blob, so no nonce repeats under a
// key (NIST SP 800-38D, section 8.2.1).
function nonceOf(index: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 8);
  return nonce;
}

// The hash of a streamed blob is not known while its chunks are written, so a chunk is bound to its key's number and its place.
function contextOf(keyId: number, index: number): Buffer {
  const context = Buffer.alloc(12);
  context.writeBigUInt64BE(BigInt(keyId), 0);
  context.writeUInt32BE(index, 8);
  return context;
}

/** Encrypts chunk `index` (0-based) of the blob whose key is `key` (prepared once, it halves the time): AES-256-GCM. */
export function sealChunk(key: CipherKey, keyId: number, index: number, plain: Buffer): SealedChunk {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index));
  cipher.setAAD(contextOf(keyId, index));
  const bytes = cipher.update(plain);
  cipher.final();
  return { bytes, tag: cipher.getAuthTag() };
}

/** Decrypts a chunk; undefined when it is not the one that was written at this place under this key. */
export function openChunk(
  key: Buffer,
  keyId: number,
  index: number,
  sealed: SealedChunk,
): Buffer | undefined {
  if (sealed.tag.length !== TAG_BYTES) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(index));
  decipher.setAAD(contextOf(keyId, index));
  decipher.setAuthTag(sealed.tag);
  const plain = decipher.update(sealed.bytes);
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return plain;
}

/** Cuts bytes into chunks without copying; an empty blob has no chunk. */
export function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
}
