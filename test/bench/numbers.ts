import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openDataFolder } from '../../db/folder/data-folder.ts';
import { createKeyFileWrapper } from '../../db/folder/key-slots.ts';
import { systemClock } from '../../electron/host/system-clock.ts';
import { giveEveryRole } from '../support/a-receipt.ts';
import { anOffice, PASSWORD } from '../support/an-office.ts';
import { httpClient, takeBearer } from '../support/contract-clients.ts';
import { removeFolder, startHeadlessHost, temporaryFolder } from '../support/headless-host.ts';
import { requestId } from '../support/request-id.ts';
import { round } from './measure.ts';
import type { RaceAnswer, RaceOrder } from './numbers-racer.ts';

/**
 * Eight processes race over the HTTP door for the codes of one day's range, until the host refuses each of them because the range is used up:
 * no code twice, none left out, and the records hold exactly the codes that were answered. `--codes N` sets the size of the range.
 */
const RACERS = 8;
const RACER = fileURLToPath(new URL('numbers-racer.ts', import.meta.url));
const { values } = parseArgs({ options: { codes: { type: 'string', default: '20000' } } });
const size = Number(values.codes);
if (!Number.isInteger(size) || size < 250) throw new Error('--codes takes a whole number of at least 250');

const folder = temporaryFolder('qmc-bench-');
const host = await startHeadlessHost(folder);
const counter = httpClient(host.address, await takeBearer(host.launch()));
const office = anOffice();
await counter.setup.start({
  ...office,
  installation: { ...office.installation, dailyCodes: { first: 1, last: size } },
});
await counter.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
await giveEveryRole(counter);

const racers: ChildProcess[] = [];
for (let index = 0; index < RACERS; index += 1) {
  const racer = fork(RACER, { stdio: 'inherit' });
  const order: RaceOrder = { address: host.address, bearer: await takeBearer(host.launch()) };
  const ready = answerOf(racer);
  racer.send(order);
  await ready;
  racers.push(racer);
}
const start = performance.now();
const answers = (await Promise.all(
  racers.map((racer) => {
    const answer = answerOf(racer);
    racer.send('go');
    return answer;
  }),
)) as RaceAnswer[];
const seconds = (performance.now() - start) / 1000;
await host.stop();
const recorded = await codesIn(folder);
removeFolder(folder);

const answered = answers.flatMap(({ codes }) => codes);
const taken = new Set(answered);
const days = new Set(answered.map((code) => code.slice(0, code.lastIndexOf('-'))));
const sequences = new Set(answered.map((code) => Number(code.slice(code.lastIndexOf('-') + 1))));
const figures = {
  codes: answered.length,
  doubles: answered.length - taken.size,
  gaps: Array.from({ length: size }, (_, index) => index + 1).filter((sequence) => !sequences.has(sequence))
    .length,
  commits: recorded.length,
  unanswered: recorded.filter((code) => !taken.has(code)).length,
  days: days.size,
  racers: RACERS,
  fewestOfARacer: Math.min(...answers.map(({ codes }) => codes.length)),
  perSecond: round(answered.length / seconds),
  unit: 'codes',
};
const refusals = new Set(answers.map(({ refusal }) => refusal));
const whole = figures.codes === size && figures.commits === size && figures.days === 1;
const ok =
  whole &&
  figures.doubles + figures.gaps + figures.unanswered === 0 &&
  [...refusals].join() === 'CODES_USED_UP';
process.stdout.write(
  `${JSON.stringify({ bench: 'numbers', ok, figures, refusals: [...refusals].join(', ') })}\n`,
);
process.exitCode = ok ? 0 : 1;

/** The next message of a racer; a racer that dies ends the race. */
function answerOf(racer: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    racer.once('message', resolve);
    racer.once('exit', (code) => reject(new Error(`a racer ended with ${code}`)));
  });
}

/** The codes that the closed records hold: one for each reception that was committed. */
async function codesIn(path: string): Promise<string[]> {
  const opened = await openDataFolder({
    path,
    wrappers: [createKeyFileWrapper(join(path, 'counter.key'))],
    clock: systemClock,
  });
  if (!opened.ok) throw new Error(`the folder does not open: ${JSON.stringify(opened.refusal)}`);
  const rows = opened.value.read.prepare('SELECT code FROM dossier').all() as { code: string }[];
  await opened.value.close();
  return rows.map(({ code }) => code);
}
