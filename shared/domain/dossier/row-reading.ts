import type { Procedure } from '../catalogue/procedure-catalogue.ts';
import { searchForm } from '../geography/search-text.ts';
import type { RowProblem, TableRow, TableSheet } from '../tables/read-table.ts';
import { isSameParty } from './party.ts';
import { partyOfRow } from './party-row.ts';
import type { Authority, ReceiptInput } from './receipt-input.ts';

/** The cells of a row by column. */
export type Values = TableRow['values'];

/** Notes what is wrong with a column of the row at hand. */
export type Tell = (columnId: string, problem: RowProblem['problem'], value?: unknown) => void;

/** Where a column of a row stands, in the file's own words. */
export function placeOf(sheet: TableSheet, row: number, columnId: string) {
  return {
    sheet: sheet.title,
    row,
    column: sheet.columns.find(({ id }) => id === columnId)?.title ?? '',
  };
}

/** The case that a row names; it may leave the name out where there is only one. */
export function caseOf({ cases }: Procedure, name: Values[string] | undefined, tell: Tell) {
  if (name == null) {
    if (cases.length > 1) tell('caseName', 'required', cases.map((entry) => entry.name).join(' / '));
    return cases[0];
  }
  const wanted = searchForm(String(name));
  const found = cases.find((entry) => searchForm(entry.name) === wanted);
  if (found === undefined) tell('caseName', 'unknown', name);
  return found;
}

/** Owner, submitter and by what right, as a row names them; undefined when nobody can be made out. */
export function peopleOf(values: Values, procedure: Procedure | undefined, tell: Tell) {
  const [mine, others] = [partyOfRow(values, 'owner'), partyOfRow(values, 'submitter')];
  for (const { columnId, problem, value } of [...mine.problems, ...others.problems])
    tell(columnId, problem, value);
  const [owner, other] = [mine.party, others.party];
  const needed = procedure?.ownerRule === 'required' || other === undefined;
  if (owner === undefined && mine.problems.length === 0 && needed) tell('ownerName', 'required');
  const submitter = other ?? owner;
  if (submitter === undefined) return undefined;
  const same = other === undefined || (owner !== undefined && isSameParty(owner, other));
  return { owner: owner ?? null, submitter, authority: same ? null : authorityOf(values, tell) };
}

function authorityOf(values: Values, tell: Tell): Authority {
  if (values['right'] == null) tell('right', 'required');
  if (values['rightPaper'] == null) tell('rightPaper', 'required');
  const paper = String(values['rightPaper'] ?? '');
  return values['right'] === 'legal-representative'
    ? { basis: 'legal-representative', relation: paper }
    : { basis: 'authorisation', authoriser: null, paper };
}

/** How a row says that the result is given; at the counter when it says nothing. */
export function deliveryOf(values: Values, tell: Tell): ReceiptInput['delivery'] {
  const method = (values['delivery'] ?? 'counter') as ReceiptInput['delivery']['method'];
  if (method !== 'post') return { method };
  if (values['deliveryAddress'] == null) tell('deliveryAddress', 'required');
  return { method, address: String(values['deliveryAddress'] ?? '') };
}
