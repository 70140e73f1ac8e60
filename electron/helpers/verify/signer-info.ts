import { constants, createHash, type KeyObject, verify } from 'node:crypto';
import { RSASSAPSSParams } from 'pkijs';
import { exactBuffer, type ParsedCertificate, parseCertificate } from './certificate.ts';
import { CmsError, type DigestName, OID, type SignedCms } from './cms.ts';
import { childrenOf, type DerElement, DerError, oidText, TAG } from './der.ts';
import type { TrustAnchors } from './trust.ts';

/** The one signer of a CMS after its own arithmetic has been checked. */
export interface CheckedSigner {
  readonly certificate: ParsedCertificate;
  /** The other certificates the CMS brings. */
  readonly others: readonly ParsedCertificate[];
  /** The signed attributes name this very certificate (RFC 5035); without that the signature is not PAdES. */
  readonly namesCertificate: boolean;
}

const HASH_BY_OID: Readonly<Record<string, DigestName>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/**
 * Checks that the signer signed content with this digest: attributes, certificate, signature value. Throws {@link CmsError} with the
 * reason otherwise. Trust in the certificate is another question.
 */
export function checkSigner(
  cms: SignedCms,
  contentDigest: (digest: DigestName) => Buffer,
  { roots, known = [] }: TrustAnchors,
): CheckedSigner {
  const certificates = cms.certificates.map((der) => {
    const parsed = parseCertificate(der);
    if (parsed === undefined) throw new CmsError('certificate-damaged');
    return parsed;
  });
  const certificate = certificates.find((candidate) => isSigner(cms, candidate));
  if (certificate === undefined) throw new CmsError('no-signer-certificate');
  const others = certificates.filter((other) => other !== certificate);
  refuseDamaged(certificate, others, [...roots, ...known]);
  const only = oneValue(cms, OID.contentType);
  if (only === undefined || oidText(only) !== cms.contentType) throw new CmsError('content-type');
  const digest = oneValue(cms, OID.messageDigest);
  if (digest?.tag !== TAG.octetString || !digest.content.equals(contentDigest(cms.digest))) {
    throw new CmsError('digest-mismatch');
  }
  if (!signatureHolds(cms, certificate.publicKey)) throw new CmsError('signature-mismatch');
  // The older attribute makes no PAdES, but whom it names is signed, too.
  namesCertificate(cms, certificate, OID.signingCertificate);
  return {
    certificate,
    others,
    namesCertificate: namesCertificate(cms, certificate, OID.signingCertificateV2),
  };
}

function isSigner(
  { signerIssuerAndSerial: named, signerKeyId }: SignedCms,
  candidate: ParsedCertificate,
): boolean {
  if (named !== undefined)
    return named.issuer.equals(candidate.issuerDer) && named.serial.equals(candidate.serialDer);
  return signerKeyId !== undefined && candidate.der.includes(signerKeyId);
}

/**
 * Certificates travel outside the signed part: one whose issuer is here but did not sign it was changed on the way. An authority keeps its name
 * when it changes its key, so the issuer may also be at hand elsewhere while the CMS brings the one with the former key.
 */
function refuseDamaged(
  certificate: ParsedCertificate,
  others: readonly ParsedCertificate[],
  elsewhere: readonly ParsedCertificate[],
): void {
  const all = [certificate, ...others];
  for (const subject of all) {
    const named = ({ subjectDer }: ParsedCertificate) => subjectDer.equals(subject.issuerDer);
    if (!all.some(named)) continue;
    const issuers = [...all, ...elsewhere].filter(named);
    if (!issuers.some((issuer) => signedBy(issuer, subject))) {
      throw new CmsError('certificate-damaged');
    }
  }
}

/** Whether it had the right to sign certificates is for the chain to say. */
function signedBy(issuer: ParsedCertificate, subject: ParsedCertificate): boolean {
  try {
    return subject.x509.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

function oneValue({ attributes }: SignedCms, oid: string): DerElement | undefined {
  const values = attributes.get(oid);
  return values?.length === 1 ? values[0] : undefined;
}

/** A key or parameters that node:crypto cannot use do not verify anything. */
function signatureHolds(cms: SignedCms, key: KeyObject): boolean {
  try {
    return verifies(cms, key);
  } catch (error) {
    if (error instanceof CmsError) throw error;
    return false;
  }
}

function verifies(cms: SignedCms, key: KeyObject): boolean {
  const { scheme, digest, signedAttributes, signature } = cms;
  const type = key.asymmetricKeyType;
  if (scheme.key === 'ec') return type === 'ec' && verify(scheme.digest, signedAttributes, key, signature);
  if (type !== 'rsa' && type !== 'rsa-pss') return false;
  if (scheme.key === 'rsa') return verify(digest, signedAttributes, key, signature);
  const saltLength = pssSaltLength(scheme.parameters, digest);
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  return verify(digest, signedAttributes, { key, padding, saltLength }, signature);
}

/** Salt length of RSASSA-PSS (RFC 4055); hash and mask hash must be the digest of the signer. */
function pssSaltLength(parameters: DerElement, digest: DigestName): number {
  const parsed = RSASSAPSSParams.fromBER(exactBuffer(parameters.whole));
  const maskHash = parsed.maskGenAlgorithm.algorithmParams as
    | { valueBlock?: { value?: unknown[] } }
    | undefined;
  const maskOid = String(
    (maskHash?.valueBlock?.value?.[0] as { getValue?(): string } | undefined)?.getValue?.(),
  );
  const hashes = [parsed.hashAlgorithm.algorithmId, maskOid].map((oid) => HASH_BY_OID[oid]);
  if (hashes.some((hash) => hash !== digest)) throw new CmsError('unsupported-algorithm');
  return parsed.saltLength;
}

/**
 * signing-certificate-v2 (RFC 5035, 3), or the older one that names by SHA-1 (RFC 2634, 5.4): the first entry is the signer's. Absent: false.
 * Present and naming another certificate: the certificate was exchanged, which is an error.
 */
function namesCertificate(cms: SignedCms, { der }: ParsedCertificate, oid: string): boolean {
  if (!cms.attributes.has(oid)) return false;
  const attribute = oneValue(cms, oid);
  if (attribute === undefined) throw new CmsError('signing-certificate');
  const [list] = childrenOf(attribute, TAG.sequence);
  const [first] = list === undefined ? [] : childrenOf(list, TAG.sequence);
  if (first === undefined) throw new CmsError('signing-certificate');
  const parts = childrenOf(first, TAG.sequence);
  const algorithm = parts[0]?.tag === TAG.sequence ? oidText(childrenOf(parts[0])[0]) : undefined;
  const byDefault = oid === OID.signingCertificate ? 'sha1' : 'sha256';
  const hash = algorithm === undefined ? byDefault : HASH_BY_OID[algorithm];
  const value = parts.find(({ tag }) => tag === TAG.octetString);
  if (hash === undefined || value === undefined) throw new CmsError('signing-certificate');
  if (!createHash(hash).update(der).digest().equals(value.content)) throw new CmsError('signing-certificate');
  return true;
}

/** Runs a check over foreign bytes; damage of any kind is a reason, not an exception. */
export function orReason<T>(check: () => T): T | { readonly reason: string } {
  try {
    return check();
  } catch (error) {
    if (error instanceof CmsError) return { reason: error.reason };
    if (error instanceof DerError) return { reason: 'cms-unreadable' };
    throw error;
  }
}
