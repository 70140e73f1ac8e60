import { createPublicKey, verify } from 'node:crypto';
import {
  type PacketEnvelope,
  Receipt,
  type SignedReceipt,
} from '../../shared/domain/delivery/province-wire.ts';
import { ok, type Refusal, type Result, refuse } from '../../shared/types/result.ts';

/** Why an answer proves nothing about the packet that was sent. */
type ReceiptRefusal =
  | Refusal<'RECEIPT_SIGNATURE_WRONG', Record<string, never>>
  | Refusal<'RECEIPT_DIFFERS', { field: string }>;

/** Accepts a receipt only when the enrolled key signed it (Ed25519, RFC 8032) and it speaks of exactly this packet and these files. */
export function checkReceipt(
  signed: SignedReceipt,
  receiptKey: string,
  packet: { envelope: PacketEnvelope; sha256: string },
): Result<Receipt, ReceiptRefusal> {
  const key = createPublicKey({ key: Buffer.from(receiptKey, 'base64'), format: 'der', type: 'spki' });
  const bytes = Buffer.from(signed.receipt, 'utf8');
  if (!verify(null, bytes, key, Buffer.from(signed.signature, 'base64')))
    return refuse('RECEIPT_SIGNATURE_WRONG', {});
  const receipt = Receipt.safeParse(parseJson(signed.receipt));
  if (!receipt.success) return refuse('RECEIPT_DIFFERS', { field: 'receipt' });
  const { envelope, sha256 } = packet;
  const expected = {
    installationId: envelope.installationId,
    epoch: envelope.epoch,
    seq: envelope.seq,
    packetSha256: sha256,
    files: namesOf(envelope.files.map((file) => file.sha256)),
  };
  const found = { ...receipt.data, files: namesOf(receipt.data.files) };
  for (const [field, value] of Object.entries(expected))
    if (found[field as keyof typeof expected] !== value) return refuse('RECEIPT_DIFFERS', { field });
  return ok(receipt.data);
}

const namesOf = (hashes: readonly string[]) => [...new Set(hashes)].sort().join();

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
