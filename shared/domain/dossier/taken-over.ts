import type { Instant, PlainDate } from '../../types/clock.ts';
import type { Procedure, ProcedureCase } from '../catalogue/procedure-catalogue.ts';
import { momentOf, zonedText } from '../deadline/calendar-walk.ts';
import { DEADLINE_ENGINE, type Deadline } from '../deadline/deadline.ts';
import { searchForm } from '../geography/search-text.ts';
import {
  type RawSheet,
  type RowProblem,
  readTable,
  type TableRow,
  type TableSheet,
} from '../tables/read-table.ts';
import { officeDay, officeMoment } from '../time/office-time.ts';
import { DossierCode } from './dossier-code.ts';
import type { DossierState } from './dossier-state.ts';
import { StepDetails } from './dossier-step.ts';
import type { Party } from './party.ts';
import type { Authority, ReceiptInput } from './receipt-input.ts';
import { caseOf, deliveryOf, peopleOf, placeOf, type Tell, type Values } from './row-reading.ts';

/** The sheets of the workbook, in the words of its form. */
export type OpenDossierSheets = Readonly<Record<'dossiers' | 'papers' | 'pauses', TableSheet>>;

/** A time in which the limit stood still before the dossier came here; `to` is null while it still does. */
interface TakenOverPause {
  details: StepDetails;
  from: Instant;
  to: Instant | null;
}

/** A paper that was handed in where the dossier was received. */
interface TakenOverPaper {
  componentId: string;
  name: string;
  counts: { original: number; certified: number; photocopy: number };
}

/** An open dossier of another system, ready to be recorded with its own code and its own dates. */
export interface TakenOverDossier {
  row: number;
  code: string;
  procedure: Procedure;
  case: ProcedureCase;
  state: DossierState;
  channel: ReceiptInput['channel'];
  receivedAt: Instant;
  deadline: Deadline;
  firstDue: string;
  owner: Party | null;
  submitter: Party;
  authority: Authority | null;
  delivery: ReceiptInput['delivery'];
  request: string;
  sets: number;
  paidVnd: number;
  papers: TakenOverPaper[];
  pauses: TakenOverPause[];
  result: { description: string; at: Instant } | null;
}

/** What the reading needs to know beside the file. */
export interface TakeOver {
  now: Instant;
  /** The name of the other system, for the explanation of the appointment. */
  source: string;
  /** The procedure that a code named on a day. */
  procedureOn: (code: string, day: PlainDate) => Procedure | undefined;
}

/** Rows of one file; more are brought in several files. */
const MOST_TAKEN_OVER = 2000;

const CLOSING = '17:00';
const EARLIEST = '2000-01-01';

const WAITING = { 'supplement-asked': 'supplement', 'payment-asked': 'payment', stopped: 'stop' } as const;

/**
 * Reads the open dossiers of another system. The original dates stay: nothing is reckoned anew, the appointment is explained by where it comes
 * from. A day without a time of day as appointment is the closing of that day. Everything wrong comes at once; `dossiers` are only those rows
 * that are right.
 */
