import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { createCatalogue, shippedCatalogue } from '../../shared/domain/catalogue/catalogue.ts';
import { problemsOf } from '../../shared/domain/catalogue/catalogue-changes.ts';
import { type LintFinding, lintCatalogue } from '../../shared/domain/catalogue/lint.ts';
import { layOver } from '../../shared/domain/catalogue/office-catalogue.ts';
import { ProcedureCatalogue } from '../../shared/domain/catalogue/procedure-catalogue.ts';
import { publicationFromJson, readPublication } from '../../shared/domain/catalogue/publication-tables.ts';
import type { RowProblem } from '../../shared/domain/tables/read-table.ts';
import { officeDay } from '../../shared/domain/time/office-time.ts';
import { CATALOGUE_SHEETS } from '../../shared/forms/tables/catalogue-sheets.ts';
import { readTables } from '../helpers/workbook/read-tables.ts';
import { systemClock } from '../host/system-clock.ts';
import { inBothLanguages, inVietnamese, startMessages } from './start-messages.ts';

const EXIT_FOUND = 1;
const EXIT_USAGE = 2;

/** What is looked at: a version and its procedures, and what is wrong in the file itself. */
interface Looked {
  version: string;
  procedures: ProcedureCatalogue['procedures'];
  problems: RowProblem[];
}

/**
 * Checks a catalogue in the words of the screen: `[FILE] [--json]`, the shipped one without a file, else a publication of an office (Excel or
 * JSON) or a whole catalogue (JSON). A line for each thing to put right, the sum last; exit 0 when there is none, 1 when there is, 2 for wrong
 * arguments or a file that cannot be read.
 */
async function main(): Promise<number> {
  const given = readArguments();
  if (given === undefined) return refused(startMessages.lintUsage);
  const looked = given.file === undefined ? shipped() : await look(given.file);
  if (typeof looked === 'string') return refused(looked);
  const day = officeDay(systemClock.now());
  const findings = lintCatalogue(looked, day);
  const { problems, version, procedures } = looked;
  if (given.json) {
    const said = {
      version,
      day,
      procedures: procedures.length,
      problems: problems.map((problem) => ({ ...problem, message: problemWords(problem) })),
      findings: findings.map((finding) => ({ ...finding, message: findingWords(finding) })),
    };
    process.stdout.write(`${JSON.stringify(said)}\n`);
  } else {
    const count = findings.length + problems.length;
    const lines = [
      ...problems.map((problem) => [placeOf(problem), problemWords(problem)].join('\t')),
      ...findings.map((finding) =>
        [finding.code, finding.shortName, findingWords(finding), finding.place ?? ''].join('\t').trimEnd(),
      ),
      inVietnamese('lint.summary', { version, procedures: procedures.length, count }),
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  }
  return findings.length + problems.length === 0 ? 0 : EXIT_FOUND;
}

function readArguments(): { file: string | undefined; json: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    if (positionals.length > 1) return undefined;
    return { file: positionals[0], json: values.json };
  } catch {
    return undefined;
  }
}

function shipped(): Looked {
  const { data, version } = shippedCatalogue;
  return { version, procedures: data.procedures, problems: [] };
}

/** What a file holds, or in words why it is not read. */
async function look(file: string): Promise<Looked | string> {
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined) return inBothLanguages('start.lintUnreadable', { file });
  const tables = await readTables({ file: new Uint8Array(bytes) });
  if (tables.kind === 'fault')
    return inBothLanguages(`refusal.${tables.fault}`, { sheet: tables.sheet, cell: tables.cell });
  if (tables.kind === 'json') {
    const whole = ProcedureCatalogue.safeParse(tables.value);
    if (whole.success)
      return { version: whole.data.version, procedures: whole.data.procedures, problems: [] };
  }
  const { publication, problems } =
    tables.kind === 'sheets'
      ? readPublication(tables.sheets, CATALOGUE_SHEETS, shippedCatalogue.data)
      : publicationFromJson(tables.value);
  if (publication === undefined) return { version: basename(file), procedures: [], problems };
  const laid = layOver(shippedCatalogue.data, [publication]);
  const at = { sheet: CATALOGUE_SHEETS.procedures.title, row: 0, column: '' };
  const conflicts = problemsOf(laid).map((value): RowProblem => ({ ...at, problem: 'conflict', value }));
  return {
    version: createCatalogue(laid).version,
    procedures: publication.procedures,
    problems: [...problems, ...conflicts],
  };
}

function placeOf({ sheet, row, column }: RowProblem): string {
  return [sheet, row === 0 ? '' : `${inVietnamese('rows.row')} ${row}`, column].filter(Boolean).join(', ');
}

function problemWords({ problem, value }: RowProblem): string {
  return inVietnamese(`rows.${problem}`, { value });
}

function findingWords({ rule, day, days }: LintFinding): string {
  const written = day?.split('-').reverse().join('/') ?? '';
  return inVietnamese(`lint.${rule}`, { day: written, ...days });
}

function refused(words: string): number {
  process.stderr.write(`${words}\n`);
  return EXIT_USAGE;
}

process.exitCode = await main();
