import * as z from 'zod';
import { COPY_STATES, type CopyState } from '../../shared/domain/certification/copy-state.ts';
import { FileVerdict } from '../../shared/domain/certification/verdict.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { BookEntryId, CertifiedCopyId, DossierId, Sha256, UserId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const json = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (typeof value === 'string' ? JSON.parse(value) : value), schema);

const CopyRow = z.object({
  id: CertifiedCopyId,
  dossierId: DossierId,
  dossierCode: z.string(),
  componentId: z.string(),
  title: z.string(),
  requester: z.string(),
  state: z.enum(COPY_STATES),
  scanSha256: Sha256,
  pages: z.number(),
  comparedById: UserId,
  comparedBy: z.string(),
  comparedAt: z.string(),
  entryId: BookEntryId.nullable(),
  returnReason: z.string().nullable(),
  book: z.string().nullable(),
  number: z.number().nullable(),
  certifiedOn: z.string().nullable(),
  officerId: z.string().nullable(),
  manifest: json(z.json().nullable()),
  officerSignedSha256: Sha256.nullable(),
  certifiedSha256: Sha256.nullable(),
  verdict: json(FileVerdict.nullable()),
});
export type CopyRow = z.infer<typeof CopyRow>;

const SELECT = `
  SELECT c.id, c.dossier_id AS dossierId, d.code AS dossierCode, c.component_id AS componentId, c.title, c.requester, c.state, c.scan_sha256 AS scanSha256,
    c.pages, c.compared_by AS comparedById, u.display_name AS comparedBy, c.compared_at AS comparedAt, c.entry_id AS entryId, c.return_reason AS returnReason,
    e.book, e.number, e.certified_on AS certifiedOn, c.officer_id AS officerId,
    c.manifest, c.officer_signed_sha256 AS officerSignedSha256, c.certified_sha256 AS certifiedSha256, c.verdict
  FROM certified_copy c JOIN dossier d ON d.id = c.dossier_id JOIN app_user u ON u.id = c.compared_by LEFT JOIN book_entry e ON e.id = c.entry_id`;

// What was given back waits for the clerk until it is compared again or its dossier ends.
const WAITS = `(c.state <> 'returned' OR (d.state NOT IN ('refused', 'withdrawn', 'stopped', 'returned', 'voided')
  AND NOT EXISTS (SELECT 1 FROM certified_copy n WHERE n.dossier_id = c.dossier_id AND n.component_id = c.component_id AND n.compared_at > c.compared_at)))`;

const Figures = z.object({ count: z.number(), oldestAt: z.string().nullable() });

/** Reading certified copies. */
export function createCertifiedCopyReader(db: ReadDb) {
  const byId = db.prepare(`${SELECT} WHERE c.id = ?`);
  const ofDossier = db.prepare(`${SELECT} WHERE c.dossier_id = ? ORDER BY c.compared_at`);
  const inStates = db.prepare(
    `${SELECT} WHERE c.state IN (SELECT value FROM json_each(?)) AND ${WAITS} ORDER BY c.compared_at LIMIT 500`,
  );
  const byEntry = db.prepare(`${SELECT} WHERE c.entry_id = ?`);
  const figures = db.prepare(
    'SELECT count(*) AS count, min(compared_at) AS oldestAt FROM certified_copy WHERE state IN (SELECT value FROM json_each(?))',
  );
  return {
    find(id: CertifiedCopyId): CopyRow | undefined {
      const row = byId.get(id);
      return row === undefined ? undefined : CopyRow.parse(row);
    },
    ofEntry(id: BookEntryId): CopyRow | undefined {
      const row = byEntry.get(id);
      return row === undefined ? undefined : CopyRow.parse(row);
    },
    ofDossier: (id: DossierId): CopyRow[] => ofDossier.all(id).map((row) => CopyRow.parse(row)),
    inStates: (states: readonly CopyState[]): CopyRow[] =>
      inStates.all(JSON.stringify(states)).map((row) => CopyRow.parse(row)),
    /** How many are in one of some states, and since when the oldest was compared. */
    figuresOf: (states: readonly CopyState[]) => Figures.parse(figures.get(JSON.stringify(states))),
  };
}

