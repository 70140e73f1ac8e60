import { searchForm } from '../geography/search-text.ts';
import {
  type RawSheet,
  type RowProblem,
  readTable,
  type TableRow,
  type TableSheet,
} from '../tables/read-table.ts';
import { OFFICE_CATALOGUE_FORMAT, OFFICE_SOURCE, OfficeCatalogue } from './office-catalogue.ts';
import { Procedure, type ProcedureCase, type ProcedureCatalogue } from './procedure-catalogue.ts';

const SHEETS = [
  'publication',
  'procedures',
  'cases',
  'components',
  'fees',
  'steps',
  'results',
  'ended',
] as const;
type SheetName = (typeof SHEETS)[number];

/** The sheets of the workbook, in the words of its form. */
export type PublicationSheets = Readonly<Record<SheetName, TableSheet>>;

type Tables = Record<SheetName, TableRow[]>;
type Values = TableRow['values'];

/**
 * Reads a publication from the sheets of a workbook. Cases and components keep the ids they have in `known` when their names are the same, so that
 * drafts and pages still find them. Everything wrong comes at once; the publication is there only when nothing is.
 */
export function readPublication(
  sheets: readonly RawSheet[],
  form: PublicationSheets,
  known: ProcedureCatalogue,
): { publication?: OfficeCatalogue; problems: RowProblem[] } {
  const problems: RowProblem[] = [];
  const tables = Object.fromEntries(
    SHEETS.map((name) => {
      const read = readTable(form[name], sheets);
      problems.push(...read.problems);
      return [name, read.rows];
    }),
  ) as Tables;
  // A cell that could not be read is said once.
  const said = new Set(problems.map(placeOf));
  problems.push(...referenceProblems(tables, form).filter((problem) => !said.has(placeOf(problem))));
  if (problems.length > 0) return { problems };
  const procedures = tables.procedures.map(({ values }) => procedureOf(values, tables, known));
  procedures.forEach((procedure, index) => {
    const parsed = Procedure.safeParse(procedure);
    const row = tables.procedures[index]?.row ?? 0;
    for (const { path } of parsed.success ? [] : parsed.error.issues)
      problems.push({ ...at(form.procedures, row), problem: 'unsound', value: path.join('.') });
  });
  const [heading] = tables.publication;
  const parsed = OfficeCatalogue.safeParse({
    format: OFFICE_CATALOGUE_FORMAT,
    validFrom: heading?.values['validFrom'],
    publishedBy: heading?.values['publishedBy'],
    procedures,
    ended: tables.ended.map(({ values }) => ({
      code: values['code'],
      replacedBy: values['replacedBy'],
      by: values['by'],
    })),
  });
  if (problems.length > 0) return { problems };
  if (parsed.success) return { publication: parsed.data, problems };
  return {
    problems: parsed.error.issues.map(({ path }) => ({
      sheet: form.ended.title,
      row: tables.ended[Number(path[1])]?.row ?? 0,
      column: '',
      problem: 'unsound',
      value: path.join('.'),
    })),
  };
}

/** Reads a publication from JSON; everything wrong comes at once, by its path. */
export function publicationFromJson(value: unknown): {
  publication?: OfficeCatalogue;
  problems: RowProblem[];
} {
  const parsed = OfficeCatalogue.safeParse(value);
  if (parsed.success) return { publication: parsed.data, problems: [] };
  return {
    problems: parsed.error.issues.map(({ path, code }) => ({
      sheet: 'JSON',
      row: 0,
      column: path.join('.'),
      problem: 'unsound',
      value: code,
    })),
  };
}

/** What must stand in a row of a procedure once something else does. */
const NEEDED_WITH: readonly (readonly [string, (values: Values) => boolean])[] = [
  ['elsewhere', ({ elsewhereClock, elsewhereBasis }) => elsewhereClock !== null || elsewhereBasis !== null],
  ['elsewhereBasis', ({ elsewhere }) => elsewhere !== null],
  ['codeGiver', ({ codeSystem, codeBasis }) => codeSystem !== null || codeBasis !== null],
  ['codeSystem', ({ codeGiver }) => codeGiver === 'central'],
  ['codeBasis', ({ codeGiver }) => codeGiver === 'central'],
];

const NATIONAL_CODE = /^[123]\.\d{6}$/u;

