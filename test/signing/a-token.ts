import { execFile, execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DirectKeySource } from '../../electron/host/ports/signer.ts';

const run = promisify(execFile);
export const PIN = '123456';
const SO_PIN = '87654321';

/** SoftHSM's library, wherever the distribution keeps it. */
export const SOFTHSM =
  execFileSync('dpkg', ['-L', 'libsofthsm2'], { encoding: 'utf8' })
    .split('\n')
    .find((line) => line.endsWith('/libsofthsm2.so')) ?? '';

export type TokenSource = Extract<DirectKeySource, { kind: 'pkcs11' }>;

/** A key and its certificate as PEM files. */
export interface TokenContent {
  readonly id: string;
  readonly key: string;
  readonly certificate: string;
}

/** Token folders of this test run; the driver reads where they are from the environment, once. */
export async function openTokenFolder(folder: string): Promise<void> {
  await mkdir(join(folder, 'tokens'));
  const configuration = join(folder, 'softhsm2.conf');
  await writeFile(configuration, `directories.tokendir = ${folder}/tokens\nobjectstore.backend = file\n`);
  process.env['SOFTHSM2_CONF'] = configuration;
}

/** Initialises a token and puts keys and certificates on it with tools that share no code with ours. */
export async function aToken(
  folder: string,
  label: string,
  contents: readonly TokenContent[],
): Promise<TokenSource> {
  await run('softhsm2-util', ['--init-token', '--free', '--label', label, '--so-pin', SO_PIN, '--pin', PIN]);
  for (const { id, key, certificate } of contents) {
    const [p8, der] = [join(folder, 'token.p8'), join(folder, 'token.der')];
    await run('openssl', ['pkcs8', '-topk8', '-nocrypt', '-in', key, '-out', p8]);
    await run('openssl', ['x509', '-in', certificate, '-outform', 'DER', '-out', der]);
    await run('softhsm2-util', [
      '--import',
      p8,
      '--token',
      label,
      '--label',
      label,
      '--id',
      id,
      '--pin',
      PIN,
    ]);
    const login = ['--module', SOFTHSM, '--login', '--pin', PIN, '--token-label', label];
    await run('pkcs11-tool', [
      ...login,
      '--write-object',
      der,
      '--type',
      'cert',
      '--label',
      label,
      '--id',
      id,
    ]);
  }
  const { stdout } = await run('pkcs11-tool', ['--module', SOFTHSM, '--list-slots']);
  const described = stdout
    .split('Slot ')
    .find((slot) => new RegExp(`token label +: ${label}\\n`, 'u').test(slot));
  const tokenSerial = /serial num +: (\S+)/u.exec(described ?? '')?.[1] ?? '';
  return { kind: 'pkcs11', module: SOFTHSM, tokenLabel: label, tokenSerial };
}
