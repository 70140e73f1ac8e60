import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import { type EsclServer, startEsclServer } from './escl-server.ts';
import { aSaneConfig } from './sane-config.ts';

// The eSCL server that the other tests trust is itself driven by a client that shares no code with ours: sane-airscan.
const run = promisify(execFile);
let server: EsclServer;
let sane: Awaited<ReturnType<typeof aSaneConfig>>;

beforeEach(async () => {
  server = await startEsclServer({ dpi: 100 });
  sane = await aSaneConfig('airscan', server.address);
});
afterEach(async () => {
  await server.close();
  await sane.remove();
});

async function scanimage(...args: string[]) {
  const env = { ...process.env, SANE_CONFIG_DIR: sane.folder, LC_ALL: 'C' };
  return await run('scanimage', args, { env, timeout: 30_000, maxBuffer: 1e8 }).catch(
    (error: { code: number; stderr: string; stdout: string }) => error,
  );
}

test('sane-airscan finds it and reads its feeder sheet by sheet at the size that was asked', async () => {
  const sides = [await aPaperJpeg(), await aPaperJpeg({ inkedShare: 0.2 })];
  server.load(sides);
  const { stdout } = await scanimage('-L');
  expect(stdout).toContain("`airscan:e0:Loopback' is a eSCL Loopback ip=127.0.0.1");
  const batch = join(sane.folder, 'page-%02d.png');
  const adf = ['-d', 'airscan:e0:Loopback', '--source', 'ADF', '--mode', 'Color', '--resolution', '100'];
  const { stderr } = await scanimage(...adf, '--format=png', `--batch=${batch}`, '-x', '210', '-y', '297');
  const files = (await readdir(sane.folder)).filter((name) => name.endsWith('.png')).sort();
  expect(files, stderr).toEqual(['page-01.png', 'page-02.png']);
  for (const [index, name] of files.entries()) {
    const page = await sharp(await readFile(join(sane.folder, name)))
      .raw()
      .toBuffer({ resolveWithObject: true });
    // SANE counts its area in millimetres and cuts to whole dots.
    expect(Math.abs(page.info.width - 827)).toBeLessThanOrEqual(1);
    expect(Math.abs(page.info.height - 1169)).toBeLessThanOrEqual(1);
    const sent = await sharp(sides[index]).extract({ left: 0, top: 0, width: 820, height: 1160 }).stats();
    const seen = await sharp(await readFile(join(sane.folder, name)))
      .extract({ left: 0, top: 0, width: 820, height: 1160 })
      .stats();
    for (const channel of [0, 1, 2])
      expect(
        Math.abs((sent.channels[channel]?.mean ?? 0) - (seen.channels[channel]?.mean ?? 255)),
      ).toBeLessThan(1);
  }
});

test('sane-airscan understands its empty feeder, its jam and its open cover', async () => {
  const adf = [
    '-d',
    'airscan:e0:Loopback',
    '--source',
    'ADF',
    '--format=png',
    '-o',
    join(sane.folder, 'x.png'),
  ];
  expect(await scanimage(...adf)).toMatchObject({ code: 7 });
  server.load([await aPaperJpeg()]);
  server.misbehave({ kind: 'jam', after: 0 });
  expect(await scanimage(...adf)).toMatchObject({ code: 6 });
  server.misbehave({ kind: 'door-open', after: 0 });
  expect(await scanimage(...adf)).toMatchObject({ code: 8 });
});
