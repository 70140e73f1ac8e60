import { hash } from 'node:crypto';

/**
 * The salted commitment that stands for a personal value in event and audit payloads: SHA-256 over salt (16 bytes), length of the field
 * name (4 bytes, big endian), field name and value in UTF-8. Without the salt the value cannot be guessed, so erasing both leaves the
 * chain verifiable and the person forgotten.
 */
export function commitmentOf(salt: Uint8Array, field: string, value: string): string {
  const name = Buffer.byteLength(field, 'utf8');
  const all = Buffer.allocUnsafe(salt.length + 4 + name + Buffer.byteLength(value, 'utf8'));
  all.set(salt);
  all.writeUInt32BE(name, salt.length);
  all.write(field, salt.length + 4, 'utf8');
  all.write(value, salt.length + 4 + name, 'utf8');
  return hash('sha256', all);
}
