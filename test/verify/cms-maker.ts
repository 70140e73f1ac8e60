import { constants, createHash, randomBytes, sign } from 'node:crypto';
import { der, derOid, derSetOf, derUnsigned } from '../../electron/helpers/signing/der-writer.ts';
import {
  DIGESTS,
  type Digest,
  generalized,
  isRsa,
  NULL,
  octets,
  type Person,
  sequence,
  setOf,
  small,
} from './people.ts';

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  timestampInfo: '1.2.840.113549.1.9.16.1.4',
  signatureTimestamp: '1.2.840.113549.1.9.16.2.14',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;

/** An attribute with its values (RFC 5652, 5.3). */
export const attribute = (oid: string, ...values: Buffer[]) => sequence(derOid(oid), der(0x31, ...values));

/** How a SignedData is to be; left out: as an ordinary signing program of today makes it, which is not yet PAdES. */
export interface CmsWish {
  readonly digest?: Digest;
  /** RSASSA-PSS (RFC 4055). */
  readonly pss?: boolean | { hash?: Digest; mask?: Digest };
  /** The algorithm of the signature is only "rsaEncryption", as OpenSSL writes it. */
  readonly plainRsa?: boolean;
  readonly certificates?: readonly Buffer[];
  readonly revocationLists?: readonly Buffer[];
  /** signing-certificate-v2 names this certificate (RFC 5035). */
  readonly names?: Buffer;
  /** The older attribute of RFC 2634, by SHA-1. */
  readonly namesOld?: Buffer;
  readonly signingTime?: number;
  /** The signer is named by the key identifier. */
  readonly byKeyId?: Buffer;
  readonly content?: Buffer;
  readonly contentType?: string;
  /** What the attributes say; the right ones otherwise. */
  readonly attributes?: (right: Buffer[]) => Buffer[];
  readonly withoutAttributes?: boolean;
  readonly unsigned?: (signature: Buffer) => Buffer[];
  readonly versions?: readonly [data: number, signer: number];
  /** Lists more digests than that of the signer. */
  readonly alsoDigests?: readonly Digest[];
  readonly infoDigest?: Digest;
  readonly signers?: (right: Buffer) => Buffer[];
  readonly value?: (right: Buffer) => Buffer;
  /** Whom the SignerInfo names, instead of who signs. */
  readonly called?: Person;
}

/** A SignedData (RFC 5652, 5) over the covered bytes by a key of OpenSSL's, written by hand so that it may also be wrong. */
export function cms(who: Person, covered: Buffer, wish: CmsWish = {}): Buffer {
  const { digest = 'sha256', certificates = [who.certificate], content, contentType = OID.data } = wish;
  const called = wish.called ?? who;
  const hash = createHash(digest)
    .update(content ?? covered)
    .digest();
  const right = [
    attribute(OID.contentType, derOid(contentType)),
    attribute(OID.messageDigest, octets(hash)),
    ...(wish.signingTime === undefined ? [] : [attribute(OID.signingTime, der(0x17, utc(wish.signingTime)))]),
    ...(wish.names === undefined
      ? []
      : [attribute(OID.signingCertificateV2, essCertificate(wish.names, 'sha256'))]),
    ...(wish.namesOld === undefined
      ? []
      : [attribute(OID.signingCertificate, essCertificate(wish.namesOld, 'sha1'))]),
  ];
  const attributes = setOf(...(wish.attributes?.(right) ?? right));
  const stored = Buffer.from(attributes);
  stored[0] = 0xa0;
  const made = valueOver(
    who,
    wish.withoutAttributes === true ? (content ?? covered) : attributes,
    digest,
    wish,
  );
  const value = wish.value?.(made.value) ?? made.value;
  const id =
    wish.byKeyId === undefined ? sequence(called.issuerName, called.serial) : der(0x80, wish.byKeyId);
  const algorithm = sequence(derOid(DIGESTS[wish.infoDigest ?? digest].oid), NULL);
  const unsigned = wish.unsigned?.(value) ?? [];
  const usual = [
    contentType === OID.data && wish.byKeyId === undefined ? 1 : 3,
    wish.byKeyId === undefined ? 1 : 3,
  ] as const;
  const [dataVersion, signerVersion] = wish.versions ?? usual;
  const info = sequence(
    small(signerVersion),
    id,
    algorithm,
    ...(wish.withoutAttributes === true ? [] : [stored]),
    made.algorithm,
    octets(value),
    ...(unsigned.length > 0 ? [derSetOf(0xa1, unsigned)] : []),
  );
  const inside = sequence(
    derOid(contentType),
    ...(content === undefined ? [] : [der(0xa0, octets(content))]),
  );
  const listed = [digest, ...(wish.alsoDigests ?? [])].map((name) =>
    sequence(derOid(DIGESTS[name].oid), NULL),
  );
  const data = sequence(
    small(dataVersion),
    setOf(...listed),
    inside,
    ...(certificates.length > 0 ? [derSetOf(0xa0, [...certificates])] : []),
    ...(wish.revocationLists === undefined ? [] : [derSetOf(0xa1, [...wish.revocationLists])]),
    setOf(...(wish.signers?.(info) ?? [info])),
  );
  return sequence(derOid(OID.signedData), der(0xa0, data));
}

function valueOver({ key }: Person, signed: Buffer, digest: Digest, { pss, plainRsa }: CmsWish) {
  if (!isRsa(key))
    return { value: sign(digest, signed, key), algorithm: sequence(derOid(DIGESTS[digest].ec)) };
  if (pss === undefined || pss === false) {
    const oid = plainRsa === true ? '1.2.840.113549.1.1.1' : DIGESTS[digest].rsa;
    return { value: sign(digest, signed, key), algorithm: sequence(derOid(oid), NULL) };
  }
  const { hash = digest, mask = digest } = pss === true ? {} : pss;
  const saltLength = createHash(digest).digest().length;
  const named = (name: Digest) => sequence(derOid(DIGESTS[name].oid), NULL);
  const parameters = sequence(
    der(0xa0, named(hash)),
    der(0xa1, sequence(derOid('1.2.840.113549.1.1.8'), named(mask))),
    der(0xa2, small(saltLength)),
  );
  const value = sign(digest, signed, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
  return { value, algorithm: sequence(derOid('1.2.840.113549.1.1.10'), parameters) };
}

const utc = (at: number) => Buffer.from(`${new Date(at).toISOString().replace(/[-T:]/gu, '').slice(2, 14)}Z`);
const essCertificate = (certificate: Buffer, digest: 'sha1' | 'sha256') =>
  sequence(sequence(sequence(octets(createHash(digest).update(certificate).digest()))));

/** A time stamp token (RFC 3161, 2.4.2) over these bytes. */
export function timestampToken(
  authority: Person,
  stamped: Buffer,
  wish: CmsWish & { at?: number; imprint?: Digest } = {},
): Buffer {
  const { at = Date.now() - 1000, imprint = 'sha256' } = wish;
  const info = sequence(
    small(1),
    derOid('1.2.3.4'),
    sequence(
      sequence(derOid(DIGESTS[imprint].oid), NULL),
      octets(createHash(imprint).update(stamped).digest()),
    ),
    derUnsigned(randomBytes(8)),
    generalized(at),
  );
  return cms(authority, info, {
    names: authority.certificate,
    ...wish,
    content: info,
    contentType: OID.timestampInfo,
  });
}

/** The unsigned attribute that carries a time stamp of the signature (ETSI EN 319 122-1, 5.3). */
export const timestampAttribute = (...tokens: Buffer[]) => attribute(OID.signatureTimestamp, ...tokens);
