import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Person } from './people.ts';

/** Runs a program over files in a folder of their own and reads the file "out" that it leaves there. */
export function byProgram(
  files: Readonly<Record<string, string | Uint8Array>>,
  program: string,
  args: readonly string[],
): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
  try {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    execFileSync(program, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    return readFileSync(join(folder, 'out'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A CMS by OpenSSL's own command, which shares no code with ours; `others` are more certificates to bring. */
export function opensslCms(
  { key, certificate }: Person,
  covered: Buffer,
  args: readonly string[],
  others: readonly Buffer[] = [],
): Buffer {
  const pem = (der: Buffer) =>
    `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/gu, '$&\n')}\n-----END CERTIFICATE-----\n`;
  const files = {
    covered,
    'who.key': key.export({ format: 'pem', type: 'pkcs8' }) as string,
    'who.crt': pem(certificate),
    'others.crt': others.map(pem).join(''),
  };
  const brought = others.length > 0 ? ['-certfile', 'others.crt'] : [];
  const given = ['-sign', '-binary', '-in', 'covered', '-signer', 'who.crt', '-inkey', 'who.key', ...brought];
  const [verb = 'cms', ...more] = args;
  return byProgram(files, 'openssl', [verb, ...given, '-outform', 'DER', '-out', 'out', ...more]);
}
