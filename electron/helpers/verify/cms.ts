import { withDefiniteLengths } from './ber.ts';
import { childrenOf, type DerElement, DerError, oidText, readDer, TAG } from './der.ts';

/** Object identifiers of CMS (RFC 5652), ESS (RFC 5035) and time stamps (RFC 3161). */
export const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  timestampInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signatureTimestamp: '1.2.840.113549.1.9.16.2.14',
  revocationArchive: '1.2.840.113583.1.1.8',
} as const;

export type DigestName = 'sha1' | 'sha256' | 'sha384' | 'sha512';

const DIGESTS: Readonly<Record<string, DigestName>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** How the signature value was made; `digest` where the algorithm names its own. */
export type SignatureScheme =
  | { readonly key: 'rsa'; readonly digest: DigestName | undefined }
  | { readonly key: 'rsa-pss'; readonly parameters: DerElement }
  | { readonly key: 'ec'; readonly digest: DigestName };

const SCHEMES: Readonly<Record<string, SignatureScheme>> = {
  '1.2.840.113549.1.1.1': { key: 'rsa', digest: undefined },
  '1.2.840.113549.1.1.5': { key: 'rsa', digest: 'sha1' },
  '1.2.840.113549.1.1.11': { key: 'rsa', digest: 'sha256' },
  '1.2.840.113549.1.1.12': { key: 'rsa', digest: 'sha384' },
  '1.2.840.113549.1.1.13': { key: 'rsa', digest: 'sha512' },
  '1.2.840.10045.4.3.2': { key: 'ec', digest: 'sha256' },
  '1.2.840.10045.4.3.3': { key: 'ec', digest: 'sha384' },
  '1.2.840.10045.4.3.4': { key: 'ec', digest: 'sha512' },
};
const RSA_PSS = '1.2.840.113549.1.1.10';

/** Chains have up to eight; some programs bring all that they know. */
const MOST_CERTIFICATES = 64;

/** A SignedData with its one SignerInfo, every part as the exact bytes it came in. */
export interface SignedCms {
  readonly contentType: string;
  /** Written as DER, which PAdES asks for, and not with lengths that are told only by an end. */
  readonly isDer: boolean;
  /** The enclosed content, undefined when detached. */
  readonly content: Buffer | undefined;
  readonly certificates: readonly Buffer[];
  /** Revocation lists and OCSP answers that it brings (RFC 5652, 10.2.1; RFC 5940), and those of adbe-revocationInfoArchival. */
  readonly revocation: readonly Buffer[];
  /** The issuerAndSerialNumber, or the subject key identifier. */
  readonly signerIssuerAndSerial: { readonly issuer: Buffer; readonly serial: Buffer } | undefined;
  readonly signerKeyId: Buffer | undefined;
  readonly digest: DigestName;
  readonly scheme: SignatureScheme;
  /** As it is hashed: with the tag of a SET. */
  readonly signedAttributes: Buffer;
  readonly attributes: ReadonlyMap<string, readonly DerElement[]>;
  readonly signature: Buffer;
  readonly unsignedAttributes: ReadonlyMap<string, readonly DerElement[]>;
}

/** Thrown for a CMS that is none, or that leaves more than one reading; `reason` goes into the verdict. */
export class CmsError extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.name = 'CmsError';
    this.reason = reason;
  }
}

/**
 * Reads a ContentInfo with SignedData. Everything after the element must be zero (the padding of /Contents). Strict on purpose: DER
 * (apart from indefinite lengths), exactly one signer, no unsigned part that could be changed without notice.
 */
export function parseSignedCms(bytes: Buffer): SignedCms {
  try {
    const definite = withDefiniteLengths(bytes);
    return { ...parse(definite), isDer: definite === bytes };
  } catch (error) {
    if (error instanceof DerError) throw new CmsError('cms-unreadable');
    throw error;
  }
}

function parse(bytes: Buffer): Omit<SignedCms, 'isDer'> {
  const contentInfo = readDer(bytes);
  if (bytes.subarray(contentInfo.whole.length).some((byte) => byte !== 0))
    throw new CmsError('contents-padding');
  const [type, wrapped, ...beyond] = childrenOf(contentInfo, TAG.sequence);
  if (oidText(type) !== OID.signedData || beyond.length > 0) throw new CmsError('cms-unreadable');
  const [signedData, ...surplus] = childrenOf(need(wrapped), TAG.context0);
  if (surplus.length > 0) throw new CmsError('cms-unreadable');
  const parts = childrenOf(need(signedData), TAG.sequence);
  const [version, digests, encapsulated] = parts;
  const { certificates, revocation, isOther, signers } = readTail(parts.slice(3));
  if (signers.length !== 1) throw new CmsError('not-exactly-one-signer');
  const { contentType, content } = readContent(need(encapsulated));
  const signer = readSigner(childrenOf(need(signers[0]), TAG.sequence));
  if (certificates.length > MOST_CERTIFICATES) throw new CmsError('pdf-too-complex');
  // RFC 5652, 5.1.
  const usual = contentType === OID.data && signer.signerKeyId === undefined ? 1 : 3;
  const expected = isOther ? 5 : usual;
  if (smallInteger(version) !== expected) throw new CmsError('cms-version');
  // There may be any number of them (RFC 5652, 5.1), but each must be known and the signer's among them.
  const listed = childrenOf(need(digests), TAG.set).map(digestOf);
  if (!listed.includes(signer.digest)) throw new CmsError('cms-digest-algorithms');
  const archived = (signer.attributes.get(OID.revocationArchive) ?? []).flatMap(archivedRevocation);
  return { contentType, content, certificates, revocation: [...revocation, ...archived], ...signer };
}

