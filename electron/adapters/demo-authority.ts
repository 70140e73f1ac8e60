import { createHash, generateKeyPair, type KeyObject, randomBytes, sign } from 'node:crypto';
import { promisify } from 'node:util';
import {
  Set as AsnSet,
  BitString,
  Integer,
  Null,
  OctetString,
  PrintableString,
  Sequence,
  Utf8String,
} from 'asn1js';
import forge from 'node-forge';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  Extension,
  PublicKeyInfo,
  RelativeDistinguishedNames,
  Time,
} from 'pkijs';
import { exactBuffer } from '../helpers/verify/certificate.ts';

/** Names of the demonstration authority; callers take them from the messages of the program. */
export interface DemoNames {
  /** Must say loudly that nothing of this has legal value. */
  readonly root: string;
  readonly organisation: string;
  readonly officer: string;
  readonly agency: string;
}

/** A key file of the demonstration with the password that opens it. */
export interface DemoKeyFile {
  readonly pkcs12: Uint8Array;
  /** DER. */
  readonly certificate: Uint8Array;
}

export interface DemoAuthority {
  /** The trust anchor, PEM. */
  readonly root: string;
  readonly officer: DemoKeyFile;
  readonly agency: DemoKeyFile;
}

const YEAR_MS = 365 * 24 * 3_600_000;
const RSA_BITS = 2048;
const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';
/** Key usage bits (RFC 5280, 4.2.1.3), first bit highest. */
const USAGE = { certAndCrlSign: 0x06, signDocuments: 0xc0 } as const;
const ATTRIBUTE = { country: '2.5.4.6', organisation: '2.5.4.10', commonName: '2.5.4.3' } as const;

/**
 * Makes a root, an officer's and an agency's certificate with PKCS#12 files, for demonstrations and practice only. Valid from a day
 * before `now` (UTC ISO-8601): the root for twenty years, the others for three.
 */
export async function makeDemoAuthority(
  names: DemoNames,
  password: string,
  now: string,
): Promise<DemoAuthority> {
  const from = Date.parse(now) - YEAR_MS / 365;
  const rootKeys = await generateKeys();
  const rootName = [{ type: ATTRIBUTE.commonName, value: names.root }];
  const root = issue({
    subject: rootName,
    issuer: rootName,
    keys: rootKeys,
    signer: rootKeys,
    from,
    years: 20,
    isAuthority: true,
  });
  const leaf = async (commonName: string): Promise<DemoKeyFile> => {
    const keys = await generateKeys();
    const subject = [
      { type: ATTRIBUTE.organisation, value: names.organisation },
      { type: ATTRIBUTE.commonName, value: commonName },
    ];
    const certificate = issue({
      subject,
      issuer: rootName,
      keys,
      signer: rootKeys,
      from,
      years: 3,
      isAuthority: false,
    });
    return { pkcs12: toPkcs12(keys.privateKey, [certificate, root], password, commonName), certificate };
  };
  const [officer, agency] = [await leaf(names.officer), await leaf(names.agency)];
  return { root: toPem(root), officer, agency };
}

interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

interface Issue {
  readonly subject: readonly { type: string; value: string }[];
  readonly issuer: readonly { type: string; value: string }[];
  readonly keys: KeyPair;
  readonly signer: KeyPair;
  readonly from: number;
  readonly years: number;
  readonly isAuthority: boolean;
}

function generateKeys(): Promise<KeyPair> {
  return promisify(generateKeyPair)('rsa', { modulusLength: RSA_BITS });
}