export function readOpenDossiers(
  sheets: readonly RawSheet[],
  form: OpenDossierSheets,
  about: TakeOver,
): { dossiers: TakenOverDossier[]; problems: RowProblem[] } {
  const [main, papers, pauses] = (['dossiers', 'papers', 'pauses'] as const).map((name) =>
    readTable(form[name], sheets),
  ) as [Read, Read, Read];
  const problems = [...main.problems, ...papers.problems, ...pauses.problems];
  const tell =
    (sheet: TableSheet, row: number): Tell =>
    (columnId, problem, value = '') =>
      problems.push({ ...placeOf(sheet, row, columnId), problem, value: String(value) });
  const { dossiers: sheet } = form;
  if (main.rows.length === 0 && problems.length === 0) tell(sheet, 0)('', 'required');
  if (main.rows.length > MOST_TAKEN_OVER) tell(sheet, 0)('', 'too-many', MOST_TAKEN_OVER);
  if (problems.some(({ row }) => row === 0)) return { dossiers: [], problems };
  const codes = new Set<string>();
  // A row with a cell that could not be read is judged when that is mended.
  const unread = new Set(main.problems.map(({ row }) => row));
  const dossiers = main.rows.flatMap(({ row, values }) => {
    const say = tell(sheet, row);
    const parsed = DossierCode.safeParse(values['code']);
    const code = parsed.success ? parsed.data : '';
    if (!parsed.success) say('code', 'unsound', values['code']);
    else if (codes.has(code)) say('code', 'twice', code);
    codes.add(code);
    if (unread.has(row)) return [];
    const mine = (read: Read) => read.rows.filter((entry) => plainCode(entry.values['code']) === code);
    const read = dossierOf({ row, values, code, about, say }, mine(papers), mine(pauses), (pause) =>
      tell(form.pauses, pause),
    );
    return read === undefined ? [] : [read];
  });
  for (const [name, read] of [
    ['papers', papers],
    ['pauses', pauses],
  ] as const)
    for (const { row, values } of read.rows)
      if (!codes.has(plainCode(values['code']))) tell(form[name], row)('code', 'unknown', values['code']);
  return { dossiers, problems };
}

type Read = ReturnType<typeof readTable>;

interface Row {
  row: number;
  values: Values;
  code: string;
  about: TakeOver;
  say: Tell;
}

function dossierOf(
  { row, values, code, about, say }: Row,
  papers: readonly TableRow[],
  pauseRows: readonly TableRow[],
  sayAt: (row: number) => Tell,
): TakenOverDossier | undefined {
  let sound = true;
  const tell: Tell = (...problem) => {
    sound = false;
    say(...problem);
  };
  const receivedAt = instant(values['receivedAt']) ?? about.now;
  const due = appointment(values['dueAt']) ?? about.now;
  if (receivedAt > about.now) tell('receivedAt', 'in-future', values['receivedAt']);
  if (receivedAt < EARLIEST) tell('receivedAt', 'unsound', values['receivedAt']);
  if (due < receivedAt) tell('dueAt', 'out-of-order', values['dueAt']);
  const firstDue = appointment(values['firstDueAt']) ?? due;
  if (firstDue < receivedAt) tell('firstDueAt', 'out-of-order', values['firstDueAt']);
  const procedure = about.procedureOn(String(values['procedure']), officeDay(receivedAt));
  if (procedure === undefined) tell('procedure', 'unknown', values['procedure']);
  const found = procedure === undefined ? undefined : caseOf(procedure, values['caseName'], tell);
  const people = peopleOf(values, procedure, tell);
  const state = values['state'] as DossierState;
  const pauses = pausesOf(pauseRows, { receivedAt, now: about.now }, (at, ...problem) => {
    sound = false;
    sayAt(at)(...problem);
  });
  const waiting = pauses.find(({ to }) => to === null)?.details.kind;
  const expected = WAITING[state as keyof typeof WAITING];
  if (sound && waiting !== expected) tell('state', 'state-conflict', String(values['code']));
  const result = resultOf(values, { receivedAt, now: about.now, state }, tell);
  const delivery = deliveryOf(values, tell);
  const sets = Number(values['sets'] ?? 1);
  if (sets < 1 || sets > 99) tell('sets', 'unsound', sets);
  if (!sound || procedure === undefined || found === undefined || people === undefined) return undefined;
  const dueText = zonedText(momentOf(due));
  return {
    row,
    code,
    procedure,
    case: found,
    state,
    channel: (values['channel'] ?? 'direct') as ReceiptInput['channel'],
    receivedAt,
    deadline: {
      engine: DEADLINE_ENGINE,
      startsAt: zonedText(momentOf(receivedAt)),
      due: dueText,
      dueAt: due,
      explanation: [{ kind: 'imported', date: officeDay(due), name: about.source }],
    },
    firstDue: zonedText(momentOf(firstDue)),
    ...people,
    delivery,
    request: String(values['request'] ?? procedure.shortName),
    sets,
    paidVnd: Number(values['paid'] ?? 0),
    papers: papersOf(papers, found),
    pauses,
    result,
  };
}

