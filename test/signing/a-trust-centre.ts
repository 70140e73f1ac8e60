import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { childrenOf, readDer } from '../../electron/helpers/verify/der.ts';
import { aFolder, PASSWORD } from './a-signed-copy.ts';

const run = promisify(execFile);

/** How the time stamping authority behaves. */
export type TimeMode =
  | 'sound'
  | 'down'
  | 'slow'
  | 'wrong-nonce'
  | 'wrong-imprint'
  | 'rejected'
  | 'wrong-usage'
  | 'usage-not-critical'
  | 'garbage'
  | 'cut-off'
  | 'too-long';

const CA_CONFIG = `[ca]
default_ca=c
[c]
dir=.
database=index.txt
new_certs_dir=issued
serial=ca-serial
crlnumber=crl-number
certificate=root.crt
private_key=root.key
default_md=sha256
default_days=365
default_crl_days=30
policy=any
unique_subject=no
copy_extensions=none
string_mask=utf8only
utf8=yes
[any]
countryName=optional
organizationName=optional
commonName=supplied
`;
const TSA_CONFIG = (digests: string) => `[tsa]
default_tsa=t
[t]
serial=tsa-serial
signer_cert=tsa.crt
signer_key=tsa.key
signer_digest=sha256
default_policy=1.2.3.4
digests=${digests}
ess_cert_id_alg=sha256
accuracy=secs:1
`;

const USAGES = {
  signer: ['keyUsage=critical,nonRepudiation,digitalSignature'],
  tsa: ['keyUsage=critical,digitalSignature', 'extendedKeyUsage=critical,timeStamping'],
  lax: ['keyUsage=critical,digitalSignature', 'extendedKeyUsage=timeStamping'],
  ocsp: ['keyUsage=critical,digitalSignature', 'extendedKeyUsage=OCSPSigning', 'noCheck=ignored'],
};

/**
 * An authority of OpenSSL, which shares no code with ours, with everything it serves on loopback: time stamps, its revocation list and an OCSP
 * responder. Its certificates say where those are. Without a folder it has one that goes with the test.
 */
