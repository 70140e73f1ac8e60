import * as z from 'zod';
import { Submission } from '../../shared/domain/delivery/submission-wire.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { DossierId, Sha256 } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const fromJson = <S extends z.ZodType>(schema: S) =>
  z.string().transform((text) => schema.parse(JSON.parse(text)) as z.infer<S>);

/** A file of a submission as it is kept: a PDF, or a picture with the pages made of it. */
const KeptFile = z.object({
  sha256: Sha256,
  kind: z.enum(['images', 'pdf']),
  pages: z.array(z.object({ sha256: Sha256, dpi: z.number().nullable() })),
  pageCount: z.number(),
});
export type KeptFile = z.infer<typeof KeptFile>;

/** What the citizen was told to complete. */
const Completion = z.object({
  items: z.array(z.object({ name: z.string(), reason: z.string() })),
  instruction: z.string(),
});
type Completion = z.infer<typeof Completion>;

const SubmissionRow = z.object({
  id: z.uuid(),
  code: z.string(),
  revision: z.number(),
  state: z.enum(['registered', 'completion-asked', 'received', 'refused']),
  filedAt: z.string(),
  dueAt: z.string().nullable(),
  arrivedAt: z.string(),
  completionAskedAt: z.string().nullable(),
  completion: fromJson(Completion).nullable(),
  refusalReason: z.string().nullable(),
  dossierId: DossierId.nullable(),
  sha256: Sha256,
  content: fromJson(Submission),
  files: fromJson(z.array(KeptFile)),
});
export type SubmissionRow = z.infer<typeof SubmissionRow>;

const UnreadRow = z.object({
  submissionId: z.string(),
  revision: z.number(),
  reason: z.string(),
  detail: z.string(),
  arrivedAt: z.string(),
});
type UnreadRow = z.infer<typeof UnreadRow>;

const FROM = `
  SELECT s.id, s.code, s.revision, s.state, s.filed_at AS filedAt, s.due_at AS dueAt, s.arrived_at AS arrivedAt,
    s.completion_asked_at AS completionAskedAt, s.completion, s.refusal_reason AS refusalReason, s.dossier_id AS dossierId,
    r.sha256, r.text AS content, r.files
  FROM online_submission s JOIN online_revision r ON r.submission_id = s.id AND r.revision = s.revision`;
const SHOWN = 200;

/** Reading what was filed online. */
export function createOnlineReader(db: ReadDb) {
  const byId = db.prepare(`${FROM} WHERE s.id = ?`);
  const ofDossier = db.prepare(`${FROM} WHERE s.dossier_id = ?`);
  const waiting = db.prepare(
    `${FROM} WHERE s.state IN ('registered', 'completion-asked') ORDER BY s.state DESC, s.due_at, s.id LIMIT ${SHOWN}`,
  );
  const waitingCount = db
    .prepare("SELECT count(*) FROM online_submission WHERE state IN ('registered', 'completion-asked')")
    .pluck();
  const figures = db.prepare(`
    SELECT count(*) AS count, min(due_at) AS oldestAt FROM online_submission WHERE state = 'registered'`);
  const lastArrival = db.prepare('SELECT max(arrived_at) FROM online_submission').pluck();
  const unread = db.prepare(`
    SELECT submission_id AS submissionId, revision, reason, detail, arrived_at AS arrivedAt FROM online_unread u
    WHERE NOT EXISTS (SELECT 1 FROM online_submission s WHERE s.id = u.submission_id AND s.revision >= u.revision)
    ORDER BY arrived_at DESC LIMIT ${SHOWN}`);
  return {
    find(id: string): SubmissionRow | undefined {
      const row = byId.get(id);
      return row === undefined ? undefined : SubmissionRow.parse(row);
    },
    /** The filing that a dossier was received by. */
    ofDossier(id: DossierId): SubmissionRow | undefined {
      const row = ofDossier.get(id);
      return row === undefined ? undefined : SubmissionRow.parse(row);
    },
    /** What nobody has decided: to be looked at first, then what waits for the citizen; by limit, 200 at most. */
    waiting: (): SubmissionRow[] => waiting.all().map((row) => SubmissionRow.parse(row)),
    waitingCount: (): number => Number(waitingCount.get()),
    /** How many wait for the office, and the earliest limit among them. */
    figures: () => z.object({ count: z.number(), oldestAt: z.string().nullable() }).parse(figures.get()),
    lastArrivalAt: (): Instant | null => lastArrival.get() as Instant | null,
    /** What could not be read and was not sent better since; the newest first. */
    unread: (): UnreadRow[] => unread.all().map((row) => UnreadRow.parse(row)),
  };
}

/** Online submissions; revisions are append-only. */
export function createOnlineRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO online_submission (id, code, revision, state, filed_at, due_at, arrived_at)
    VALUES (@id, @code, @revision, 'registered', @filedAt, @dueAt, @at)
    ON CONFLICT (id) DO UPDATE SET code = excluded.code, revision = excluded.revision, state = 'registered', filed_at = excluded.filed_at,
      due_at = excluded.due_at, arrived_at = excluded.arrived_at`);
  const insertRevision = db.prepare(`
    INSERT INTO online_revision (submission_id, revision, text, sha256, signature, files, arrived_at)
    VALUES (@id, @revision, @text, @sha256, @signature, @files, @at)`);
  const insertUnread = db.prepare(`
    INSERT INTO online_unread (submission_id, revision, reason, detail, arrived_at)
    VALUES (@submissionId, @revision, @reason, @detail, @arrivedAt) ON CONFLICT DO NOTHING`);
  const askCompletion = db.prepare(`
    UPDATE online_submission SET state = 'completion-asked', completion = @completion, completion_asked_at = @at, completion_asked_by = @by WHERE id = @id`);
  const accept = db.prepare(`
    UPDATE online_submission SET state = 'received', dossier_id = @dossierId, decided_at = @at, decided_by = @by WHERE id = @id`);
  const refuse = db.prepare(`
    UPDATE online_submission SET state = 'refused', refusal_reason = @reason, decided_at = @at, decided_by = @by WHERE id = @id`);
  return {
    ...createOnlineReader(db),
    /** Keeps a revision, the first or a later one; what was asked to be completed is registered again. */
    keep(arrived: {
      submission: Submission;
      text: string;
      sha256: string;
      signature: string;
      files: readonly KeptFile[];
      dueAt: Instant | null;
      at: Instant;
    }): void {
      const { submissionId: id, revision, code, filedAt } = arrived.submission;
      const { text, sha256, signature, dueAt, at } = arrived;
      insert.run({ id, code, revision, filedAt, dueAt, at });
      insertRevision.run({ id, revision, text, sha256, signature, files: JSON.stringify(arrived.files), at });
    },
    noteUnread(row: UnreadRow): void {
      insertUnread.run(row);
    },
    askCompletion(id: string, completion: Completion, by: string, at: Instant): void {
      askCompletion.run({ id, completion: JSON.stringify(completion), by, at });
    },
    accept(id: string, dossierId: DossierId, by: string, at: Instant): void {
      accept.run({ id, dossierId, by, at });
    },
    refuse(id: string, reason: string, by: string, at: Instant): void {
      refuse.run({ id, reason, by, at });
    },
  };
}
