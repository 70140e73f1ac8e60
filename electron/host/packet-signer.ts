import { createPrivateKey, generateKeyPairSync, hash, type KeyObject, sign } from 'node:crypto';
import type { PacketKeyRow } from '../../db/repositories/installation-repository.ts';
import { type CanonicalValue, canonicalJson } from '../../shared/domain/canonical-json.ts';

/** SHA-256 of a text or of bytes, in hexadecimal. */
export function sha256Hex(data: string | Uint8Array): string {
  return hash('sha256', data);
}

/** Makes an Ed25519 key pair (RFC 8032) as DER: SPKI and PKCS#8. */
export function generatePacketKey(id: string): PacketKeyRow {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  return { id, publicKey, privateKey };
}

/** The bytes of a packet, their hash and the counter's signature over them. */
export interface SealedPacket {
  bytes: Buffer;
  sha256: string;
  signature: Buffer;
}

/** Turns a packet's content into its exact bytes and signs them; the parsed key is kept between packets. */
export function createPacketSigner() {
  let parsed: { id: string; key: KeyObject } | undefined;
  return {
    seal(content: CanonicalValue, keyRow: PacketKeyRow): SealedPacket {
      if (parsed?.id !== keyRow.id) {
        parsed = {
          id: keyRow.id,
          key: createPrivateKey({ key: Buffer.from(keyRow.privateKey), format: 'der', type: 'pkcs8' }),
        };
      }
      const bytes = Buffer.from(canonicalJson(content), 'utf8');
      return { bytes, sha256: sha256Hex(bytes), signature: sign(null, bytes, parsed.key) };
    },
  };
}
export type PacketSigner = ReturnType<typeof createPacketSigner>;
