import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeFolder, temporaryFolder } from '../support/headless-host.ts';
import { aPublication, workbookOf } from './a-publication.ts';

const COMMAND = join(import.meta.dirname, '../../electron/cli/lint-catalogue.ts');
const folder = temporaryFolder();

beforeAll(async () => {
  await writeFile(join(folder, 'good.xlsx'), await workbookOf(aPublication('24/11/2026')));
  const bad = aPublication('24/11/2026');
  Object.assign(bad.cases[0] ?? {}, { value: 'năm' });
  await writeFile(join(folder, 'bad.xlsx'), await workbookOf(bad));
  const short = aPublication('24/11/2026');
  Object.assign(short.steps[1] ?? {}, { amount: '1' });
  await writeFile(join(folder, 'short.xlsx'), await workbookOf(short));
  await writeFile(join(folder, 'other.json'), '{"format":"other"}');
  await writeFile(join(folder, 'torn.xlsx'), 'no table');
});
afterAll(() => removeFolder(folder));

async function lint(...args: string[]) {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [COMMAND, ...args], {
      cwd: folder,
    });
    return { code: 0, stdout, stderr };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

test('checks the shipped catalogue in the words of the screen', async () => {
  const { code, stdout } = await lint();
  expect(code).toBe(1);
  expect(stdout).toMatch(/^1\.001193\tĐăng ký khai sinh\tChưa có mã của tỉnh\.$/mu);
  expect(stdout.trim().split('\n').at(-1)).toMatch(/^Danh mục .*: 77 thủ tục, \d+ điều cần sửa$/u);
});

test('finds nothing in a sound publication, and what its steps lack in another', async () => {
  expect(await lint('good.xlsx')).toMatchObject({ code: 0, stderr: '' });
  const { code, stdout } = await lint('short.xlsx', '--json');
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    procedures: 1,
    problems: [],
    findings: [
      {
        code: '1.999001',
        rule: 'steps-short',
        message: 'Các bước cộng lại 2 ngày, chưa đủ thời hạn 5 ngày.',
      },
    ],
  });
});

test('names sheet, row and column of what cannot be read in a file', async () => {
  const { code, stdout } = await lint('bad.xlsx');
  expect(code).toBe(1);
  expect(stdout).toContain('Trường hợp, Dòng 2, Thời hạn\t"năm" không phải số: chỉ ghi chữ số.');
  expect((await lint('other.json')).code).toBe(1);
});

test.each([
  ['an option that it does not know', ['--fix'], 'Cách dùng: '],
  ['two files', ['good.xlsx', 'bad.xlsx'], 'Cách dùng: '],
  ['a file that is not there', ['none.xlsx'], 'Không đọc được tệp none.xlsx'],
  ['a file that is no table', ['torn.xlsx'], ''],
])('refuses %s in words', async (_what, args, words) => {
  const { code, stdout, stderr } = await lint(...args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(words);
  expect(stderr.trim().split('\n')).toHaveLength(2);
});
