import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** A fresh random 32-byte key. */
export function newKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/**
 * Encrypts a key with another one: AES-256-GCM (NIST SP 800-38D), random nonce. `context` is authenticated with it, so that a
 * wrapped key moved to another folder or file does not open. Answers hexadecimal nonce, ciphertext, tag.
 */
export function wrapKey(wrapping: Buffer, secret: Buffer, context: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', wrapping, iv);
  cipher.setAAD(Buffer.from(context, 'utf8'));
  const body = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([iv, body, cipher.getAuthTag()]).toString('hex');
}

/** Opens what {@link wrapKey} made; undefined when the key, the context or the text is not the one it was made with. */
export function unwrapKey(wrapping: Buffer, wrapped: string, context: string): Buffer | undefined {
  const bytes = Buffer.from(wrapped, 'hex');
  if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', wrapping, bytes.subarray(0, IV_BYTES));
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  const body = decipher.update(bytes.subarray(IV_BYTES, bytes.length - TAG_BYTES));
  try {
    decipher.final();
  } catch {
    body.fill(0);
    return undefined;
  }
  return body;
}

// DER headers of RFC 8410 before the 32 raw bytes of an X25519 private and public key.
const PRIVATE_HEADER = Buffer.from('302e020100300506032b656e04220420', 'hex');
const PUBLIC_HEADER = Buffer.from('302a300506032b656e032100', 'hex');

function privateKeyOf(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PRIVATE_HEADER, seed]), format: 'der', type: 'pkcs8' });
}

function publicKeyOf(raw: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([PUBLIC_HEADER, raw]), format: 'der', type: 'spki' });
}

function rawPublicKey(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(PUBLIC_HEADER.length);
}

function sealingKey(shared: Buffer, ephemeral: Buffer, recipient: Buffer): Buffer {
  return Buffer.from(
    hkdfSync('sha256', shared, Buffer.concat([ephemeral, recipient]), 'key-slot', KEY_BYTES),
  );
}

/** Public half (32 bytes, hexadecimal) of an X25519 private key (RFC 7748). */
export function sealingPublicKey(seed: Buffer): string {
  return rawPublicKey(createPublicKey(privateKeyOf(seed))).toString('hex');
}

/**
 * Wraps a key for the holder of an X25519 private key that is not at hand (it lies split in envelopes): ephemeral X25519
 * (RFC 7748), HKDF-SHA256 (RFC 5869), then {@link wrapKey}. Answers the ephemeral public key followed by the wrapped key.
 */
export function sealKey(publicKey: string, secret: Buffer, context: string): string {
  const recipient = Buffer.from(publicKey, 'hex');
  const pair = generateKeyPairSync('x25519');
  const ephemeral = rawPublicKey(pair.publicKey);
  const shared = diffieHellman({ privateKey: pair.privateKey, publicKey: publicKeyOf(recipient) });
  return ephemeral.toString('hex') + wrapKey(sealingKey(shared, ephemeral, recipient), secret, context);
}

/** Opens what {@link sealKey} made; undefined when the private key or the context is another one. */
export function openSealedKey(seed: Buffer, sealed: string, context: string): Buffer | undefined {
  const ephemeral = Buffer.from(sealed.slice(0, KEY_BYTES * 2), 'hex');
  if (ephemeral.length !== KEY_BYTES) return undefined;
  const recipient = Buffer.from(sealingPublicKey(seed), 'hex');
  const shared = diffieHellman({ privateKey: privateKeyOf(seed), publicKey: publicKeyOf(ephemeral) });
  return unwrapKey(sealingKey(shared, ephemeral, recipient), sealed.slice(KEY_BYTES * 2), context);
}
