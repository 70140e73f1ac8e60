import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import {
  looksLikeSheetMark,
  PROOF_BYTES,
  packSheetMark,
  readSheetMark,
  type SheetMark,
  sheetMarkText,
} from '../../shared/domain/sheet/sheet-mark.ts';
import type { Readers } from './repositories.ts';

type Installation = Pick<Readers, 'installation'>;

/**
 * The text of a sheet's code, proved with a key that only this installation has (HMAC-SHA-256 under a key derived by HKDF, RFC 5869, from its signing
 * key). Unlike a slip's proof it need not convince anybody else, so that its code has few and large boxes. A restore begins a new key: sheets that were
 * printed before it are no longer taken for ours, and their pages wait for a person.
 */
export function markSheet(mark: Omit<SheetMark, 'installationId'>, { installation }: Installation): string {
  const { bytes, proved } = packSheetMark({ ...mark, installationId: installation.get().id });
  return sheetMarkText(bytes, proofOf(proved, installation));
}

/** The mark of one of our sheets; `foreign` for what says it is a mark and is not proved by us, undefined for every other code. */
export function provenMark(text: string, { installation }: Installation): SheetMark | 'foreign' | undefined {
  if (!looksLikeSheetMark(text)) return undefined;
  const read = readSheetMark(text);
  if (!read.ok || read.value.mark.installationId !== installation.get().id) return 'foreign';
  const { mark, proved, proof } = read.value;
  return timingSafeEqual(proof, proofOf(proved, installation)) ? mark : 'foreign';
}

function proofOf(proved: Uint8Array, installation: Installation['installation']): Buffer {
  const key = hkdfSync('sha256', installation.getPacketKey().privateKey, '', 'quay-mot-cua sheets', 32);
  return createHmac('sha256', Buffer.from(key)).update(proved).digest().subarray(0, PROOF_BYTES);
}
