import * as z from 'zod';
import { InstantText } from '../types/text.ts';
import { type FormDefinition, type FormPart, OfficeKind } from './form-definition.ts';

const Text = z.string().min(1).max(4000);
const Count = z.int().min(0).max(999_999);
/** As many rows as a table takes. */
export const MOST_ROWS = 2000;

/** One row of the table of components. */
const ComponentRow = z.strictObject({
  name: Text,
  originals: Count,
  certifiedCopies: Count,
  photocopies: Count,
});
export type ComponentRow = z.infer<typeof ComponentRow>;

/** One row of a table, by its columns; a column it does not name has nothing to say, an empty one is left to be written by hand. */
const TableRow = z.record(z.string(), z.string().max(4000));
export type TableRow = z.infer<typeof TableRow>;

/** What one printed form says. `fields` is keyed as the definition's parts and tables are; {@link checkFormValues} compares them. */
export const FormValues = z.strictObject({
  office: z.strictObject({
    kind: OfficeKind,
    /** The superior body on the first line of the head, for example the commune's committee. */
    superior: Text,
    /** What follows the office's wording in the text, for example the commune. */
    name: Text,
    /** The place before the date. */
    place: Text,
    /** Order number of the paper; dotted when the office writes it by hand. */
    number: Text.optional(),
    /** Symbol of the office before the form's own. */
    symbol: Text.optional(),
  }),
  /** The moment of the paper; its day in Vietnam is the printed date. */
  issuedAt: InstantText,
  fields: z.record(
    z.string(),
    z.union([
      Text,
      Count,
      // The longest first: what it is not is told row by row.
      z.array(TableRow).max(MOST_ROWS),
      z.array(ComponentRow).max(500),
      z.array(Text).max(60),
    ]),
  ),
  /** What proves the paper, as the text of a second QR code at the right of the title. */
  proof: z.string().min(1).max(600).optional(),
  /** Who signs, by the definition's keys; a name is printed below the space for the signature. */
  signers: z.record(z.string(), z.strictObject({ name: Text.optional() })),
});
export type FormValues = z.infer<typeof FormValues>;

/** Values that do not belong to the definition they were given with: a mistake of the program, never of the clerk. */
class FormValuesError extends Error {
  readonly code = 'FORM_VALUES';
  constructor(definition: FormDefinition, problem: string) {
    super(`${definition.id}: ${problem}`);
  }
}

/** Every part of a definition in printing order, those of groups included. */
export function partsOf(definition: FormDefinition): FormPart[] {
  return definition.fields.flatMap((field) => {
    if (field.kind === 'line') return field.parts;
    return field.kind === 'group' ? field.lines.flatMap((line) => line.parts) : [];
  });
}

function problemOfPart(part: FormPart, value: FormValues['fields'][string] | undefined): string | undefined {
  if (value === undefined) return part.required ? `no value for ${part.key}` : undefined;
  if (part.format === 'count') return typeof value === 'number' ? undefined : `${part.key} is not a number`;
  if (typeof value !== 'string') return `${part.key} is not text`;
  const isMoment = part.format !== 'moment' || InstantText.safeParse(value).success;
  return isMoment ? undefined : `${part.key} is not an instant`;
}

/**
 * Compares values with their definition: every required part given, every key known, every value of its format, every signer there.
 * @throws FormValuesError naming the first difference
 */
export function checkFormValues(definition: FormDefinition, values: FormValues): void {
  const parts = partsOf(definition);
  const tables = definition.fields.filter(
    (field) =>
      field.kind === 'components' ||
      field.kind === 'table' ||
      field.kind === 'list' ||
      field.kind === 'paragraphs',
  );
  const marks = definition.fields.filter((field) => field.kind === 'mark');
  const problems = [
    ...parts.map((part) => problemOfPart(part, values.fields[part.key])),
    ...tables.map((table) => {
      const rows = values.fields[table.key];
      const mayLack = table.kind === 'list' && table.omitWhenEmpty && rows === undefined;
      if (!Array.isArray(rows)) return mayLack ? undefined : `no rows for ${table.key}`;
      if (table.kind !== 'table') return undefined;
      const [cell] = (rows as TableRow[]).flatMap((row) => unknownKeys(row, table.columns));
      return cell === undefined ? undefined : `unknown column ${cell} of ${table.key}`;
    }),
    ...marks.map(({ key }) => (typeof values.fields[key] === 'string' ? undefined : `no code for ${key}`)),
    ...unknownKeys(values.fields, [...parts, ...tables, ...marks]).map((key) => `unknown field ${key}`),
    ...unknownKeys(values.signers, definition.signers).map((key) => `unknown signer ${key}`),
    ...definition.signers.map(({ key, optional }) =>
      optional || values.signers[key] ? undefined : `no signer ${key}`,
    ),
  ];
  const first = problems.find((problem) => problem !== undefined);
  if (first !== undefined) throw new FormValuesError(definition, first);
}

function unknownKeys(given: object, known: readonly { key: string }[]): string[] {
  const names = new Set(known.map(({ key }) => key));
  return Object.keys(given).filter((key) => !names.has(key));
}
