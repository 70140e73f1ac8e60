// Plausible papers of people and offices that do not exist, as a desk scanner would see them. `node test/samples/make-samples.ts --out D`
// writes all of them; tests take single ones. The pictures are never committed: they are made when asked for and kept under dist/.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type SeededRandom, seededRandom } from '../support/seeded-random.ts';
import {
  birthCertificate,
  birthDeclaration,
  birthNotice,
  marriageCertificate,
} from './civil-status-papers.ts';
import { extractDeclaration, maritalStatusDeclaration, marriageDeclaration } from './declarations.ts';
import { citizenCard, diploma, landCertificate, leaseContract } from './other-papers.ts';
import { asScanned } from './scanned-look.ts';

const PAPERS = {
  'giay-chung-sinh': birthNotice,
  'to-khai-khai-sinh': birthDeclaration,
  'giay-khai-sinh': birthCertificate,
  'giay-chung-nhan-ket-hon': marriageCertificate,
  'bang-tot-nghiep': diploma,
  'giay-chung-nhan-dat': landCertificate,
  'can-cuoc-hai-mat': citizenCard,
  'hop-dong-thue-nha': leaseContract,
  'to-khai-ket-hon': marriageDeclaration,
  'to-khai-xac-nhan-hon-nhan': maritalStatusDeclaration,
  'to-khai-trich-luc': extractDeclaration,
} as const satisfies Record<string, (random: SeededRandom) => string[]>;

export type SampleName = keyof typeof PAPERS;
/** Every kind of paper, in a fixed order. */
export const SAMPLE_NAMES = Object.keys(PAPERS) as SampleName[];

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CACHE = fileURLToPath(new URL('../../dist/samples', import.meta.url));
let drawnBy: Promise<string> | undefined;

/** Pages of one paper: JPEG, A4, 200 dpi; the same for a seed. Another seed has other people, skew and seals. */
export async function samplePages(name: SampleName, seed = 1): Promise<Buffer[]> {
  drawnBy ??= digestOfSources();
  const folder = join(CACHE, await drawnBy, `${name}-${seed}`);
  return (await kept(folder)) ?? (await keep(folder, await draw(name, seed)));
}

/** Pages drawn anew, nothing kept. */
export async function draw(name: SampleName, seed: number): Promise<Buffer[]> {
  const random = seededRandom(seed * 1000 + SAMPLE_NAMES.indexOf(name));
  const pages: Buffer[] = [];
  for (const svg of PAPERS[name](random)) pages.push(await asScanned(svg, random));
  return pages;
}

/** What is kept is of use only while nothing that draws has changed. */
async function digestOfSources(): Promise<string> {
  const digest = createHash('sha256');
  for (const file of (await readdir(HERE)).sort()) digest.update(await readFile(join(HERE, file)));
  return digest.digest('hex').slice(0, 16);
}

async function kept(folder: string): Promise<Buffer[] | undefined> {
  const names = await readdir(folder).catch(() => undefined);
  return names && (await Promise.all(names.sort().map((file) => readFile(join(folder, file)))));
}

/** Written beside and renamed, so that tests running side by side never read half a page; who comes second leaves the first one's. */
async function keep(folder: string, pages: Buffer[]): Promise<Buffer[]> {
  const beside = `${folder}.${process.pid}.${performance.now()}`;
  await mkdir(beside, { recursive: true });
  await Promise.all(pages.map((page, index) => writeFile(join(beside, `${index + 1}.jpg`), page)));
  await rename(beside, folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  return pages;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { out: { type: 'string' }, seed: { type: 'string', default: '1' } },
  });
  if (values.out === undefined) throw new Error('--out names a folder');
  await mkdir(values.out, { recursive: true });
  for (const name of SAMPLE_NAMES) {
    for (const [index, page] of (await samplePages(name, Number(values.seed))).entries()) {
      const path = join(values.out, `${name}-${index + 1}.jpg`);
      await writeFile(path, page);
      process.stdout.write(`${path} ${Math.round(page.length / 1000)} kB\n`);
    }
  }
}
