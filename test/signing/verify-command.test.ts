import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { aFolder, aScan } from './a-signed-copy.ts';

const COMMAND = join(import.meta.dirname, '../../electron/cli/verify.ts');
let folder: string;

beforeAll(async () => {
  folder = await aFolder();
  await writeFile(join(folder, 'no-certificate.crt'), 'no certificate');
  await writeFile(join(folder, 'unsigned.pdf'), await aScan());
});

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

async function verify(...args: string[]): Promise<Ended> {
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [COMMAND, ...args], { cwd: folder })) };
  } catch (error) {
    return error as Ended;
  }
}

test.each([
  ['no file', []],
  ['an option that it does not know', ['--root', 'a.crt', 'unsigned.pdf']],
])('says how it is called when it is given %s', async (_what, args) => {
  const { code, stdout, stderr } = await verify(...args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^Cách dùng: .*\nUsage: .*\n$/u);
});

test.each(['not-there.crt', 'no-certificate.crt'])('names the root %s that it cannot read', async (root) => {
  const { code, stdout, stderr } = await verify('--trust', root, 'unsigned.pdf');
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(`Không đọc được chứng thư gốc ${root}`);
  expect(stderr.trim().split('\n')).toHaveLength(2);
});

test('says of a file that it cannot read, and still judges the others', async () => {
  const { code, stdout, stderr } = await verify('not-there.pdf', '.', 'unsigned.pdf');
  expect([code, stderr]).toEqual([1, '']);
  const lines = stdout.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { file: 'not-there.pdf', verdict: 'unknown', signatures: [], reasons: ['file-unreadable:ENOENT'] },
    { file: '.', verdict: 'unknown', signatures: [], reasons: ['file-unreadable:EISDIR'] },
    { file: 'unsigned.pdf', verdict: 'unknown' },
  ]);
});
