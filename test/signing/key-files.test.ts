import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { parseSignedCms } from '../../electron/helpers/verify/cms.ts';
import { verifySignedPdf } from '../../electron/helpers/verify/verify-signed-pdf.ts';
import {
  accepted,
  aFolder,
  anOffice,
  aScan,
  DEVICE,
  PASSWORD,
  type SigningOffice,
  signAndComplete,
  signer,
  withFields,
} from './a-signed-copy.ts';
import { AUTHORITY, createOpensslAuthority, type OpensslAuthority } from './openssl-authority.ts';
import { assertSound, byteRanges, opensslVerify } from './signature-tools.ts';

const SUBJECT = '/C=VN/O=UBND xã Thử Nghiệm/CN=Đặng Thị Ước';
let folder: string;
let authority: OpensslAuthority;
let office: SigningOffice;

beforeAll(async () => {
  folder = await aFolder();
  office = await anOffice();
  authority = createOpensslAuthority(folder);
  await authority.selfSigned('root', '/C=VN/CN=Gốc thử', AUTHORITY);
});

async function aKeyFile(
  key: readonly string[],
  exporting: readonly string[],
  usage = 'nonRepudiation',
): Promise<string> {
  await authority.leaf('leaf', SUBJECT, key, usage);
  await authority.openssl(
    'pkcs12',
    '-export',
    '-inkey',
    'leaf.key',
    '-in',
    'leaf.crt',
    '-certfile',
    'root.crt',
    '-passout',
    `pass:${PASSWORD}`,
    '-out',
    'leaf.p12',
    ...exporting,
  );
  return join(folder, 'leaf.p12');
}

