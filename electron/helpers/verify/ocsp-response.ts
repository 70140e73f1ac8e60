import { createHash, verify } from 'node:crypto';
import { type ParsedCertificate, parseCertificate } from './certificate.ts';
import { childrenOf, type DerElement, DerError, oidText, readDer, TAG } from './der.ts';
import { REVOCATION_DIGESTS, type RevocationData } from './revocation.ts';
import { issued } from './trust.ts';

const BASIC_RESPONSE = '1.3.6.1.5.5.7.48.1.1';
const NONCE = '1.3.6.1.5.5.7.48.1.2';
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
const SUCCESSFUL = 0;
/** SHA-1 names the issuer here, as every responder expects (RFC 5019, 2.1.1); it protects nothing. */
const ID_HASHES: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const GENERALIZED_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/u;

/** One certificate's answer inside a response. */
interface SingleAnswer {
  readonly hash: string;
  readonly issuerNameHash: Buffer;
  readonly issuerKeyHash: Buffer;
  readonly serial: Buffer;
  /** Milliseconds, `good`, or nothing known. */
  readonly status: number | 'good' | 'unknown';
  readonly thisUpdate: number;
  readonly nextUpdate: number | undefined;
}

/** An OCSP response with its nonce, where it has one. */
export interface OcspResponse extends RevocationData {
  readonly nonce: Buffer | undefined;
}

/** Reads a successful OCSP response with one answer (RFC 6960, 4.2.1); undefined when it is none. */
export function parseOcspResponse(bytes: Uint8Array): OcspResponse | undefined {
  try {
    return read(Buffer.from(bytes));
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}

function read(der: Buffer): OcspResponse {
  const [status, wrapped] = childrenOf(readDer(der), TAG.sequence);
  if (status?.content[0] !== SUCCESSFUL || wrapped === undefined) throw new DerError('no successful answer');
  const [type, octets] = childrenOf(need(childrenOf(wrapped, TAG.context0)[0]), TAG.sequence);
  if (oidText(type) !== BASIC_RESPONSE) throw new DerError('not a basic response');
  const basic = childrenOf(readDer(need(octets).content), TAG.sequence);
  const [tbs, algorithm, signature, certificates] = basic;
  const parts = childrenOf(need(tbs), TAG.sequence);
  // version [0] is left out where it is 1; responderID is [1] or [2].
  const from = parts[0]?.tag === TAG.context0 ? 1 : 0;
  const producedAt = timeOf(parts[from + 1]);
  const singles = childrenOf(need(parts[from + 2]), TAG.sequence).map(readSingle);
  const [single, ...more] = singles;
  if (single === undefined || more.length > 0) throw new DerError('not exactly one answer');
  const digest = REVOCATION_DIGESTS[oidText(childrenOf(need(algorithm), TAG.sequence)[0])];
  const brought =
    certificates === undefined
      ? []
      : childrenOf(need(childrenOf(certificates, TAG.context0)[0]), TAG.sequence).flatMap(
          ({ whole }) => parseCertificate(whole) ?? [],
        );
  const signers = (issuer: ParsedCertificate) => [
    issuer,
    ...brought.filter((responder) => mayAnswer(responder, issuer, producedAt)),
  ];
  return {
    kind: 'ocsp',
    der,
    asOf: single.thisUpdate,
    nextUpdate: single.nextUpdate,
    nonce: nonceOf(parts[from + 3]),
    answer(certificate, issuer) {
      if (single.status === 'unknown' || digest === undefined) return undefined;
      if (!isAbout(single, certificate, issuer)) return undefined;
      const value = need(signature).content.subarray(1);
      const holds = signers(issuer).some(({ publicKey }) =>
        verify(digest, need(tbs).whole, publicKey, value),
      );
      return holds ? { revokedAt: single.status === 'good' ? undefined : single.status } : undefined;
    },
  };
}

/** A responder of its own must be named by the very issuer, for this work (RFC 6960, 4.2.2.2). */
function mayAnswer(responder: ParsedCertificate, issuer: ParsedCertificate, at: number): boolean {
  const { extendedKeyUsage, notBefore, notAfter } = responder;
  const inTime = notBefore <= at && at <= notAfter;
  return inTime && extendedKeyUsage.includes(OCSP_SIGNING) && issued(issuer, responder);
}

function readSingle(element: DerElement): SingleAnswer {
  const [id, status, thisUpdate, ...rest] = childrenOf(element, TAG.sequence);
  const [algorithm, name, key, serial] = childrenOf(need(id), TAG.sequence);
  const hash = ID_HASHES[oidText(childrenOf(need(algorithm), TAG.sequence)[0])];
  if (hash === undefined) throw new DerError('an unknown hash');
  const next = rest.find(({ tag }) => tag === TAG.context0);
  return {
    hash,
    issuerNameHash: need(name).content,
    issuerKeyHash: need(key).content,
    serial: need(serial).whole,
    status: readStatus(need(status)),
    thisUpdate: timeOf(thisUpdate),
    nextUpdate: next === undefined ? undefined : timeOf(childrenOf(next)[0]),
  };
}

/** CertStatus: good [0], revoked [1] with its time, unknown [2]. */
function readStatus(status: DerElement): SingleAnswer['status'] {
  if (status.tag === TAG.implicit0) return 'good';
  return status.tag === TAG.context1 ? timeOf(childrenOf(status)[0]) : 'unknown';
}

function isAbout(
  { hash, issuerNameHash, issuerKeyHash, serial }: SingleAnswer,
  certificate: ParsedCertificate,
  issuer: ParsedCertificate,
): boolean {
  const digest = (bytes: Buffer) => createHash(hash).update(bytes).digest();
  return (
    serial.equals(certificate.serialDer) &&
    issuerNameHash.equals(digest(issuer.subjectDer)) &&
    issuerKeyHash.equals(digest(keyBits(issuer)))
  );
}

/** The subject's public key without its wrapping, as OCSP names an issuer. */
export function keyBits({ publicKey }: ParsedCertificate): Buffer {
  const [, bits] = childrenOf(readDer(publicKey.export({ format: 'der', type: 'spki' })), TAG.sequence);
  return need(bits).content.subarray(1);
}

function nonceOf(extensions: DerElement | undefined): Buffer | undefined {
  if (extensions?.tag !== TAG.context1) return undefined;
  for (const extension of childrenOf(need(childrenOf(extensions)[0]), TAG.sequence)) {
    const parts = childrenOf(extension, TAG.sequence);
    if (oidText(parts[0]) === NONCE) return parts[parts.length - 1]?.content;
  }
  return undefined;
}

function timeOf(element: DerElement | undefined): number {
  const read = GENERALIZED_TIME.exec(element?.content.toString('latin1') ?? '');
  if (read === null) throw new DerError('a time expected');
  const [, year, month, day, hour, minute, second] = read.map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
}

function need(element: DerElement | undefined): DerElement {
  if (element === undefined) throw new DerError('cut short');
  return element;
}
