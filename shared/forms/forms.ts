import type { PlainDate } from '../types/clock.ts';
import type { FormDefinition } from './form-definition.ts';
import { MAU_01 } from './tt-03-2025/mau-01.ts';

/** Every printed form, old ones too: a dossier keeps the form it was received under. */
const FORMS: readonly FormDefinition[] = [MAU_01];

/** The form of an id; undefined when no such form was ever printed. */
export function formById(id: string): FormDefinition | undefined {
  return FORMS.find((form) => form.id === id);
}

/** The slip of reception that is in force on a day. */
export function slipFormOn(day: PlainDate): FormDefinition | undefined {
  return FORMS.find(
    ({ formNumber, validity }) =>
      formNumber === MAU_01.formNumber &&
      validity.from <= day &&
      (validity.to === null || day <= validity.to),
  );
}