/** Codes that are none, codes twice, and rows that belong to no procedure or case of the file. */
function referenceProblems(tables: Tables, form: PublicationSheets): RowProblem[] {
  const codes = new Set(tables.procedures.map(({ values }) => values['code']));
  const cases = new Set(tables.cases.map(({ values }) => `${values['code']} ${values['name']}`));
  const problems: RowProblem[] = [];
  const about = (
    name: SheetName,
    row: number,
    column: string,
    problem: RowProblem['problem'],
    value: unknown,
  ) =>
    problems.push({
      ...at(form[name], row, column),
      problem,
      value: String(value ?? ''),
    });
  if (tables.publication.length !== 1) about('publication', 0, '', 'required', '');
  const seen = new Set<unknown>();
  for (const name of ['procedures', 'ended'] as const)
    for (const { row, values } of tables[name]) {
      const code = values['code'];
      if (code === null) continue;
      if (!NATIONAL_CODE.test(String(code))) about(name, row, 'code', 'unsound', code);
      else if (seen.has(code)) about(name, row, 'code', 'twice', code);
      seen.add(code);
    }
  for (const name of ['cases', 'components', 'fees', 'steps', 'results'] as const)
    for (const { row, values } of tables[name]) {
      const { code, caseName } = values;
      if (code !== null && !codes.has(code)) about(name, row, 'code', 'unknown', code);
      else if (caseName != null && !cases.has(`${code} ${caseName}`))
        about(name, row, 'caseName', 'unknown', caseName);
    }
  for (const { row, values } of tables.procedures)
    for (const name of ['cases', 'components', 'results'] as const)
      if (!tables[name].some((entry) => entry.values['code'] === values['code']))
        problems.push({ ...at(form[name], 0), problem: 'required', value: `${values['code']} (${row})` });
  for (const { row, values } of tables.procedures)
    for (const [column, needed] of NEEDED_WITH)
      if (needed(values) && values[column] === null) about('procedures', row, column, 'required', '');
  for (const { row, values } of tables.fees) {
    if (values['tariff'] === 'fixed' && !(Number(values['amount']) > 0))
      about('fees', row, 'amount', 'required', '');
    if (values['tariff'] !== 'free' && values['per'] === null) about('fees', row, 'per', 'required', '');
    if ((values['exempt'] === null) !== (values['ground'] === null))
      about('fees', row, values['exempt'] === null ? 'exempt' : 'ground', 'required', '');
  }
  for (const { row, values } of tables.components)
    if (values['need'] !== null && values['need'] !== 'always' && values['when'] === null)
      about('components', row, 'when', 'required', '');
  for (const { row, values } of tables.steps) {
    if (values['clock'] === 'agency' && values['agency'] === null)
      about('steps', row, 'agency', 'required', '');
    if (values['clock'] !== 'working-hours' && !Number.isInteger(values['amount']))
      about('steps', row, 'amount', 'not-a-number', values['amount']);
  }
  return problems;
}

const placeOf = ({ sheet, row, column }: RowProblem) => `${sheet}\n${row}\n${column}`;

function at(sheet: TableSheet, row: number, columnId?: string) {
  const column = sheet.columns.find(({ id }) => id === columnId)?.title ?? '';
  return { sheet: sheet.title, row, column };
}

function procedureOf(values: Values, tables: Tables, known: ProcedureCatalogue): unknown {
  const old = known.procedures.find(({ code }) => code === values['code']);
  const mine = (name: SheetName) =>
    tables[name].filter((row) => row.values['code'] === values['code']).map((row) => row.values);
  const caseIds = newIds((old?.cases ?? []).map(({ id, name }) => ({ id, name })));
  const steps = mine('steps');
  return drop({
    code: values['code'],
    shortName: values['shortName'],
    abbreviations: values['abbreviations'],
    name: values['name'],
    field: values['field'],
    level: old?.level ?? '',
    validity: { from: null, to: values['validTo'], standing: 'in-force' },
    processingOwner: values['owner'],
    elsewhere: elsewhereOf(values) ?? old?.elsewhere ?? null,
    centralCode: values['codeGiver'] === null ? (old?.centralCode ?? null) : centralCodeOf(values),
    slips: old?.slips ?? null,
    localCode: values['localCode'],
    order: values['order'],
    subjects: values['subjects'],
    onlineLevel: values['onlineLevel'],
    channels: values['channels'],
    ownerRule: old?.ownerRule ?? 'required',
    handedToBoth: old?.handedToBoth ?? null,
    legalBasis: values['legalBasis'] ?? [],
    cases: mine('cases').map((row) => caseOf(row, mine, caseIds, old)),
    results: mine('results').map(({ name, resultCode }) => drop({ name, code: resultCode })),
    steps: steps.length === 0 ? null : { verified: true, list: steps.map(stepOf) },
    linked: old?.linked ?? null,
    verified: { name: true, components: true, limit: true, fee: true, legalBasis: true },
    sources: [OFFICE_SOURCE],
  });
}

