import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js';

/** The exact model in whole numbers: small, and read at the speed of the machine's own. */
const MODEL = '4.0.0_best_int';
let warm: Promise<Worker> | undefined;

/** The folder of the shipped Vietnamese model, `vie.traineddata.gz`. */
export function modelFolder(): string {
  const { resolve } = createRequire(import.meta.url);
  return join(dirname(resolve('@tesseract.js-data/vie/package.json')), MODEL);
}

async function startEngine(): Promise<Worker> {
  const worker = await createWorker('vie', OEM.LSTM_ONLY, {
    langPath: modelFolder(),
    // Nothing is fetched and nothing is left on the disk: the model is read where it is installed.
    cacheMethod: 'none',
    gzip: true,
  });
  await worker.setParameters({ tessedit_pageseg_mode: PSM.AUTO });
  return worker;
}

/**
 * Reads a picture with the shipped engine, kept warm in this process.
 * @returns its table of words (TSV)
 */
export async function readWithShipped(picture: Uint8Array, { dpi }: { dpi: number }): Promise<string> {
  warm ??= startEngine();
  const worker = await warm;
  await worker.setParameters({ user_defined_dpi: String(dpi) });
  const { data } = await worker.recognize(Buffer.from(picture), {}, { text: false, tsv: true });
  return data.tsv ?? '';
}
