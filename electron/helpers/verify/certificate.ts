import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import {
  BasicConstraints,
  Certificate,
  CRLDistributionPoints,
  ExtKeyUsage,
  type GeneralName,
  InfoAccess,
  RSASSAPSSParams,
} from 'pkijs';

const EXTENSION = {
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  extendedKeyUsage: '2.5.29.37',
  crlDistributionPoints: '2.5.29.31',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
} as const;
const OCSP_ACCESS = '1.3.6.1.5.5.7.48.1';
const OCSP_NO_CHECK = '1.3.6.1.5.5.7.48.1.5';
/** GeneralName: a uniformResourceIdentifier (RFC 5280, 4.2.1.6). */
const URI_NAME = 6;

/** ETSI TS 119 312, 6: what is shorter is not relied on any more. */
const LEAST_RSA_BITS = 1900;
const LEAST_CURVE_BITS = 224;
const RSA_PSS = '1.2.840.113549.1.1.10';
/** MD2, MD4, MD5 and SHA-1, which collide, alone and with RSA, DSA and elliptic curves. */
const WEAK_DIGESTS: ReadonlySet<string> = new Set([
  '1.2.840.113549.2.2',
  '1.2.840.113549.2.4',
  '1.2.840.113549.2.5',
  '1.3.14.3.2.26',
]);
const WEAK_SIGNATURES: ReadonlySet<string> = new Set([
  '1.2.840.113549.1.1.2',
  '1.2.840.113549.1.1.3',
  '1.2.840.113549.1.1.4',
  '1.2.840.113549.1.1.5',
  '1.3.14.3.2.29',
  '1.2.840.10040.4.3',
  '1.2.840.10045.4.1',
]);

/** Extended usages that are for no paper: TLS servers, time stamping, OCSP responders (RFC 5280, 4.2.1.12). */
const OF_MACHINES: ReadonlySet<string> = new Set([
  '1.3.6.1.5.5.7.3.1',
  '1.3.6.1.5.5.7.3.8',
  '1.3.6.1.5.5.7.3.9',
]);

/** Extensions whose meaning is honoured here or cannot narrow what the certificate allows. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  ...Object.values(EXTENSION),
  '2.5.29.14', // subject key identifier
  '2.5.29.17', // subject alternative name
  '2.5.29.32', // certificate policies
  '2.5.29.35', // authority key identifier
  '1.3.6.1.5.5.7.1.3', // qualified statements
]);

/** Purposes of key usage (RFC 5280, 4.2.1.3) that matter here. */
export interface KeyUsage {
  readonly digitalSignature: boolean;
  readonly nonRepudiation: boolean;
  readonly certSign: boolean;
  readonly crlSign: boolean;
}

/** A certificate as chains are built from it. */
export interface ParsedCertificate {
  readonly der: Buffer;
  readonly x509: X509Certificate;
  readonly publicKey: KeyObject;
  /** SHA-256 of the whole certificate, lower-case hexadecimal. */
  readonly fingerprint: string;
  /** DER of the names and the serial number, for exact comparison. */
  readonly issuerDer: Buffer;
  readonly subjectDer: Buffer;
  readonly serialDer: Buffer;
  /** Undefined when the certificate does not restrict its use. */
  readonly keyUsage: KeyUsage | undefined;
  readonly extendedKeyUsage: readonly string[];
  /** Whoever does not understand the extended usages must refuse the certificate; time stamping asks for it (RFC 3161, 2.3). */
  readonly extendedUsageCritical: boolean;
  /** Where its revocation list and its OCSP responder are, as the certificate says: addresses of HTTP only. */
  readonly crlUrls: readonly string[];
  readonly ocspUrls: readonly string[];
  /** An OCSP responder of short life that nobody checks again (RFC 6960, 4.2.2.2.1). */
  readonly ocspNoCheck: boolean;
  readonly isAuthority: boolean;
  readonly pathLength: number | undefined;
  /** Critical extensions nobody here understands: such a certificate must not be relied on (RFC 5280, 4.2). */
  readonly strangeCritical: readonly string[];
  /** Its issuer signed it over a digest that collides. */
  readonly weakDigest: boolean;
  /** Its key is too short to be relied on. */
  readonly weakKey: boolean;
  /** Instants in milliseconds. */
  readonly notBefore: number;
  readonly notAfter: number;
}

/** Reads a certificate in DER or PEM; undefined when it is none. Names come from node:crypto, which knows their encodings. */
export function parseCertificate(bytes: Uint8Array): ParsedCertificate | undefined {
  try {
    const x509 = new X509Certificate(Buffer.from(bytes));
    const der = Buffer.from(x509.raw);
    return describe(x509, der, Certificate.fromBER(exactBuffer(der)));
  } catch {
    return undefined;
  }
}