export async function aTrustCentre(options: { ocsp?: boolean; folder?: string } = {}) {
  const folder = options.folder ?? (await aFolder());
  const at = (name: string) => join(folder, name);
  const openssl = async (...args: readonly string[]) => run('openssl', args, { cwd: folder });
  const state = { mode: 'sound' as TimeMode, stamps: 0, crls: 0, ocsps: 0, crlDown: false, ocspDown: false };
  let queue: Promise<unknown> = Promise.resolve();
  /** OpenSSL's files have no locks. */
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work);
    queue = done.catch(() => undefined);
    return done;
  };
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  await mkdir(at('issued'));
  await writeFile(at('ca.cnf'), CA_CONFIG);
  await writeFile(at('tsa.cnf'), TSA_CONFIG('sha256,sha384,sha512'));
  await writeFile(at('tsa-strict.cnf'), TSA_CONFIG('md5'));
  await writeFile(at('index.txt'), '');
  for (const serial of ['ca-serial', 'crl-number', 'tsa-serial']) await writeFile(at(serial), '1000');
  const rootKey = [
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '7300',
    '-keyout',
    'root.key',
    '-out',
    'root.crt',
  ];
  const authority = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign'];
  const extensions = authority.flatMap((each) => ['-addext', each]);
  await openssl('req', '-utf8', '-x509', ...rootKey, '-subj', '/C=VN/CN=CA Thử Nghiệm', ...extensions);
  await issue('tsa', '/C=VN/CN=Dấu thời gian thử', 'tsa');
  await issue('signer-as-tsa', '/C=VN/CN=Không phải dấu thời gian', 'signer');
  await issue('lax-tsa', '/C=VN/CN=Dấu thời gian lỏng', 'lax');
  await issue('ocsp', '/C=VN/CN=OCSP thử', 'ocsp');
  await issue('officer', '/C=VN/O=UBND xã Thử Nghiệm/CN=Nguyễn Văn Thử', 'signer');
  await issue('agency', '/C=VN/O=UBND xã Thử Nghiệm/CN=ỦY BAN NHÂN DÂN XÃ THỬ NGHIỆM', 'signer');
  for (const who of ['officer', 'agency']) await keyFile(who);
  const root = await readFile(at('root.crt'), 'utf8');

  /** `name.key` and `name.crt` of an RSA key, or of another that is named. */
  async function issue(
    name: string,
    subject: string,
    usage: keyof typeof USAGES,
    { key = ['rsa:2048'], dates = [] as string[] } = {},
  ): Promise<void> {
    const services = [
      `crlDistributionPoints=URI:${url}/ca.crl`,
      ...(options.ocsp === true ? [`authorityInfoAccess=OCSP;URI:${url}/ocsp`] : []),
    ];
    const common = [
      'basicConstraints=critical,CA:FALSE',
      'subjectKeyIdentifier=hash',
      'authorityKeyIdentifier=keyid',
    ];
    await writeFile(at(`${name}.ext`), [...common, ...services, ...USAGES[usage], ''].join('\n'));
    const [file, ...parameters] = key;
    const made = [
      '-newkey',
      file ?? '',
      ...parameters,
      '-nodes',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
    ];
    await openssl('req', '-utf8', '-new', ...made, '-subj', subject);
    const signed = ['-in', `${name}.csr`, '-out', `${name}.crt`, '-extfile', `${name}.ext`, '-notext'];
    await openssl('ca', '-batch', '-config', 'ca.cnf', ...signed, ...dates);
  }

  async function keyFile(name: string): Promise<string> {
    const given = ['-inkey', `${name}.key`, '-in', `${name}.crt`, '-certfile', 'root.crt'];
    await openssl('pkcs12', '-export', ...given, '-passout', `pass:${PASSWORD}`, '-out', `${name}.p12`);
    return at(`${name}.p12`);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const say = (bytes: Uint8Array, type: string) =>
      response.writeHead(200, { 'content-type': type, 'content-length': bytes.length }).end(bytes);
    if (request.url === '/ca.crl') {
      state.crls += 1;
      if (state.crlDown) response.writeHead(503).end();
      else say(await revocationList(), 'application/pkix-crl');
    } else if (request.url === '/ocsp') {
      state.ocsps += 1;
      if (state.ocspDown) response.writeHead(503).end();
      else say(await alone(() => ocspAnswer(body)), 'application/ocsp-response');
    } else await stamp(body, response, say);
  }

  async function stamp(
    body: Buffer,
    response: ServerResponse,
    say: (bytes: Uint8Array, type: string) => unknown,
  ): Promise<void> {
    const { mode } = state;
    state.stamps += 1;
    if (mode === 'down') return void response.writeHead(503).end();
    if (mode === 'slow') return;
    if (mode === 'garbage') return void say(Buffer.from('<html>Xin chào</html>'), 'text/html');
    if (mode === 'too-long') return void say(Buffer.alloc(300_000), 'application/timestamp-reply');
    const reply = await alone(() => timeReply(body, mode));
    if (mode !== 'cut-off') return void say(reply, 'application/timestamp-reply');
    response.writeHead(200, {
      'content-type': 'application/timestamp-reply',
      'content-length': reply.length,
    });
    response.write(reply.subarray(0, reply.length / 2), () => response.destroy());
  }

  async function timeReply(asked: Buffer, mode: TimeMode): Promise<Buffer> {
    const query = Buffer.from(asked);
    const [, imprint, nonce] = childrenOf(readDer(query));
    const spoilt = mode === 'wrong-nonce' ? nonce : mode === 'wrong-imprint' ? imprint : undefined;
    // The elements are views of the query: its last byte is changed in place.
    const [bytes, last] = [spoilt?.whole, (spoilt?.whole.length ?? 0) - 1];
    if (bytes !== undefined) bytes[last] = (bytes[last] ?? 0) ^ 1;
    await writeFile(at('query'), query);
    const config = mode === 'rejected' ? 'tsa-strict.cnf' : 'tsa.cnf';
    await openssl('ts', '-reply', '-config', config, '-queryfile', 'query', '-out', 'reply');
    const signer = { 'wrong-usage': 'signer-as-tsa', 'usage-not-critical': 'lax-tsa' }[mode as string];
    if (signer !== undefined) await signAgain(signer);
    return await readFile(at('reply'));
  }

  /** OpenSSL refuses to stamp by such certificates, so the contents of its stamp are signed by them as any CMS. */
  async function signAgain(signer: string): Promise<void> {
    const [status, token] = childrenOf(readDer(await readFile(at('reply'))));
    const [, wrapped] = token === undefined ? [] : childrenOf(token);
    const [data] = wrapped === undefined ? [] : childrenOf(wrapped);
    const [, , content] = data === undefined ? [] : childrenOf(data);
    const [, octets] = content === undefined ? [] : childrenOf(content);
    const [info] = octets === undefined ? [] : childrenOf(octets);
    await writeFile(at('info'), info?.content ?? '');
    const type = [
      '-econtent_type',
      '1.2.840.113549.1.9.16.1.4',
      '-nodetach',
      '-binary',
      '-cades',
      '-nosmimecap',
    ];
    const who = ['-signer', `${signer}.crt`, '-inkey', `${signer}.key`, '-md', 'sha256'];
    await openssl('cms', '-sign', ...type, '-in', 'info', ...who, '-outform', 'DER', '-out', 'resigned');
    const resigned = await readFile(at('resigned'));
    const body = Buffer.concat([status?.whole ?? Buffer.alloc(0), resigned]);
    const length = Buffer.from([0x30, 0x82, body.length >> 8, body.length & 0xff]);
    await writeFile(at('reply'), Buffer.concat([length, body]));
  }

  function revocationList(): Promise<Buffer> {
    return alone(async () => {
      await openssl('ca', '-config', 'ca.cnf', '-gencrl', '-out', 'ca.pem');
      await openssl('crl', '-in', 'ca.pem', '-outform', 'DER', '-out', 'ca.crl');
      return await readFile(at('ca.crl'));
    });
  }

  async function ocspAnswer(asked: Buffer): Promise<Buffer> {
    await writeFile(at('ocsp-query'), asked);
    const by = [
      '-index',
      'index.txt',
      '-CA',
      'root.crt',
      '-rsigner',
      'ocsp.crt',
      '-rkey',
      'ocsp.key',
      '-ndays',
      '7',
    ];
    await openssl('ocsp', ...by, '-reqin', 'ocsp-query', '-respout', 'ocsp-answer');
    return await readFile(at('ocsp-answer'));
  }

  return {
    folder,
    root,
    roots: [Buffer.from(root)] as readonly Uint8Array[],
    url,
    timeUrl: `${url}/tsa`,
    state,
    openssl,
    issue,
    keyFile,
    revocationList,
    certificate: (name: string) => readFile(at(`${name}.crt`)),
    revoke: (name: string) => alone(() => openssl('ca', '-config', 'ca.cnf', '-revoke', `${name}.crt`)),
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
export type TrustCentre = Awaited<ReturnType<typeof aTrustCentre>>;
