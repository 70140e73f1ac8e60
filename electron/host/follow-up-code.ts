import { createHash } from 'node:crypto';
import type { DossierId } from '../../shared/types/ids.ts';

/**
 * The code by which a citizen who holds the slip asks after the dossier: eight digits in two groups, the first 32 bits of
 * SHA-256(`follow-up` NUL id) modulo 10^8. The id holds 74 random bits (RFC 9562) and stands on no paper, so that the dossier's code, which
 * does, says nothing of it; the province knows the id and reckons the same.
 */
export function followUpCode(dossierId: DossierId): string {
  const hash = createHash('sha256').update(`follow-up\0${dossierId}`).digest();
  const digits = String(hash.readUInt32BE(0) % 100_000_000).padStart(8, '0');
  return `${digits.slice(0, 4)} ${digits.slice(4)}`;
}
