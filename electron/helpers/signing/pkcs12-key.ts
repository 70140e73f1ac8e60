import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import forge from 'node-forge';
import { ok, type Result } from '../../../shared/types/result.ts';
import type { SignerRefusal, SigningCertificate } from '../../host/ports/signer.ts';
import { type ParsedCertificate, parseCertificate } from '../verify/certificate.ts';
import { describeCertificate } from '../verify/describe-certificate.ts';
import { refused } from './open-for-signing.ts';
import { certificatesIn } from './pkcs12-certificates.ts';
import { signingDigest } from './signing-digest.ts';

/** node-forge says it only in words. */
const WRONG_PASSWORD = /MAC could not be verified|Invalid password/u;

interface OpenedKeyFile {
  readonly keys: readonly KeyObject[];
  readonly certificates: readonly ParsedCertificate[];
}

/** Certificates of a PKCS#12 file that have their private key in it; found by the key, not by their place. */
export async function pkcs12Certificates(
  path: string,
  password: string,
): Promise<Result<SigningCertificate[], SignerRefusal>> {
  const opened = await openKeyFile(path, password);
  if (!opened.ok) return opened;
  const { keys, certificates } = opened.value;
  const own = certificates.filter((certificate) => keys.some((key) => belongs(key, certificate)));
  return ok(own.map((certificate) => describeCertificate(certificate, certificates)));
}

/** Signs payloads with the digest of the key by the key of one certificate of a PKCS#12 file. */
export async function signWithPkcs12(
  path: string,
  password: string,
  fingerprint: string,
  payloads: readonly Uint8Array[],
): Promise<Result<Uint8Array[], SignerRefusal>> {
  const opened = await openKeyFile(path, password);
  if (!opened.ok) return opened;
  const { keys, certificates } = opened.value;
  const certificate = certificates.find((candidate) => candidate.fingerprint === fingerprint);
  const key =
    certificate === undefined ? undefined : keys.find((candidate) => belongs(candidate, certificate));
  if (key === undefined) return refused('KEY_MISSING', {});
  return ok(payloads.map((payload) => new Uint8Array(sign(signingDigest(key), payload, key))));
}

function belongs(key: KeyObject, { publicKey }: ParsedCertificate): boolean {
  return createPublicKey(key).equals(publicKey);
}

async function openKeyFile(path: string, password: string): Promise<Result<OpenedKeyFile, SignerRefusal>> {
  let file: Buffer;
  try {
    file = await readFile(path);
  } catch {
    return refused('KEY_FILE_UNREADABLE', { reason: 'missing' });
  }
  try {
    const asn1 = forge.asn1.fromDer(file.toString('latin1'));
    const keys = readKeys(forge.pkcs12.pkcs12FromAsn1(asn1, false, password));
    const certificates = certificatesIn(asn1, password).flatMap((bytes) => parseCertificate(bytes) ?? []);
    return ok({ keys, certificates });
  } catch (error) {
    if (WRONG_PASSWORD.test(String(error)))
      return refused('WRONG_PIN', { triesLeft: null, fewTriesLeft: false });
    return refused('KEY_FILE_UNREADABLE', { reason: 'not-pkcs12' });
  }
}

function readKeys(file: forge.pkcs12.Pkcs12Pfx): KeyObject[] {
  const { oids } = forge.pki;
  const bags = [oids['pkcs8ShroudedKeyBag'], oids['keyBag']].flatMap((bagType) =>
    bagType === undefined ? [] : (file.getBags({ bagType })[bagType] ?? []),
  );
  return bags.map(readKey);
}

/** forge understands RSA only; what it leaves as ASN.1 (elliptic curves) is read by node:crypto. */
function readKey({ key, asn1 }: forge.pkcs12.Bag): KeyObject {
  const info =
    key === null || key === undefined ? asn1 : forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key));
  const pkcs8 = Buffer.from(forge.asn1.toDer(info).getBytes(), 'latin1');
  return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
}
