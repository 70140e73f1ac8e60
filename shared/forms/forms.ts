import type { PlainDate } from '../types/clock.ts';
import type { FormDefinition, FormKind } from './form-definition.ts';
import { ACT_STATEMENT } from './nd-23-2015/act-statement.ts';
import { CERTIFICATION_BOOKS } from './nd-23-2015/certification-book.ts';
import { COPY_STATEMENT } from './nd-23-2015/copy-statement.ts';
import { CERTIFICATION_REFUSAL, FORGERY_RECORD } from './nd-23-2015/refusal.ts';
import { APOLOGY_DRAFT } from './own/apology-draft.ts';
import { CHECK_REPORT } from './own/check-report.ts';
import { COPY_COVER } from './own/copy-cover.ts';
import { DEADLINE_EXPLANATION } from './own/deadline-explanation.ts';
import { FEE_RECEIPT } from './own/fee-receipt.ts';
import { HAND_OVER_LIST } from './own/hand-over-list.ts';
import { HAND_OVER_RECEIPT } from './own/hand-over-receipt.ts';
import { PROCESS_EXTRACT } from './own/process-extract.ts';
import { PUBLIC_NOTICE } from './own/public-notice.ts';
import { SEPARATOR } from './own/separator.ts';
import { TRANSFER_RECORD } from './own/transfer-record.ts';
import { TT_01_2018_FORMS } from './tt-01-2018.ts';
import { MAU_01 } from './tt-03-2025/mau-01.ts';
import { MAU_06 } from './tt-03-2025/mau-06.ts';
import { MAU_07 } from './tt-03-2025/mau-07.ts';
import { MAU_02, MAU_02_GUIDANCE, MAU_03, MAU_04, MAU_05 } from './tt-03-2025/notices.ts';
import { CT04, CT06 } from './tt-116-2026.ts';

/** Every printed form, old ones too: a dossier keeps the form it was received under. */
const FORMS: readonly FormDefinition[] = [
  MAU_01,
  MAU_02,
  MAU_02_GUIDANCE,
  MAU_03,
  MAU_04,
  MAU_05,
  MAU_06,
  FEE_RECEIPT,
  MAU_07,
  HAND_OVER_LIST,
  HAND_OVER_RECEIPT,
  PROCESS_EXTRACT,
  SEPARATOR,
  COPY_STATEMENT,
  COPY_COVER,
  ...CERTIFICATION_BOOKS,
  ACT_STATEMENT,
  CERTIFICATION_REFUSAL,
  FORGERY_RECORD,
  CHECK_REPORT,
  TRANSFER_RECORD,
  PUBLIC_NOTICE,
  DEADLINE_EXPLANATION,
  APOLOGY_DRAFT,
  CT04,
  CT06,
  ...TT_01_2018_FORMS,
];

/** The form of an id; undefined when no such form was ever printed. */
export function formById(id: string): FormDefinition | undefined {
  return FORMS.find((form) => form.id === id);
}

/** The form of a kind that the program fills with values; every other one of the kind prints the same values. */
export function standardForm(kind: FormKind): FormDefinition {
  const form = FORMS.find((each) => each.kind === kind);
  if (form === undefined) throw new Error(`no form of kind ${kind}`);
  return form;
}

/** Every shipped form of a kind, the newest first. */
export function shippedForms(kind: FormKind): FormDefinition[] {
  return FORMS.filter((form) => form.kind === kind);
}

/** The shipped form of a kind that is in force on a day, for example the slip of reception. */
export function formOn(kind: FormKind, day: PlainDate): FormDefinition | undefined {
  return FORMS.find(
    (form) =>
      form.kind === kind &&
      form.validity.from <= day &&
      (form.validity.to === null || day <= form.validity.to),
  );
}
