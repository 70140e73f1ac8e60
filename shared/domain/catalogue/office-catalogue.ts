import * as z from 'zod';
import { oneLine, PlainDateText } from '../../types/text.ts';
import { dayBefore } from '../time/office-time.ts';
import { Procedure, type ProcedureCatalogue, ProcedureCode } from './procedure-catalogue.ts';

/** The mark of the file format, so that a stranger's JSON is not taken for a catalogue. */
export const OFFICE_CATALOGUE_FORMAT = 'qmc-catalogue-1';

/**
 * What an office publishes for itself from a day on: entries that take the place of those with the same code, or are new, and codes that end.
 * What it does not name stays as it is. `publishedBy` is the decision that publishes it.
 */
export const OfficeCatalogue = z.strictObject({
  format: z.literal(OFFICE_CATALOGUE_FORMAT),
  validFrom: PlainDateText,
  publishedBy: oneLine(300),
  procedures: z.array(Procedure).max(2000),
  ended: z
    .array(z.strictObject({ code: ProcedureCode, replacedBy: ProcedureCode.nullable(), by: oneLine(300) }))
    .max(2000),
});
export type OfficeCatalogue = z.infer<typeof OfficeCatalogue>;

/** What cites the office's own publication. */
export const OFFICE_SOURCE = 'office';

/** The version of a catalogue with so many more of the office's publications laid over it: `2026-11-22+3`. */
function versionWith(version: string, publications: number): string {
  const [shipped = ''] = version.split('+');
  const all = publicationsIn(version) + publications;
  return all === 0 ? shipped : `${shipped}+${all}`;
}

/** How many of the office's publications a version holds. */
export function publicationsIn(version: string): number {
  return Number(version.split('+')[1] ?? 0);
}

/**
 * The catalogue that results when publications are laid over one, shipped or with earlier ones laid over it, in their order. Unknown `ended` codes are passed over here; whether
 * the result is sound is for the schema of a catalogue to say.
 */
export function layOver(
  shipped: ProcedureCatalogue,
  publications: readonly OfficeCatalogue[],
): ProcedureCatalogue {
  const entries = new Map(shipped.procedures.map((procedure) => [procedure.code, procedure]));
  const former = new Map(shipped.former.map((entry) => [entry.code, entry]));
  const sources = { ...shipped.sources };
  publications.forEach((publication, index) => {
    const source = `${OFFICE_SOURCE}-${publicationsIn(shipped.version) + index + 1}`;
    sources[source] = publication.publishedBy;
    for (const procedure of publication.procedures) {
      former.delete(procedure.code);
      entries.set(procedure.code, { ...procedure, sources: [source] });
    }
    for (const { code, replacedBy } of publication.ended) {
      const entry = entries.get(code);
      if (entry !== undefined)
        entries.set(code, { ...entry, validity: endedAt(entry, publication.validFrom, replacedBy) });
    }
  });
  return {
    ...shipped,
    version: versionWith(shipped.version, publications.length),
    sources,
    former: [...former.values()],
    procedures: [...entries.values()],
  };
}

function endedAt({ validity }: Procedure, from: string, replacedBy: string | null): Procedure['validity'] {
  const { replacedBy: _, ...rest } = validity;
  const ended = { ...rest, to: dayBefore(from) };
  return replacedBy === null
    ? { ...ended, standing: 'in-force' }
    : { ...ended, standing: 'replaced', replacedBy };
}
