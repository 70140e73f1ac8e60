import * as z from 'zod';
import { ROLES, type Role } from '../../shared/domain/people/permissions.ts';
import type { Instant, PlainDate } from '../../shared/types/clock.ts';
import { UserId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const flag = z.number().transform((value) => value === 1);

const UserRow = z.object({
  id: UserId,
  login: z.string(),
  displayName: z.string(),
  jobTitle: z.string(),
  passwordHash: z.string(),
  mustChangePassword: flag,
  unlockCodeHash: z.string().nullable(),
  failedLogins: z.number(),
  lockedUntil: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
});
/** A person who signs in, with the hashes; never leaves the host. */
export type UserRow = z.infer<typeof UserRow>;

const GrantRow = z.object({
  userId: UserId,
  role: z.enum(ROLES),
  validFrom: z.string(),
  validTo: z.string().nullable(),
});
export type GrantRow = z.infer<typeof GrantRow>;

const RoleRow = GrantRow.pick({ role: true });

const SELECT = `
  SELECT id, login, display_name AS displayName, job_title AS jobTitle, password_hash AS passwordHash, must_change_password AS mustChangePassword,
    unlock_code_hash AS unlockCodeHash, failed_logins AS failedLogins, locked_until AS lockedUntil, valid_from AS validFrom, valid_to AS validTo
  FROM app_user`;
const SELECT_GRANT =
  'SELECT user_id AS userId, role, valid_from AS validFrom, valid_to AS validTo FROM user_role';

/** Reading people and their roles. */
export function createUserReader(db: ReadDb) {
  const byId = db.prepare(`${SELECT} WHERE id = ?`);
  const byLogin = db.prepare(`${SELECT} WHERE login = ?`);
  const all = db.prepare(`${SELECT} ORDER BY login`);
  const grantsOf = db.prepare(`${SELECT_GRANT} WHERE user_id = ? ORDER BY role, valid_from`);
  const rolesOn = db.prepare(`
    SELECT DISTINCT role FROM user_role WHERE user_id = @userId AND valid_from <= @day AND (valid_to IS NULL OR valid_to >= @day)`);
  const administrators = db.prepare(`
    SELECT DISTINCT u.id FROM app_user u JOIN user_role r ON r.user_id = u.id
    WHERE r.role = 'administrator' AND r.valid_from <= @day AND r.valid_to IS NULL AND u.valid_from <= @day AND u.valid_to IS NULL`);
  return {
    find(id: UserId): UserRow | undefined {
      const row = byId.get(id);
      return row === undefined ? undefined : UserRow.parse(row);
    },
    findByLogin(login: string): UserRow | undefined {
      const row = byLogin.get(login);
      return row === undefined ? undefined : UserRow.parse(row);
    },
    list(): UserRow[] {
      return all.all().map((row) => UserRow.parse(row));
    },
    grantsOf(id: UserId): GrantRow[] {
      return grantsOf.all(id).map((row) => GrantRow.parse(row));
    },
    /** The roles in force on a day. */
    rolesOn(userId: UserId, day: PlainDate): Role[] {
      return rolesOn.all({ userId, day }).map((row) => RoleRow.parse(row).role);
    },
    /** People who are administrators on a day and until further notice. */
    lastingAdministrators(day: PlainDate): UserId[] {
      return administrators.all({ day }).map((row) => z.object({ id: UserId }).parse(row).id);
    },
  };
}

/** Writing people and their roles; part of a command's transaction. */
export function createUserRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO app_user (id, login, display_name, job_title, password_hash, must_change_password, valid_from, created_at)
    VALUES (@id, @login, @displayName, @jobTitle, @passwordHash, @mustChangePassword, @validFrom, @at)`);
  const deleteGrants = db.prepare('DELETE FROM user_role WHERE user_id = ?');
  const insertGrant = db.prepare(
    'INSERT INTO user_role (user_id, role, valid_from, valid_to, granted_by) VALUES (@userId, @role, @validFrom, @validTo, @grantedBy)',
  );
  const setPassword = db.prepare(
    'UPDATE app_user SET password_hash = @hash, must_change_password = @mustChange WHERE id = @id',
  );
  const setUnlockCode = db.prepare('UPDATE app_user SET unlock_code_hash = @hash WHERE id = @id');
  const setFailures = db.prepare(
    'UPDATE app_user SET failed_logins = @failures, locked_until = @lockedUntil WHERE id = @id',
  );
  const end = db.prepare('UPDATE app_user SET valid_to = @validTo WHERE id = @id');
  return {
    ...createUserReader(db),
    insert(user: {
      id: UserId;
      login: string;
      displayName: string;
      jobTitle: string;
      passwordHash: string;
      mustChangePassword: boolean;
      validFrom: PlainDate;
      at: Instant;
    }): void {
      insert.run({ ...user, mustChangePassword: user.mustChangePassword ? 1 : 0 });
    },
    /** Replaces the grants of a person; what they were stays in the event log. */
    replaceGrants(
      userId: UserId,
      grants: readonly Omit<GrantRow, 'userId'>[],
      grantedBy: UserId | null,
    ): void {
      deleteGrants.run(userId);
      for (const grant of grants) insertGrant.run({ userId, grantedBy, ...grant });
    },
    setPassword(id: UserId, hash: string, mustChange: boolean): void {
      setPassword.run({ id, hash, mustChange: mustChange ? 1 : 0 });
    },
    setUnlockCode(id: UserId, hash: string | null): void {
      setUnlockCode.run({ id, hash });
    },
    /** Failed sign-ins in a row and until when the next one must wait. */
    setFailures(id: UserId, failures: number, lockedUntil: Instant | null): void {
      setFailures.run({ id, failures, lockedUntil });
    },
    end(id: UserId, validTo: PlainDate): void {
      end.run({ id, validTo });
    },
  };
}
