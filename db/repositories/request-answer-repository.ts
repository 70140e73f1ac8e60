import * as z from 'zod';
import type { Instant } from '../../shared/types/clock.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const AnswerRow = z.object({
  command: z.string(),
  actorId: z.string().nullable(),
  inputSha256: z.string(),
  answer: z.string().transform((text): unknown => JSON.parse(text)),
});
/** The first answer to a request id. */
export type AnswerRow = z.infer<typeof AnswerRow>;

/** Reading first answers. */
export function createRequestAnswerReader(db: ReadDb) {
  const select = db.prepare(
    'SELECT command, actor_id AS actorId, input_sha256 AS inputSha256, answer FROM request_answer WHERE request_id = ?',
  );
  return {
    find(requestId: string): AnswerRow | undefined {
      const row = select.get(requestId);
      return row === undefined ? undefined : AnswerRow.parse(row);
    },
  };
}

/** First answers, written in the transaction of the facts. */
export function createRequestAnswerRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO request_answer (request_id, command, actor_id, input_sha256, answer, answered_at)
    VALUES (@requestId, @command, @actorId, @inputSha256, @answer, @at)`);
  const deleteBefore = db.prepare('DELETE FROM request_answer WHERE answered_at < ?');
  return {
    ...createRequestAnswerReader(db),
    insert(row: {
      requestId: string;
      command: string;
      actorId: string | null;
      inputSha256: string;
      answer: unknown;
      at: Instant;
    }): void {
      insert.run({ ...row, answer: JSON.stringify(row.answer) });
    },
    /** Forgets answers that nobody can still be waiting for; they may hold personal data. */
    deleteBefore(instant: Instant): number {
      return deleteBefore.run(instant).changes;
    },
  };
}
