import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { FileVerdict } from '../../shared/domain/certification/verdict.ts';
import { createForkedHelpers } from '../adapters/forked-helper.ts';
import { parseCertificate } from '../helpers/verify/certificate.ts';
import { judgeFile } from '../host/judge-file.ts';
import type { HelperProcesses } from '../host/ports/helper-process.ts';
import { systemClock } from '../host/system-clock.ts';
import { inBothLanguages, startMessages } from './start-messages.ts';

const EXIT_NOT_VALID = 1;
const EXIT_USAGE = 2;

/**
 * Verdict on signed PDFs: `[--trust root.crt]... FILE...`; one JSON line per file; exit 1 if any is not valid, 2 for wrong arguments, and then
 * no file was judged. A file that cannot be read has a line of its own and keeps none of the others from theirs. Files are judged in a helper process with the
 * same limits as in the app.
 */
async function main(): Promise<number> {
  const given = readArguments();
  if (given === undefined || given.files.length === 0) return refused(startMessages.verifyUsage);
  const roots: Uint8Array[] = [];
  for (const file of given.trust) {
    const root = await readFile(file).catch(() => undefined);
    if (root === undefined || parseCertificate(root) === undefined)
      return refused(inBothLanguages('start.verifyRootUnreadable', { file }));
    roots.push(root);
  }
  const helpers = createForkedHelpers();
  let exitCode = 0;
  try {
    for (const file of given.files) {
      const verdict = await judge(helpers, file, roots);
      process.stdout.write(`${JSON.stringify(lineOf(file, verdict))}\n`);
      if (verdict.verdict !== 'valid') exitCode = EXIT_NOT_VALID;
    }
  } finally {
    // A child that is idle keeps nobody waiting: it is ended, and nothing waits for its end.
    void helpers.close();
  }
  return exitCode;
}

/** The line's keys are fixed; what a screen shows besides is left out. */
function lineOf(file: string, { verdict, signatures, reasons }: FileVerdict) {
  const told = signatures.map(
    ({ signer, intact, coversWholeFile, modifiedAfter, trust, timestamp, reasons }) => ({
      ...{ signer, intact, coversWholeFile, modifiedAfter, trust, timestamp, reasons },
    }),
  );
  return { file, verdict, signatures: told, reasons };
}

function readArguments(): { trust: string[]; files: string[] } | undefined {
  try {
    const { values, positionals } = parseArgs({
      options: { trust: { type: 'string', multiple: true, default: [] } },
      allowPositionals: true,
    });
    return { trust: values.trust, files: positionals };
  } catch {
    return undefined;
  }
}

async function judge(
  helpers: HelperProcesses,
  file: string,
  roots: readonly Uint8Array[],
): Promise<FileVerdict> {
  let pdf: Uint8Array;
  try {
    pdf = await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { verdict: 'unknown', signatures: [], reasons: [`file-unreadable:${code}`], level: null };
  }
  const judged = await judgeFile(helpers, { pdf, roots: [...roots], at: systemClock.now() });
  if (!judged.ok) throw new Error(judged.refusal.code);
  return judged.value;
}

function refused(words: string): number {
  process.stderr.write(`${words}\n`);
  return EXIT_USAGE;
}

process.exitCode = await main();
