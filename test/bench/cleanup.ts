import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import sharp from 'sharp';
import { createForkedHelpers } from '../../electron/adapters/forked-helper.ts';
import { measurePage } from '../../electron/helpers/images/measure-page.ts';
import { cleanPageKind, measurePageKind } from '../../electron/host/ports/page-quality.ts';
import { proposeCleanUp } from '../../shared/domain/digitisation/clean-up.ts';
import { scannedPage } from '../pages/scanned-page.ts';
import { anySheet } from '../pages/varied-sheets.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { report, round, summarise, timed } from './measure.ts';

/**
 * bench: 'cleanup'. Colour pages of A4 at 300 dpi, each turned by a known angle. Ours, in the warm helper process with two threads, bytes to it
 * and back included: a JPEG in memory is measured (skew, paper, blank, blur, tones, cut edges, the page before it) and becomes the cleaned JPEG
 * (straightened, cropped, whitened). The peer: `unpaper` with its own settings (deskew and its filters for noise, black and grey areas; it
 * knows neither JPEG in colour nor the verdicts) from a PPM to a PPM in memory, without the decoding and encoding that a JPEG would need.
 * Holds only when also no angle is off by more than a tenth of a degree.
 */
const TARGET = 0.1;
const LARGEST_ERROR = 0.1;
const LIMITS = { timeoutMs: 60_000, memoryLimitMb: 1024 };
const FIRST_SEED = 60_000;

const { values } = parseArgs({ options: { pages: { type: 'string', default: '12' } } });
const N = Number(values.pages);
const run = promisify(execFile);
if (!(await run('unpaper', ['--version']).catch(() => undefined))) {
  process.stderr.write('missing: unpaper (Debian package unpaper), the peer of this benchmark\n');
  process.exit(2);
}
const folder = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'cleanup-'));
const helpers = createForkedHelpers();
// Warm helpers do not hold this process: without something that does, it would be over before they are.
const held = setInterval(() => undefined, 1000);
const times = { ours: [] as number[], measure: [] as number[], peer: [] as number[] };
const errors = { ours: [] as number[], peer: [] as number[], left: [] as number[] };

for (let index = -1; index < N; index++) {
  const random = seededRandom(FIRST_SEED + index);
  const skew = round((random.next() < 0.5 ? -1 : 1) * (0.4 + random.next() * 3.6));
  const jpeg = await scannedPage(anySheet(random), random, {
    dpi: 300,
    skew,
    blur: 0.9,
    folds: 1,
    specks: 20,
  });
  const ours = await cleaned(jpeg);
  const peer = await unpapered(jpeg);
  // The first warms both up.
  if (index < 0) continue;
  times.ours.push(ours.time);
  times.measure.push(ours.measureTime);
  times.peer.push(peer.time);
  errors.ours.push(Math.abs((ours.skew ?? 99) - skew));
  errors.left.push(Math.abs((await measurePage(ours.jpeg)).measures.skew ?? 99));
  errors.peer.push(Math.abs((await measurePage(peer.jpeg, { askedDpi: 300 })).measures.skew ?? 99));
}
await helpers.close();
clearInterval(held);
await rm(folder, { recursive: true });

const [ours, peer] = [summarise(times.ours).p50, summarise(times.peer).p50];
const worst = round(Math.max(...errors.ours));
report({
  bench: 'cleanup',
  ours,
  peer,
  target: TARGET,
  holds: worst <= LARGEST_ERROR,
  peerName: 'unpaper 7 with its defaults, PPM to PPM in memory',
  figures: {
    n: N,
    unit: 'ms, middle of all pages',
    measureOnly: summarise(times.measure).p50,
    angleErrorWorst: worst,
    angleErrorMiddle: summarise(errors.ours).p50,
    angleLeftAfterOurs: round(Math.max(...errors.left)),
    angleLeftAfterPeer: summarise(errors.peer).p50,
  },
});

async function cleaned(jpeg: Buffer) {
  let answer: { skew: number | null; jpeg: Uint8Array } | undefined;
  let measureTime = 0;
  const time = await timed(async () => {
    let measured: Awaited<ReturnType<typeof measure>> | undefined;
    measureTime = await timed(async () => {
      measured = await measure(jpeg);
    });
    if (measured === undefined) throw new Error('not measured');
    const cleanUp = proposeCleanUp(measured);
    const done = await helpers.run(cleanPageKind, { jpeg, dpi: null, cleanUp }, LIMITS);
    if (!done.ok || !done.value.ok) throw new Error(JSON.stringify(done));
    answer = { skew: measured.skew, jpeg: done.value.value.bytes };
  });
  if (answer === undefined) throw new Error('not cleaned');
  return { time, measureTime, ...answer };
}

async function measure(jpeg: Buffer) {
  const done = await helpers.run(measurePageKind, { jpeg, dpi: null, photo: null, before: null }, LIMITS);
  if (!done.ok || !done.value.ok) throw new Error(JSON.stringify(done));
  return done.value.value.measures;
}

async function unpapered(jpeg: Buffer) {
  const [from, to] = [join(folder, 'from.ppm'), join(folder, 'to.ppm')];
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  await writeFile(from, Buffer.concat([Buffer.from(`P6\n${info.width} ${info.height}\n255\n`), data]));
  const time = await timed(() => run('unpaper', ['--overwrite', '-q', from, to]));
  const text = await readFile(to);
  const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/u.exec(text.subarray(0, 40).toString('latin1'));
  if (header === null) throw new Error('unpaper wrote no PPM');
  const [whole, width, height] = header;
  const raw = { width: Number(width), height: Number(height), channels: 3 as const };
  const picture = sharp(text.subarray(whole.length), { raw });
  return { time, jpeg: await picture.withDensity(300).jpeg().toBuffer() };
}
