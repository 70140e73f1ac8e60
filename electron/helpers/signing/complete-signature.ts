import { createHash, verify } from 'node:crypto';
import type { Result } from '../../../shared/types/result.ts';
import type { CompleteRequest, SignerRefusal } from '../../host/ports/signer.ts';
import { parseCertificate } from '../verify/certificate.ts';
import { signedData } from './cms-writer.ts';
import { assertPrefix } from './incremental-update.ts';
import { answered, bufferOf, refused } from './open-for-signing.ts';
import { signingDigest } from './signing-digest.ts';

/**
 * Second phase of a signature: puts the CMS into the room that the first phase left. The same input gives the same bytes, so it may be
 * repeated after a crash. A signature that its own certificate does not verify is refused, and so is one that is too large.
 */
export function completeSignature({
  deviceId,
  prepared: { pdf, manifest },
  signature,
}: CompleteRequest): Result<Uint8Array, SignerRefusal> {
  if (deviceId !== manifest.deviceId) return refused('DEVICE_UNKNOWN', { deviceId });
  const before = bufferOf(pdf);
  if (createHash('sha256').update(before).digest('hex') !== manifest.preparedSha256) {
    return refused('PREPARED_DAMAGED', {});
  }
  const certificate = parseCertificate(Buffer.from(manifest.certificate, 'base64'));
  if (certificate === undefined) return refused('CERTIFICATE_UNREADABLE', {});
  const attributes = Buffer.from(manifest.signedAttributes, 'base64');
  if (!verify(signingDigest(certificate.publicKey), attributes, certificate.publicKey, signature))
    return refused('SIGNATURE_MISMATCH', {});
  const chain = manifest.chain.flatMap((each) => parseCertificate(Buffer.from(each, 'base64')) ?? []);
  const cms = signedData(certificate, chain, attributes, signature);
  const [, gapStart, gapEnd] = manifest.byteRange;
  const reserved = (gapEnd - gapStart - 2) / 2;
  if (cms.length > reserved) return refused('SIGNATURE_TOO_LARGE', { bytes: cms.length, reserved });
  const signed = Buffer.from(before);
  signed.write(cms.toString('hex'), gapStart + 1, 'latin1');
  assertPrefix(before.subarray(0, manifest.previousLength), signed);
  return answered(signed);
}
