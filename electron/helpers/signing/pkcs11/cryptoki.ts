/** Numbers of PKCS#11 v2.40 (OASIS) that are used here. */
export const CK = {
  ok: 0x00,
  userAlreadyLoggedIn: 0x100,
  pinIncorrect: 0xa0,
  pinInvalid: 0xa1,
  pinLengthRange: 0xa2,
  pinLocked: 0xa4,
  tokenNotPresent: 0xe0,
  tokenNotRecognized: 0xe1,
  deviceRemoved: 0x32,
  mechanismInvalid: 0x70,
  keyTypeInconsistent: 0x63,
  alreadyInitialized: 0x191,
  attributeTypeInvalid: 0x12,
  /** Session and user. */
  serialSession: 0x04,
  user: 1,
  contextSpecific: 2,
  /** Token flags. */
  fewTriesLeft: 0x0001_0000,
  lastTry: 0x0002_0000,
  locked: 0x0004_0000,
  /** Object classes and attributes. */
  certificate: 1,
  privateKey: 3,
  attributeClass: 0x00,
  attributeValue: 0x11,
  attributeId: 0x102,
  attributeKeyType: 0x100,
  attributeAlwaysAuthenticate: 0x202,
  keyTypeRsa: 0,
  keyTypeEc: 3,
  /** Mechanisms. */
  rsaPkcs: 0x01,
  sha256RsaPkcs: 0x40,
  sha384RsaPkcs: 0x41,
  sha512RsaPkcs: 0x42,
  ecdsa: 0x1041,
} as const;

/** What a token says about itself. */
export interface TokenInfo {
  readonly label: string;
  readonly serial: string;
  readonly flags: number;
}

/** An attribute to search by. */
export interface SearchAttribute {
  readonly type: number;
  readonly value: Uint8Array;
}

/** The few calls of a PKCS#11 driver that signing needs. Every call throws {@link CryptokiError} on another answer than CKR_OK. */
export interface Cryptoki {
  slots(): number[];
  tokenInfo(slot: number): TokenInfo;
  openSession(slot: number): number;
  closeSession(session: number): void;
  login(session: number, user: number, pin: string): void;
  logout(session: number): void;
  find(session: number, template: readonly SearchAttribute[]): number[];
  /** Undefined where the object has no such attribute or keeps it to itself. */
  attribute(session: number, object: number, type: number): Buffer | undefined;
  sign(
    session: number,
    mechanism: number,
    key: number,
    data: Uint8Array,
    authenticate: (() => void) | undefined,
  ): Buffer;
  /** A CK_ULONG as attributes carry it on this machine. */
  ulong(value: number): Buffer;
}

/** A driver's answer other than CKR_OK. */
export class CryptokiError extends Error {
  readonly returned: number;

  constructor(call: string, returned: number) {
    super(`${call} returned 0x${returned.toString(16)}`);
    this.name = 'CryptokiError';
    this.returned = returned;
  }
}
