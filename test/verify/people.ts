import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { der, derOid, derSetOf, derUnsigned } from '../../electron/helpers/signing/der-writer.ts';

/** Digests by name, with what signs with them. */
export const DIGESTS = {
  md5: { oid: '1.2.840.113549.2.5', rsa: '1.2.840.113549.1.1.4', ec: '' },
  sha1: { oid: '1.3.14.3.2.26', rsa: '1.2.840.113549.1.1.5', ec: '1.2.840.10045.4.1' },
  sha256: { oid: '2.16.840.1.101.3.4.2.1', rsa: '1.2.840.113549.1.1.11', ec: '1.2.840.10045.4.3.2' },
  sha384: { oid: '2.16.840.1.101.3.4.2.2', rsa: '1.2.840.113549.1.1.12', ec: '1.2.840.10045.4.3.3' },
  sha512: { oid: '2.16.840.1.101.3.4.2.3', rsa: '1.2.840.113549.1.1.13', ec: '1.2.840.10045.4.3.4' },
} as const;
export type Digest = keyof typeof DIGESTS;

export const NULL = Buffer.from([0x05, 0x00]);
export const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts);
export const octets = (bytes: Uint8Array) => der(0x04, bytes);
export const small = (number: number) => der(0x02, Buffer.from([number]));
export const isRsa = (key: KeyObject) => key.asymmetricKeyType === 'rsa';

/** How a name is written: as UTF-8, in two bytes a letter, or in the old letters without marks. */
export type Letters = 'utf8' | 'bmp' | 'printable';

/** Who has a key and a certificate. */
export interface Person {
  readonly key: KeyObject;
  readonly certificate: Buffer;
  readonly issuerName: Buffer;
  readonly name: Buffer;
  /** DER of the INTEGER. */
  readonly serial: Buffer;
}

export interface Wish {
  readonly name: string;
  readonly letters?: Letters;
  readonly key: KeyObject;
  /** Undefined: signed by its own key. */
  readonly issuer?: Person;
  readonly from?: number;
  readonly to?: number;
  readonly digest?: Digest;
  readonly authority?: boolean;
  readonly pathLength?: number;
  /** Bits of key usage, the first one highest; null: not restricted. */
  readonly usage?: number | null;
  readonly extended?: { oid: string; critical: boolean; others?: readonly string[] };
  readonly extensions?: readonly Buffer[];
}

export const USAGE = { sign: 0xc0, encrypt: 0x20, authority: 0x06 } as const;
export const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
export const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

let serials = 0x1000;

export function extension(oid: string, critical: boolean, value: Buffer): Buffer {
  return sequence(derOid(oid), ...(critical ? [der(0x01, Buffer.from([0xff]))] : []), octets(value));
}

/** A certificate (RFC 5280, 4.1), written by hand so that it may also be wrong. */
export function certify(wish: Wish): Person {
  const {
    key,
    issuer,
    digest = 'sha256',
    authority = false,
    usage = authority ? USAGE.authority : USAGE.sign,
  } = wish;
  const name = distinguished(wish.name, wish.letters);
  const issuerName = issuer?.name ?? name;
  const serial = derUnsigned(Buffer.from([(serials >> 8) & 0xff, serials++ & 0xff]));
  const limit = wish.pathLength === undefined ? [] : [small(wish.pathLength)];
  const constraints = authority ? sequence(der(0x01, Buffer.from([0xff])), ...limit) : sequence();
  const extensions = [
    extension('2.5.29.19', true, constraints),
    ...(usage === null ? [] : [extension('2.5.29.15', true, bits(usage))]),
    ...(wish.extended === undefined
      ? []
      : [
          extension(
            '2.5.29.37',
            wish.extended.critical,
            sequence(...[wish.extended.oid, ...(wish.extended.others ?? [])].map(derOid)),
          ),
        ]),
    ...(wish.extensions ?? []),
  ];
  const now = Date.now();
  const validity = sequence(time(wish.from ?? now - 30 * DAY), time(wish.to ?? now + 700 * DAY));
  const signer = issuer?.key ?? key;
  const algorithm = signatureAlgorithm(signer, digest);
  const tbs = sequence(
    der(0xa0, small(2)),
    serial,
    algorithm,
    issuerName,
    validity,
    name,
    createPublicKey(key).export({ format: 'der', type: 'spki' }),
    der(0xa3, sequence(...extensions)),
  );
  return { key, certificate: signedBy(signer, digest, tbs), issuerName, name, serial };
}

