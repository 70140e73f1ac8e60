import { contract } from '../../../shared/contract/index.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import type { FormDefinition } from '../../../shared/forms/form-definition.ts';
import {
  completedForm,
  readFormTemplate,
  sampleFormValues,
  type TemplateProblem,
} from '../../../shared/forms/form-template.ts';
import { standardForm } from '../../../shared/forms/forms.ts';
import { watermarkOf } from '../../../shared/forms/practice-watermark.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import { commandHandler } from '../../host/handlers.ts';
import { helperKinds } from '../../host/ports/helper-kinds.ts';
import { storeFile } from '../../host/store-file.ts';
import { formView, putInForce } from './forms-in-force.ts';

const LARGEST_FILE = 256 * 1024;
const LIMITS = { timeoutMs: 30_000, memoryLimitMb: 512 };

/** Reads the file of a form, says everything that is wrong in it, or draws a sample on which each field says its own name. */
export const previewForm = commandHandler(contract.forms.preview, async ({ sha256 }, context) => {
  const judged = await judgeFile(context, sha256);
  if (!judged.ok) return judged;
  const { form, problems, pdf } = judged.value;
  if (form === undefined || problems.length > 0 || pdf === undefined)
    return ok({ problems, form: null, sample: null });
  const sample = await storeFile(context.counter, pdf, 'application/pdf');
  return context.tx.immediate((w) => {
    w.blobs.name({ ...sample, at: w.now });
    return ok({
      problems,
      form: formView(form),
      sample: { sha256: sample.sha256, size: sample.size },
    });
  });
});

/** Puts the form of a file in force from its own day on; the file is kept as it was given. */
export const giveForm = commandHandler(contract.forms.give, async ({ sha256, fileName }, context) => {
  const judged = await judgeFile(context, sha256);
  if (!judged.ok) return judged;
  const { file, form } = judged.value;
  return context.tx.immediate((w) => {
    const problems = form === undefined ? judged.value.problems : problemsHere(w, form, w.today);
    if (form === undefined || judged.value.problems.length > 0 || problems.length > 0)
      return refuse('TEMPLATE_PROBLEMS', { count: Math.max(judged.value.problems.length, problems.length) });
    w.blobs.name({ ...file, at: w.now });
    const { from } = form.validity;
    const said = { form, given: true, from, by: context.signedIn().userId, sha256, fileName };
    return ok({ number: putInForce(w, said), formId: form.id, from });
  });
});

async function judgeFile(context: CommandContext, sha256: string) {
  const { counter, readers, host, clock, signal } = context;
  const file = counter.uploads.get(sha256) ?? readers.blobs.find(sha256);
  if (file === undefined) return refuse('FILE_NOT_STORED', { sha256 });
  if (file.size > LARGEST_FILE) return refuse('TEMPLATE_TOO_LARGE', {});
  const text = new TextDecoder().decode(await counter.folder.blobs.readAll(file));
  const now = clock.now();
  const { form, problems } = readFormTemplate(text.replace(/^\u{feff}/u, ''), standardForm);
  if (form === undefined) return ok({ file, form, problems, pdf: undefined });
  const whole = completedForm(form, standardForm(form.kind));
  const values = sampleFormValues(whole, now);
  const drawn = await host.helpers.run(
    helperKinds.drawForm,
    { form: whole, values, paper: 'A4', copies: 1, watermark: watermarkOf(counter.workspace) },
    { ...LIMITS, ...(signal === undefined ? {} : { signal }) },
  );
  if (!drawn.ok) return refuse('PAPER_NOT_DRAWN', { reason: drawn.refusal.code });
  const lacking = [...drawn.value.lacking].map((value) => ({ problem: 'letter-missing' as const, value }));
  return ok({
    file,
    form,
    problems: [...problemsHere({ forms: readers.forms }, form, officeDay(now)), ...lacking],
    pdf: drawn.value.pdf,
  });
}

// What only this office knows: its forms so far, and what day it is.
function problemsHere(
  { forms }: Pick<CommandContext['readers'], 'forms'>,
  { id, validity }: FormDefinition,
  today: string,
): TemplateProblem[] {
  return [
    ...(forms.byId(id) === undefined ? [] : [{ problem: 'id-taken' as const, value: id }]),
    ...(validity.from < today ? [{ problem: 'too-early' as const, value: validity.from }] : []),
  ];
}
