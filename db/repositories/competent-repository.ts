import * as z from 'zod';
import { COMPETENT_CLOCKS, type CompetentOffice } from '../../shared/domain/dossier/competent-office.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { DossierId, PlaceId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const CompetentRow = z.object({
  office: z.string(),
  placeId: PlaceId.nullable(),
  reach: z.enum(['province', 'nationwide']),
  clock: z.enum(COMPETENT_CLOCKS),
  basis: z.string().nullable(),
  expectedAt: z.string(),
  receivedAt: z.string().nullable(),
});
/** The office that is competent for a dossier received here, when it is to have it and when it had it. */
export type CompetentRow = z.infer<typeof CompetentRow>;

const AwaitedRow = z.object({
  dossierId: DossierId,
  code: z.string(),
  procedureName: z.string(),
  ownerName: z.string(),
  office: z.string(),
  receivedAt: z.string(),
  expectedAt: z.string(),
  dueAt: z.string(),
});
type AwaitedRow = z.infer<typeof AwaitedRow>;

const AWAITED = `FROM competent_office c JOIN dossier d ON d.id = c.dossier_id
  WHERE c.received_at IS NULL AND d.state = 'forwarded' ORDER BY d.received_at`;

/** Reading for which other offices dossiers were received. */
export function createCompetentReader(db: ReadDb) {
  const ofDossier = db.prepare(`
    SELECT office, place_id AS placeId, reach, clock, basis, expected_at AS expectedAt, received_at AS receivedAt FROM competent_office WHERE dossier_id = ?`);
  const awaited = db.prepare(`
    SELECT d.id AS dossierId, d.code, d.procedure_name AS procedureName, c.office, d.received_at AS receivedAt, c.expected_at AS expectedAt, d.due_at AS dueAt,
      (SELECT p.name FROM dossier_party p WHERE p.dossier_id = d.id AND p.role IN ('owner', 'submitter') ORDER BY p.role LIMIT 1) AS ownerName
    ${AWAITED}, d.code LIMIT 500`);
  const awaitedSince = db.prepare(`SELECT d.received_at ${AWAITED}`).pluck();
  return {
    find(dossierId: DossierId): CompetentRow | undefined {
      const row = ofDossier.get(dossierId);
      return row === undefined ? undefined : CompetentRow.parse(row);
    },
    /** What no competent office is known to have received, the oldest first; at most 500. */
    awaited: (): AwaitedRow[] => awaited.all().map((row) => AwaitedRow.parse(row)),
    /** When each of them was received here, the oldest first. */
    awaitedSince: (): Instant[] => awaitedSince.all() as Instant[],
  };
}

/** Writing it; part of a command's transaction. */
export function createCompetentRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO competent_office (dossier_id, office, place_id, reach, clock, basis, expected_at)
    VALUES (@dossierId, @office, @placeId, @reach, @clock, @basis, @expectedAt)`);
  const arrive = db.prepare(
    'UPDATE competent_office SET received_at = @at WHERE dossier_id = @dossierId AND received_at IS NULL',
  );
  return {
    ...createCompetentReader(db),
    insert: (dossierId: DossierId, row: CompetentOffice & { expectedAt: Instant }): void =>
      void insert.run({ dossierId, ...row }),
    /** When the competent office had it; only the first time counts. */
    arrive: (dossierId: DossierId, at: Instant): void => void arrive.run({ dossierId, at }),
  };
}