test.each([
  ['RSA 2048, modern ciphers', ['rsa:2048'], []],
  ['RSA 3072, legacy ciphers', ['rsa:3072'], ['-legacy']],
  ['RSA 4096, no encryption of certificates', ['rsa:4096'], ['-certpbe', 'NONE']],
  ['ECDSA P-256', ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'], []],
  ['ECDSA P-384', ['ec', '-pkeyopt', 'ec_paramgen_curve:secp384r1'], []],
])('signs with a key file of %s', async (what, key, exporting) => {
  const path = await aKeyFile(key, exporting);
  const source = { kind: 'pkcs12', path } as const;
  const certificates = accepted(await signer.certificates({ deviceId: DEVICE, source, pin: PASSWORD }));
  const expected = new X509Certificate(await readFile(join(folder, 'leaf.crt')));
  expect(certificates.map(({ subject, issuer, chain }) => [subject, issuer, chain.length])).toEqual([
    ['Đặng Thị Ước', 'Gốc thử', 0],
  ]);
  const [own] = certificates;
  if (own === undefined) throw new Error('no certificate');
  // Byte for byte: a certificate written anew would no longer be the one its issuer signed.
  expect(expected.raw.equals(Buffer.from(own.certificate))).toBe(true);

  const root = await readFile(join(folder, 'root.crt'));
  const at = new Date().toISOString();
  const request = {
    deviceId: DEVICE,
    pdf: await withFields(await aScan()),
    field: 'officer',
    certify: true,
  } as const;
  const checks = { at, roots: [root], revocationLists: [] };
  const prepared = accepted(
    await signer.prepare({ ...request, certificate: own.certificate, chain: own.chain, checks }),
  );
  const opened = { source, fingerprint: own.fingerprint, pin: PASSWORD };
  const signed = await signAndComplete(prepared, opened);
  expect(verifySignedPdf({ pdf: signed, roots: [root], at })).toMatchObject({ verdict: 'valid' });
  await assertSound(signed);
  for (const range of byteRanges(signed)) {
    expect(await opensslVerify(signed, range, root.toString())).toContain('successful');
  }
  // No weaker than the key: the digest that the CMS names.
  const digest = /3072|384/u.test(what) ? 'sha384' : /4096/u.test(what) ? 'sha512' : 'sha256';
  const [[, start, end] = [0, 0, 0]] = byteRanges(signed);
  const cms = Buffer.from(Buffer.from(signed).toString('latin1', start + 1, end - 1), 'hex');
  expect(parseSignedCms(cms).digest).toBe(digest);
});

const KEYS: readonly [string, string[]][] = [
  ['RSA 2048', ['rsa:2048']],
  ['RSA 3072', ['rsa:3072']],
  ['RSA 4096', ['rsa:4096']],
  ['ECDSA P-256', ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']],
  ['ECDSA P-384', ['ec', '-pkeyopt', 'ec_paramgen_curve:secp384r1']],
];
test.each(
  KEYS.flatMap(([name, key]) => ['sha256', 'sha384', 'sha512'].map((digest) => ({ name, key, digest }))),
)(
  'verifies what OpenSSL signed with $name and $digest, and refuses the same with SHA-1',
  async ({ key, digest }) => {
    const path = await aKeyFile(key, []);
    const source = { kind: 'pkcs12', path } as const;
    const [own] = accepted(await signer.certificates({ deviceId: DEVICE, source, pin: PASSWORD }));
    if (own === undefined) throw new Error('no certificate');
    const root = await readFile(join(folder, 'root.crt'));
    const at = new Date().toISOString();
    const { certificate, chain } = own;
    const checks = { at, roots: [root], revocationLists: [] };
    const pdf = await withFields(await aScan());
    const request = { deviceId: DEVICE, pdf, field: 'officer', certify: true, certificate, chain, checks };
    const { pdf: prepared, manifest } = accepted(await signer.prepare(request));
    const [, start, end] = manifest.byteRange;
    await writeFile(
      join(folder, 'content'),
      Buffer.concat([prepared.subarray(0, start), prepared.subarray(end)]),
    );
    const verdictWith = async (md: string) => {
      const who = ['-signer', 'leaf.crt', '-inkey', 'leaf.key', '-md', md];
      const how = ['-binary', '-cades', '-nosmimecap', '-in', 'content', '-outform', 'DER', '-out', 'cms'];
      await authority.openssl('cms', '-sign', ...how, ...who);
      const signed = Buffer.from(prepared);
      const cms = (await readFile(join(folder, 'cms'))).toString('hex');
      signed.write(cms.padEnd(end - start - 2, '0'), start + 1, 'latin1');
      return verifySignedPdf({ pdf: signed, roots: [root], at }).verdict;
    };
    expect(await verdictWith(digest)).toBe('valid');
    expect(await verdictWith('sha1')).not.toBe('valid');
  },
);

test('the demonstration key files open in OpenSSL with the certificates that were issued', async () => {
  const path = join(office.folder, 'officer.p12');
  const args = ['pkcs12', '-in', path, '-passin', `pass:${PASSWORD}`, '-nokeys', '-clcerts'];
  const { stdout } = await promisify(execFile)('openssl', args);
  expect(new X509Certificate(stdout).raw.equals(Buffer.from(office.officer.certificate))).toBe(true);
  expect(new X509Certificate(office.root).subject).toContain('KHÔNG CÓ GIÁ TRỊ PHÁP LÝ');
});

test.each([
  [
    'a wrong password',
    'officer.p12',
    'not it',
    { code: 'WRONG_PIN', data: { triesLeft: null, fewTriesLeft: false } },
  ],
  [
    'a file that is not there',
    'nobody.p12',
    PASSWORD,
    { code: 'KEY_FILE_UNREADABLE', data: { reason: 'missing' } },
  ],
  [
    'a file of something else',
    'root.crt',
    PASSWORD,
    { code: 'KEY_FILE_UNREADABLE', data: { reason: 'not-pkcs12' } },
  ],
])('refuses %s', async (_what, file, pin, refusal) => {
  const source = { kind: 'pkcs12', path: join(office.folder, file) } as const;
  expect(await signer.certificates({ deviceId: DEVICE, source, pin })).toEqual({ ok: false, refusal });
});

test('refuses to sign for a certificate whose key is not in the file', async () => {
  const source = { kind: 'pkcs12', path: join(office.folder, 'officer.p12') } as const;
  const request = {
    deviceId: DEVICE,
    source,
    pin: PASSWORD,
    useLastTry: false,
    payloads: [new Uint8Array(3)],
  };
  expect(await signer.sign({ ...request, fingerprint: '0'.repeat(64) })).toMatchObject({
    refusal: { code: 'KEY_MISSING' },
  });
});

test('refuses to sign with a revoked certificate, and the verifier calls what it signed invalid', async () => {
  const path = await aKeyFile(['rsa:2048'], []);
  const source = { kind: 'pkcs12', path } as const;
  const [own] = accepted(await signer.certificates({ deviceId: DEVICE, source, pin: PASSWORD }));
  if (own === undefined) throw new Error('no certificate');
  await writeFile(join(folder, 'index.txt'), '');
  await writeFile(
    join(folder, 'ca.cnf'),
    '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=30\n',
  );
  const ca = ['ca', '-config', 'ca.cnf', '-cert', 'root.crt', '-keyfile', 'root.key'];
  await authority.openssl(...ca, '-revoke', 'leaf.crt');
  await authority.openssl(...ca, '-gencrl', '-out', 'ca.crl');
  await authority.openssl('crl', '-in', 'ca.crl', '-outform', 'DER', '-out', 'ca.der');
  const revocationLists = [await readFile(join(folder, 'ca.der'))];
  const roots = [await readFile(join(folder, 'root.crt'))];
  // A second later than the revocation, whose time has no fractions.
  const at = new Date(Date.now() + 1000).toISOString();
  const pdf = await withFields(await aScan());
  const request = {
    deviceId: DEVICE,
    pdf,
    field: 'officer',
    certify: true,
    certificate: own.certificate,
    chain: [],
  };
  const refused = await signer.prepare({ ...request, checks: { at, roots, revocationLists } });
  expect(refused).toEqual({ ok: false, refusal: { code: 'CERTIFICATE_REVOKED', data: {} } });

  const prepared = accepted(await signer.prepare({ ...request, checks: { at, roots, revocationLists: [] } }));
  const opened = { source, fingerprint: own.fingerprint, pin: PASSWORD };
  const signed = await signAndComplete(prepared, opened);
  const verdict = verifySignedPdf({ pdf: signed, roots, revocationLists, at });
  expect(verdict).toMatchObject({
    verdict: 'invalid',
    signatures: [{ trust: 'revoked', reasons: ['certificate-revoked'] }],
  });
});

test('a certificate that may only encrypt is refused', async () => {
  await aKeyFile(['rsa:2048'], [], 'keyEncipherment');
  const certificate = await readFile(join(folder, 'leaf.crt'));
  const checks = { at: new Date().toISOString(), roots: [], revocationLists: [] };
  const pdf = await withFields(await aScan());
  expect(
    await signer.prepare({
      deviceId: DEVICE,
      pdf,
      field: 'officer',
      certify: true,
      certificate,
      chain: [],
      checks,
    }),
  ).toMatchObject({ refusal: { code: 'CERTIFICATE_WRONG_USAGE' } });
});
