import { contract } from '../../../shared/contract/index.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { FORM_KINDS, type FormDefinition, type FormKind } from '../../../shared/forms/form-definition.ts';
import { FORM_TEMPLATE_FORMAT } from '../../../shared/forms/form-template.ts';
import { formById, shippedForms } from '../../../shared/forms/forms.ts';
import { UserId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import type { Readers } from '../../host/repositories.ts';
import { storeFile } from '../../host/store-file.ts';
import type { Work } from '../../host/unit-of-work.ts';

/** What a form is to people. */
export function formView(form: FormDefinition) {
  const { id, kind, title, formNumber, circular, validity, source } = form;
  const shipped = formById(id) !== undefined;
  return { formId: id, kind, title, formNumber, circular: circular.number, validity, source, shipped };
}

/** Which form of each kind is printed today, which from a day to come, and which could be. */
export const listForms = queryHandler(contract.forms.list, (_input, { readers, clock }) => {
  const today = officeDay(clock.now());
  const said = readers.forms.said();
  return ok({
    kinds: FORM_KINDS.map((kind) => {
      const inForce = readers.forms.on(kind, today);
      return {
        kind,
        inForce: inForce === undefined ? null : formView(inForce),
        next: nextOf(readers, kind, today),
        choices: choicesOf(readers, kind).map(formView),
      };
    }),
    said: said
      .map(({ content: _content, takenBy, ...row }) => ({
        ...row,
        title: readers.forms.byId(row.formId)?.title ?? '',
        takenBy: readers.users.find(UserId.parse(takenBy))?.displayName ?? '',
      }))
      .reverse(),
  });
});

function choicesOf({ forms }: Pick<Readers, 'forms'>, kind: FormKind): FormDefinition[] {
  const given = forms
    .said()
    .filter((row) => row.kind === kind && row.content !== null)
    .flatMap(({ formId }) => forms.byId(formId) ?? []);
  return [...shippedForms(kind), ...given];
}

function nextOf(readers: Pick<Readers, 'forms'>, kind: FormKind, today: string) {
  const [next] = readers.forms
    .said()
    .filter((row) => row.kind === kind && row.validFrom > today)
    .sort((a, b) => a.validFrom.localeCompare(b.validFrom) || b.number - a.number);
  const form = next === undefined ? undefined : readers.forms.byId(next.formId);
  return next === undefined || form === undefined ? null : { ...formView(form), from: next.validFrom };
}

/** Puts a form that came with the program, or was given before, in force from a day on; papers of earlier days keep theirs. */
export const useForm = commandHandler(contract.forms.use, ({ formId, from }, { tx, signedIn }) =>
  tx.immediate((w) => {
    const form = w.forms.byId(formId);
    if (form === undefined) return refuse('FORM_UNKNOWN', { formId });
    if (from < w.today) return refuse('FORM_TOO_EARLY', { earliest: w.today });
    return ok({ number: putInForce(w, { form, given: false, from, by: signedIn().userId }) });
  }),
);

/** Writes down which form is printed from a day on, with its event. */
export function putInForce(
  w: Work,
  {
    form,
    given,
    from,
    by,
    ...file
  }: {
    form: FormDefinition;
    given: boolean;
    from: string;
    by: string;
    sha256?: string;
    fileName?: string;
  },
): number {
  const number = w.forms.putInForce({ form, given, from, at: w.now, by });
  const { id: formId, kind, circular } = form;
  w.record({
    subject: { kind: 'form', id: formId },
    type: 'form.put-in-force',
    payload: { number, kind, formId, circular: circular.number, from, ...file },
  });
  w.announce('office');
  return number;
}

/** A form as the file of a template, to be changed and given back. */
export const drawFormTemplate = commandHandler(
  contract.forms.template,
  async ({ formId }, { readers, counter, tx }) => {
    const form = readers.forms.byId(formId);
    if (form === undefined) return refuse('FORM_UNKNOWN', { formId });
    const text = `${JSON.stringify({ format: FORM_TEMPLATE_FORMAT, form }, null, 2)}\n`;
    const file = await storeFile(counter, new TextEncoder().encode(text), 'application/json');
    return tx.immediate((w) => {
      w.blobs.name({ ...file, at: w.now });
      return ok({ sha256: file.sha256, size: file.size });
    });
  },
);
