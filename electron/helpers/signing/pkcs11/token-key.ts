import { createHash, verify } from 'node:crypto';
import { ok, type Result } from '../../../../shared/types/result.ts';
import type { StampDigest } from '../../../host/ports/signature-proof.ts';
import type {
  DirectKeySource,
  SignerRefusal,
  SigningCertificate,
  TokenDescription,
} from '../../../host/ports/signer.ts';
import { type ParsedCertificate, parseCertificate } from '../../verify/certificate.ts';
import { describeCertificate } from '../../verify/describe-certificate.ts';
import { refused } from '../open-for-signing.ts';
import { signingDigest } from '../signing-digest.ts';
import { CK, type Cryptoki, CryptokiError, type TokenInfo } from './cryptoki.ts';
import { toDerSignature, withDigestInfo } from './signature-encoding.ts';

const HASHING_RSA: Readonly<Record<StampDigest, number>> = {
  sha256: CK.sha256RsaPkcs,
  sha384: CK.sha384RsaPkcs,
  sha512: CK.sha512RsaPkcs,
};

type TokenSource = Extract<DirectKeySource, { kind: 'pkcs11' }>;

/** Loads the driver of a path; the real one unless a test brings its own. */
export type LoadDriver = (path: string) => Cryptoki;

/** Tokens that a driver sees, with what they say about their PIN. */
export function listTokens(module: string, load: LoadDriver): Result<TokenDescription[], SignerRefusal> {
  return withDriver(module, load, (driver) =>
    ok(
      presentTokens(driver).map(({ info }) => ({
        module,
        tokenLabel: info.label,
        tokenSerial: info.serial,
        pin: pinState(info),
      })),
    ),
  );
}

/** Certificates on a token, which shows them without a PIN; whether a key belongs to each is known only after the PIN. */
export function tokenCertificates(
  source: TokenSource,
  load: LoadDriver,
): Result<SigningCertificate[], SignerRefusal> {
  return withSession(source, load, (driver, session) => {
    const certificates = readCertificates(driver, session);
    const leaves = certificates.filter(({ parsed }) => !parsed.isAuthority);
    const all = certificates.map(({ parsed }) => parsed);
    return ok(leaves.map(({ parsed }) => describeCertificate(parsed, all)));
  });
}

/** What is signed, and by which key. */
export interface TokenSigning {
  readonly fingerprint: string;
  readonly pin: string;
  readonly useLastTry: boolean;
  readonly payloads: readonly Uint8Array[];
}

/**
 * Signs payloads with the digest of the key by the key of one certificate. The PIN is tried once; never when the token is locked, and not when only
 * one try is left unless the caller says so. Every signature is verified with the certificate before it is handed out.
 */
export function signWithToken(
  source: TokenSource,
  { fingerprint, pin, useLastTry, payloads }: TokenSigning,
  load: LoadDriver,
): Result<Uint8Array[], SignerRefusal> {
  return withSession(source, load, (driver, session, slot) => {
    const state = pinState(driver.tokenInfo(slot));
    if (state === 'locked') return refused('TOKEN_LOCKED', {});
    if (state === 'last-try' && !useLastTry) return refused('PIN_LAST_TRY', {});
    const login = logIn(driver, session, slot, pin);
    if (!login.ok) return login;
    try {
      const found = readCertificates(driver, session).find(
        ({ parsed }) => parsed.fingerprint === fingerprint,
      );
      const key = found === undefined ? undefined : findKey(driver, session, found.id);
      if (found === undefined || key === undefined) return refused('KEY_MISSING', {});
      return signAll(driver, session, key, found.parsed, pin, payloads);
    } finally {
      quietly(() => driver.logout(session));
    }
  });
}

function withDriver<T>(
  module: string,
  load: LoadDriver,
  work: (driver: Cryptoki) => Result<T, SignerRefusal>,
): Result<T, SignerRefusal> {
  let driver: Cryptoki;
  try {
    driver = load(module);
  } catch {
    return refused('TOKEN_MODULE_UNUSABLE', { module });
  }
  try {
    return work(driver);
  } catch (error) {
    if (!(error instanceof CryptokiError)) throw error;
    const gone: readonly number[] = [CK.tokenNotPresent, CK.tokenNotRecognized, CK.deviceRemoved];
    if (gone.includes(error.returned)) return refused('TOKEN_MISSING', {});
    return refused('TOKEN_FAILED', { returned: `CKR_0x${error.returned.toString(16)}` });
  }
}

function withSession<T>(
  { module, tokenLabel, tokenSerial }: TokenSource,
  load: LoadDriver,
  work: (driver: Cryptoki, session: number, slot: number) => Result<T, SignerRefusal>,
): Result<T, SignerRefusal> {
  return withDriver(module, load, (driver) => {
    const token = presentTokens(driver).find(
      ({ info }) => info.label === tokenLabel && info.serial === tokenSerial,
    );
    if (token === undefined) return refused('TOKEN_MISSING', {});
    const session = driver.openSession(token.slot);
    try {
      return work(driver, session, token.slot);
    } finally {
      quietly(() => driver.closeSession(session));
    }
  });
}

