import * as z from 'zod';
import { PROOF_LEVELS, type ProofLevel } from '../../shared/domain/certification/verdict.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { CertifiedCopyId, Sha256 } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

/** Why the last attempt brought nothing: a code with plain values. */
const ProofCause = z.object({ code: z.string(), data: z.record(z.string(), z.json()) });
export type ProofCause = z.infer<typeof ProofCause>;

const ProofRow = z.object({
  copyId: CertifiedCopyId,
  level: z.enum(PROOF_LEVELS),
  sha256: Sha256,
  attempts: z.number().int(),
  nextAttemptAt: z.string().nullable(),
  cause: z.preprocess(
    (value) => (typeof value === 'string' ? JSON.parse(value) : value),
    ProofCause.nullable(),
  ),
  releasedAt: z.string().nullable(),
  releaseReason: z.string().nullable(),
  versions: z.number().int(),
});
/** How long a copy can be proved now, and what is tried next. */
export type ProofRow = z.infer<typeof ProofRow>;

const SELECT = `
  SELECT p.copy_id AS copyId, p.level, p.sha256, p.attempts, p.next_attempt_at AS nextAttemptAt, p.cause, p.released_at AS releasedAt,
    p.release_reason AS releaseReason, (SELECT count(*) FROM copy_version v WHERE v.copy_id = p.copy_id) AS versions
  FROM copy_proof p`;

const VersionRow = z.object({
  number: z.number().int(),
  sha256: Sha256,
  level: z.enum(PROOF_LEVELS),
  madeAt: z.string(),
});

// What was made void is proved no further, nor is what the office keeps no file of.
const STANDS = "copy_id IN (SELECT id FROM certified_copy WHERE state = 'certified' AND purged_at IS NULL)";

/** Reading proofs of certified copies and every version of their files. */
export function createCopyProofReader(db: ReadDb) {
  const byCopy = db.prepare(`${SELECT} WHERE p.copy_id = ?`);
  const nextDue = db.prepare(
    `${SELECT} WHERE p.next_attempt_at <= ? AND p.${STANDS} ORDER BY p.next_attempt_at LIMIT 1`,
  );
  const nextAt = db
    .prepare(`SELECT min(next_attempt_at) FROM copy_proof WHERE next_attempt_at IS NOT NULL AND ${STANDS}`)
    .pluck();
  const versions = db.prepare(
    'SELECT number, sha256, level, made_at AS madeAt FROM copy_version WHERE copy_id = ? ORDER BY number',
  );
  const parse = (row: unknown) => (row === undefined ? undefined : ProofRow.parse(row));
  return {
    find: (copyId: CertifiedCopyId): ProofRow | undefined => parse(byCopy.get(copyId)),
    /** The copy whose next attempt is due longest. */
    due: (now: Instant): ProofRow | undefined => parse(nextDue.get(now)),
    /** When the next attempt of any copy is due; undefined when none is to come. */
    nextAt: (): string | undefined => z.string().nullable().parse(nextAt.get()) ?? undefined,
    versions: (copyId: CertifiedCopyId) => versions.all(copyId).map((row) => VersionRow.parse(row)),
  };
}

/** Proofs of certified copies; part of a transaction. */
export function createCopyProofRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO copy_proof (copy_id, level, sha256, next_attempt_at, cause, updated_at)
    VALUES (@copyId, @level, @sha256, @nextAttemptAt, @cause, @at)`);
  const addVersion = db.prepare(`
    INSERT INTO copy_version (copy_id, number, sha256, level, made_at)
    SELECT @copyId, count(*) + 1, @sha256, @level, @at FROM copy_version WHERE copy_id = @copyId`);
  const advance = db.prepare(`
    UPDATE copy_proof SET level = @level, sha256 = @sha256, attempts = @attempts, next_attempt_at = @nextAttemptAt, cause = @cause, updated_at = @at
    WHERE copy_id = @copyId AND sha256 = @from AND ${STANDS}`);
  const wait = db.prepare(`
    UPDATE copy_proof SET attempts = attempts + 1, next_attempt_at = @nextAttemptAt, cause = @cause, updated_at = @at WHERE copy_id = @copyId`);
  const hurry = db.prepare(`
    UPDATE copy_proof SET next_attempt_at = @at WHERE level <> 'B-LTA' AND (@copyId IS NULL OR copy_id = @copyId) AND ${STANDS}`);
  const rest = db.prepare(
    "UPDATE copy_proof SET next_attempt_at = NULL, cause = NULL WHERE level <> 'B-LTA'",
  );
  const release = db.prepare(`
    UPDATE copy_proof SET released_at = @at, released_by = @by, release_reason = @reason WHERE copy_id = @copyId AND released_at IS NULL`);
  const text = (cause: ProofCause | null) => (cause === null ? null : JSON.stringify(cause));
  return {
    ...createCopyProofReader(db),
    /** Begins the proof of a copy that was just certified, with the first version of its file. */
    begin(row: {
      copyId: CertifiedCopyId;
      level: ProofLevel;
      sha256: string;
      nextAttemptAt: Instant | null;
      cause: ProofCause | null;
      at: Instant;
    }): void {
      insert.run({ ...row, cause: text(row.cause) });
      addVersion.run(row);
    },
    /** Adds a version made from the one named `from`; false when another came in between, or the copy was made void. */
    advance(row: {
      copyId: CertifiedCopyId;
      from: string;
      level: ProofLevel;
      sha256: string;
      attempts: number;
      nextAttemptAt: Instant | null;
      cause: ProofCause | null;
      at: Instant;
    }): boolean {
      if (advance.run({ ...row, cause: text(row.cause) }).changes !== 1) return false;
      addVersion.run(row);
      return true;
    },
    /** Notes an attempt that brought nothing. */
    wait(copyId: CertifiedCopyId, row: { nextAttemptAt: Instant; cause: ProofCause; at: Instant }): void {
      wait.run({ copyId, nextAttemptAt: row.nextAttemptAt, cause: text(row.cause), at: row.at });
    },
    /** Has one copy, or all that lack anything, tried at once. */
    hurry(copyId: CertifiedCopyId | null, at: Instant): number {
      return hurry.run({ copyId, at }).changes;
    },
    /** No authority is named any more: nothing is tried, but what is proved is still renewed. */
    rest(): void {
      rest.run();
    },
    release(copyId: CertifiedCopyId, row: { by: string; reason: string; at: Instant }): boolean {
      return release.run({ copyId, ...row }).changes === 1;
    },
  };
}
