import { STEP_FIELDS, type StepKind } from '../../../shared/domain/dossier/dossier-step.ts';
import type { SupplementItem } from '../../../shared/domain/dossier/supplement.ts';
import { officeMoment } from '../../../shared/domain/time/office-time.ts';

/** The steps that are typed in one dialog; a void intake has its own, with the head's approval. */
export type TypedStep = Exclude<StepKind, 'void'>;

/** What is being typed of a step; one form for all kinds, of which each shows its own fields. */
export interface StepForm {
  items: SupplementItem[];
  reason: string;
  answerBy: string;
  ground: string;
  noticeNumber: string;
  issuer: string;
  amount: string;
  payBy: string;
  article: string;
  value: string;
  unit: 'working-hour' | 'hour' | 'working-day' | 'day';
  statedBy: string;
  givenBack: string;
  returnDay: string;
  returnTime: string;
  /** When the competent office received it, and what proves it. */
  arrivalDay: string;
  arrivalTime: string;
  document: string;
  receiver: string;
}

export const EMPTY_ITEM: SupplementItem = { componentId: null, text: '', paperReason: null };

export const EMPTY_STEP: StepForm = {
  items: [EMPTY_ITEM],
  reason: '',
  answerBy: '',
  ground: '',
  noticeNumber: '',
  issuer: '',
  amount: '',
  payBy: '',
  article: '',
  value: '',
  unit: 'working-day',
  statedBy: '',
  givenBack: '',
  returnDay: '',
  returnTime: '16:00',
  arrivalDay: '',
  arrivalTime: '',
  document: '',
  receiver: '',
};

const orNull = (text: string) => (text.trim() === '' ? null : text);

/** The command's words for a kind; empty rows of a list are left out, money is taken with or without points. */
export function toStepInput(kind: TypedStep, form: StepForm): Record<string, unknown> {
  const all: Record<string, unknown> = {
    ...form,
    items: form.items.filter(({ text }) => text.trim() !== ''),
    answerBy: orNull(form.answerBy),
    payBy: orNull(form.payBy),
    ground: orNull(form.ground),
    value: Number(form.value),
    amountVnd: Number(form.amount.replace(/[\s.,]/gu, '')),
  };
  const fields = Object.fromEntries(Object.keys(STEP_FIELDS[kind]).map((key) => [key, all[key]]));
  if (kind === 'arrival') {
    const { document, receiver } = form;
    return { receivedAt: officeMoment(form.arrivalDay, form.arrivalTime) ?? '', document, receiver };
  }
  if (kind !== 'reappointment') return fields;
  return { ...fields, returnAt: officeMoment(form.returnDay, form.returnTime) ?? '' };
}
