import * as z from 'zod';
import { Submission } from '../../shared/domain/delivery/submission-wire.ts';
import { Party } from '../../shared/domain/dossier/party.ts';
import { ASSISTED_STATES } from '../../shared/domain/online/assisted-filing.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { Sha256 } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const AssistedRow = z.object({
  filingId: z.uuid(),
  procedureCode: z.string(),
  procedureName: z.string(),
  caseId: z.string(),
  person: z.string().transform((text) => Party.parse(JSON.parse(text))),
  request: z.string(),
  state: z.enum(ASSISTED_STATES),
  openedAt: z.string(),
  openedBy: z.string(),
  preparedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  endedBy: z.string().nullable(),
  filedCode: z.string().nullable(),
  submissionId: z.string().nullable(),
  givenUpFor: z.string().nullable(),
  purgeAfter: z.string().nullable(),
  purgedAt: z.string().nullable(),
});
export type AssistedRow = z.infer<typeof AssistedRow>;

const AssistedFileRow = z.object({
  fileId: z.uuid(),
  kind: z.enum(['page', 'pdf', 'prepared', 'bundle']),
  componentId: z.string().nullable(),
  name: z.string().nullable(),
  sha256: Sha256,
  size: z.number(),
  pages: z.number(),
  dpi: z.number().nullable(),
});
export type AssistedFileRow = z.infer<typeof AssistedFileRow>;

const FiledRow = z.object({
  submissionId: z.uuid(),
  code: z.string(),
  filedAt: z.string(),
  content: z.string().transform((text) => Submission.parse(JSON.parse(text))),
});

const FiguresRow = z.object({ state: z.enum(ASSISTED_STATES), by: z.string(), count: z.number() });

const COLUMNS = `id AS filingId, procedure_code AS procedureCode, procedure_name AS procedureName, case_id AS caseId, person, request, state,
  opened_at AS openedAt, opened_by AS openedBy, prepared_at AS preparedAt, ended_at AS endedAt, ended_by AS endedBy, filed_code AS filedCode,
  submission_id AS submissionId, given_up_for AS givenUpFor, purge_after AS purgeAfter, purged_at AS purgedAt`;
const SHOWN = 200;

/** Reading whom the office helped to file online. */
export function createAssistedReader(db: ReadDb) {
  const byId = db.prepare(`SELECT ${COLUMNS} FROM assisted_filing WHERE id = ?`);
  const list = db.prepare(
    `SELECT ${COLUMNS} FROM assisted_filing ORDER BY ended_at IS NOT NULL, opened_at DESC LIMIT ${SHOWN}`,
  );
  const byCode = db.prepare('SELECT id FROM assisted_filing WHERE filed_code = ?').pluck();
  const files = db.prepare(`
    SELECT id AS fileId, kind, component_id AS componentId, name, sha256, size, pages, dpi FROM assisted_file
    WHERE filing_id = ? AND removed_at IS NULL ORDER BY added_at, id`);
  const every = db.prepare('SELECT DISTINCT sha256 FROM assisted_file WHERE filing_id = ?').pluck();
  const toPurge = db
    .prepare('SELECT id FROM assisted_filing WHERE purged_at IS NULL AND purge_after <= ? ORDER BY id')
    .pluck();
  const figures = db.prepare(`
    SELECT state, opened_by AS by, count(*) AS count FROM assisted_filing
    WHERE opened_at >= @from AND opened_at < @to GROUP BY state, opened_by`);
  const filedSince = db.prepare(`
    SELECT s.id AS submissionId, s.code, s.filed_at AS filedAt, r.text AS content
    FROM online_submission s JOIN online_revision r ON r.submission_id = s.id AND r.revision = s.revision
    WHERE s.filed_at >= @since AND json_extract(r.text, '$.procedureCode') = @procedureCode
      AND NOT EXISTS (SELECT 1 FROM assisted_filing a WHERE a.submission_id = s.id)
    ORDER BY s.filed_at DESC LIMIT ${SHOWN}`);
  return {
    find(id: string): AssistedRow | undefined {
      const row = byId.get(id);
      return row === undefined ? undefined : AssistedRow.parse(row);
    },
    /** Those that are open first, then the newest; 200 at most. */
    list: (): AssistedRow[] => list.all().map((row) => AssistedRow.parse(row)),
    findCode: (code: string): string | undefined => byCode.get(code) as string | undefined,
    /** What counts, in the order it came. */
    files: (id: string): AssistedFileRow[] => files.all(id).map((row) => AssistedFileRow.parse(row)),
    /** The hash of everything that ever lay with a filing. */
    everyFile: (id: string): Sha256[] => every.all(id).map((sha256) => Sha256.parse(sha256)),
    /** Filings whose files are to go by a moment. */
    toPurge: (now: Instant): string[] => toPurge.all(now) as string[],
    /** How many were opened in a time, by their state today and by who helped. */
    figures: (from: Instant, to: Instant) => figures.all({ from, to }).map((row) => FiguresRow.parse(row)),
    /** Online filings of a procedure since a moment that nobody has linked yet, the newest first. */
    filedSince: (procedureCode: string, since: Instant) =>
      filedSince.all({ procedureCode, since }).map((row) => FiledRow.parse(row)),
  };
}