/** pkijs reads whole ArrayBuffers: a slice of a pool would bring its neighbours. */
export function exactBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function describe(x509: X509Certificate, der: Buffer, parsed: Certificate): ParsedCertificate {
  const extensions = parsed.extensions ?? [];
  const parsedValue = (oid: string): unknown => extensions.find(({ extnID }) => extnID === oid)?.parsedValue;
  const constraints = parsedValue(EXTENSION.basicConstraints);
  const purposes = parsedValue(EXTENSION.extendedKeyUsage);
  const limit = constraints instanceof BasicConstraints ? constraints.pathLenConstraint : undefined;
  return {
    der,
    x509,
    // Read here: a certificate with a damaged key is none.
    publicKey: x509.publicKey,
    fingerprint: createHash('sha256').update(der).digest('hex'),
    issuerDer: Buffer.from(parsed.issuer.toSchema().toBER()),
    subjectDer: Buffer.from(parsed.subject.toSchema().toBER()),
    serialDer: Buffer.from(parsed.serialNumber.toBER()),
    keyUsage: keyUsageOf(parsedValue(EXTENSION.keyUsage)),
    extendedKeyUsage: purposes instanceof ExtKeyUsage ? purposes.keyPurposes : [],
    extendedUsageCritical: extensions.some(
      ({ extnID, critical }) => extnID === EXTENSION.extendedKeyUsage && critical,
    ),
    crlUrls: crlUrlsOf(parsedValue(EXTENSION.crlDistributionPoints)),
    ocspUrls: ocspUrlsOf(parsedValue(EXTENSION.authorityInfoAccess)),
    ocspNoCheck: extensions.some(({ extnID }) => extnID === OCSP_NO_CHECK),
    isAuthority: x509.ca,
    pathLength: typeof limit === 'number' ? limit : undefined,
    strangeCritical: extensions
      .filter(({ critical, extnID }) => critical && !UNDERSTOOD.has(extnID))
      .map(({ extnID }) => extnID),
    weakDigest: isWeakDigest(parsed.signatureAlgorithm),
    weakKey: isWeakKey(x509.publicKey),
    notBefore: x509.validFromDate.getTime(),
    notAfter: x509.validToDate.getTime(),
  };
}

function isWeakDigest({ algorithmId, algorithmParams }: Certificate['signatureAlgorithm']): boolean {
  if (algorithmId !== RSA_PSS) return WEAK_SIGNATURES.has(algorithmId);
  const { hashAlgorithm } = new RSASSAPSSParams({ schema: algorithmParams });
  return WEAK_DIGESTS.has(hashAlgorithm.algorithmId);
}

function isWeakKey({ asymmetricKeyDetails: details }: KeyObject): boolean {
  const { modulusLength, namedCurve } = details ?? {};
  const curveBits = Number(/\d{3}/u.exec(namedCurve ?? '')?.[0] ?? LEAST_CURVE_BITS);
  return (modulusLength ?? LEAST_RSA_BITS) < LEAST_RSA_BITS || curveBits < LEAST_CURVE_BITS;
}

function keyUsageOf(value: unknown): KeyUsage | undefined {
  const bits = (value as { valueBlock?: { valueHexView?: Uint8Array } } | undefined)?.valueBlock
    ?.valueHexView?.[0];
  if (bits === undefined) return undefined;
  return {
    digitalSignature: (bits & 0x80) !== 0,
    nonRepudiation: (bits & 0x40) !== 0,
    certSign: (bits & 0x04) !== 0,
    crlSign: (bits & 0x02) !== 0,
  };
}

function crlUrlsOf(value: unknown): string[] {
  if (!(value instanceof CRLDistributionPoints)) return [];
  return value.distributionPoints.flatMap(({ distributionPoint: point }) =>
    Array.isArray(point) ? point.flatMap(httpUrl) : [],
  );
}

function ocspUrlsOf(value: unknown): string[] {
  if (!(value instanceof InfoAccess)) return [];
  return value.accessDescriptions
    .filter(({ accessMethod }) => accessMethod === OCSP_ACCESS)
    .flatMap(({ accessLocation }) => httpUrl(accessLocation));
}

function httpUrl({ type, value }: GeneralName): string[] {
  return type === URI_NAME && /^https?:\/\//u.test(String(value)) ? [String(value)] : [];
}

/**
 * Whether the certificate may sign documents: digital signature or non-repudiation, or no restriction at all; and it is not one of a web server, a time
 * stamping authority or an OCSP responder alone. Authorities name many other extended usages for certificates of people.
 */
export function maySignDocuments({ keyUsage, extendedKeyUsage, isAuthority }: ParsedCertificate): boolean {
  const ofMachine = extendedKeyUsage.length > 0 && extendedKeyUsage.every((oid) => OF_MACHINES.has(oid));
  const signs = keyUsage === undefined || keyUsage.digitalSignature || keyUsage.nonRepudiation;
  return !isAuthority && !ofMachine && signs;
}

/** Organisation of the subject; empty where it names none. */
export function organisationOf({ x509 }: ParsedCertificate): string {
  const line = x509.subject.split('\n').find((part) => part.startsWith('O='));
  return (line ?? 'O=').slice(2).replace(/\\(.)/gu, '$1').normalize('NFC');
}

/** Common name of the subject, else of its organisation, else the whole name. */
export function subjectName({ x509 }: ParsedCertificate): string {
  const lines = x509.subject.split('\n');
  const part = (key: string) => lines.find((line) => line.startsWith(`${key}=`))?.slice(key.length + 1);
  return (part('CN') ?? part('O') ?? lines.join(', ')).replace(/\\(.)/gu, '$1').normalize('NFC');
}
