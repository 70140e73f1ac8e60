import type { PlainDate } from '../../types/clock.ts';
import { applicableFees } from '../catalogue/catalogue.ts';
import type { Procedure, ProcedureCase, ProcedureFee } from '../catalogue/procedure-catalogue.ts';
import { searchForm } from '../geography/search-text.ts';
import {
  type RawSheet,
  type RowProblem,
  readTable,
  type TableRow,
  type TableSheet,
} from '../tables/read-table.ts';
import type { FeeChoice } from './fees.ts';
import { isBornAfter, type Party, partyNumber } from './party.ts';
import { decideReceipt, type ReceiptRefusal } from './receipt.ts';
import type { HandedComponent, ReceiptInput } from './receipt-input.ts';
import { caseOf, deliveryOf, peopleOf, placeOf, type Tell, type Values } from './row-reading.ts';

/** The sheet in the words of its form: the columns that every procedure has, and those of one case with the fees that must be decided. */
export interface BatchForm {
  first: TableSheet;
  of: (entry: ProcedureCase, fees: readonly ProcedureFee[]) => TableSheet;
}

/** A row that is a whole dossier, ready for the reception. */
export interface BatchRow {
  row: number;
  receipt: ReceiptInput;
}

/** A list of dossiers of one procedure as it was read. */
export interface BatchRead {
  /** Undefined when the file does not say which; nothing more was read then. */
  procedure: Procedure | undefined;
  entry: ProcedureCase | undefined;
  /** The sheet that the rows were read by. */
  sheet: TableSheet;
  rows: BatchRow[];
  problems: RowProblem[];
}

/** What the reading needs to know beside the file. */
export interface BatchReading {
  today: PlainDate;
  /** The procedure that a code names today, if dossiers may be received under it. */
  procedureOf: (code: string) => { procedure: Procedure } | { problem: 'unknown' | 'not-in-force' };
  /** The code of a dossier of the procedure that is open for a person. */
  openFor: (party: Party, procedureCode: string) => string | undefined;
  /** The code of the dossier that the same row gave before. */
  takenBefore: (row: BatchRow) => string | undefined;
}

/** Dossiers of one list: what a day's range and a clerk's eyes can hold. */
const MOST_IN_BATCH = 500;
const MOST_COLUMNS = 60;

/** The fees of a case that somebody must decide when it is handed in at the counter. */
export function batchFees(entry: ProcedureCase): ProcedureFee[] {
  return applicableFees(entry, 'direct').filter(
    ({ onRequest, tariff }) => !onRequest && tariff.kind !== 'free',
  );
}

/** Whether dossiers of a case can be told by one row each: not where pages are counted, nor where one intake opens several procedures. */
export function fitsInBatch(form: BatchForm, { linked }: Procedure, entry: ProcedureCase): boolean {
  const fees = batchFees(entry);
  return (
    linked === undefined &&
    fees.every(({ tariff }) => tariff.kind !== 'certified-copy') &&
    form.of(entry, fees).columns.length <= MOST_COLUMNS
  );
}

/**
 * Reads a list of dossiers of one procedure and decides each row by the rules of the reception. Everything wrong comes at once; `rows` are only
 * those that can be received, so that the others can be put right in a file of their own. A person with an open dossier of the procedure needs a
 * reason in the row; a row that was received before is let through, to be passed over by its identity.
 */
