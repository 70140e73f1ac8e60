import { createPublicKey, verify } from 'node:crypto';

/** Whether the province signed a text: Ed25519 (RFC 8032) by the key of the enrolment over its exact UTF-8 bytes. */
export function isSignedBy(receiptKey: string, text: string, signature: string): boolean {
  const key = createPublicKey({ key: Buffer.from(receiptKey, 'base64'), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'));
}
