import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PDFDocument } from 'pdf-lib';
import { createForkedHelpers } from '../../electron/adapters/forked-helper.ts';
import { judgeDrawn } from '../../electron/host/judge-drawn.ts';
import { judgeFile } from '../../electron/host/judge-file.ts';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import { aCertifiedCopy, anOffice, NOW, signBy, withFields } from '../signing/a-signed-copy.ts';
import { report, round, summarise, timed } from './measure.ts';

/**
 * One certified copy of ten colour pages, about 5 MB, with two signatures, against one run of poppler's `pdfsig` on the same file, in turns.
 *
 * Ours is the verdict as the app asks for it: through the warm helper process, bytes on their way included, chains, every revision compared object by object,
 * without drawing pages; `withDrawing` is the same with every page of both revisions drawn and compared. The peer checks integrity and chain only. Then a folder of a thousand signed files: files a second, and what the process
 * holds more at its end than after its first hundred.
 */
const N = 12;
const WARM = 3;
const PAGES = 10;
const TARGET = 2;
const FILES = 1000;
const DIFFERENT = 10;

const run = promisify(execFile);
const office = await anOffice();
const { folder } = office;
const helpers = createForkedHelpers();

const pdf = await tenPages();
const file = join(folder, 'copy.pdf');
await writeFile(file, pdf);
const database = await nssDatabase();
const [ours, peer]: [number[], number[]] = [[], []];
for (let index = -WARM; index < N; index += 1) {
  const turns = [
    async () => ours.push(await timed(() => judge(pdf))),
    async () => peer.push(await timed(() => run('pdfsig', ['-nssdir', database, '-no-ocsp', file]))),
  ];
  for (const turn of index % 2 === 0 ? turns : turns.reverse()) await turn();
  if (index < 0) for (const times of [ours, peer]) times.length = 0;
}
const drawn: number[] = [];
for (let index = -1; index < 3; index += 1) {
  const time = await timed(() => judgeAndDraw(pdf));
  if (index >= 0) drawn.push(time);
}
const thousand = await aFolderFull();
const [our, their] = [summarise(ours), summarise(peer)];
report({
  bench: 'verify',
  ours: our.p50,
  peer: their.p50,
  target: TARGET,
  peerName: 'pdfsig, once (poppler-utils)',
  figures: {
    n: our.n,
    oursP99: our.p99,
    peerP99: their.p99,
    bytes: pdf.byteLength,
    withDrawing: summarise(drawn).p50,
    ...thousand,
  },
});
void helpers.close();

async function judge(bytes: Uint8Array): Promise<void> {
  const judged = await judgeFile(helpers, { pdf: bytes, roots: [...office.roots], at: NOW });
  if (!judged.ok || judged.value.verdict !== 'valid') throw new Error(JSON.stringify(judged));
}

/** The same with each page of both revisions drawn and compared. */
async function judgeAndDraw(bytes: Uint8Array): Promise<void> {
  const input = { pdf: bytes, roots: [...office.roots], at: NOW };
  const judged = await judgeDrawn(helpers, input, { thorough: { pictures: 0 } });
  if (!judged.ok || judged.value.verdict.verdict !== 'valid' || judged.value.drawn === null)
    throw new Error(JSON.stringify(judged));
}

async function tenPages(): Promise<Uint8Array> {
  const scan = await PDFDocument.create();
  for (let page = 0; page < PAGES; page += 1) {
    const jpeg = await scan.embedJpg(await aPaperJpeg({ dpi: 250, inkedShare: 0.4 + page / 25 }));
    scan.addPage([595, 842]).drawImage(jpeg, { x: 0, y: 0, width: 595, height: 842 });
  }
  const fields = await withFields(await scan.save({ useObjectStreams: false }), PAGES - 1);
  return await signBy(office, await signBy(office, fields, 'officer'), 'agency');
}

/** A database of NSS that trusts the office's root. */
async function nssDatabase(): Promise<string> {
  const path = `sql:${folder}`;
  await run('certutil', ['-N', '-d', path, '--empty-password']);
  await run('certutil', ['-A', '-d', path, '-n', 'root', '-t', 'CT,C,C', '-i', join(folder, 'root.crt')]);
  return path;
}

async function aFolderFull(): Promise<Record<string, number>> {
  const place = join(folder, 'thousand');
  await mkdir(place);
  for (let copy = 0; copy < DIFFERENT; copy += 1) {
    const { signed } = await aCertifiedCopy(office, { pages: 3 + (copy % 4), packed: copy % 2 === 0 });
    for (let at = copy; at < FILES; at += DIFFERENT) await writeFile(join(place, `${at}.pdf`), signed);
  }
  const start = performance.now();
  let early = 0;
  for (let at = 0; at < FILES; at += 1) {
    await judge(await readFile(join(place, `${at}.pdf`)));
    if (at === FILES / 10) early = await helperMegabytes();
  }
  const seconds = (performance.now() - start) / 1000;
  const grown = (await helperMegabytes()) - early;
  return {
    files: FILES,
    filesPerSecond: round(FILES / seconds),
    helperMb: round(early),
    grownMb: round(grown),
  };
}

/** What this process's children hold; 0 where the system does not tell. */
async function helperMegabytes(): Promise<number> {
  let bytes = 0;
  for (const name of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/u.test(name)) continue;
    const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '');
    if (!status.includes(`PPid:\t${process.pid}\n`)) continue;
    bytes += Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1] ?? 0) * 1024;
  }
  return bytes / (1024 * 1024);
}