export function readBatch(raw: readonly RawSheet[], form: BatchForm, about: BatchReading): BatchRead {
  // A file of plain text has one sheet without a name.
  const sheets = raw.map((sheet) => (sheet.name === '' ? { ...sheet, name: form.first.title } : sheet));
  const first = readTable(form.first, sheets);
  const nothing = { procedure: undefined, entry: undefined, sheet: form.first, rows: [] };
  const fail = (columnId: string, row: number, problem: RowProblem['problem'], value: unknown = '') => ({
    ...nothing,
    problems: [{ ...placeOf(form.first, row, columnId), problem, value: String(value) }],
  });
  if (first.problems.some(({ row }) => row === 0)) return { ...nothing, problems: first.problems };
  const [head] = first.rows;
  if (head === undefined) return fail('', 0, 'required');
  if (first.rows.length > MOST_IN_BATCH) return fail('', 0, 'too-many', MOST_IN_BATCH);
  const code = head.values['procedure'];
  if (code == null) return fail('procedure', head.row, 'required');
  const found = about.procedureOf(String(code));
  if ('problem' in found) return fail('procedure', head.row, found.problem, code);
  const { procedure } = found;
  const wrongCase: RowProblem[] = [];
  const entry = caseOf(procedure, head.values['caseName'], (columnId, problem, value = '') =>
    wrongCase.push({ ...placeOf(form.first, head.row, columnId), problem, value: String(value) }),
  );
  if (entry === undefined || wrongCase.length > 0) return { ...nothing, problems: wrongCase };
  if (!fitsInBatch(form, procedure, entry))
    return fail('procedure', head.row, 'not-for-lists', procedure.shortName);
  return readRows(sheets, form.of(entry, batchFees(entry)), procedure, entry, about);
}

function readRows(
  sheets: readonly RawSheet[],
  sheet: TableSheet,
  procedure: Procedure,
  entry: ProcedureCase,
  about: BatchReading,
): BatchRead {
  const read = readTable(sheet, sheets);
  const problems = [...read.problems];
  const unread = new Set(read.problems.map(({ row }) => row));
  const known = new Map<string, number>();
  const rows = unread.has(0)
    ? []
    : read.rows.flatMap((line): BatchRow[] => {
        let sound = !unread.has(line.row);
        const tell: Tell = (columnId, problem, value = '') => {
          sound = false;
          problems.push({ ...placeOf(sheet, line.row, columnId), problem, value: String(value) });
        };
        const receipt = receiptOf(line, procedure, entry, tell);
        const whose = receipt === undefined ? undefined : ownerOf(receipt);
        if (receipt === undefined || whose === undefined) return [];
        const key = identityOf(whose);
        const before = known.get(key);
        if (before !== undefined) tell('ownerName', 'twice', whose.name);
        else known.set(key, line.row);
        if (!sound) return [];
        judge(receipt, procedure, entry, about, tell);
        const batchRow = { row: line.row, receipt };
        if (sound && about.takenBefore(batchRow) === undefined && receipt.repeatReason === undefined) {
          const open = about.openFor(whose, procedure.code);
          if (open !== undefined) tell('repeatReason', 'open-already', open);
        }
        return sound ? [batchRow] : [];
      });
  return { procedure, entry, sheet, rows, problems: problems.sort((a, b) => a.row - b.row) };
}

/** The party that a dossier of a list is for. */
export function ownerOf({ owner, submitter }: ReceiptInput): Party | undefined {
  return owner ?? (submitter.kind === 'other' ? submitter.party : undefined);
}

// Who is the same person twice in one list: by number, else by name and birth.
function identityOf(party: Party): string {
  const birth = party.kind === 'person' ? (party.birthDate ?? '') : '';
  return partyNumber(party) ?? `${searchForm(party.name)} ${birth}`;
}

function receiptOf(
  { values }: TableRow,
  procedure: Procedure,
  entry: ProcedureCase,
  tell: Tell,
): ReceiptInput | undefined {
  const { code } = procedure;
  if (values['procedure'] != null && values['procedure'] !== code) tell('procedure', 'other-procedure', code);
  if (values['caseName'] != null && searchForm(String(values['caseName'])) !== searchForm(entry.name))
    tell('caseName', 'other-procedure', entry.name);
  const people = peopleOf(values, procedure, tell);
  const delivery = deliveryOf(values, tell);
  const fees = batchFees(entry).flatMap((fee) => feeOf(values, fee, tell));
  if (people === undefined) return undefined;
  const { owner, submitter, authority } = people;
  const reason = values['repeatReason'];
  return {
    procedureCode: code,
    caseId: entry.id,
    channel: 'direct',
    owner,
    submitter: authority === null ? { kind: 'owner' } : { kind: 'other', party: submitter, authority },
    receiver: { kind: authority === null ? 'owner' : 'submitter' },
    delivery,
    request: String(values['request'] ?? procedure.shortName),
    sets: 1,
    components: entry.components.flatMap(({ id }) => componentOf(values, id, tell)),
    otherPapers: [],
    fees,
    linkedChoices: [],
    submitterCheck: (values['check'] ?? 'none') as 'none' | 'paper',
    ...(reason == null ? {} : { repeatReason: String(reason) }),
  };
}

