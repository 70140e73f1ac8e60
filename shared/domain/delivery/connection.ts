import * as z from 'zod';
import { InstantText } from '../../types/text.ts';
import { ProvinceMode } from './province-wire.ts';

/** The connection of this installation to its province; `token` is a secret and leaves the data folder only towards `url`. */
export const ProvinceConnection = z.object({
  url: z.url(),
  token: z.string(),
  /** Ed25519 public key of the province's receipts: SPKI in DER, base64. */
  receiptKey: z.string(),
  provinceName: z.string(),
  mode: ProvinceMode,
  /** Epochs of this installation whose keys the province knows. */
  epochs: z.array(z.int()),
  connectedAt: InstantText,
});
export type ProvinceConnection = z.infer<typeof ProvinceConnection>;
