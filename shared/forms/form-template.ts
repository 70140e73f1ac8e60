import * as z from 'zod';
import { FormDefinition, type FormPart } from './form-definition.ts';
import { type FormValues, partsOf } from './form-values.ts';

/** The mark of the file format, so that a stranger's JSON is not taken for a form. */
export const FORM_TEMPLATE_FORMAT = 'qmc-form-1';

/** A file by which an administrator gives a form: its definition with its days and where its words come from. */
const FormTemplate = z.strictObject({ format: z.literal(FORM_TEMPLATE_FORMAT), form: FormDefinition });

/** What can be wrong in a template. */
export const TEMPLATE_PROBLEMS = [
  'not-json',
  'unsound',
  'id-taken',
  'field-unknown',
  'field-missing',
  'field-twice',
  'field-otherwise',
  'signer-unknown',
  'signer-missing',
  'copies-missing',
  'qr-unknown',
  'too-early',
  'letter-missing',
] as const;

/** One thing that is wrong: `value` is a path, a key, a label or a letter, as the rule has it. */
export interface TemplateProblem {
  problem: (typeof TEMPLATE_PROBLEMS)[number];
  value: string;
}

type Field = FormDefinition['fields'][number];

/** What a value has to be for a key: the same in a template as in the form whose values fill it. */
interface KeyShape {
  key: string;
  shape: string;
  label: string;
}

/** The keys of a form; a column that other forms of its kind print and this one need not (`spare`) makes no difference. */
function shapesOf(form: FormDefinition, spare: ReadonlySet<string> = new Set()): KeyShape[] {
  return [
    ...partsOf(form).map(({ key, format, label }) => ({ key, shape: format, label })),
    ...form.fields.flatMap((field): KeyShape[] => {
      switch (field.kind) {
        case 'components':
        case 'list':
        case 'paragraphs':
          return [{ key: field.key, shape: field.kind, label: field.label }];
        case 'table': {
          const columns = field.columns.map(({ key }) => key).filter((key) => !spare.has(key));
          return [
            { key: field.key, shape: `table ${columns.sort().join(' ')}`, label: field.label ?? field.key },
          ];
        }
        case 'mark':
          return [{ key: field.key, shape: field.kind, label: field.key }];
        default:
          return [];
      }
    }),
  ];
}

/**
 * Reads a template. It may put the fields of the kind's own form (`standardOf`) into another order under other words, between words of its own;
 * it may not name a value that the program does not have, nor leave out one that is always printed. What is only printed when there is something
 * to say may be left out: it is added at the end ({@link completedForm}). Everything wrong comes at once.
 */
