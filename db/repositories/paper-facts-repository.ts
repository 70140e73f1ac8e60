import * as z from 'zod';
import {
  holderNumber,
  LACKING_FIELDS,
  type LackingField,
  PaperFacts,
  SUGGESTED_FIELDS,
  type SuggestedField,
} from '../../shared/domain/digitisation/paper-facts.ts';
import { DOSSIER_STATES, isOpen } from '../../shared/domain/dossier/dossier-state.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { DossierId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const json = <T>(shape: z.ZodType<T>) =>
  z
    .string()
    .transform((text) => JSON.parse(text) as unknown)
    .pipe(shape);

const FactsRow = z.object({
  componentId: z.string(),
  facts: json(PaperFacts),
  suggested: json(z.array(z.enum(SUGGESTED_FIELDS))),
  saidAt: z.string(),
  saidBy: z.string(),
});
type FactsRow = z.infer<typeof FactsRow>;

const LackingRow = z.object({
  dossierId: DossierId,
  code: z.string(),
  ownerName: z.string().nullable(),
  componentId: z.string(),
  componentName: z.string(),
  madeAt: z.string(),
  lacking: json(z.array(z.enum(LACKING_FIELDS))),
});
export type LackingRow = z.infer<typeof LackingRow>;

const SHOWN = 500;
const OPEN = DOSSIER_STATES.filter(isOpen)
  .map((state) => `'${state}'`)
  .join(', ');
// Of dossiers that are under way: what was digitised before anybody asked for facts would drown the work of the day.
const LACKING = `
  FROM dossier d JOIN digital_copy c ON c.dossier_id = d.id AND c.superseded_at IS NULL
  JOIN dossier_component k ON k.dossier_id = c.dossier_id AND k.component_id = c.component_id
  LEFT JOIN paper_facts f ON f.dossier_id = c.dossier_id AND f.component_id = c.component_id
  WHERE d.state IN (${OPEN}) AND (f.lacking IS NULL OR f.lacking <> '[]')`;

/** Reading what digitised papers say of themselves. */
export function createPaperFactsReader(db: ReadDb) {
  const ofDossier = db.prepare(
    `SELECT f.component_id AS componentId, f.facts, f.suggested, f.said_at AS saidAt, u.display_name AS saidBy
     FROM paper_facts f JOIN app_user u ON u.id = f.said_by WHERE f.dossier_id = ?`,
  );
  const lacking = db.prepare(`
    SELECT d.id AS dossierId, d.code, c.component_id AS componentId, k.name AS componentName, c.made_at AS madeAt,
      coalesce(f.lacking, '["facts"]') AS lacking,
      (SELECT p.name FROM dossier_party p WHERE p.dossier_id = d.id AND p.role IN ('owner', 'submitter') ORDER BY p.role LIMIT 1) AS ownerName
    ${LACKING} ORDER BY c.made_at, c.component_id LIMIT ${SHOWN}`);
  const figures = db.prepare(`SELECT count(*) AS count, min(c.made_at) AS oldestAt ${LACKING}`);
  const all = (id: DossierId): FactsRow[] => ofDossier.all(id).map((row) => FactsRow.parse(row));
  return {
    ofDossier: all,
    find: (id: DossierId, componentId: string): FactsRow | undefined =>
      all(id).find((row) => row.componentId === componentId),
    /** Digital copies of open dossiers of which something is lacking, the oldest first, 500 at most. */
    lacking: (): LackingRow[] => lacking.all().map((row) => LackingRow.parse(row)),
    /** How many there are, and since when the first. */
    lackingFigures: () =>
      z.object({ count: z.number(), oldestAt: z.string().nullable() }).parse(figures.get()),
  };
}

/** Keeping the same; part of a command's transaction. */
export function createPaperFactsRepository(db: WriteDb) {
  const say = db.prepare(`
    INSERT INTO paper_facts (dossier_id, component_id, facts, kind, holder_number, holder_old_number, suggested, lacking, said_at, said_by)
    VALUES (@dossierId, @componentId, @facts, @kind, @number, @oldNumber, @suggested, @lacking, @at, @by)
    ON CONFLICT (dossier_id, component_id) DO UPDATE SET facts = excluded.facts, kind = excluded.kind, holder_number = excluded.holder_number,
      holder_old_number = excluded.holder_old_number, suggested = excluded.suggested, lacking = excluded.lacking, said_at = excluded.said_at,
      said_by = excluded.said_by`);
  return {
    ...createPaperFactsReader(db),
    /** What somebody says of a paper; it takes the place of what was said before. */
    say(paper: {
      dossierId: DossierId;
      componentId: string;
      facts: PaperFacts;
      suggested: readonly SuggestedField[];
      lacking: readonly LackingField[];
      at: Instant;
      by: string;
    }): void {
      const { facts, suggested, lacking, ...rest } = paper;
      const identity = facts.holder?.kind === 'person' ? facts.holder.identity : undefined;
      say.run({
        ...rest,
        facts: JSON.stringify(facts),
        kind: facts.kind,
        number: holderNumber(facts.holder),
        oldNumber: identity?.kind === 'citizen' ? (identity.oldNumber ?? null) : null,
        suggested: JSON.stringify(suggested),
        lacking: JSON.stringify(lacking),
      });
    },
  };
}
