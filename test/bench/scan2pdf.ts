import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createScanPdfWriter } from '../../electron/helpers/pdf/scan-pdf-writer.ts';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import { round } from './measure.ts';
import type { wholeCopyMb } from './whole-copy.ts';

/**
 * bench: 'scan2pdf'. Colour pages of A4 at 300 dpi, 10 and 100 of them, to one PDF on the disk, title, author, XMP and SHA-256 of the whole file included,
 * against img2pdf (Debian package img2pdf) on the same files: both inside a warm process, and both as a command that starts, works and ends. The
 * memory is the most that our command held, above what it held before its first page; and what host and helper held together above idle while a digital
 * copy of 100 pages was made by the whole path, from stored pages to the stored file.
 */
const TARGET = 0.7;
const LIMIT_MB = 150;
const ROUNDS = 7;
/** Smaller pieces wait for the next large one and are written with it. */
const LARGE = 1 << 16;
const FACTS = {
  title: 'Giấy khai sinh',
  author: 'UBND xã Thử Nghiệm',
  createdAt: '2026-11-25T01:00:00.000Z',
};

const { values } = parseArgs({
  options: { once: { type: 'string' }, whole: { type: 'boolean' } },
  allowPositionals: true,
  strict: false,
});
if (typeof values.once === 'string') {
  const files = values.once.split(',');
  const target = files.shift() as string;
  const idle = process.memoryUsage.rss();
  // From here on the kernel's mark of the most that this process held.
  writeFileSync('/proc/self/clear_refs', '5');
  await toPdf(files, target);
  const most = Number(/VmHWM:\s+(\d+)/u.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024;
  process.stdout.write(`${(most - idle) / 2 ** 20}\n`);
} else if (values.whole === true) {
  // Only here: the whole product in one process is not what the writer is measured in.
  const whole = await import('./whole-copy.ts');
  process.stdout.write(`${JSON.stringify(await whole.wholeCopyMb())}\n`);
} else {
  await compare();
}

/** A page at a time is in memory; the file goes to the disk while it is written. */
async function toPdf(files: readonly string[], target: string): Promise<string> {
  const out = await open(target, 'w');
  const waiting: Uint8Array[] = [];
  const flush = async () => {
    await out.writev(waiting.splice(0));
  };
  const writer = createScanPdfWriter((bytes) => {
    waiting.push(bytes);
    return bytes.length > LARGE ? flush() : undefined;
  }, FACTS);
  for (const file of files) await writer.addPage(await readFile(file), { dpi: 300 });
  const { sha256 } = await writer.finish();
  await flush();
  await out.close();
  return sha256;
}

async function compare(): Promise<void> {
  if (spawnSync('python3', ['-c', 'import img2pdf'], { env: peerEnv() }).status !== 0)
    throw new Error('the peer is missing: Debian packages img2pdf and python3');
  const folder = mkdtempSync(join(tmpdir(), 'qmc-scan2pdf-'));
  const pages = await Promise.all(
    Array.from({ length: 10 }, async (_, index) => {
      const path = join(folder, `${index}.jpg`);
      writeFileSync(path, await aPaperJpeg({ dpi: 300, inkedShare: 0.5 + index / 25 }));
      return path;
    }),
  );
  const figures: Record<string, number | string> = { unit: 'ms' };
  let worst = 0;
  let largest = 0;
  for (const count of [10, 100]) {
    const files = Array.from({ length: count }, (_, index) => pages[index % pages.length] as string);
    const target = join(folder, 'out.pdf');
    const ours = await ourMedian(files, target);
    const peer = peerMedian(files, target);
    const [oursCommand, peakMb] = ourCommand(files, target);
    const ratio = round(ours / peer);
    Object.assign(figures, {
      [`ours, ${count} pages`]: round(ours),
      [`img2pdf, ${count} pages`]: round(peer),
      [`ratio, ${count} pages`]: ratio,
      [`our command, ${count} pages`]: round(oursCommand),
      [`img2pdf command, ${count} pages`]: round(peerCommand(files, target)),
      [`MB over idle, ${count} pages`]: round(peakMb),
    });
    worst = Math.max(worst, ratio);
    largest = Math.max(largest, peakMb);
  }
  rmSync(folder, { recursive: true });
  const program = [fileURLToPath(import.meta.url), '--whole'];
  const printed = execFileSync(process.execPath, program, { encoding: 'utf8' });
  const whole = JSON.parse(printed.trim().split('\n').at(-1) ?? '') as Awaited<
    ReturnType<typeof wholeCopyMb>
  >;
  Object.assign(figures, {
    'MB over idle, host, whole path, 100 pages': round(whole.host),
    'MB over idle, helper, whole path, 100 pages': round(whole.helper),
    's, whole path, 100 pages': round(whole.seconds),
  });
  largest = Math.max(largest, whole.host + whole.helper);
  const version = execFileSync('img2pdf', ['--version'], { encoding: 'utf8' }).trim();
  const ok = worst <= TARGET && largest < LIMIT_MB;
  const all = { ours: figures['ours, 10 pages'], peer: figures['img2pdf, 10 pages'], n: ROUNDS, ...figures };
  process.stdout.write(
    `${JSON.stringify({ bench: 'scan2pdf', ratio: worst, target: TARGET, ok, figures: all, peer: `${version} in a warm process; memory below ${LIMIT_MB} MB` })}\n`,
  );
  process.exitCode = ok ? 0 : 1;
}

async function ourMedian(files: readonly string[], target: string): Promise<number> {
  const times: number[] = [];
  for (let round = -1; round < ROUNDS; round += 1) {
    const start = performance.now();
    await toPdf(files, target);
    if (round >= 0) times.push(performance.now() - start);
  }
  return middle(times);
}

/** img2pdf in one warm Python process, its file hashed as ours is. */
function peerMedian(files: readonly string[], target: string): number {
  const program = `
import sys, time, hashlib, img2pdf
target, rounds, files = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
for round in range(-1, rounds):
    start = time.perf_counter()
    data = img2pdf.convert(files, title='Giay khai sinh', author='UBND xa', layout_fun=img2pdf.get_fixed_dpi_layout_fun((300, 300)))
    hashlib.sha256(data).hexdigest()
    with open(target, 'wb') as out: out.write(data)
    if round >= 0: print((time.perf_counter() - start) * 1000)
`;
  const printed = execFileSync('python3', ['-c', program, target, String(ROUNDS), ...files], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: peerEnv(),
  });
  return middle(printed.trim().split('\n').map(Number));
}

function ourCommand(files: readonly string[], target: string): [ms: number, mb: number] {
  const start = performance.now();
  const printed = execFileSync(
    process.execPath,
    [fileURLToPath(import.meta.url), '--once', [target, ...files].join(',')],
    { encoding: 'utf8' },
  );
  return [performance.now() - start, Number(printed)];
}

function peerCommand(files: readonly string[], target: string): number {
  const start = performance.now();
  execFileSync('img2pdf', ['--imgsize', '300dpix300dpi', '-o', target, ...files], {
    stdio: 'ignore',
    env: peerEnv(),
  });
  return performance.now() - start;
}

/** Debian's Python, whichever else the user has first on the path. */
function peerEnv(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `/usr/bin:${process.env['PATH'] ?? ''}` };
}

function middle(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
