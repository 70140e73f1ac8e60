import type { Instant } from '../../shared/types/clock.ts';
import type { ReadDb, WriteDb } from '../open.ts';

/** A reception that is being typed. */
export interface DraftRow {
  draftId: string;
  userId: string;
  value: string;
  savedAt: Instant;
}

const COLUMNS = 'id AS draftId, user_id AS userId, value, saved_at AS savedAt';

/** Reading drafts. */
export function createDraftReader(db: ReadDb) {
  const ofUser = db.prepare(
    `SELECT ${COLUMNS} FROM draft WHERE user_id = ? AND kind = 'reception' ORDER BY saved_at DESC`,
  );
  const byId = db.prepare(`SELECT ${COLUMNS} FROM draft WHERE id = ?`);
  return {
    ofUser: (userId: string): DraftRow[] => ofUser.all(userId) as DraftRow[],
    find: (draftId: string): DraftRow | undefined => byId.get(draftId) as DraftRow | undefined,
  };
}

/** Drafts; part of a command's transaction. A draft is no record: it may be changed and thrown away. */
export function createDraftRepository(db: WriteDb) {
  const put = db.prepare(`
    INSERT INTO draft (id, user_id, kind, value, saved_at) VALUES (@draftId, @userId, 'reception', @value, @savedAt)
    ON CONFLICT (id) DO UPDATE SET value = excluded.value, saved_at = excluded.saved_at`);
  const remove = db.prepare('DELETE FROM draft WHERE id = @draftId AND user_id = @userId');
  return {
    ...createDraftReader(db),
    put(draft: DraftRow): void {
      put.run(draft);
    },
    discard(draftId: string, userId: string): void {
      remove.run({ draftId, userId });
    },
  };
}