function componentOf(values: Values, componentId: string, tell: Tell): HandedComponent[] {
  const count = (kind: 'original' | 'certified' | 'photocopy') => {
    const columnId = `paper.${componentId}.${kind}`;
    const number = Number(values[columnId] ?? 0);
    if (number > 999) tell(columnId, 'unsound', number);
    return number;
  };
  const counts = {
    original: count('original'),
    certified: count('certified'),
    photocopy: count('photocopy'),
  };
  const looked = values[`data.${componentId}`] === 'yes';
  const papers = counts.original + counts.certified + counts.photocopy > 0;
  if (looked && papers) tell(`data.${componentId}`, 'paper-and-data');
  if (!looked && !papers) return [];
  return [{ componentId, source: looked ? 'database' : 'paper', counts, applies: true, paperReason: null }];
}

function feeOf(values: Values, { id, tariff }: ProcedureFee, tell: Tell): FeeChoice[] {
  const settlement = values[`fee.${id}`] as FeeChoice['settlement'] | null | undefined;
  if (settlement == null) return [];
  const waivedFor = values[`waived.${id}`];
  const amount = values[`amount.${id}`];
  if (settlement === 'waived' && waivedFor == null) tell(`waived.${id}`, 'required');
  if (settlement === 'now' && tariff.kind === 'council' && amount == null) tell(`amount.${id}`, 'required');
  return [
    {
      feeId: id,
      settlement,
      quantity: 1,
      councilAmountVnd: settlement === 'now' && amount != null ? Number(amount) : null,
      originals: [],
      waivedFor: settlement === 'waived' ? String(waivedFor ?? '') : null,
    },
  ];
}

function judge(
  receipt: ReceiptInput,
  procedure: Procedure,
  entry: ProcedureCase,
  { today }: BatchReading,
  tell: Tell,
): void {
  const submitter = receipt.submitter.kind === 'other' ? receipt.submitter.party : null;
  if (isBornAfter(receipt.owner, today)) tell('ownerBirth', 'in-future', birthOf(receipt.owner));
  if (isBornAfter(submitter, today)) tell('submitterBirth', 'in-future', birthOf(submitter));
  const decided = decideReceipt(procedure, receipt);
  if (!decided.ok) explain(decided.refusal, entry, receipt, tell);
}

// Where in the row the reason of a refusal stands.
function explain(refusal: ReceiptRefusal, entry: ProcedureCase, receipt: ReceiptInput, tell: Tell): void {
  const own = receipt.submitter.kind === 'owner';
  switch (refusal.code) {
    case 'MISSING_COMPONENT':
      for (const { componentId, name, needed } of refusal.data.components) {
        const kind = (['original', 'certified', 'photocopy'] as const).find((form) => needed[form] > 0);
        tell(`paper.${componentId}.${kind ?? 'original'}`, 'paper-missing', name);
      }
      return;
    case 'IDENTITY_MISSING':
      tell(own ? 'ownerNumber' : 'submitterNumber', 'required');
      return;
    case 'AUTHORISATION_MISSING':
    case 'AUTHORISER_MISSING':
      tell('rightPaper', 'required');
      return;
    default:
      tell('procedure', 'unsound', `${entry.name}: ${refusal.code}`);
  }
}

function birthOf(party: Party | null): string {
  return party?.kind === 'person' ? (party.birthDate ?? '') : '';
}
