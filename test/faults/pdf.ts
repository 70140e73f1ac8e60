import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { byteFaults, careless, judgeOf, type PdfReport, pdfCampaign } from './pdf-campaign.ts';
import { pdfSeeds } from './pdf-seeds.ts';

/**
 * Campaign of changed PDFs: tokens, dictionaries, cross-references, lengths, revisions and whole objects of good signed files are changed, and updates are put behind
 * them as attackers do, some of them signed over by the second signer. No crash, no hang, and no "valid" for a file that shows anything else than a good one. Then single bytes:
 * flipped, inserted, deleted, never valid. The control is a judge that does not compare revisions, as common viewers: the campaign must find it wrong.
 */
const HANG_MS = 30_000;
const OVER_SHARE = 0.02;
const MOST_OVER = 400;
const CONTROL_TRIALS = 400;
const EACH_BYTE = 5000;

interface Work {
  trials: number;
  seed: number;
}

if (isMainThread) await lead();
else await work(workerData as Work);

async function work({ trials, seed }: Work): Promise<void> {
  const over = Math.min(MOST_OVER, Math.ceil(trials * OVER_SHARE));
  const seeds = await pdfSeeds({ over, seed });
  const judge = judgeOf(seeds);
  const beat = (done: number) => done % 50 === 0 && parentPort?.postMessage({ done });
  for (const [at, good] of seeds.good.entries())
    if (judge(good).verdict !== 'valid') throw new Error(`good file ${at} is not valid`);
  const report = pdfCampaign(seeds, { trials, seed, judge, progress: beat });
  parentPort?.postMessage({ done: trials });
  const [first, second] = seeds.good;
  const each = Math.min(EACH_BYTE, trials);
  // In slices, so that it is seen that they go on.
  const survivors: string[] = [];
  for (let done = 0; done < each; done += 100) {
    for (const file of [first, second])
      if (file !== undefined) survivors.push(...byteFaults(file, { each: 50, seed: seed + done, judge }));
    parentPort?.postMessage({ done: trials });
  }
  const control = pdfCampaign(
    { ...seeds, signedOver: seeds.signedOver.slice(0, 20) },
    { trials: CONTROL_TRIALS, seed, judge: careless(judge) },
  );
  parentPort?.postMessage({ report, survivors, bytes: each, controlFound: control.wrong });
}

async function lead(): Promise<void> {
  const { values } = parseArgs({
    options: { trials: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } },
  });
  const given: Work = { trials: Number(values.trials), seed: Number(values.seed) };
  const worker = new Worker(new URL(import.meta.url), { workerData: given });
  const { promise, resolve } = Promise.withResolvers<Ended>();
  let done = 0;
  let watchdog = setTimeout(() => resolve({ hung: true }), 10 * HANG_MS);
  worker.on('message', (message: { done?: number } & Ended) => {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => resolve({ hung: true }), HANG_MS);
    if (message.done === undefined) return resolve(message);
    if (message.done !== done && message.done % 1000 === 0) process.stderr.write(`pdf: ${message.done}\n`);
    done = message.done;
  });
  worker.on('error', (error) => {
    process.stderr.write(`${error.stack}\n`);
    resolve({ died: true });
  });
  const ended = await promise;
  clearTimeout(watchdog);
  await worker.terminate();
  tell(given, ended);
}

interface Ended {
  hung?: boolean;
  died?: boolean;
  report?: PdfReport;
  survivors?: string[];
  bytes?: number;
  controlFound?: number;
}

function tell(
  { trials }: Work,
  { hung, died, report, survivors = [], bytes = 0, controlFound = 0 }: Ended,
): void {
  for (const example of [...(report?.examples ?? []), ...survivors.slice(0, 5)])
    process.stderr.write(`${example}\n`);
  const lost = (report?.crashes ?? 0) + (report?.slow ?? 0) + (hung || died ? 1 : 0);
  const wrong = (report?.wrong ?? 0) + survivors.length;
  const ok = lost === 0 && wrong === 0 && report?.trials === trials && controlFound > 0;
  const { examples: _shown, ...figures } = report ?? { examples: [] };
  process.stdout.write(
    `${JSON.stringify({
      ...{ faults: 'pdf', trials, lost, doubled: 0, wrong, ok },
      figures: { ...figures, hung: hung === true, bytes, bytesValid: survivors.length, controlFound },
    })}\n`,
  );
  process.exitCode = ok ? 0 : 1;
}
