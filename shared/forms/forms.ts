import type { PlainDate } from '../types/clock.ts';
import type { FormDefinition } from './form-definition.ts';
import { APOLOGY_DRAFT } from './own/apology-draft.ts';
import { DEADLINE_EXPLANATION } from './own/deadline-explanation.ts';
import { HAND_OVER_RECEIPT } from './own/hand-over-receipt.ts';
import { PROCESS_EXTRACT } from './own/process-extract.ts';
import { PUBLIC_NOTICE } from './own/public-notice.ts';
import { TRANSFER_RECORD } from './own/transfer-record.ts';
import { MAU_01 } from './tt-03-2025/mau-01.ts';
import { MAU_06 } from './tt-03-2025/mau-06.ts';
import { MAU_02, MAU_03, MAU_04, MAU_05 } from './tt-03-2025/notices.ts';

/** Numbers of the forms of a counter (Phụ lục I Thông tư 03/2025/TT-VPCP): slip, supplement, refusal, apology, stop, control sheet; and our own papers. */
export type FormNumber =
  | '01'
  | '02'
  | '03'
  | '04'
  | '05'
  | '06'
  | 'BBBG'
  | 'NY'
  | 'BTTH'
  | 'DTXL'
  | 'BNTKQ'
  | 'QTXL';

/** Every printed form, old ones too: a dossier keeps the form it was received under. */
const FORMS: readonly FormDefinition[] = [
  MAU_01,
  MAU_02,
  MAU_03,
  MAU_04,
  MAU_05,
  MAU_06,
  HAND_OVER_RECEIPT,
  PROCESS_EXTRACT,
  TRANSFER_RECORD,
  PUBLIC_NOTICE,
  DEADLINE_EXPLANATION,
  APOLOGY_DRAFT,
];

/** The form of an id; undefined when no such form was ever printed. */
export function formById(id: string): FormDefinition | undefined {
  return FORMS.find((form) => form.id === id);
}

/** Every form that is in force on a day, and the sheets that it can be drawn on. */
export function formsOn(day: PlainDate): (FormDefinition & { papers: ('A4' | 'A5')[] })[] {
  return FORMS.filter(({ validity: { from, to } }) => from <= day && (to === null || day <= to)).map(
    (form) => ({
      ...form,
      papers: ON_EITHER_SHEET.includes(form.formNumber) ? ['A5', 'A4'] : ['A4'],
    }),
  );
}
// The slip and the receipt of a result, which citizens take home; every other paper is an A4 of the file.
const ON_EITHER_SHEET: readonly string[] = ['01', 'BNTKQ'] satisfies FormNumber[];

/** The form with a number that is in force on a day, for example the slip of reception `01`. */
export function formOn(formNumber: FormNumber, day: PlainDate): FormDefinition | undefined {
  return FORMS.find(
    (form) =>
      form.formNumber === formNumber &&
      form.validity.from <= day &&
      (form.validity.to === null || day <= form.validity.to),
  );
}
