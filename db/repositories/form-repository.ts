import * as z from 'zod';
import { FORM_KINDS, FormDefinition, type FormKind } from '../../shared/forms/form-definition.ts';
import { completedForm } from '../../shared/forms/form-template.ts';
import { formById, formOn, standardForm } from '../../shared/forms/forms.ts';
import type { Instant, PlainDate } from '../../shared/types/clock.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const InForceRow = z.object({
  number: z.number().int(),
  kind: z.enum(FORM_KINDS),
  formId: z.string(),
  content: z.string().nullable(),
  validFrom: z.string(),
  takenAt: z.string(),
  takenBy: z.string(),
});
type InForceRow = z.infer<typeof InForceRow>;

const COLUMNS =
  'number, kind, form_id AS formId, content, valid_from AS validFrom, taken_at AS takenAt, taken_by AS takenBy';

/** Reading the forms: the shipped ones with what the office has said laid over them. */
export function createFormReader(db: ReadDb) {
  const inForce = db.prepare(
    `SELECT ${COLUMNS} FROM form_in_force WHERE kind = ? AND valid_from <= ? ORDER BY valid_from DESC, number DESC LIMIT 1`,
  );
  const given = db
    .prepare('SELECT content FROM form_in_force WHERE form_id = ? AND content IS NOT NULL')
    .pluck();
  const all = db.prepare(`SELECT ${COLUMNS} FROM form_in_force ORDER BY number`);
  const newest = db.prepare('SELECT max(number) FROM form_in_force').pluck();
  // A paper printed by a given form says everything that the shipped one would.
  const byId = (id: string): FormDefinition | undefined => {
    const content = given.get(id);
    const form = typeof content === 'string' ? FormDefinition.parse(JSON.parse(content)) : formById(id);
    return form && completedForm(form, standardForm(form.kind));
  };
  return {
    /** The form of a kind on a day. */
    on(kind: FormKind, day: PlainDate): FormDefinition | undefined {
      const row = inForce.get(kind, day);
      const form = row === undefined ? formOn(kind, day) : byId(InForceRow.parse(row).formId);
      return form && completedForm(form, standardForm(kind));
    },
    /** A form by its id, however old; undefined when no such form was ever printed here. */
    byId,
    /** What the office said, in its order. */
    said: (): InForceRow[] => all.all().map((row) => InForceRow.parse(row)),
    /** The number of the last of them; 0 while there is none. */
    lastNumber: (): number => Number(newest.get() ?? 0),
  };
}

/** Saying which form is printed; part of a command's transaction. */
export function createFormRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO form_in_force (number, kind, form_id, content, valid_from, taken_at, taken_by)
    VALUES (@number, @kind, @formId, @content, @validFrom, @at, @by)`);
  const reader = createFormReader(db);
  return {
    ...reader,
    /** From a day on; `given`: it is not a shipped one and is kept whole. */
    putInForce(said: {
      form: FormDefinition;
      given: boolean;
      from: PlainDate;
      at: Instant;
      by: string;
    }): number {
      const number = reader.lastNumber() + 1;
      const { form, given, from, at, by } = said;
      const content = given ? JSON.stringify(form) : null;
      insert.run({ number, kind: form.kind, formId: form.id, content, validFrom: from, at, by });
      return number;
    },
  };
}
