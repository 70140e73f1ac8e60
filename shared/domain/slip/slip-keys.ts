import * as z from 'zod';
import { InstallationId } from '../../types/ids.ts';
import { InstantText } from '../../types/text.ts';
import { ProvinceMode } from '../delivery/province-wire.ts';
import { keyTailOf } from './slip-proof.ts';

/** A key that signs slips: whose it is, and when it stopped being trusted. */
const SlipKey = z.strictObject({
  keyId: z.uuid(),
  installationId: InstallationId,
  agencyCode: z.string().min(1).max(60),
  officeName: z.string().min(1).max(200),
  /** SPKI in DER, base64. */
  publicKey: z.base64().length(60),
  revokedAt: InstantText.nullable(),
});
export type SlipKey = z.infer<typeof SlipKey>;

/** Every key that an office of the province ever signed slips with, as the province last listed them. */
export const SlipKeyList = z.strictObject({
  provinceName: z.string().min(1).max(200),
  mode: ProvinceMode,
  issuedAt: InstantText,
  keys: z.array(SlipKey).max(2_500),
});
export type SlipKeyList = z.infer<typeof SlipKeyList>;

/** GET /v1/slip-keys: the list's exact text and the province's Ed25519 signature over its UTF-8 bytes, as with receipts. */
export const SignedSlipKeys = z.strictObject({
  list: z.string().min(2).max(900_000),
  signature: z.base64().length(88),
});
export type SignedSlipKeys = z.infer<typeof SignedSlipKeys>;

/** The keys that a slip may mean: nearly always one. */
export function keysByTail(keys: readonly SlipKey[], keyTail: string): SlipKey[] {
  return keys.filter(({ keyId }) => keyTailOf(keyId) === keyTail);
}