/** Writing them; part of a command's transaction. */
export function createAssistedRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO assisted_filing (id, procedure_code, procedure_name, case_id, catalogue_version, person, request, state, opened_at, opened_by)
    VALUES (@filingId, @procedureCode, @procedureName, @caseId, @catalogueVersion, @person, @request, 'preparing', @at, @by)`);
  const change = db.prepare(
    "UPDATE assisted_filing SET person = @person, request = @request, state = 'preparing' WHERE id = @filingId",
  );
  const prepared = db.prepare(
    "UPDATE assisted_filing SET state = 'prepared', prepared_at = @at WHERE id = @filingId",
  );
  const reopen = db.prepare(
    "UPDATE assisted_filing SET state = 'preparing' WHERE id = ? AND state = 'prepared'",
  );
  const end = db.prepare(`
    UPDATE assisted_filing SET state = @state, ended_at = @at, ended_by = @by, filed_code = @code, submission_id = @submissionId,
      given_up_for = @reason, purge_after = @purgeAfter WHERE id = @filingId`);
  const purged = db.prepare('UPDATE assisted_filing SET purged_at = @at WHERE id = @filingId');
  const addFile = db.prepare(`
    INSERT INTO assisted_file (id, filing_id, kind, component_id, name, sha256, size, pages, dpi, added_at)
    VALUES (@fileId, @filingId, @kind, @componentId, @name, @sha256, @size, @pages, @dpi, @at)`);
  const removeFile = db.prepare(
    'UPDATE assisted_file SET removed_at = @at WHERE id = @fileId AND removed_at IS NULL',
  );
  const removePrepared = db.prepare(`
    UPDATE assisted_file SET removed_at = @at
    WHERE filing_id = @filingId AND kind IN ('prepared', 'bundle') AND removed_at IS NULL`);
  return {
    ...createAssistedReader(db),
    open(row: {
      filingId: string;
      procedureCode: string;
      procedureName: string;
      caseId: string;
      catalogueVersion: string;
      person: Party;
      request: string;
      at: Instant;
      by: string;
    }): void {
      insert.run({ ...row, person: JSON.stringify(row.person) });
    },
    /** Other words: what was prepared with the old ones counts no more. */
    change(filingId: string, person: Party, request: string): void {
      change.run({ filingId, person: JSON.stringify(person), request });
    },
    prepared: (filingId: string, at: Instant): void => void prepared.run({ filingId, at }),
    /** What is prepared is no longer what was brought. */
    reopen: (filingId: string): void => void reopen.run(filingId),
    end(row: {
      filingId: string;
      state: 'filed' | 'given-up';
      code: string | null;
      submissionId: string | null;
      reason: string | null;
      purgeAfter: Instant;
      at: Instant;
      by: string;
    }): void {
      end.run(row);
    },
    purged: (filingId: string, at: Instant): void => void purged.run({ filingId, at }),
    addFile(file: Omit<AssistedFileRow, 'sha256'> & { filingId: string; sha256: string; at: Instant }): void {
      addFile.run(file);
    },
    removeFile: (fileId: string, at: Instant): void => void removeFile.run({ fileId, at }),
    removePrepared: (filingId: string, at: Instant): void => void removePrepared.run({ filingId, at }),
  };
}
