import { contract } from '../../../shared/contract/index.ts';
import { findCase } from '../../../shared/domain/catalogue/catalogue.ts';
import { batchFees, fitsInBatch, ownerOf } from '../../../shared/domain/dossier/batch.ts';
import { partyNumber } from '../../../shared/domain/dossier/party.ts';
import type { RowProblem } from '../../../shared/domain/tables/read-table.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { BATCH_FORM, BATCH_REASON_COLUMN } from '../../../shared/forms/tables/batch-sheet.ts';
import { vi } from '../../../shared/messages/vi.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import { drawTemplate, keepWorkbook, readTablesFile } from '../tables/tables-file.ts';
import { judgeBatch } from './judge-batch.ts';

/** The empty workbook of a case; its first row names the procedure already. */
export const drawBatchTemplate = commandHandler(
  contract.batch.template,
  async ({ procedureCode, caseId }, context) => {
    const today = officeDay(context.clock.now());
    const found = context.readers.catalogues.on(today).findProcedure(procedureCode, today);
    if (!found.ok) return found;
    const procedure = found.value;
    const entry = findCase(procedure, caseId);
    if (entry === undefined) return refuse('CASE_UNKNOWN', { caseId });
    if (!fitsInBatch(BATCH_FORM, procedure, entry))
      return refuse('BATCH_NOT_FIT', { name: procedure.shortName });
    const sheet = BATCH_FORM.of(entry, batchFees(entry));
    return await drawTemplate(context, [sheet], { procedure: procedure.code, caseName: entry.name });
  },
);

/** What a list would bring row by row, and everything that is wrong in it; nothing is kept. */
export const previewBatch = queryHandler(contract.batch.preview, async ({ sha256 }, context) => {
  const read = await readTablesFile(context, sha256);
  if (!read.ok) return read;
  const judged = judgeBatch(context.readers, context.clock.now(), read.value.tables);
  return ok({
    problems: judged.problems,
    wrong: wrongRowsOf(judged.problems).length,
    procedureName: judged.procedure?.name ?? '',
    caseName: judged.entry?.name ?? '',
    rows: judged.rows.map(({ row, receipt, code }) => {
      const owner = ownerOf(receipt);
      return {
        row,
        ownerName: owner?.name ?? '',
        ownerNumber: owner === undefined ? null : partyNumber(owner),
        standing: code === undefined ? ('new' as const) : ('there' as const),
        code: code ?? null,
        check: receipt.submitterCheck === 'paper' ? ('paper' as const) : ('none' as const),
      };
    }),
    number: context.readers.imports.findBatch(sha256)?.number ?? null,
  });
});

/** The wrong rows as they stand in the file, each with what to do in a last column; put right, the file can be given again as it is. */
export const drawWrongRows = commandHandler(contract.batch.wrongRows, async ({ sha256 }, context) => {
  const read = await readTablesFile(context, sha256);
  if (!read.ok) return read;
  const { tables } = read.value;
  const { problems, procedure, entry, sheet } = judgeBatch(context.readers, context.clock.now(), tables);
  const wrong = new Set(wrongRowsOf(problems));
  const raw =
    tables.kind === 'json' ? undefined : tables.sheets.find(({ name }) => sameTitle(name, sheet.title));
  const [heading, ...body] = raw?.rows ?? [];
  if (wrong.size === 0 || heading === undefined || procedure === undefined)
    return refuse('NO_WRONG_ROWS', {});
  const kept = heading.cells.flatMap((title, index) => (title === BATCH_REASON_COLUMN ? [] : [index]));
  const titles = kept.map((index) => heading.cells[index] ?? '');
  // What only the first row of the list says, each row here must say itself.
  const said: Record<string, string> = { procedure: procedure.code, caseName: entry?.name ?? '' };
  const filled = sheet.columns.flatMap(({ id, title }) =>
    said[id] === undefined ? [] : [[title, said[id]]],
  );
  const inherited = new Map(filled as [string, string][]);
  const rows = body
    .filter(({ row }) => wrong.has(row))
    .map(({ row, cells }) => [
      ...kept.map((index, place) => cells[index] || (inherited.get(titles[place] ?? '') ?? '')),
      reasonsOf(problems, row),
    ]);
  return await keepWorkbook(context, [
    {
      name: sheet.title,
      widths: [...titles.map((title) => Math.min(40, Math.max(14, title.length + 4))), 80],
      rows: [[...titles, BATCH_REASON_COLUMN], ...rows],
    },
  ]);
});

function wrongRowsOf(problems: readonly RowProblem[]): number[] {
  return [...new Set(problems.map(({ row }) => row))].filter((row) => row > 0);
}

function sameTitle(name: string, title: string): boolean {
  return name === '' || name.trim().toLowerCase() === title.toLowerCase();
}

function reasonsOf(problems: readonly RowProblem[], row: number): string {
  return problems
    .filter((each) => each.row === row)
    .map(({ column, problem, value }) => `${column}: ${vi[`rows.${problem}`].replaceAll('{value}', value)}`)
    .join(' / ');
}
