import { verify } from 'node:crypto';
import { ok, type Result } from '../../../shared/types/result.ts';
import type { CompleteRequest, PreparedRevision, SignerRefusal } from '../../host/ports/signer.ts';
import { parseCertificate } from '../verify/certificate.ts';
import { signedData } from './cms-writer.ts';
import { bufferOf, refused } from './open-for-signing.ts';
import { signingDigest } from './signing-digest.ts';

/**
 * Second phase of a signature: puts the CMS into the room that the first phase left in its revision. The same input gives the same bytes, so it
 * may be repeated after a crash. A signature that its own certificate does not verify is refused, and so is one that is too large.
 */
export function completeSignature({
  deviceId,
  prepared: { revision, manifest },
  signature,
}: Omit<CompleteRequest, 'prepared'> & { prepared: PreparedRevision }): Result<Uint8Array, SignerRefusal> {
  if (deviceId !== manifest.deviceId) return refused('DEVICE_UNKNOWN', { deviceId });
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
  const signed = Buffer.from(bufferOf(revision));
  signed.write(cms.toString('hex'), gapStart - manifest.previousLength + 1, 'latin1');
  return ok(new Uint8Array(signed));
}
