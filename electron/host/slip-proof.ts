import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { PacketKeyRow } from '../../db/repositories/installation-repository.ts';
import { packStatement } from '../../shared/domain/certification/statement-code.ts';
import { digitsOf } from '../../shared/domain/signed-digits.ts';
import { type SignedSlipKeys, type SlipKey, SlipKeyList } from '../../shared/domain/slip/slip-keys.ts';
import { keyTailOf, packSlip, type SlipProof, type SlipRecord } from '../../shared/domain/slip/slip-proof.ts';
import type { PaperCopyId } from '../../shared/types/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../../shared/types/result.ts';

/** The text of a slip's second QR code: its record signed with the key of this installation (Ed25519, RFC 8032). */
export function proveSlip(record: Omit<SlipRecord, 'keyTail'>, key: PacketKeyRow): string {
  const { bytes, signed } = packSlip({ ...record, keyTail: keyTailOf(key.id) });
  return digitsOf(bytes, signature(signed, key));
}

/** The text of the code on a paper copy's statement, signed with the same key. */
export function proveStatement(
  record: { mode: 'practice' | 'official'; paperCopyId: PaperCopyId },
  key: PacketKeyRow,
): string {
  const { bytes, signed } = packStatement({ ...record, keyTail: keyTailOf(key.id) });
  return digitsOf(bytes, signature(signed, key));
}

function signature(signed: Uint8Array, { privateKey }: PacketKeyRow): Uint8Array {
  const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' });
  return sign(null, signed, key);
}

/** Whether one of these keys, SPKI in DER as base64, made the signature. */
export function provenBy<K extends Pick<SlipKey, 'publicKey'>>(
  { signed, signature: made }: Pick<SlipProof, 'signed' | 'signature'>,
  keys: readonly K[],
): K | undefined {
  return keys.find(({ publicKey }) => signedBy(signed, made, publicKey));
}

/** Why a list of keys is not taken: not the province's, not readable, older than the one at hand, or of the other mode. */
export type SlipKeysRefusal = Refusal<
  'SLIP_KEYS_UNUSABLE',
  { part: 'signature' | 'list' | 'older' | 'mode' }
>;

/** Accepts a list of keys only when the enrolled province signed it. */
export function readSlipKeys(
  { list, signature }: SignedSlipKeys,
  provinceKey: string,
): Result<SlipKeyList, SlipKeysRefusal> {
  if (!signedBy(Buffer.from(list, 'utf8'), Buffer.from(signature, 'base64'), provinceKey))
    return refuse('SLIP_KEYS_UNUSABLE', { part: 'signature' });
  const parsed = SlipKeyList.safeParse(parseJson(list));
  return parsed.success ? ok(parsed.data) : refuse('SLIP_KEYS_UNUSABLE', { part: 'list' });
}

function signedBy(bytes: Uint8Array, signature: Uint8Array, publicKey: string): boolean {
  const der = Buffer.from(publicKey, 'base64');
  try {
    return verify(null, bytes, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
  } catch {
    // A key that is none has signed nothing.
    return false;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
