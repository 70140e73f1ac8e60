import * as z from 'zod';
import { CERTIFICATIONS, SIGNER_KINDS } from '../../shared/domain/certification/signer.ts';
import type { Instant, PlainDate } from '../../shared/types/clock.ts';
import { UserId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const SignerRow = z.object({
  signerId: z.uuid(),
  userId: UserId,
  name: z.string(),
  kind: z.enum(SIGNER_KINDS),
  office: z.string(),
  ground: z.string(),
  scope: z.preprocess((value) => JSON.parse(String(value)), z.array(z.enum(CERTIFICATIONS))),
  compares: z.preprocess((value) => value === 1, z.boolean()),
  validFrom: z.string(),
  validTo: z.string().nullable(),
});
export type SignerRow = z.infer<typeof SignerRow>;

const SELECT = `
  SELECT s.id AS signerId, s.user_id AS userId, u.display_name AS name, s.kind, s.office, s.ground, s.scope, s.compares, s.valid_from AS validFrom, s.valid_to AS validTo
  FROM certification_signer s JOIN app_user u ON u.id = s.user_id`;

/** Reading who may sign certifications. */
export function createSignerReader(db: ReadDb) {
  const all = db.prepare(`${SELECT} ORDER BY s.valid_to IS NOT NULL, s.valid_from DESC, u.display_name`);
  const ofUser = db.prepare(`${SELECT} WHERE s.user_id = ?`);
  return {
    all: (): SignerRow[] => all.all().map((row) => SignerRow.parse(row)),
    ofUser: (userId: UserId): SignerRow[] => ofUser.all(userId).map((row) => SignerRow.parse(row)),
  };
}

/** Who may sign certifications; part of a command's transaction. */
export function createSignerRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO certification_signer (id, user_id, kind, office, ground, scope, compares, valid_from, valid_to, added_at, added_by)
    VALUES (@signerId, @userId, @kind, @office, @ground, @scope, @compares, @validFrom, @validTo, @at, @by)`);
  const end = db.prepare(
    'UPDATE certification_signer SET valid_to = @day WHERE id = @signerId AND (valid_to IS NULL OR valid_to > @day) AND valid_from <= @day',
  );
  return {
    ...createSignerReader(db),
    insert({ name: _, ...row }: SignerRow & { at: Instant; by: string }): void {
      insert.run({ ...row, scope: JSON.stringify(row.scope), compares: row.compares ? 1 : 0 });
    },
    /** The last day of a right; false when it ended before, or begins later. */
    end: (signerId: string, day: PlainDate): boolean => end.run({ signerId, day }).changes === 1,
  };
}