/** What X.509 does with everything: the content, how it is signed, the signature. */
function signedBy(key: KeyObject, digest: Digest, tbs: Buffer): Buffer {
  const value = sign(digest, tbs, key);
  return sequence(tbs, signatureAlgorithm(key, digest), der(0x03, Buffer.from([0]), value));
}

function signatureAlgorithm(key: KeyObject, digest: Digest): Buffer {
  return isRsa(key) ? sequence(derOid(DIGESTS[digest].rsa), NULL) : sequence(derOid(DIGESTS[digest].ec));
}

function bits(first: number): Buffer {
  return der(0x03, Buffer.from([Math.max(0, 31 - Math.clz32(first & -first)), first]));
}

/** GeneralizedTime after 2049, UTCTime before (RFC 5280, 4.1.2.5). */
function time(at: number): Buffer {
  const text = stamp(at);
  return at < Date.UTC(2050, 0, 1) ? der(0x17, Buffer.from(text.slice(2))) : der(0x18, Buffer.from(text));
}

const stamp = (at: number) => `${new Date(at).toISOString().replace(/[-T:]/gu, '').slice(0, 14)}Z`;
export const generalized = (at: number) => der(0x18, Buffer.from(stamp(at)));

function distinguished(common: string, letters: Letters = 'utf8'): Buffer {
  const text = {
    utf8: () => der(0x0c, Buffer.from(common)),
    bmp: () => der(0x1e, Buffer.from(common, 'utf16le').swap16()),
    printable: () => der(0x13, Buffer.from(common)),
  }[letters]();
  const part = (oid: string, value: Buffer) => der(0x31, sequence(derOid(oid), value));
  return sequence(part('2.5.4.6', der(0x13, Buffer.from('VN'))), part('2.5.4.3', text));
}

/** A list of revoked certificates (RFC 5280, 5) with the times they were revoked at. */
export function revocationList(
  issuer: Person,
  revoked: readonly (readonly [Person, number])[],
  { asOf = Date.now(), extensions = [] as Buffer[], digest = 'sha256' as Digest, key = issuer.key } = {},
): Buffer {
  const entries = revoked.map(([{ serial }, at]) => sequence(serial, time(at)));
  const tbs = sequence(
    small(1),
    signatureAlgorithm(key, digest),
    issuer.name,
    time(asOf),
    time(asOf + 7 * DAY),
    ...(entries.length > 0 ? [sequence(...entries)] : []),
    ...(extensions.length > 0 ? [der(0xa0, sequence(...extensions))] : []),
  );
  return signedBy(key, digest, tbs);
}

/** An OCSP response about one certificate (RFC 6960, 4.2.1), signed by its issuer or a responder. */
export function ocspAnswer(
  about: Person,
  issuer: Person,
  { revokedAt = undefined as number | undefined, asOf = Date.now(), responder = issuer } = {},
): Buffer {
  const digest = (bytes: Uint8Array) => octets(createHash('sha1').update(bytes).digest());
  const spki = createPublicKey(issuer.key).export({ format: 'der', type: 'spki' });
  // The bits of the key itself, behind the algorithm and the count of unused bits.
  const keyBits = isRsa(issuer.key)
    ? createPublicKey(issuer.key).export({ format: 'der', type: 'pkcs1' })
    : spki.subarray(-65);
  const id = sequence(
    sequence(derOid(DIGESTS.sha1.oid), NULL),
    digest(issuer.name),
    digest(keyBits),
    about.serial,
  );
  const status = revokedAt === undefined ? Buffer.from([0x80, 0x00]) : der(0xa1, generalized(revokedAt));
  const single = sequence(id, status, generalized(asOf), der(0xa0, generalized(asOf + 7 * DAY)));
  const tbs = sequence(der(0xa1, responder.name), generalized(asOf), sequence(single));
  const value = sign('sha256', tbs, responder.key);
  const basic = sequence(
    tbs,
    signatureAlgorithm(responder.key, 'sha256'),
    der(0x03, Buffer.from([0]), value),
    der(0xa0, sequence(responder.certificate)),
  );
  const response = sequence(derOid('1.3.6.1.5.5.7.48.1.1'), octets(basic));
  return sequence(der(0x0a, Buffer.from([0])), der(0xa0, response));
}

export const rsaKey = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength }).privateKey;
export const ecKey = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).privateKey;
export const setOf = (...parts: Buffer[]) => derSetOf(0x31, parts);