function issue({ subject, issuer, keys, signer, from, years, isAuthority }: Issue): Uint8Array {
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ valueHex: serialNumber() });
  certificate.notBefore = new Time({ value: new Date(from) });
  certificate.notAfter = new Time({ value: new Date(from + years * YEAR_MS) });
  certificate.subject = distinguishedName(subject);
  certificate.issuer = distinguishedName(issuer);
  certificate.subjectPublicKeyInfo = PublicKeyInfo.fromBER(exactBuffer(spki(keys.publicKey)));
  certificate.extensions = extensionsOf(keys, signer, isAuthority);
  // The parameters are NULL, as RFC 4055 asks; pkijs's own signing leaves them out, and PKCS#12 files would put them in.
  const algorithm = () =>
    new AlgorithmIdentifier({ algorithmId: SHA256_WITH_RSA, algorithmParams: new Null() });
  certificate.signature = algorithm();
  certificate.signatureAlgorithm = algorithm();
  const toBeSigned = new Uint8Array(certificate.encodeTBS().toBER());
  certificate.tbsView = toBeSigned;
  certificate.signatureValue = new BitString({
    valueHex: exactBuffer(sign('sha256', toBeSigned, signer.privateKey)),
  });
  return new Uint8Array(certificate.toSchema().toBER());
}

function spki(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' });
}

/** One attribute in each part of the name: pkijs by itself would put them all into one. */
function distinguishedName(parts: Issue['subject']): RelativeDistinguishedNames {
  const country = { type: ATTRIBUTE.country, value: new PrintableString({ value: 'VN' }) };
  const texts = parts.map(({ type, value }) => ({
    type,
    value: new Utf8String({ value: value.normalize('NFC') }),
  }));
  const sets = [country, ...texts].map(
    (part) => new AsnSet({ value: [new AttributeTypeAndValue(part).toSchema()] }),
  );
  return RelativeDistinguishedNames.fromBER(new Sequence({ value: sets }).toBER());
}

/** Sixteen random bytes, positive and without a leading zero. */
function serialNumber(): ArrayBuffer {
  const bytes = new Uint8Array(randomBytes(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.buffer;
}

function extensionsOf(keys: KeyPair, signer: KeyPair, isAuthority: boolean): Extension[] {
  const usage = new BitString({
    valueHex: new Uint8Array([isAuthority ? USAGE.certAndCrlSign : USAGE.signDocuments]).buffer,
    unusedBits: isAuthority ? 1 : 6,
  });
  const subjectId = keyId(keys.publicKey);
  const authorityId = keyId(signer.publicKey);
  const extension = (extnID: string, critical: boolean, value: ArrayBuffer) =>
    new Extension({ extnID, critical, extnValue: value });
  return [
    extension('2.5.29.19', true, new BasicConstraints({ cA: isAuthority }).toSchema().toBER()),
    extension('2.5.29.15', true, usage.toBER()),
    extension('2.5.29.14', false, new OctetString({ valueHex: subjectId }).toBER()),
    extension('2.5.29.35', false, authorityKeyIdentifier(authorityId)),
  ];
}

/** SHA-1 of the public key (RFC 5280, 4.2.1.2), an identifier, not a protection. */
function keyId(key: KeyObject): ArrayBuffer {
  return exactBuffer(createHash('sha1').update(spki(key)).digest());
}

function authorityKeyIdentifier(id: ArrayBuffer): ArrayBuffer {
  return new Uint8Array([0x30, id.byteLength + 2, 0x80, id.byteLength, ...new Uint8Array(id)]).buffer;
}

function toPkcs12(
  key: KeyObject,
  certificates: readonly Uint8Array[],
  password: string,
  friendlyName: string,
): Uint8Array {
  const pkcs8 = key.export({ format: 'der', type: 'pkcs8' });
  const privateKey = forge.pki.privateKeyFromAsn1(forge.asn1.fromDer(pkcs8.toString('latin1')));
  const chain = certificates.map((certificate) => forge.pki.certificateFromPem(toPem(certificate)));
  const file = forge.pkcs12.toPkcs12Asn1(privateKey, chain, password, { algorithm: 'aes256', friendlyName });
  return new Uint8Array(Buffer.from(forge.asn1.toDer(file).getBytes(), 'latin1'));
}

function toPem(certificate: Uint8Array): string {
  const lines =
    Buffer.from(certificate)
      .toString('base64')
      .match(/.{1,64}/gu) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