/** A copy that was compared. */
export interface NewCopy {
  id: CertifiedCopyId;
  dossierId: DossierId;
  componentId: string;
  title: string;
  requester: string;
  scanSha256: string;
  pages: number;
  by: string;
  at: Instant;
}

/** Certified copies on their way; part of a command's transaction. Every step names the state that it leads from. */
export function createCertifiedCopyRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO certified_copy (id, dossier_id, component_id, title, requester, state, scan_sha256, pages, compared_by, compared_at, updated_at)
    VALUES (@id, @dossierId, @componentId, @title, @requester, 'compared', @scanSha256, @pages, @by, @at, @at)`);
  const step = (set: string, from: string) =>
    db.prepare(`UPDATE certified_copy SET ${set}, updated_at = @at WHERE id = @id AND state IN (${from})`);
  const withdraw = step("state = 'withdrawn', return_reason = NULL", "'compared', 'returned'");
  const giveBack = step("state = 'returned', return_reason = @reason", "'compared'");
  const number = step("state = 'numbered', entry_id = @entryId, officer_id = @by", "'compared'");
  const restart = step(
    "state = 'numbered', officer_id = @by, prepared_sha256 = NULL, manifest = NULL",
    "'numbered', 'officer-prepared'",
  );
  const makeVoid = step(
    "state = 'void', prepared_sha256 = NULL, manifest = NULL",
    "'numbered', 'officer-prepared', 'officer-signed', 'agency-prepared', 'certified'",
  );
  const prepareOfficer = step(
    "state = 'officer-prepared', manifest = @manifest",
    "'numbered', 'officer-prepared'",
  );
  const signOfficer = step(
    "state = 'officer-signed', officer_signed_sha256 = @sha256, prepared_sha256 = NULL, manifest = NULL",
    "'officer-prepared'",
  );
  const prepareAgency = step(
    "state = 'agency-prepared', agency_id = @by, manifest = @manifest",
    "'officer-signed', 'agency-prepared'",
  );
  const certify = step(
    "state = 'certified', certified_sha256 = @sha256, verdict = @verdict, certified_at = @at, prepared_sha256 = NULL, manifest = NULL",
    "'agency-prepared'",
  );
  return {
    ...createCertifiedCopyReader(db),
    insert(copy: NewCopy): void {
      insert.run(copy);
    },
    /** Each of these answers false when the copy is no longer in a state that the step leads from. */
    withdraw: (id: CertifiedCopyId, at: Instant): boolean => withdraw.run({ id, at }).changes === 1,
    /** The officer gives it back before it has a number. */
    giveBack: (id: CertifiedCopyId, row: { reason: string; at: Instant }): boolean =>
      giveBack.run({ id, ...row }).changes === 1,
    number: (id: CertifiedCopyId, row: { entryId: BookEntryId; by: string; at: Instant }): boolean =>
      number.run({ id, ...row }).changes === 1,
    /** Signing starts again under the same number. */
    restart: (id: CertifiedCopyId, row: { by: string; at: Instant }): boolean =>
      restart.run({ id, ...row }).changes === 1,
    void: (id: CertifiedCopyId, at: Instant): boolean => makeVoid.run({ id, at }).changes === 1,
    prepareOfficer: (id: CertifiedCopyId, row: { manifest: string; at: Instant }): boolean =>
      prepareOfficer.run({ id, ...row }).changes === 1,
    signOfficer: (id: CertifiedCopyId, row: { sha256: string; at: Instant }): boolean =>
      signOfficer.run({ id, ...row }).changes === 1,
    prepareAgency: (id: CertifiedCopyId, row: { manifest: string; by: string; at: Instant }): boolean =>
      prepareAgency.run({ id, ...row }).changes === 1,
    certify: (id: CertifiedCopyId, row: { sha256: string; verdict: string; at: Instant }): boolean =>
      certify.run({ id, ...row }).changes === 1,
  };
}
