import * as z from 'zod';
import type { PlainDate } from '../../types/clock.ts';
import { PlainDateText } from '../../types/text.ts';
import { ProcessingLimit } from '../deadline/processing-limit.ts';
import { unverifiedGroups } from './catalogue.ts';
import { Procedure } from './procedure-catalogue.ts';

const { channels, onlineLevel, processingOwner, results, subjects, steps, cases } = Procedure.shape;
const { fees, components } = cases.element.shape;

/**
 * A procedure as it is made public to citizens. A part that no source confirms is null: the citizen is then told to ask at the counter, and
 * is told neither a doubt nor a figure that may be wrong. Notes for the office are left out.
 */
export const PublicNotice = z.object({
  code: z.string(),
  name: z.string(),
  field: z.string(),
  owner: processingOwner,
  channels,
  onlineLevel: onlineLevel.unwrap().nullable(),
  subjects: subjects.unwrap(),
  order: z.string().nullable(),
  steps: steps.unwrap().shape.list.nullable(),
  cases: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      limit: z.object({ value: z.number().nullable(), unit: ProcessingLimit.shape.unit }).nullable(),
      components: components.nullable(),
      fees: fees.nullable(),
    }),
  ),
  legalBasis: z.array(z.string()).nullable(),
  results,
  /** A law in force since that may have changed what is said here. */
  newLaw: z.object({ from: PlainDateText, law: z.string() }).nullable(),
});
export type PublicNotice = z.infer<typeof PublicNotice>;

/** Whether a procedure is made public: its name at least was read in a publication. */
export function isPublic(procedure: Procedure): boolean {
  return procedure.verified.name;
}

/** What citizens are told of a procedure on a day. */
export function publicNotice(procedure: Procedure, day: PlainDate): PublicNotice {
  const open = new Set(unverifiedGroups(procedure, day));
  const { code, name, field, order, validity } = procedure;
  return {
    code,
    name,
    field,
    owner: procedure.processingOwner,
    channels: procedure.channels,
    onlineLevel: procedure.onlineLevel ?? null,
    subjects: procedure.subjects ?? [],
    order: order ?? null,
    steps: open.has('steps') ? null : (procedure.steps?.list ?? null),
    cases: procedure.cases.map((entry) => ({
      id: entry.id,
      name: entry.name,
      limit:
        open.has('limit') || entry.limit.value === null
          ? null
          : { value: entry.limit.value, unit: entry.limit.unit },
      components: open.has('components') ? null : entry.components,
      fees: open.has('fee') ? null : entry.fees.map(({ note: _note, verified: _verified, ...fee }) => fee),
    })),
    legalBasis: open.has('legalBasis') ? null : procedure.legalBasis,
    results: procedure.results,
    newLaw: open.has('law-changed') ? (validity.review ?? null) : null,
  };
}