/** A token that was pulled out has ended its sessions itself. */
function quietly(tidyUp: () => void): void {
  try {
    tidyUp();
  } catch (error) {
    if (!(error instanceof CryptokiError)) throw error;
  }
}

function presentTokens(driver: Cryptoki): { slot: number; info: TokenInfo }[] {
  return driver.slots().map((slot) => ({ slot, info: driver.tokenInfo(slot) }));
}

function pinState({ flags }: TokenInfo): TokenDescription['pin'] {
  if ((flags & CK.locked) !== 0) return 'locked';
  if ((flags & CK.lastTry) !== 0) return 'last-try';
  return (flags & CK.fewTriesLeft) === 0 ? 'ok' : 'few-tries-left';
}

function logIn(driver: Cryptoki, session: number, slot: number, pin: string): Result<null, SignerRefusal> {
  try {
    driver.login(session, CK.user, pin);
    return ok(null);
  } catch (error) {
    if (!(error instanceof CryptokiError)) throw error;
    if (error.returned === CK.userAlreadyLoggedIn) return ok(null);
    if (error.returned === CK.pinLocked) return refused('TOKEN_LOCKED', {});
    const wrong: readonly number[] = [CK.pinIncorrect, CK.pinInvalid, CK.pinLengthRange];
    if (!wrong.includes(error.returned)) throw error;
  }
  const state = pinState(driver.tokenInfo(slot));
  if (state === 'locked') return refused('TOKEN_LOCKED', {});
  return refused('WRONG_PIN', { triesLeft: state === 'last-try' ? 1 : null, fewTriesLeft: state !== 'ok' });
}

function readCertificates(driver: Cryptoki, session: number): { id: Buffer; parsed: ParsedCertificate }[] {
  const objects = driver.find(session, [{ type: CK.attributeClass, value: driver.ulong(CK.certificate) }]);
  return objects.flatMap((object) => {
    const value = driver.attribute(session, object, CK.attributeValue);
    const parsed = value === undefined ? undefined : parseCertificate(value);
    const id = driver.attribute(session, object, CK.attributeId);
    return parsed === undefined || id === undefined ? [] : [{ id, parsed }];
  });
}

/** The private key with the certificate's CKA_ID. */
function findKey(driver: Cryptoki, session: number, id: Buffer): number | undefined {
  const [key] = driver.find(session, [
    { type: CK.attributeClass, value: driver.ulong(CK.privateKey) },
    { type: CK.attributeId, value: id },
  ]);
  return key;
}

function signAll(
  driver: Cryptoki,
  session: number,
  key: number,
  { publicKey }: ParsedCertificate,
  pin: string,
  payloads: readonly Uint8Array[],
): Result<Uint8Array[], SignerRefusal> {
  const always = driver.attribute(session, key, CK.attributeAlwaysAuthenticate)?.[0] === 1;
  const authenticate = always ? () => driver.login(session, CK.contextSpecific, pin) : undefined;
  const type = publicKey.asymmetricKeyType ?? 'unknown';
  if (type !== 'rsa' && type !== 'ec') return refused('KEY_UNSUPPORTED', { type, bits: 0 });
  const digest = signingDigest(publicKey);
  const signatures: Uint8Array[] = [];
  for (const payload of payloads) {
    const signature =
      type === 'rsa'
        ? signRsa(driver, session, key, { payload, digest }, authenticate)
        : toDerSignature(driver.sign(session, CK.ecdsa, key, hashOf(digest, payload), authenticate));
    if (!verify(digest, payload, publicKey, signature)) return refused('SIGNATURE_MISMATCH', {});
    signatures.push(new Uint8Array(signature));
  }
  return ok(signatures);
}

/** The token hashes itself, or, where it cannot, gets the DigestInfo that it only pads and signs. */
function signRsa(
  driver: Cryptoki,
  session: number,
  key: number,
  { payload, digest }: { payload: Uint8Array; digest: StampDigest },
  authenticate: (() => void) | undefined,
): Buffer {
  try {
    return driver.sign(session, HASHING_RSA[digest], key, payload, authenticate);
  } catch (error) {
    const unable: readonly number[] = [CK.mechanismInvalid, CK.keyTypeInconsistent];
    if (!(error instanceof CryptokiError) || !unable.includes(error.returned)) throw error;
    return driver.sign(
      session,
      CK.rsaPkcs,
      key,
      withDigestInfo(digest, hashOf(digest, payload)),
      authenticate,
    );
  }
}

function hashOf(digest: StampDigest, payload: Uint8Array): Buffer {
  return createHash(digest).update(payload).digest();
}
