import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createLedgerCheck, type LedgerReport } from '../../shared/domain/delivery/ledger-file.ts';
import { inBothLanguages, inVietnamese, startMessages } from './start-messages.ts';

const EXIT_FOUND = 1;
const EXIT_USAGE = 2;
const MOST_FAULTS_SHOWN = 50;

/**
 * Checks an exported ledger without the program's own files: `[--province-key FILE] FILE`. A line for each fault, the sum, and as the last line JSON; exit 0
 * when the file proves what it says, 1 when it does not, 2 for wrong arguments or a file that cannot be read.
 */
async function main(): Promise<number> {
  const given = readArguments();
  if (given === undefined) return refused(startMessages.ledgerUsage);
  const { file, keyFile } = given;
  const pinned = keyFile === undefined ? undefined : await readKey(keyFile);
  if (keyFile !== undefined && pinned === undefined)
    return refused(inBothLanguages('start.ledgerKeyUnreadable', { file: keyFile }));
  const report = await check(file, pinned).catch(() => undefined);
  if (report === undefined) return refused(inBothLanguages('start.ledgerUnreadable', { file }));
  const isWhole = report.header !== undefined && report.faults.length === 0;
  process.stdout.write(
    `${wordsOf(report, isWhole).join('\n')}\n${JSON.stringify({ file, ok: isWhole, ...report })}\n`,
  );
  return isWhole ? 0 : EXIT_FOUND;
}

async function check(file: string, pinned: string | undefined): Promise<LedgerReport> {
  const checked = createLedgerCheck(isSigned, pinned);
  for await (const line of createInterface({ input: createReadStream(file) })) checked.read(line);
  return checked.end();
}

function isSigned(key: string, text: string, signature: string): boolean {
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text, 'utf8'), publicKey, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

function wordsOf({ header, faults, ...counts }: LedgerReport, isWhole: boolean): string[] {
  const told = faults
    .slice(0, MOST_FAULTS_SHOWN)
    .map(({ line, fault }) => inVietnamese(`ledgerFault.${fault}`, { line }));
  if (header === undefined) return told;
  const key = header.receiptKey;
  const print =
    key === null ? '–' : createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 16);
  const { name, from, to } = header;
  const province = header.provinceName ?? '–';
  return [
    ...told,
    inVietnamese('ledgerFile.about', { name, from, to, province, print }),
    inVietnamese(isWhole ? 'ledgerFile.whole' : 'ledgerFile.faulty', { ...counts, faults: faults.length }),
  ];
}

/** The province's receipt key: base64 of its SPKI, or the same as PEM. */
async function readKey(file: string): Promise<string | undefined> {
  try {
    const text = (await readFile(file, 'utf8')).trim();
    const key = text.startsWith('-----')
      ? createPublicKey(text)
      : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    return key.export({ format: 'der', type: 'spki' }).toString('base64');
  } catch {
    return undefined;
  }
}

function readArguments(): { file: string; keyFile: string | undefined } | undefined {
  try {
    const { values, positionals } = parseArgs({
      options: { 'province-key': { type: 'string' } },
      allowPositionals: true,
    });
    const [file, surplus] = positionals;
    return file === undefined || surplus !== undefined
      ? undefined
      : { file, keyFile: values['province-key'] };
  } catch {
    return undefined;
  }
}

function refused(words: string): number {
  process.stderr.write(`${words}\n`);
  return EXIT_USAGE;
}

process.exitCode = await main();