export function readFormTemplate(
  text: string,
  standardOf: (kind: FormDefinition['kind']) => FormDefinition,
): { form?: FormDefinition; problems: TemplateProblem[] } {
  const json = parseJson(text);
  if (json === undefined) return { problems: [{ problem: 'not-json', value: '' }] };
  const parsed = FormTemplate.safeParse(json);
  if (!parsed.success)
    return {
      problems: parsed.error.issues.map(({ path, code }) => ({
        problem: 'unsound',
        value: `${path.join('.')} (${code})`,
      })),
    };
  const { form } = parsed.data;
  const problems = problemsOf(form, standardOf(form.kind));
  return problems.length > 0 ? { problems } : { form, problems };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemsOf(form: FormDefinition, standard: FormDefinition): TemplateProblem[] {
  const spareColumns = new Set(
    standard.fields.flatMap((field) => (field.kind === 'table' ? (field.spareColumns ?? []) : [])),
  );
  const [given, needed] = [shapesOf(form, spareColumns), shapesOf(standard)];
  const shapeOf = new Map(needed.map(({ key, shape }) => [key, shape]));
  const has = new Set(given.map(({ key }) => key));
  const spare = new Set(spareFields(standard).flatMap(keysOf));
  const all = (problem: TemplateProblem['problem'], values: readonly string[]) =>
    values.map((value) => ({ problem, value }));
  const signers = new Set(form.signers.map(({ key }) => key));
  const known = new Set(standard.signers.map(({ key }) => key));
  return [
    ...all(
      'field-unknown',
      given.filter(({ key }) => !shapeOf.has(key)).map(({ key }) => key),
    ),
    ...all(
      'field-twice',
      given.filter(({ key }, at) => given.findIndex((each) => each.key === key) !== at).map(({ key }) => key),
    ),
    ...all(
      'field-otherwise',
      given
        .filter(({ key, shape }) => shapeOf.has(key) && shapeOf.get(key) !== shape)
        .map(({ key }) => `${key}: ${shapeOf.get(key)}`),
    ),
    ...all(
      'field-missing',
      needed
        .filter(({ key }) => !has.has(key) && !spare.has(key))
        .map(({ key, label }) => `${label} (${key})`),
    ),
    ...all(
      'signer-unknown',
      [...signers].filter((key) => !known.has(key)),
    ),
    ...all(
      'signer-missing',
      standard.signers.filter(({ key, optional }) => !optional && !signers.has(key)).map(({ key }) => key),
    ),
    ...all(
      'copies-missing',
      form.copies.length < standard.copies.length ? [String(standard.copies.length)] : [],
    ),
    ...all('qr-unknown', isQrSound(form, standard, shapeOf) ? [] : [form.qrKey ?? '']),
  ];
}

// A paper that is found again by its code must go on showing it.
function isQrSound(
  { qrKey }: FormDefinition,
  standard: FormDefinition,
  known: ReadonlyMap<string, string>,
): boolean {
  return qrKey === undefined ? standard.qrKey === undefined : known.has(qrKey);
}

// What is left out of a paper when there is nothing to say.
function spareFields(form: FormDefinition): Field[] {
  return form.fields.filter(
    (field) =>
      ((field.kind === 'line' || field.kind === 'list') && field.omitWhenEmpty) || field.kind === 'group',
  );
}

function keysOf(field: Field): string[] {
  switch (field.kind) {
    case 'line':
      return field.parts.map(({ key }) => key);
    case 'group':
      return field.lines.flatMap(({ parts }) => parts.map(({ key }) => key));
    case 'list':
    case 'paragraphs':
    case 'table':
    case 'components':
      return [field.key];
    default:
      return [];
  }
}

/**
 * A form with everything that the kind's own form can say: what it does not name stands after its last field, so that a paper by an older form never
 * keeps silent of something. Which values must be there, and which signers may be absent, is as in the kind's own form.
 */
export function completedForm(form: FormDefinition, standard: FormDefinition): FormDefinition {
  const has = new Set(shapesOf(form).map(({ key }) => key));
  const added = spareFields(standard).flatMap((field): Field[] => {
    const missing = keysOf(field).filter((key) => !has.has(key));
    if (missing.length === 0) return [];
    if (field.kind === 'line')
      return [{ ...field, parts: field.parts.filter(({ key }) => missing.includes(key)) }];
    if (field.kind !== 'group') return [field];
    const lines = field.lines
      .map((line) => ({ ...line, parts: line.parts.filter(({ key }) => missing.includes(key)) }))
      .filter(({ parts }) => parts.length > 0);
    return [{ ...field, lines }];
  });
  const required = new Map(partsOf(standard).map(({ key, required }) => [key, required]));
  const asRequired = (part: FormPart) => ({ ...part, required: required.get(part.key) ?? false });
  const fields = [...form.fields, ...added].map((field): Field => {
    if (field.kind === 'line') return { ...field, parts: field.parts.map(asRequired) };
    if (field.kind !== 'group') return field;
    return { ...field, lines: field.lines.map((line) => ({ ...line, parts: line.parts.map(asRequired) })) };
  });
  const optional = new Map(standard.signers.map(({ key, optional: may }) => [key, may]));
  const missingSigners = standard.signers.filter(({ key }) => !form.signers.some((each) => each.key === key));
  return {
    ...form,
    fields,
    signers: [
      ...form.signers.map((signer) => ({ ...signer, optional: optional.get(signer.key) ?? signer.optional })),
      ...missingSigners,
    ],
  };
}

/** Values to look at a form with: every field says its own name, tables have two rows, nobody real is on it. */
export function sampleFormValues(form: FormDefinition, at: string): FormValues {
  const sampleOf = ({ format, label, key }: FormPart) => {
    if (format === 'moment') return at;
    if (format === 'count') return 1;
    return key === form.qrKey ? 'H00.00-261125-0001' : label;
  };
  const rows = form.fields.flatMap((field): [string, FormValues['fields'][string]][] => {
    switch (field.kind) {
      case 'list':
      case 'paragraphs':
        return [[field.key, [field.label, field.label]]];
      case 'components': {
        const row = { name: field.nameHeading, originals: 1, certifiedCopies: 0, photocopies: 2 };
        return [[field.key, [row, row]]];
      }
      case 'table': {
        const row = Object.fromEntries(field.columns.map(({ key, heading }) => [key, heading]));
        return [[field.key, [row, row]]];
      }
      case 'mark':
        return [[field.key, 'QMC:MAU']];
      default:
        return [];
    }
  });
  return {
    office: { kind: 'centre', superior: 'UBND XÃ', name: 'xã', place: 'Xã' },
    issuedAt: at,
    fields: {
      ...Object.fromEntries(partsOf(form).map((part) => [part.key, sampleOf(part)])),
      ...Object.fromEntries(rows),
    },
    signers: Object.fromEntries(form.signers.map(({ key }) => [key, {}])),
  };
}
