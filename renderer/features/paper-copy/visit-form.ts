import type { OriginalToCopy } from '../../../shared/contract/paper-copy.ts';
import type { Act, Signatory } from '../../../shared/domain/certification/act.ts';
import type { WindowMethod } from '../../../shared/domain/identity/identity-check.ts';
import { emptyParty, type PartyForm } from '../dossier/index.ts';

/** An original while it is typed. */
export interface OriginalRow {
  title: string;
  pages: string;
  copies: string;
}

/** Who asks, and how they were authenticated. */
export interface Requester {
  requester: PartyForm;
  check: WindowMethod;
}

/** How a visit is paid. */
export interface Settlement {
  settlement: 'now' | 'later' | 'waived';
  waivedFor: string;
}

/** Papers with pages and numbers of copies. */
export interface Rows {
  /** The last row is always empty: it is where the next paper is typed. */
  rows: readonly OriginalRow[];
  compared: boolean;
}

/** A visit for paper copies while it is typed. */
export interface VisitForm extends Requester, Settlement, Rows {}

/** A visit for another act: who signs beside the requester, and what the act needs to know beside the titles. */
export interface ActForm extends VisitForm {
  act: Exclude<Act, 'copy'>;
  /** The last row is always empty. */
  others: readonly Signatory[];
  detail: string;
}

const EMPTY_ROW: OriginalRow = { title: '', pages: '', copies: '' };

/** Nobody and nothing yet. */
export function emptyVisit(): VisitForm {
  return {
    requester: emptyParty(),
    check: 'none',
    rows: [EMPTY_ROW],
    compared: false,
    settlement: 'now',
    waivedFor: '',
  };
}

/** A visit for a signature, the most common of them. */
export function emptyAct(act: ActForm['act'] = 'signature'): ActForm {
  return { ...emptyVisit(), act, others: [NOBODY], detail: '' };
}

const NOBODY: Signatory = { name: '', number: '' };

/** Who signs beside the requester, after one of the rows was changed: there is always one empty row at the end. */
export function withOther(form: ActForm, at: number, change: Partial<Signatory>): ActForm {
  const changed = form.others.map((other, index) => (index === at ? { ...other, ...change } : other));
  const named = changed.filter(({ name, number }) => `${name}${number}`.trim() !== '');
  return { ...form, others: [...named, NOBODY] };
}

/** The rows that say somebody. */
export function othersOf({ others }: ActForm): Signatory[] {
  return others
    .filter(({ name, number }) => `${name}${number}`.trim() !== '')
    .map(({ name, number }) => ({ name: name.trim(), number: number.trim() }));
}

/**
 * The rows after one of them was changed: a named one has a page and as many copies as the row before it, one without a name goes, and there is always one
 * empty row at the end. What was compared was compared of other rows.
 */
export function withRow<Form extends Rows>(form: Form, at: number, change: Partial<OriginalRow>): Form {
  const rows = form.rows.map((row, index) => {
    if (index !== at) return row;
    const next = { ...row, ...change };
    if (next.title.trim() === '' || row.title !== '') return next;
    return { ...next, pages: '1', copies: form.rows[at - 1]?.copies ?? '1' };
  });
  const named = rows.filter(({ title }, index) => title.trim() !== '' || index === rows.length - 1);
  const isFull = named.at(-1)?.title.trim() !== '';
  return { ...form, rows: isFull ? [...named, EMPTY_ROW] : named, compared: false };
}

/** The originals as the contract takes them; a number that is none is left for the contract's own check to name. */
export function originalsOf({ rows }: Rows): OriginalToCopy[] {
  return rows
    .filter(({ title }) => title.trim() !== '')
    .map(({ title, pages, copies }) => ({ title, pages: Number(pages), copies: Number(copies) }));
}