interface Span {
  receivedAt: Instant;
  now: Instant;
}

function resultOf(values: Values, { receivedAt, now, state }: Span & { state: DossierState }, tell: Tell) {
  if (state !== 'result-in') {
    if (values['result'] != null) tell('result', 'state-conflict', values['result']);
    return null;
  }
  if (values['result'] == null) tell('result', 'required');
  if (values['resultAt'] == null) tell('resultAt', 'required');
  const at = instant(values['resultAt']) ?? now;
  if (at > now) tell('resultAt', 'in-future', values['resultAt']);
  if (at < receivedAt) tell('resultAt', 'out-of-order', values['resultAt']);
  return { description: String(values['result'] ?? ''), at };
}

function papersOf(rows: readonly TableRow[], { components }: ProcedureCase): TakenOverPaper[] {
  const used = new Set<string>();
  return rows.map(({ values }, index) => {
    const name = String(values['name']);
    const known = components.find(({ name: title }) => searchForm(title) === searchForm(name));
    const componentId = known === undefined || used.has(known.id) ? `imported-${index + 1}` : known.id;
    used.add(componentId);
    const count = (kind: string) => Math.min(999, Number(values[kind] ?? 0));
    const counts = {
      original: count('original'),
      certified: count('certified'),
      photocopy: count('photocopy'),
    };
    return { componentId, name: known?.name ?? name, counts };
  });
}

// In the order of time: each begins after the one before has ended, and only the last may still run.
function pausesOf(
  rows: readonly TableRow[],
  { receivedAt, now }: Span,
  say: (row: number, ...problem: Parameters<Tell>) => void,
): TakenOverPause[] {
  const sorted = rows
    .filter(({ values }) => values['kind'] !== null)
    .map(({ row, values }) => ({
      row,
      values,
      from: instant(values['from']) ?? now,
      to: instant(values['to']),
    }))
    .sort((one, other) => (one.from < other.from ? -1 : 1));
  let earliest = receivedAt;
  return sorted.flatMap(({ row, values, from, to }, index) => {
    if (from < earliest) say(row, 'from', 'out-of-order', values['from']);
    if (from > now) say(row, 'from', 'in-future', values['from']);
    if (to !== null && to < from) say(row, 'to', 'out-of-order', values['to']);
    if (to !== null && to > now) say(row, 'to', 'in-future', values['to']);
    if (to === null && index < sorted.length - 1) say(row, 'to', 'required');
    earliest = to ?? now;
    for (const columnId of NEEDED[values['kind'] as keyof typeof NEEDED])
      if (values[columnId] == null) say(row, columnId, 'required');
    const details = StepDetails.safeParse(detailsOf(values));
    return details.success ? [{ details: details.data, from, to }] : [];
  });
}

const NEEDED = { supplement: [], payment: ['basis', 'issuer', 'amount'], stop: ['basis'] } as const;

function detailsOf({ kind, reason, basis, issuer, amount }: Values): unknown {
  switch (kind) {
    case 'payment':
      return { kind, noticeNumber: basis, issuer, amountVnd: amount, payBy: null };
    case 'stop':
      return { kind, reason, article: basis };
    default: {
      const items = [{ componentId: null, text: reason, paperReason: null }];
      return { kind, items, reason, answerBy: null, ground: null };
    }
  }
}

function instant(text: Values[string] | undefined): Instant | null {
  const [day = '', time = ''] = typeof text === 'string' ? text.split('T') : [];
  return officeMoment(day, time) ?? null;
}

// What the form says of a day without a time of day.
function appointment(text: Values[string] | undefined): Instant | null {
  if (typeof text !== 'string') return null;
  const [day = '', time = ''] = text.split('T');
  return instant(time === '00:00' ? `${day}T${CLOSING}` : text);
}

function plainCode(value: Values[string] | undefined): string {
  return String(value ?? '')
    .trim()
    .toUpperCase();
}
