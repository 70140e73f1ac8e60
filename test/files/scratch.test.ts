import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openScratch, readSealed, type SealedFile } from '../../db/folder/scratch.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scratch-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function wholeOf(file: SealedFile): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of readSealed(file)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const page = Buffer.from('Giấy khai sinh của Nguyễn Thị Mai. '.repeat(30_000));

it('what lies in a file is there for its key only, for this user only, and gone with the work', async () => {
  const path = await openScratch(folder).use(async ({ newFile, write }) => {
    const file = newFile();
    await write(file, [page.subarray(0, 1000), page.subarray(1000)]);
    expect((await wholeOf(file)).equals(page)).toBe(true);
    expect(readFileSync(file.path).includes('Nguyễn')).toBe(false);
    if (process.platform !== 'win32') expect(statSync(file.path).mode & 0o777).toBe(0o600);
    await expect(wholeOf({ ...file, key: new Uint8Array(32) })).rejects.toThrow();
    return file.path;
  });
  expect(existsSync(path)).toBe(false);
  expect(readdirSync(join(folder, 'work'))).toEqual([]);
});

it('a file that was changed is noticed, and work that fails leaves nothing', async () => {
  const failing = openScratch(folder).use(async ({ newFile, write }) => {
    const file = newFile();
    await write(file, [page]);
    const bytes = readFileSync(file.path);
    bytes[500_000] = (bytes[500_000] ?? 0) ^ 1;
    writeFileSync(file.path, bytes);
    await wholeOf(file);
  });
  await expect(failing).rejects.toThrow();
  expect(readdirSync(join(folder, 'work'))).toEqual([]);
});

it('what a killed process left is removed at the next start, and was unreadable until then', async () => {
  const program = `
    import { openScratch } from ${JSON.stringify(new URL('../../db/folder/scratch.ts', import.meta.url).href)};
    await openScratch(${JSON.stringify(folder)}).use(async ({ newFile, write }) => {
      await write(newFile(), [Buffer.from('Nguyễn Thị Mai '.repeat(1000))]);
      console.log('written');
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
  const left = readdirSync(join(folder, 'work'), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(left).toHaveLength(1);
  for (const { parentPath, name } of left)
    expect(readFileSync(join(parentPath, name)).includes('Mai')).toBe(false);
  openScratch(folder);
  await sleep(0);
  expect(existsSync(join(folder, 'work'))).toBe(false);
});
