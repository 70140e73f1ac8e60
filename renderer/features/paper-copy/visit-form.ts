import type { OriginalToCopy } from '../../../shared/contract/paper-copy.ts';
import type { WindowMethod } from '../../../shared/domain/identity/identity-check.ts';
import { emptyParty, type PartyForm } from '../dossier/index.ts';

/** An original while it is typed. */
export interface OriginalRow {
  title: string;
  pages: string;
  copies: string;
}

/** A visit for paper copies while it is typed. */
export interface VisitForm {
  requester: PartyForm;
  check: WindowMethod;
  /** The last row is always empty: it is where the next original is typed. */
  rows: readonly OriginalRow[];
  compared: boolean;
  settlement: 'now' | 'later' | 'waived';
  waivedFor: string;
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

/**
 * The rows after one of them was changed: a named one has a page and as many copies as the row before it, one without a name goes, and there is always one
 * empty row at the end. What was compared was compared of other rows.
 */
export function withRow(form: VisitForm, at: number, change: Partial<OriginalRow>): VisitForm {
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
export function originalsOf({ rows }: VisitForm): OriginalToCopy[] {
  return rows
    .filter(({ title }) => title.trim() !== '')
    .map(({ title, pages, copies }) => ({ title, pages: Number(pages), copies: Number(copies) }));
}
