import * as z from 'zod';
import type { RetentionFacts } from '../../shared/domain/certification/copy-retention.ts';
import { COPY_STATES, isDropped } from '../../shared/domain/certification/copy-state.ts';
import { COPY_PROCEDURE } from '../../shared/domain/certification/copy-tariff.ts';
import { DOSSIER_STATES } from '../../shared/domain/dossier/dossier-state.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { DossierId, Sha256 } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { columnsNamingFiles } from './blob-repository.ts';

const FactsRow = z.object({
  state: z.enum(DOSSIER_STATES),
  unfinished: z.number(),
  undelivered: z.number(),
  proving: z.number(),
  forgery: z.number().transform(Boolean),
  lastAt: z.string(),
  unsent: z.number(),
  receipted: z.number(),
});
const FileRow = z.object({ sha256: Sha256, size: z.number() });

const UNFINISHED = COPY_STATES.filter((state) => state !== 'certified' && !isDropped(state))
  .map((state) => `'${state}'`)
  .join(', ');

const COPIES = 'SELECT id FROM certified_copy WHERE dossier_id = @dossierId';

/** A dossier of certified copies and nothing else: papers of signatures and transactions are kept for years, components of other procedures with their dossier. */
const ONLY_COPIES = `EXISTS (SELECT 1 FROM dossier d WHERE d.id = @dossierId AND d.procedure_code = '${COPY_PROCEDURE}')
  AND NOT EXISTS (SELECT 1 FROM paper_copy a WHERE a.dossier_id = @dossierId AND a.act <> 'copy')`;

/** The components whose paper was brought to be certified, except what is in its holder's store. */
const inSlot = (row: string) => `${row}.dossier_id = @dossierId AND ${row}.component_id IN (
  SELECT c.component_id FROM certified_copy c WHERE c.dossier_id = @dossierId AND ${ONLY_COPIES}
    AND NOT EXISTS (SELECT 1 FROM paper_facts f WHERE f.dossier_id = c.dossier_id AND f.component_id = c.component_id AND f.holder_number IS NOT NULL))`;

/** When a row that names a file keeps nobody from destroying it. A table that is not here keeps every file that it names, whatever a later migration adds. */
const KEEPS_NOTHING: Readonly<Record<string, string>> = {
  certified_copy: 't.dossier_id = @dossierId',
  copy_version: `t.copy_id IN (${COPIES})`,
  copy_proof: `t.copy_id IN (${COPIES})`,
  copy_delivery: `t.copy_id IN (${COPIES})`,
  digital_copy: inSlot('t'),
  file_signature: inSlot('t'),
  scanned_page: inSlot('t'),
  page_thumbnail: `EXISTS (SELECT 1 FROM scanned_page p WHERE p.id = t.page_id AND ${inSlot('p')})`,
  // The result of such a dossier is the certified copy itself.
  dossier_result: `t.dossier_id = @dossierId AND ${ONLY_COPIES}`,
  // Once it went into a component, the page there is the one that counts.
  stack_page: "t.place = 'component'",
  // Marks at a hash.
  signed_elsewhere: '1',
  file_text: '1',
  file_to_read: '1',
  assisted_file:
    'EXISTS (SELECT 1 FROM assisted_filing a WHERE a.id = t.filing_id AND a.purged_at IS NOT NULL)',
  list_export: 't.purged_at IS NOT NULL',
};

