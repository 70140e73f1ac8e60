import { verify, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { CK, type Cryptoki, CryptokiError } from '../../electron/helpers/signing/pkcs11/cryptoki.ts';
import { loadDriver } from '../../electron/helpers/signing/pkcs11/driver.ts';
import {
  listTokens,
  signWithToken,
  type TokenSigning,
  tokenCertificates,
} from '../../electron/helpers/signing/pkcs11/token-key.ts';
import { verifySignedPdf } from '../../electron/helpers/verify/verify-signed-pdf.ts';
import type { SigningCertificate } from '../../electron/host/ports/signer.ts';
import { accepted, aFolder, aScan, DEVICE, signAndComplete, signer, withFields } from './a-signed-copy.ts';
import { aToken, openTokenFolder, PIN, SOFTHSM, type TokenSource } from './a-token.ts';
import { AUTHORITY, createOpensslAuthority, type OpensslAuthority } from './openssl-authority.ts';

const PAYLOADS = [Buffer.from('một'), Buffer.from('hai')];
let folder: string;
let authority: OpensslAuthority;
let rsaToken: TokenSource;
let ecToken: TokenSource;

beforeAll(async () => {
  folder = await aFolder();
  await openTokenFolder(folder);
  authority = createOpensslAuthority(folder);
  await authority.selfSigned('root', '/CN=Root', AUTHORITY);
  const other = await aLeaf('other', ['rsa:2048']);
  const officer = await aLeaf('officer', ['rsa:2048']);
  rsaToken = await aToken(folder, 'usb-token', [
    { id: '01', ...other },
    { id: 'a2', ...officer },
  ]);
  const curve = await aLeaf('curve', ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']);
  ecToken = await aToken(folder, 'curve-token', [{ id: '07', ...curve }]);
});

function aLeaf(name: string, key: readonly string[]) {
  return authority.leaf(name, `/C=VN/CN=Cán bộ ${name}`, key, 'nonRepudiation,digitalSignature');
}

function certificateOn(token: TokenSource, name: string): SigningCertificate {
  const found = accepted(tokenCertificates(token, loadDriver)).find(
    ({ subject }) => subject === `Cán bộ ${name}`,
  );
  if (found === undefined) throw new Error(`no certificate of ${name}`);
  return found;
}

/** The real driver with some of its answers exchanged: SoftHSM neither locks nor counts down. */
function driverThat(change: (driver: Cryptoki) => Partial<Cryptoki>): () => Cryptoki {
  const driver = loadDriver(SOFTHSM);
  return () => ({ ...driver, ...change(driver) });
}

function signing(change: Partial<TokenSigning> = {}): TokenSigning {
  const { fingerprint } = certificateOn(rsaToken, 'officer');
  return { fingerprint, pin: PIN, useLastTry: false, payloads: PAYLOADS, ...change };
}

describe('a token', () => {
  test('is found by its label and serial number and shows its certificates without a PIN', () => {
    const tokens = accepted(listTokens(SOFTHSM, loadDriver)).filter(({ tokenLabel }) => tokenLabel !== '');
    expect(tokens.map(({ tokenLabel, pin }) => [tokenLabel, pin])).toEqual(
      expect.arrayContaining([
        ['usb-token', 'ok'],
        ['curve-token', 'ok'],
      ]),
    );
    const subjects = accepted(tokenCertificates(rsaToken, loadDriver)).map(({ subject }) => subject);
    expect(subjects.sort()).toEqual(['Cán bộ officer', 'Cán bộ other']);
  });

  test.each([
    ['RSA', () => rsaToken, 'officer'],
    ['ECDSA P-256', () => ecToken, 'curve'],
  ])('signs a queue with one PIN, with the key of the chosen certificate (%s)', (_kind, token, name) => {
    const { fingerprint, certificate } = certificateOn(token(), name);
    const signatures = accepted(signWithToken(token(), signing({ fingerprint }), loadDriver));
    const { publicKey } = new X509Certificate(certificate);
    expect(
      signatures.map((signature, at) =>
        verify('sha256', PAYLOADS[at] ?? Buffer.alloc(0), publicKey, signature),
      ),
    ).toEqual([true, true]);
  });

  test('that cannot hash gets the DigestInfo instead', () => {
    const mechanisms: number[] = [];
    const load = driverThat((driver) => ({
      sign(session, mechanism, ...rest) {
        mechanisms.push(mechanism);
        if (mechanism === CK.sha256RsaPkcs) throw new CryptokiError('C_SignInit', CK.mechanismInvalid);
        return driver.sign(session, mechanism, ...rest);
      },
    }));
    expect(accepted(signWithToken(rsaToken, signing(), load))).toHaveLength(2);
    expect(mechanisms).toEqual([CK.sha256RsaPkcs, CK.rsaPkcs, CK.sha256RsaPkcs, CK.rsaPkcs]);
  });

  test('signs a PDF that the verifier calls valid', async () => {
    const { certificate, chain, fingerprint } = certificateOn(rsaToken, 'officer');
    const root = await readFile(join(folder, 'root.crt'));
    const at = new Date().toISOString();
    const pdf = await withFields(await aScan());
    const checks = { at, roots: [root], revocationLists: [] };
    const prepared = accepted(
      await signer.prepare({
        deviceId: DEVICE,
        pdf,
        field: 'officer',
        certify: true,
        certificate,
        chain,
        checks,
      }),
    );
    const signed = await signAndComplete(prepared, { source: rsaToken, fingerprint, pin: PIN });
    expect(verifySignedPdf({ pdf: signed, roots: [root], at })).toMatchObject({ verdict: 'valid' });
  });
});

describe('the PIN', () => {
  test('that is wrong is refused with the warning of the token, and the right one clears it', () => {
    const wrong = signWithToken(rsaToken, signing({ pin: '999999' }), loadDriver);
    expect(wrong).toEqual({
      ok: false,
      refusal: { code: 'WRONG_PIN', data: { triesLeft: null, fewTriesLeft: true } },
    });
    const tokens = accepted(listTokens(SOFTHSM, loadDriver));
    expect(tokens.find(({ tokenLabel }) => tokenLabel === 'usb-token')).toMatchObject({
      pin: 'few-tries-left',
    });
    expect(signWithToken(rsaToken, signing(), loadDriver)).toMatchObject({ ok: true });
  });

  test('is not tried on the last try unless the officer knows', () => {
    const tried: string[] = [];
    const load = driverThat((driver) => ({
      tokenInfo: (slot) => ({ ...driver.tokenInfo(slot), flags: CK.lastTry | CK.fewTriesLeft }),
      login(session, user, pin) {
        tried.push(pin);
        driver.login(session, user, pin);
      },
    }));
    expect(signWithToken(rsaToken, signing(), load)).toEqual({
      ok: false,
      refusal: { code: 'PIN_LAST_TRY', data: {} },
    });
    expect(tried).toEqual([]);
    expect(signWithToken(rsaToken, signing({ useLastTry: true }), load)).toMatchObject({ ok: true });
    expect(tried).toEqual([PIN]);
  });

  test('that was wrong once more says how many tries are left', () => {
    let flags: number = CK.fewTriesLeft;
    const load = driverThat((driver) => ({
      tokenInfo: (slot) => ({ ...driver.tokenInfo(slot), flags }),
      login() {
        flags = CK.fewTriesLeft | CK.lastTry;
        throw new CryptokiError('C_Login', CK.pinIncorrect);
      },
    }));
    expect(signWithToken(rsaToken, signing({ pin: '0000' }), load)).toEqual({
      ok: false,
      refusal: { code: 'WRONG_PIN', data: { triesLeft: 1, fewTriesLeft: true } },
    });
  });

  test('that was wrong for the last time locks the token, and so does one that was locked before', () => {
    let flags: number = CK.lastTry;
    let logins = 0;
    const load = driverThat((driver) => ({
      tokenInfo: (slot) => ({ ...driver.tokenInfo(slot), flags }),
      login() {
        logins += 1;
        flags = CK.locked;
        throw new CryptokiError('C_Login', CK.pinIncorrect);
      },
    }));
    const locked = { ok: false, refusal: { code: 'TOKEN_LOCKED', data: {} } };
    expect(signWithToken(rsaToken, signing({ useLastTry: true }), load)).toEqual(locked);
    expect(signWithToken(rsaToken, signing({ useLastTry: true }), load)).toEqual(locked);
    expect(logins).toBe(1);
  });
});

describe('signing is refused', () => {
  test.each([
    ['by a token with another serial number', { tokenSerial: '0000' }, 'TOKEN_MISSING'],
    ['by a token with another label', { tokenLabel: 'nobody' }, 'TOKEN_MISSING'],
    ['by a file that is no driver', { module: import.meta.filename }, 'TOKEN_MODULE_UNUSABLE'],
  ])('%s', (_what, change, code) => {
    expect(signWithToken({ ...rsaToken, ...change }, signing(), loadDriver)).toMatchObject({
      refusal: { code },
    });
  });

  test('for a certificate that is not on the token', () => {
    const { fingerprint } = certificateOn(ecToken, 'curve');
    expect(signWithToken(rsaToken, signing({ fingerprint }), loadDriver)).toMatchObject({
      refusal: { code: 'KEY_MISSING' },
    });
  });

  test('when the token is pulled out, or its driver fails, in the middle', () => {
    const failing = (returned: number) =>
      driverThat(() => ({
        sign() {
          throw new CryptokiError('C_Sign', returned);
        },
      }));
    expect(signWithToken(rsaToken, signing(), failing(CK.deviceRemoved))).toMatchObject({
      refusal: { code: 'TOKEN_MISSING' },
    });
    expect(signWithToken(rsaToken, signing(), failing(0x30))).toEqual({
      ok: false,
      refusal: { code: 'TOKEN_FAILED', data: { returned: 'CKR_0x30' } },
    });
  });

  test('when the key signs something else than its certificate verifies', () => {
    const load = driverThat(() => ({ sign: () => Buffer.alloc(256, 1) }));
    expect(signWithToken(rsaToken, signing(), load)).toMatchObject({
      refusal: { code: 'SIGNATURE_MISMATCH' },
    });
  });
});
