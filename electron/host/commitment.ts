import { hash } from 'node:crypto';

/**
 * The salted commitment that stands for a personal value in event and audit payloads: SHA-256 over salt (16 bytes), length of the field
 * name (4 bytes, big endian), field name and value in UTF-8. Without the salt the value cannot be guessed, so erasing both leaves the
 * chain verifiable and the person forgotten.
 */
export function commitmentOf(salt: Uint8Array, field: string, value: string): string {
  const name = Buffer.from(field, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(name.length);
  return hash('sha256', Buffer.concat([salt, length, name, Buffer.from(value, 'utf8')]));
}