function need(element: DerElement | undefined): DerElement {
  if (element === undefined) throw new CmsError('cms-unreadable');
  return element;
}

function smallInteger(element: DerElement | undefined): number | undefined {
  return element?.tag === TAG.integer && element.content.length === 1 ? element.content[0] : undefined;
}

/** certificates [0] and crls [1], both optional, then signerInfos. */
function readTail(parts: readonly DerElement[]): {
  certificates: Buffer[];
  revocation: Buffer[];
  /** Some of it is no list. */
  isOther: boolean;
  signers: DerElement[];
} {
  const rest = [...parts];
  const certificates =
    rest[0]?.tag === TAG.context0 ? childrenOf(need(rest.shift())).map(({ whole }) => whole) : [];
  const choices = rest[0]?.tag === TAG.context1 ? childrenOf(need(rest.shift())) : [];
  const isOther = choices.some(({ tag }) => tag === TAG.context1);
  const revocation = choices.map(revocationChoice);
  if (rest.length !== 1) throw new CmsError('cms-unreadable');
  return { certificates, revocation, isOther, signers: childrenOf(need(rest[0]), TAG.set) };
}

/** A list, or in [1] another kind behind its identifier. */
function revocationChoice(choice: DerElement): Buffer {
  return choice.tag === TAG.context1 ? need(childrenOf(choice)[1]).whole : choice.whole;
}

/** Lists in [0] and OCSP answers in [1] (ISO 32000-1, 12.8.3.3.2). */
function archivedRevocation(value: DerElement): Buffer[] {
  return childrenOf(value, TAG.sequence)
    .filter(({ tag }) => tag === TAG.context0 || tag === TAG.context1)
    .flatMap((kind) => childrenOf(need(childrenOf(kind)[0]), TAG.sequence).map(({ whole }) => whole));
}

function readContent(encapsulated: DerElement): { contentType: string; content: Buffer | undefined } {
  const [type, wrapped, ...beyond] = childrenOf(encapsulated, TAG.sequence);
  if (beyond.length > 0) throw new CmsError('cms-unreadable');
  if (wrapped === undefined) return { contentType: oidText(type), content: undefined };
  const [octets, ...surplus] = childrenOf(wrapped, TAG.context0);
  if (octets?.tag !== TAG.octetString || surplus.length > 0) throw new CmsError('cms-unreadable');
  return { contentType: oidText(type), content: octets.content };
}

function digestOf(algorithm: DerElement | undefined): DigestName {
  const [oid, parameters, ...beyond] = childrenOf(need(algorithm), TAG.sequence);
  const absent = parameters === undefined || (parameters.tag === TAG.null && parameters.content.length === 0);
  const digest = DIGESTS[oidText(oid)];
  if (digest === undefined || !absent || beyond.length > 0) throw new CmsError('unsupported-algorithm');
  return digest;
}

function schemeOf(algorithm: DerElement | undefined): SignatureScheme {
  const [oid, parameters, ...beyond] = childrenOf(need(algorithm), TAG.sequence);
  if (beyond.length > 0) throw new CmsError('unsupported-algorithm');
  if (oidText(oid) === RSA_PSS) return { key: 'rsa-pss', parameters: need(parameters) };
  const scheme = SCHEMES[oidText(oid)];
  const absent = parameters === undefined || (parameters.tag === TAG.null && parameters.content.length === 0);
  if (scheme === undefined || !absent) throw new CmsError('unsupported-algorithm');
  return scheme;
}

type SignerParts = Omit<SignedCms, 'contentType' | 'isDer' | 'content' | 'certificates' | 'revocation'>;

function readSigner(parts: readonly DerElement[]): SignerParts {
  const [version, sid, digestAlgorithm, signedSet, signatureAlgorithm, value, unsignedSet, ...beyond] = parts;
  if (signedSet?.tag !== TAG.context0) throw new CmsError('no-signed-attributes');
  if (value?.tag !== TAG.octetString || beyond.length > 0) throw new CmsError('cms-unreadable');
  const byKeyId = sid?.tag === TAG.implicit0;
  if (smallInteger(version) !== (byKeyId ? 3 : 1)) throw new CmsError('cms-version');
  const [issuer, serial, ...surplus] = byKeyId ? [] : childrenOf(need(sid), TAG.sequence);
  if (!byKeyId && surplus.length > 0) throw new CmsError('cms-unreadable');
  const digest = digestOf(digestAlgorithm);
  const scheme = schemeOf(signatureAlgorithm);
  if (scheme.key !== 'rsa-pss' && scheme.digest !== undefined && scheme.digest !== digest) {
    throw new CmsError('cms-digest-algorithms');
  }
  const signedAttributes = Buffer.from(signedSet.whole);
  signedAttributes[0] = TAG.set;
  if (unsignedSet !== undefined && unsignedSet.tag !== TAG.context1) throw new CmsError('cms-unreadable');
  return {
    signerIssuerAndSerial: byKeyId ? undefined : { issuer: need(issuer).whole, serial: need(serial).whole },
    signerKeyId: byKeyId ? sid.content : undefined,
    digest,
    scheme,
    signedAttributes,
    attributes: readAttributes(signedSet),
    signature: value.content,
    unsignedAttributes: unsignedSet === undefined ? new Map() : readAttributes(unsignedSet),
  };
}

function readAttributes(set: DerElement): Map<string, readonly DerElement[]> {
  const attributes = new Map<string, readonly DerElement[]>();
  for (const attribute of childrenOf(set)) {
    const [type, values, ...beyond] = childrenOf(attribute, TAG.sequence);
    const oid = oidText(type);
    if (attributes.has(oid) || beyond.length > 0) throw new CmsError('attribute-twice');
    attributes.set(oid, childrenOf(need(values), TAG.set));
  }
  return attributes;
}
