import { createHash } from 'node:crypto';
import { TSTInfo } from 'pkijs';
import { exactBuffer } from './certificate.ts';
import { CmsError, type DigestName, OID, parseSignedCms } from './cms.ts';
import { type CheckedSigner, checkSigner } from './signer-info.ts';
import { judgeTrust, type Trust, type TrustAnchors } from './trust.ts';

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
/** A stamp may be ahead of the clock that it is judged by, as far as clocks of offices are wrong. */
const MOST_AHEAD_MS = 3_600_000;
/** Imprints that count; SHA-1 does not. */
const IMPRINT_DIGESTS: Readonly<Record<string, Exclude<DigestName, 'sha1'>>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** A time stamp (RFC 3161) that belongs to what it was found on. */
interface ReadTimestamp {
  /** Milliseconds. */
  readonly at: number;
  readonly signer: CheckedSigner;
  readonly digest: DigestName;
  /** As the request said it, two's complement; undefined where the request had none. */
  readonly nonce: Buffer | undefined;
}

/** A time stamp with the trust in its authority. */
export interface CheckedTimestamp extends ReadTimestamp {
  readonly trust: Trust;
}

/** Reads a time stamp token whose imprint must be the digest of `stamped`. Throws {@link CmsError}. */
function readTimestamp(
  token: Buffer,
  stamped: (digest: DigestName) => Buffer,
  anchors: TrustAnchors,
): ReadTimestamp {
  const cms = parseSignedCms(token);
  const { content } = cms;
  if (cms.contentType !== OID.timestampInfo || content === undefined)
    throw new CmsError('timestamp-unreadable');
  const signer = checkSigner(cms, (digest) => createHash(digest).update(content).digest(), anchors);
  const info = readInfo(content);
  const digest = IMPRINT_DIGESTS[info.messageImprint.hashAlgorithm.algorithmId];
  const imprint = Buffer.from(info.messageImprint.hashedMessage.valueBlock.valueHexView);
  if (digest === undefined || !stamped(digest).equals(imprint))
    throw new CmsError('timestamp-of-something-else');
  if (!signer.certificate.extendedKeyUsage.includes(TIME_STAMPING))
    throw new CmsError('timestamp-wrong-usage');
  const nonce = info.nonce === undefined ? undefined : Buffer.from(info.nonce.valueBlock.valueHexView);
  return { at: info.genTime.getTime(), signer, digest, nonce };
}

/**
 * The same with trust in its authority: at the stamp's own time, and still at `until` (milliseconds), which is now or the time that a later
 * stamp over this one proves (ETSI EN 319 102-1, 5.6.2). An authority whose certificate has ended since proves nothing more by itself.
 */
export function checkTimestamp(
  token: Buffer,
  stamped: (digest: DigestName) => Buffer,
  anchors: TrustAnchors,
  until: number,
): CheckedTimestamp {
  const read = readTimestamp(token, stamped, anchors);
  const { certificate, others } = read.signer;
  const then = judgeTrust(certificate, others, anchors, read.at);
  if (then.status !== 'trusted') return { ...read, trust: then };
  // RFC 3161, 2.3: this usage, critical, and no other.
  const stampsOnly =
    certificate.extendedUsageCritical && certificate.extendedKeyUsage.join() === TIME_STAMPING;
  const doubt = !stampsOnly
    ? 'timestamp-wrong-usage'
    : read.at > until + MOST_AHEAD_MS
      ? 'timestamp-in-future'
      : undefined;
  if (doubt !== undefined) return { ...read, trust: { status: 'unknown', reasons: [doubt], path: [] } };
  return { ...read, trust: until > read.at ? judgeTrust(certificate, others, anchors, until) : then };
}

function readInfo(content: Buffer): TSTInfo {
  try {
    return TSTInfo.fromBER(exactBuffer(content));
  } catch {
    throw new CmsError('timestamp-unreadable');
  }
}
