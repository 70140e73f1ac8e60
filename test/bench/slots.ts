import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { FOREIGN_CODES, withForeignCode } from '../samples/foreign-codes.ts';
import { SAMPLE_NAMES, samplePages } from '../samples/make-samples.ts';
import { someWear, worn } from '../samples/worn-sheet.ts';
import { startEsclServer } from '../scanner/escl-server.ts';
import { pagesOfPaper } from '../scanner/printed-sheets.ts';
import { aLinkedBirth, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import { startInProcessHost } from '../support/in-process-host.ts';
import { requestId } from '../support/request-id.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { round } from './measure.ts';

/**
 * bench: 'slots'. Stacks of several dossiers go through the eSCL scanner on loopback into a real host: separators of ours, worn by chance (askew up to
 * five degrees, turned, folded, grey, JPEG 40, on coloured paper, pencilled, striped), papers of citizens between them, a third of those with a code of
 * a card, an invoice, a payment, and separators of another installation. Every page is then looked for where it came to lie. A page in a slot that is
 * not its own is one too many; of those that have a slot, at most one of twenty may wait. `--sheets N` (520), `--seed S`.
 */
const { values } = parseArgs({
  options: { sheets: { type: 'string', default: '520' }, seed: { type: 'string', default: '26112904' } },
});
const MOST_UNDECIDED = 0.05;
const DOSSIERS = 8;
const A_STACK = 26;
const random = seededRandom(Number(values.seed));
const wanted = Number(values.sheets);

const scanner = await startEsclServer();
const ours = await startInProcessHost();
const theirs = await startInProcessHost();

/** Dossiers of a host with their separators as they came from the printer, in the order of the components. */
async function dossiersOf(host: typeof ours, count: number) {
  const client = host.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  const separators: { slot: string; page: Buffer }[] = [];
  for (let index = 0; index < count; index += 1) {
    const { dossierId } = await receiveOne(client, aLinkedBirth());
    const paper = random.pick(['A5', 'A5', 'A4'] as const);
    const drawn = await client.stack.drawSeparators({ requestId: requestId(), dossierId, paper });
    const pages = await pagesOfPaper(host, drawn.sha256);
    const { components } = await client.dossier.get({ dossierId });
    for (const [at, page] of pages.entries())
      separators.push({ slot: `${dossierId} ${components[at]?.componentId}`, page });
  }
  return { client, separators };
}

const { client, separators } = await dossiersOf(ours, DOSSIERS);
const foreign = (await dossiersOf(theirs, 1)).separators;
await client.scan.setAddresses({ requestId: requestId(), addresses: [scanner.address] });
const papers: Buffer[] = [];
for (const name of SAMPLE_NAMES) papers.push(...(await samplePages(name, 40 + random.below(3))));

/** A citizen's paper as it lies in the stack: upright or not, grey or not, with or without a code of its own. */
async function aPaper(): Promise<Buffer> {
  const page = random.pick(papers);
  const coded = random.next() < 0.34 ? await withForeignCode(page, random.pick(FOREIGN_CODES), random) : page;
  const turned = sharp(coded).rotate(random.pick([0, 0, 180]));
  return await (random.next() < 0.5 ? turned.greyscale() : turned)
    .withMetadata({ density: 200 })
    .jpeg({ quality: random.pick([40, 60, 80]) })
    .toBuffer();
}

interface Sheet {
  jpeg: Buffer;
  kind: 'separator' | 'foreign' | 'paper';
  /** Where it belongs; null: nowhere but with a person. */
  slot: string | null;
}

async function aStack(): Promise<Sheet[]> {
  const sheets: Sheet[] = [];
  let slot: string | null = null;
  while (sheets.length < A_STACK) {
    const isForeign = random.next() < 0.06;
    const sheet = random.pick(isForeign ? foreign : separators);
    slot = isForeign ? null : sheet.slot;
    const jpeg = await worn(sheet.page, someWear(random), random);
    sheets.push({ jpeg, kind: isForeign ? 'foreign' : 'separator', slot: null });
    for (let count = 1 + random.below(2); count > 0; count -= 1)
      sheets.push({ jpeg: await aPaper(), kind: 'paper', slot });
  }
  return sheets;
}

const [found] = (await client.scan.scanners({})).scanners.filter(({ scannerId }) =>
  scannerId.startsWith('escl:'),
);
if (found === undefined) throw new Error('no eSCL scanner');
const seen = { sheets: 0, separators: 0, pages: 0, wrong: 0, undecided: 0, missedSeparators: 0, ms: 0 };
while (seen.sheets < wanted) {
  const sheets = await aStack();
  scanner.load(sheets.map(({ jpeg }) => jpeg));
  const runId = requestId();
  const began = performance.now();
  const { deviceId, scannerId } = found;
  await client.stack.run({ requestId: runId, dossierId: null, deviceId, scannerId, dpi: 200 });
  seen.ms += performance.now() - began;
  const rows = ours.rows<{ place: string; slot: string | null; reason: string | null }>(
    `SELECT place, dossier_id || ' ' || component_id AS slot, reason FROM stack_page WHERE run_id = '${runId}' ORDER BY position`,
  );
  if (rows.length !== sheets.length) throw new Error(`${rows.length} of ${sheets.length} pages came`);
  for (const [at, { kind, slot }] of sheets.entries()) {
    const row = rows[at];
    const isWrong = row?.place === 'component' ? row.slot !== slot : row?.place === 'signed';
    if (isWrong) process.stderr.write(`wrong: ${kind} ${at} of ${runId}: ${JSON.stringify(row)}\n`);
    seen.wrong += isWrong ? 1 : 0;
    seen.separators += kind === 'separator' ? 1 : 0;
    seen.missedSeparators += kind === 'separator' && row?.place !== 'aside' ? 1 : 0;
    seen.pages += kind === 'paper' && slot !== null ? 1 : 0;
    seen.undecided += kind === 'paper' && slot !== null && row?.place === 'undecided' ? 1 : 0;
  }
  seen.sheets += sheets.length;
  process.stderr.write(`${JSON.stringify(seen)}\n`);
}
const held = setInterval(() => undefined, 1000);
await ours.close();
await theirs.close();
await scanner.close();
clearInterval(held);
const share = round(seen.undecided / seen.pages);
const ok = seen.wrong === 0 && share <= MOST_UNDECIDED;
const figures = {
  ours: share,
  peer: MOST_UNDECIDED,
  n: seen.sheets,
  wrong: seen.wrong,
  undecided: seen.undecided,
  pages: seen.pages,
  separators: seen.separators,
  missedSeparators: seen.missedSeparators,
  msPerSheet: Math.round(seen.ms / seen.sheets),
};
const peer = 'no page in a wrong slot, and a limit of 5 % of the pages waiting for a person';
process.stdout.write(
  `${JSON.stringify({ bench: 'slots', ratio: round(share / MOST_UNDECIDED), target: 1, ok, figures, peer })}\n`,
);
process.exitCode = ok ? 0 : 1;
