import type { CheckedFile } from '../../../../shared/contract/check.ts';
import type { MarkedState } from '../../../ui/StateMark.tsx';

const MARKS = { valid: 'good', invalid: 'bad', unknown: 'attention' } as const;

/** A file that can have no signature says nothing against itself. */
export function isNoPdf({ verdict }: CheckedFile): boolean {
  return verdict.reasons.includes('not-a-pdf');
}

/** The mark of a file's verdict: green only for what is proved. */
export function fileMark(checked: CheckedFile): MarkedState {
  return isNoPdf(checked) ? 'attention' : MARKS[checked.verdict.verdict];
}
