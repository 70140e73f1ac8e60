import type { OfficeCatalogue } from './office-catalogue.ts';
import { type Procedure, ProcedureCatalogue } from './procedure-catalogue.ts';

/** Why the whole result is not sound although every entry is: codes and abbreviations twice, unknown successors. */
export function problemsOf(result: ProcedureCatalogue): string[] {
  const parsed = ProcedureCatalogue.safeParse(result);
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
}

/** What a publication would change. */
interface CatalogueChanges {
  added: { code: string; name: string }[];
  changed: { code: string; name: string; parts: ChangedPart[] }[];
  ended: { code: string; name: string; replacedBy: string | null }[];
  same: number;
}

/** The parts of an entry that a comparison tells apart. */
export const CHANGED_PARTS = [
  'name',
  'composition',
  'limit',
  'fees',
  'steps',
  'results',
  'channels',
  'other',
] as const;
type ChangedPart = (typeof CHANGED_PARTS)[number];

/** Compares a publication with the catalogue it is laid over. */
export function changesOf(before: ProcedureCatalogue, publication: OfficeCatalogue): CatalogueChanges {
  const known = new Map(before.procedures.map((procedure) => [procedure.code, procedure]));
  const changes: CatalogueChanges = { added: [], changed: [], ended: [], same: 0 };
  for (const procedure of publication.procedures) {
    const { code, shortName: name } = procedure;
    const old = known.get(code);
    if (old === undefined) {
      changes.added.push({ code, name });
      continue;
    }
    const parts = CHANGED_PARTS.filter((part) => text(partOf(old, part)) !== text(partOf(procedure, part)));
    if (parts.length === 0) changes.same += 1;
    else changes.changed.push({ code, name, parts });
  }
  for (const { code, replacedBy } of publication.ended)
    changes.ended.push({ code, name: known.get(code)?.shortName ?? '', replacedBy });
  return changes;
}

function partOf(procedure: Procedure, part: ChangedPart): unknown {
  const { cases, sources: _, verified: _v, note: _n, ...rest } = procedure;
  switch (part) {
    case 'name':
      return [rest.name, rest.shortName, cases.map(({ id, name }) => [id, name])];
    case 'composition':
      return cases.map(({ id, components }) => [id, components]);
    case 'limit':
      return cases.map(({ id, limit }) => [id, limit.value, limit.unit]);
    case 'fees':
      return cases.map(({ id, fees }) => [id, fees.map(({ verified: _fv, note: _fn, ...fee }) => fee)]);
    case 'steps':
      return rest.steps?.list;
    case 'results':
      return rest.results;
    case 'channels':
      return [...rest.channels].sort();
    case 'other':
      return [
        rest.field,
        rest.level,
        rest.processingOwner,
        rest.elsewhere,
        rest.centralCode,
        rest.slips,
        rest.localCode,
        rest.order,
        rest.subjects,
        rest.onlineLevel,
      ];
  }
}

// Keys in one order, so that only what is said counts and not how it was written.
function text(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner) =>
      inner !== null && typeof inner === 'object' && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? ''
  );
}