/** Reading which files of certifications may go. */
export function createCopyPurgeReader(db: ReadDb) {
  const after = db
    .prepare(
      'SELECT DISTINCT dossier_id FROM certified_copy WHERE files_left = 1 AND dossier_id > ? ORDER BY dossier_id LIMIT ?',
    )
    .pluck();
  const facts = db.prepare(`
    WITH copy AS (
      SELECT c.state, c.updated_at, c.purged_at, p.level, p.next_attempt_at, p.updated_at AS proved_at, (
          SELECT max(y.given_at) FROM copy_delivery y WHERE y.copy_id = c.id) AS given_at,
        EXISTS (SELECT 1 FROM copy_delivery y WHERE y.copy_id = c.id AND y.sha256 = coalesce(p.sha256, c.certified_sha256)) AS given,
        EXISTS (SELECT 1 FROM certified_copy n WHERE n.dossier_id = c.dossier_id AND n.component_id = c.component_id AND n.compared_at > c.compared_at) AS again
      FROM certified_copy c LEFT JOIN copy_proof p ON p.copy_id = c.id WHERE c.dossier_id = @dossierId),
    sent AS (
      SELECT s.state FROM event e JOIN packet p ON p.event_seq = e.seq JOIN packet_delivery s ON s.epoch = p.epoch AND s.seq = p.seq
      WHERE e.subject_kind = 'dossier' AND e.subject_id = @dossierId)
    SELECT d.state,
      (SELECT count(*) FROM copy WHERE copy.state IN (${UNFINISHED}) OR copy.state = 'returned' AND d.state = 'result-in' AND NOT copy.again) AS unfinished,
      (SELECT count(*) FROM copy WHERE copy.state = 'certified' AND NOT copy.given) AS undelivered,
      (SELECT count(*) FROM copy WHERE copy.state = 'certified' AND copy.purged_at IS NULL AND copy.next_attempt_at IS NOT NULL
        AND (copy.level <> 'B-LTA' OR copy.next_attempt_at <= @now)) AS proving,
      EXISTS (SELECT 1 FROM certification_refusal r WHERE r.dossier_id = d.id AND r.ground = 'forgery') AS forgery,
      (SELECT max((SELECT applied_at FROM schema_migration WHERE name LIKE '%-copy-purge'), max(d.updated_at), max(copy.updated_at), max(coalesce(copy.proved_at, '')), max(coalesce(copy.given_at, ''))) FROM copy) AS lastAt,
      (SELECT count(*) FROM sent WHERE sent.state <> 'receipted') AS unsent,
      (SELECT count(*) FROM sent WHERE sent.state = 'receipted') AS receipted
    FROM dossier d WHERE d.id = @dossierId`);
  const files = `
    SELECT b.sha256, b.size FROM blob b WHERE b.purged_at IS NULL AND b.sha256 IN (
      SELECT scan_sha256 FROM certified_copy WHERE dossier_id = @dossierId
      UNION SELECT prepared_sha256 FROM certified_copy WHERE dossier_id = @dossierId
      UNION SELECT officer_signed_sha256 FROM certified_copy WHERE dossier_id = @dossierId
      UNION SELECT certified_sha256 FROM certified_copy WHERE dossier_id = @dossierId
      UNION SELECT sha256 FROM copy_version WHERE copy_id IN (${COPIES})
      UNION SELECT sha256 FROM digital_copy t WHERE ${inSlot('t')}
      UNION SELECT sha256 FROM file_signature t WHERE ${inSlot('t')}
      UNION SELECT unsigned_sha256 FROM file_signature t WHERE ${inSlot('t')}
      UNION SELECT sha256 FROM scanned_page t WHERE ${inSlot('t')}
      UNION SELECT h.sha256 FROM scanned_page t JOIN page_thumbnail h ON h.page_id = t.id WHERE ${inSlot('t')}
      UNION SELECT l.sha256 FROM tray_file t JOIN listed_file l ON l.listed_in = 'tray' AND l.list_id = t.id WHERE t.outcome = 'filed' AND ${inSlot('t')})`;
  const filesAfter = db.prepare(`${files} AND b.sha256 > @after ORDER BY b.sha256 LIMIT @limit`);
  const count = db.prepare(`SELECT count(*) FROM (${files})`).pluck();
  const elsewhere = db.prepare(keptBy(db).join(' UNION ALL ')).pluck();
  return {
    /** Dossiers with certifications whose files were not looked through to the last, behind one of them in the order of their ids. */
    dossiersAfter: (id: string, limit: number): DossierId[] =>
      after.all(id, limit).map((row) => DossierId.parse(row)),
    /** What decides whether the files of a dossier's certifications may go. */
    factsOf(dossierId: DossierId, now: Instant): RetentionFacts {
      return FactsRow.parse(facts.get({ dossierId, now }));
    },
    /** Stored files of a dossier's certifications, behind a hash in the order of their hashes. */
    filesAfter: (dossierId: DossierId, sha256: string, limit: number) =>
      filesAfter.all({ dossierId, after: sha256, limit }).map((row) => FileRow.parse(row)),
    countOf: (dossierId: DossierId): number => z.number().parse(count.get({ dossierId })),
    /** Whether anything but the certifications of a dossier names a file. */
    isNamedElsewhere: (sha256: string, dossierId: DossierId): boolean =>
      elsewhere.get({ sha256, dossierId }) !== undefined,
  };
}

/** A query for each column that names files: whether one of its rows keeps a file from the purge of a dossier. */
function keptBy(db: ReadDb): string[] {
  const tray = `SELECT 1 FROM tray_file t WHERE t.id = l.list_id AND t.outcome = 'filed' AND ${inSlot('t')}`;
  return [
    ...columnsNamingFiles(db).map(
      ({ inTable, inColumn }) =>
        `SELECT 1 FROM "${inTable}" t WHERE t."${inColumn}" = @sha256 AND NOT (${KEEPS_NOTHING[inTable] ?? '0'})`,
    ),
    `SELECT 1 FROM listed_file l WHERE l.sha256 = @sha256 AND NOT (l.listed_in = 'tray' AND EXISTS (${tray}))`,
  ];
}

/** Noting that they went; part of a transaction. */
export function createCopyPurgeRepository(db: WriteDb) {
  const begin = db.prepare(
    'UPDATE certified_copy SET purged_at = @at WHERE dossier_id = @dossierId AND purged_at IS NULL',
  );
  const done = db.prepare(
    'UPDATE certified_copy SET files_left = 0 WHERE dossier_id = @dossierId AND files_left = 1',
  );
  return {
    ...createCopyPurgeReader(db),
    /** Files of a dossier's certifications go from now on: nothing more is made of them. */
    begin: (dossierId: DossierId, at: Instant): void => void begin.run({ dossierId, at }),
    /** They were looked through to the last. */
    done: (dossierId: DossierId): void => void done.run({ dossierId }),
  };
}
