import { createHash } from 'node:crypto';
import { TSTInfo } from 'pkijs';
import { exactBuffer } from './certificate.ts';
import { CmsError, type DigestName, OID, parseSignedCms } from './cms.ts';
import { type CheckedSigner, checkSigner } from './signer-info.ts';
import { judgeTrust, type Trust, type TrustAnchors } from './trust.ts';

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const IMPRINT_DIGESTS: Readonly<Record<string, DigestName>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** A time stamp (RFC 3161) that belongs to what it was found on. */
export interface CheckedTimestamp {
  /** Milliseconds. */
  readonly at: number;
  readonly signer: CheckedSigner;
  /** Trust in the authority at its own time. */
  readonly trust: Trust;
}

/** Checks a time stamp token whose imprint must be the digest of `stamped`. Throws {@link CmsError}. */
export function checkTimestamp(
  token: Buffer,
  stamped: (digest: DigestName) => Buffer,
  anchors: TrustAnchors,
): CheckedTimestamp {
  const cms = parseSignedCms(token);
  const { content } = cms;
  if (cms.contentType !== OID.timestampInfo || content === undefined)
    throw new CmsError('timestamp-unreadable');
  const signer = checkSigner(cms, (digest) => createHash(digest).update(content).digest());
  const info = readInfo(content);
  const digest = IMPRINT_DIGESTS[info.messageImprint.hashAlgorithm.algorithmId];
  const imprint = Buffer.from(info.messageImprint.hashedMessage.valueBlock.valueHexView);
  if (digest === undefined || !stamped(digest).equals(imprint))
    throw new CmsError('timestamp-of-something-else');
  if (!signer.certificate.extendedKeyUsage.includes(TIME_STAMPING))
    throw new CmsError('timestamp-wrong-usage');
  const at = info.genTime.getTime();
  return { at, signer, trust: judgeTrust(signer.certificate, signer.others, anchors, at) };
}

function readInfo(content: Buffer): TSTInfo {
  try {
    return TSTInfo.fromBER(exactBuffer(content));
  } catch {
    throw new CmsError('timestamp-unreadable');
  }
}
