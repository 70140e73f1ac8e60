import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Hands files in a folder of their own to tools that share no code with ours. */
async function withFiles<T>(
  files: Readonly<Record<string, Uint8Array | string>>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'signature-tools-'));
  try {
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What poppler's pdfsig says with the root in a database of NSS. */
export function pdfsig(pdf: Uint8Array, rootPem: string): Promise<string> {
  return withFiles({ 'a.pdf': pdf, 'root.crt': rootPem }, async (folder) => {
    const database = `sql:${folder}`;
    await run('certutil', ['-N', '-d', database, '--empty-password']);
    const root = join(folder, 'root.crt');
    await run('certutil', ['-A', '-d', database, '-n', 'root', '-t', 'CT,C,C', '-i', root]);
    const { stdout } = await run('pdfsig', ['-nssdir', database, join(folder, 'a.pdf')]);
    return stdout;
  });
}

/** Fails with qpdf's words when the structure has any error or warning. */
export function assertSound(pdf: Uint8Array): Promise<void> {
  return withFiles({ 'a.pdf': pdf }, async (folder) => {
    await run('qpdf', ['--check', join(folder, 'a.pdf')]);
  });
}

/** Byte ranges of every signature, read from the raw bytes without any parser of ours. */
export function byteRanges(pdf: Uint8Array): [number, number, number, number][] {
  const text = Buffer.from(pdf).toString('latin1');
  return [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/gu)].map(
    ([, ...numbers]) => numbers.slice(0, 4).map(Number) as [number, number, number, number],
  );
}

/** Checks one signature with OpenSSL, unless other options are given CAdES attributes included; throws with its words. */
export function opensslVerify(
  pdf: Uint8Array,
  [, gapStart, gapEnd, tail]: readonly [number, number, number, number],
  rootPem: string,
  options: readonly string[] = ['-cades'],
): Promise<string> {
  const bytes = Buffer.from(pdf);
  const cms = Buffer.from(bytes.toString('latin1', gapStart + 1, gapEnd - 1), 'hex');
  const content = Buffer.concat([bytes.subarray(0, gapStart), bytes.subarray(gapEnd, gapEnd + tail)]);
  return withFiles({ 'cms.der': cms, content, 'root.crt': rootPem }, async (folder) => {
    const at = (name: string) => join(folder, name);
    const files = [
      '-in',
      at('cms.der'),
      '-content',
      at('content'),
      '-CAfile',
      at('root.crt'),
      '-out',
      '/dev/null',
    ];
    const { stderr } = await run('openssl', [
      'cms',
      '-verify',
      ...options,
      '-inform',
      'DER',
      '-binary',
      '-purpose',
      'any',
      ...files,
    ]);
    return stderr;
  });
}