function elsewhereOf({ elsewhere, elsewhereClock, elsewhereBasis }: Values): unknown {
  return elsewhere === null ? null : drop({ reach: elsewhere, clock: elsewhereClock, basis: elsewhereBasis });
}

function centralCodeOf({ codeGiver, codeSystem, codeBasis }: Values): unknown {
  return codeGiver === 'central' ? { system: codeSystem, basis: codeBasis } : null;
}

function caseOf(
  row: Values,
  mine: (name: SheetName) => Values[],
  newId: (name: string) => string,
  old: Procedure | undefined,
): unknown {
  const name = String(row['name']);
  const id = newId(name);
  const oldCase: ProcedureCase | undefined = old?.cases.find((entry) => entry.id === id);
  const own = (sheet: SheetName) =>
    mine(sheet).filter(({ caseName }) => caseName == null || caseName === name);
  const componentId = newIds(
    (oldCase?.components ?? []).map((entry) => ({ id: entry.id, name: entry.name })),
  );
  const feeId = newIds((oldCase?.fees ?? []).map((entry) => ({ id: entry.id, name: entry.name })));
  return {
    id,
    name,
    abbreviations: oldCase?.abbreviations ?? [],
    limit: { value: row['value'] ?? null, unit: row['unit'] },
    components: own('components').map((entry) =>
      drop({
        id: componentId(String(entry['name'])),
        name: entry['name'],
        counts: {
          original: entry['original'] ?? 0,
          certified: entry['certified'] ?? 0,
          photocopy: entry['photocopy'] ?? 0,
        },
        requirement: requirementOf(entry),
        onlyShown: entry['onlyShown'] === 'yes',
        form: entry['form'],
        database: entry['database'],
        replacedBy: entry['replacedBy'],
      }),
    ),
    fees: own('fees').map((entry) =>
      drop({
        id: feeId(String(entry['name'])),
        name: entry['name'],
        tariff: tariffOf(entry),
        onRequest: entry['onRequest'] === 'yes',
        exemptions: entry['exempt'] === null ? null : [{ name: entry['exempt'], ground: entry['ground'] }],
      }),
    ),
  };
}

function requirementOf({ need, when }: Values): unknown {
  switch (need) {
    case 'judged':
    case 'looked-up':
      return { kind: need, when };
    case 'authorised':
      return { kind: 'authorised', agents: ['person', 'organisation'], when };
    case 'direct':
      return { kind: 'channel', channels: ['direct', 'post'], when };
    case 'online':
      return { kind: 'channel', channels: ['online'], when };
    default:
      return { kind: 'always' };
  }
}

function tariffOf({ tariff, amount, per }: Values): unknown {
  if (tariff === 'fixed') return { kind: 'fixed', amountVnd: amount, per };
  return tariff === 'council' ? { kind: 'council', per } : { kind: 'free' };
}

function stepOf({ name, role, clock, amount, unit, agency }: Values): unknown {
  if (clock === 'working-hours') return { name, role, clock: { kind: clock, hours: amount } };
  return {
    name,
    role,
    clock: drop({
      kind: clock,
      days: amount,
      unit: unit ?? 'working-day',
      agency: clock === 'agency' ? agency : null,
    }),
  };
}

/** The id that a name had, or one made of its words; the same name twice gets a number. */
function newIds(known: readonly { id: string; name: string }[]): (name: string) => string {
  const given = new Set<string>();
  return (name) => {
    const old = known.find((entry) => entry.name === name && !given.has(entry.id))?.id;
    const stem =
      searchForm(name)
        .replace(/[^a-z0-9]+/gu, '-')
        .slice(0, 50)
        .replace(/^-+|-+$/gu, '') || 'muc';
    let id = old ?? stem;
    for (
      let next = 2;
      given.has(id) || (old === undefined && known.some((entry) => entry.id === id));
      next += 1
    )
      id = `${stem}-${next}`;
    given.add(id);
    return id;
  };
}

function drop(entry: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(entry).filter(([, value]) => value !== null && value !== undefined),
  );
}
