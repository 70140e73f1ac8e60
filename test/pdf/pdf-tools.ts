import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';

const run = promisify(execFile);

/** Hands a PDF as a file in a folder of its own to work on it with tools that share no code with ours. */
async function withFile<T>(pdf: Uint8Array, work: (path: string, folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'pdf-tools-'));
  try {
    const path = join(folder, 'file.pdf');
    await writeFile(path, pdf);
    return await work(path, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function filesOf(folder: string, prefix: string): Promise<Buffer[]> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(prefix)).sort();
  return await Promise.all(names.map((name) => readFile(join(folder, name))));
}

/** Text of the pages (poppler), one string each. */
export function pagesText(pdf: Uint8Array, ...options: string[]): Promise<string[]> {
  return withFile(pdf, async (path) => {
    const { stdout } = await run('pdftotext', [...options, path, '-'], { maxBuffer: 1e8 });
    return stdout.split('\f').slice(0, -1);
  });
}

/** A word as drawn, its box in points from the top left corner of its page. */
export interface DrawnWord {
  text: string;
  xMin: number;
  yMin: number;
  xMax: number;
  yMax: number;
}

/** Every word of every page with its box (poppler). */
export function pagesWords(pdf: Uint8Array): Promise<DrawnWord[][]> {
  return withFile(pdf, async (path) => {
    const { stdout } = await run('pdftotext', ['-bbox', path, '-'], { maxBuffer: 1e8 });
    const box = /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/gu;
    return stdout
      .split('<page ')
      .slice(1)
      .map((page) =>
        [...page.matchAll(box)].map(([, xMin, yMin, xMax, yMax, text]) => ({
          text: text ?? '',
          xMin: Number(xMin),
          yMin: Number(yMin),
          xMax: Number(xMax),
          yMax: Number(yMax),
        })),
      );
  });
}

/** Pages as PNG files (poppler). */
export function renderPages(pdf: Uint8Array, dpi: number): Promise<Buffer[]> {
  return withFile(pdf, async (path, folder) => {
    await run('pdftoppm', ['-r', String(dpi), '-png', path, join(folder, 'page')]);
    return await filesOf(folder, 'page');
  });
}

/** Raw pixels of a picture. */
export async function pixelsOf(picture: Uint8Array, channels: 1 | 3) {
  const image = sharp(picture).flatten({ background: '#fff' });
  const toned = channels === 1 ? image.grayscale() : image.toColourspace('srgb');
  const { data, info } = await toned.raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}

/** The images of a file as they are stored (poppler). */
export function storedImages(pdf: Uint8Array): Promise<Buffer[]> {
  return withFile(pdf, async (path, folder) => {
    await run('pdfimages', ['-all', path, join(folder, 'image')]);
    return await filesOf(folder, 'image');
  });
}

/** Lines of `pdfinfo`, `pdffonts` or `pdfimages -list`. */
export function describePdf(
  tool: 'pdfinfo' | 'pdffonts' | 'pdfimages',
  pdf: Uint8Array,
  ...options: string[]
): Promise<string> {
  return withFile(pdf, async (path) => {
    const { stdout } = await run(tool, [...(tool === 'pdfimages' ? ['-list'] : []), ...options, path]);
    return stdout;
  });
}

/** Fails with qpdf's words when the structure of a file has any error or warning. */
export function assertSound(pdf: Uint8Array): Promise<void> {
  return withFile(pdf, async (path) => {
    await run('qpdf', ['--check', path]);
  });
}

/** A file rewritten by qpdf. */
export function rewrittenByQpdf(pdf: Uint8Array, ...options: string[]): Promise<Buffer> {
  return withFile(pdf, async (path, folder) => {
    const target = join(folder, 'rewritten.pdf');
    await run('qpdf', [...options, path, target]);
    return await readFile(target);
  });
}
