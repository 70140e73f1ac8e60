import { ok, type Result } from '../../../shared/types/result.ts';
import type { ProofRefusal, StampDigest } from '../../host/ports/signature-proof.ts';
import { subjectName } from '../verify/certificate.ts';
import { CmsError, type DigestName } from '../verify/cms.ts';
import { childrenOf, DerError, readDer, TAG } from '../verify/der.ts';
import { type CheckedTimestamp, checkTimestamp } from '../verify/timestamp.ts';
import type { TrustAnchors } from '../verify/trust.ts';
import { derUnsigned } from './der-writer.ts';

/** PKIStatus (RFC 3161, 2.4.2): granted, and granted with modifications. */
const GRANTED: readonly (number | undefined)[] = [0, 1];
const TIME_STAMPING_ONLY = '1.3.6.1.5.5.7.3.8';

/** What a response must answer. `at`: milliseconds, the office's clock. */
export interface AskedStamp {
  readonly digest: StampDigest;
  readonly imprint: Uint8Array;
  readonly nonce: Uint8Array;
  readonly at: number;
  /** How far the office's clock and the authority's may lie apart. */
  readonly mostOffMs: number;
}

/** A token that holds, and what it says. */
export interface AcceptedStamp {
  readonly token: Buffer;
  readonly stamp: CheckedTimestamp;
}

/** A refusal of the prover, typed by its code. */
export function proofRefused<const C extends ProofRefusal['code']>(
  code: C,
  data: Extract<ProofRefusal, { code: C }>['data'],
): { ok: false; refusal: ProofRefusal } {
  return { ok: false, refusal: { code, data } as ProofRefusal };
}

/**
 * Accepts a TimeStampResp (RFC 3161, 2.4.2) only when everything asked for is in it: granted, our nonce, our imprint in our algorithm, signed by
 * an authority whose certificate is for time stamping alone and leads to a trusted root, at a time that the office's clock can be right about.
 */
export function acceptTimestamp(
  response: Uint8Array,
  asked: AskedStamp,
  anchors: TrustAnchors,
): Result<AcceptedStamp, ProofRefusal> {
  try {
    const token = grantedToken(Buffer.from(response));
    if (!token.ok) return token;
    const imprint = Buffer.from(asked.imprint);
    // An imprint in another algorithm than ours is no answer to what was asked.
    const stamped = (digest: DigestName) => (digest === asked.digest ? imprint : Buffer.alloc(0));
    const stamp = checkTimestamp(token.value, stamped, anchors, asked.at);
    const nonce = derUnsigned(asked.nonce).subarray(2);
    if (stamp.nonce === undefined || !stamp.nonce.equals(nonce))
      return proofRefused('TIMESTAMP_WRONG', { reason: 'nonce' });
    return judgeAuthority({ token: token.value, stamp }, asked);
  } catch (error) {
    if (error instanceof CmsError) return proofRefused('TIMESTAMP_WRONG', { reason: error.reason });
    if (error instanceof DerError) return proofRefused('TIMESTAMP_WRONG', { reason: 'unreadable' });
    throw error;
  }
}

function grantedToken(response: Buffer): Result<Buffer, ProofRefusal> {
  const whole = readDer(response);
  if (whole.whole.length !== response.length) throw new DerError('something behind it');
  const [status, token, ...beyond] = childrenOf(whole, TAG.sequence);
  const parts = status === undefined ? [] : childrenOf(status, TAG.sequence);
  const [state] = parts;
  if (state?.tag !== TAG.integer || beyond.length > 0) throw new DerError('no status');
  if (!GRANTED.includes(state.content[0]) || state.content.length !== 1)
    return proofRefused('TIMESTAMP_REFUSED', { status: state.content[0] ?? -1, words: wordsOf(parts) });
  if (token === undefined) throw new DerError('no token');
  return ok(token.whole);
}

/** statusString: what the authority says to people. */
function wordsOf(parts: ReturnType<typeof childrenOf>): string {
  const texts = parts.find(({ tag }) => tag === TAG.sequence);
  const words = texts === undefined ? [] : childrenOf(texts).map(({ content }) => content.toString('utf8'));
  return words.join(' ').slice(0, 200);
}

function judgeAuthority(accepted: AcceptedStamp, asked: AskedStamp): Result<AcceptedStamp, ProofRefusal> {
  const { at, signer, trust } = accepted.stamp;
  const { extendedKeyUsage, extendedUsageCritical } = signer.certificate;
  // RFC 3161, 2.3: this usage, critical, and no other.
  const forStampsOnly = extendedUsageCritical && extendedKeyUsage.join() === TIME_STAMPING_ONLY;
  if (!forStampsOnly) return proofRefused('TIMESTAMP_WRONG', { reason: 'timestamp-wrong-usage' });
  // An office whose clock is wrong sees certificates as ended or not yet begun: the clock is said first.
  if (Math.abs(asked.at - at) > asked.mostOffMs)
    return proofRefused('CLOCK_OFF', {
      minutes: Math.round(Math.abs(asked.at - at) / 60_000),
      direction: asked.at > at ? 'ahead' : 'behind',
    });
  if (trust.status !== 'trusted')
    return proofRefused('TIMESTAMP_UNTRUSTED', {
      authority: subjectName(signer.certificate),
      reason: trust.reasons[0] ?? trust.status,
    });
  return ok(accepted);
}
