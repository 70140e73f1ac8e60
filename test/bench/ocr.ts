import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { createForkedHelpers } from '../../electron/adapters/forked-helper.ts';
import { modelFolder } from '../../electron/helpers/ocr/shipped-tesseract.ts';
import { helperKinds } from '../../electron/host/ports/helper-kinds.ts';
import type { TextEngine } from '../../shared/domain/digitisation/page-words.ts';
import { aTextPage } from '../pages/text-page.ts';
import { wrongLetters } from '../support/wrong-letters.ts';
import { report, round, timed } from './measure.ts';

/**
 * bench: 'ocr'. Pages of Vietnamese text whose words are known, as a desk scanner sees them (A4, 200 dpi, a little askew, grainy), read through a
 * helper process by the shipped engine and by the machine's own, against one `tesseract` command on the same picture with the same model. Time per
 * page after a first one that warms; the share of letters that are wrong, missing or too many. The goal: no more than half a point above the command.
 */
const { values } = parseArgs({ options: { pages: { type: 'string', default: '6' } } });
const PAGES = Number(values.pages);
const GOAL_POINTS = 0.5;
const LIMITS = { timeoutMs: 180_000, memoryLimitMb: 1024 };

const folder = mkdtempSync(join(tmpdir(), 'qmc-ocr-'));
writeFileSync(
  join(folder, 'vie.traineddata'),
  gunzipSync(readFileSync(join(modelFolder(), 'vie.traineddata.gz'))),
);
if (spawnSync('tesseract', ['--version']).status !== 0)
  throw new Error('the peer is missing: Debian packages tesseract-ocr and tesseract-ocr-vie');
const version = execFileSync('tesseract', ['--version'], { encoding: 'utf8' }).split('\n')[0] ?? '';
const helpers = createForkedHelpers();
const pages = await Promise.all(Array.from({ length: PAGES + 1 }, (_, seed) => aTextPage(90_000 + seed)));

type Reading = { ms: number[]; wrong: number; letters: number };
const none = (): Reading => ({ ms: [], wrong: 0, letters: 0 });
const readings = { shipped: none(), native: none(), peer: none() };
for (const [index, { jpeg, truth }] of pages.entries()) {
  const note = (reading: Reading, ms: number, text: string) => {
    if (index === 0) return;
    reading.ms.push(ms);
    reading.wrong += wrongLetters(text, truth);
    reading.letters += truth.length;
  };
  for (const engine of ['shipped', 'native'] as const) {
    let text = '';
    const ms = await timed(async () => {
      text = await read(jpeg, engine);
    });
    note(readings[engine], ms, text);
  }
  let text = '';
  const ms = await timed(() => {
    text = readByCommand(jpeg, index);
  });
  note(readings.peer, ms, text);
  process.stderr.write(`page ${index} of ${PAGES}\n`);
}
// Warm helpers do not hold this process: without something that does, it would be over before they are.
const held = setInterval(() => undefined, 1000);
await helpers.close();
clearInterval(held);
rmSync(folder, { recursive: true });

const error = ({ wrong, letters }: Reading) => round((wrong / letters) * 100);
const middle = ({ ms }: Reading) => round([...ms].sort((a, b) => a - b)[ms.length >> 1] ?? Number.NaN);
report({
  bench: 'ocr',
  ours: error(readings.shipped),
  peer: round(error(readings.peer) + GOAL_POINTS),
  target: 1,
  peerName: `${version} with the same model, its error plus ${GOAL_POINTS} point`,
  figures: {
    unit: 'wrong letters of 100',
    'the command': error(readings.peer),
    'the machine’s own engine through us': error(readings.native),
    'ms a page, shipped': middle(readings.shipped),
    'ms a page, machine’s own': middle(readings.native),
    'ms a page, command': middle(readings.peer),
    'time ratio, shipped': round(middle(readings.shipped) / middle(readings.peer)),
    n: PAGES,
    letters: readings.peer.letters,
  },
});

async function read(jpeg: Uint8Array, engine: TextEngine): Promise<string> {
  const answer = await helpers.run(helperKinds.recogniseText, { jpeg, dpi: 200, engine }, LIMITS);
  if (!answer.ok) throw new Error(`${engine}: ${JSON.stringify(answer.refusal)}`);
  return answer.value.words.map(({ text }) => text).join(' ');
}

function readByCommand(jpeg: Uint8Array, index: number): string {
  const file = join(folder, `${index}.jpg`);
  writeFileSync(file, jpeg);
  const model = ['--tessdata-dir', folder, '-l', 'vie', '--oem', '1', '--psm', '3', '--dpi', '200'];
  const printed = execFileSync('tesseract', [file, 'stdout', ...model], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, OMP_THREAD_LIMIT: '1' },
  });
  return printed.normalize('NFC').split(/\s+/u).filter(Boolean).join(' ');
}
