import { hasTaxCheckDigit } from '../identity/tax-code.ts';
import type { RowProblem, TableRow } from '../tables/read-table.ts';
import { Party } from './party.ts';

/** What is wrong with one column of a row. */
export type CellProblem = Pick<RowProblem, 'problem' | 'value'> & { columnId: string };

type Values = TableRow['values'];

/** The party that a row names in the columns of a prefix; undefined without a problem when the row names nobody. */
export function partyOfRow(
  values: Values,
  prefix: 'owner' | 'submitter',
): { party: Party | undefined; problems: CellProblem[] } {
  const text = (name: string) => String(values[`${prefix}${name}`] ?? '');
  const problem = (
    name: string,
    kind: RowProblem['problem'],
  ): { party: undefined; problems: CellProblem[] } => ({
    party: undefined,
    problems: [{ columnId: `${prefix}${name}`, problem: kind, value: text(name) }],
  });
  const name = text('Name');
  const number = text('Number').replace(/[\s.]/gu, '').toUpperCase();
  if (name === '') return number === '' ? { party: undefined, problems: [] } : problem('Name', 'required');
  const contact = { name, address: text('Address'), phone: text('Phone'), email: '' };
  if (values[`${prefix}Organisation`] === 'yes') {
    if (number !== '' && number.length !== 12 && !hasTaxCheckDigit(number))
      return problem('Number', 'unsound');
    return parsed({ kind: 'organisation', taxCode: number === '' ? null : number, ...contact });
  }
  if (isDamaged(text('Number'))) return problem('Number', 'zero-lost');
  const identity = identityOf(number, values[`${prefix}NoNumber`]);
  if (identity === undefined) return problem('Number', number === '' ? 'required' : 'unsound');
  const birthDate = values[`${prefix}Birth`] ?? null;
  return parsed({ kind: 'person', birthDate, sex: values[`${prefix}Sex`] ?? null, identity, ...contact });

  function parsed(value: unknown) {
    const party = Party.safeParse(value);
    if (party.success) return { party: party.data, problems: [] };
    return problem(
      party.error.issues.some(({ path }) => path[0] === 'birthDate') ? 'Birth' : 'Number',
      'unsound',
    );
  }
}

/**
 * Whether Excel has made a number of an identity number: 0s in front are gone (12 digits that begin with 0 or 00, 9 that begin with 0), or it
 * stands as a power of ten. Which digits are missing is never guessed.
 */
function isDamaged(written: string): boolean {
  const digits = written.replace(/[\s.]/gu, '');
  return /^(?:\d{8}|\d{10,11})$/u.test(digits) || /^\d(?:[.,]\d+)?E\+?\d+$/iu.test(written.trim());
}

function identityOf(number: string, noNumber: Values[string] | undefined) {
  if (number === '') return noNumber == null ? undefined : { kind: 'none', reason: noNumber };
  if (/^\d{12}$/u.test(number)) return { kind: 'citizen', number };
  if (/^\d{9}$/u.test(number)) return { kind: 'old-card', number };
  // Other numbers of digits only are damaged ones, such as twelve digits that lost the 0 in front.
  return /^[0-9A-Z]{5,20}$/u.test(number) && /[A-Z]/u.test(number) ? { kind: 'passport', number } : undefined;
}
