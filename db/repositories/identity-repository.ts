import * as z from 'zod';
import type { PARTY_ROLES } from '../../shared/domain/dossier/correction.ts';
import { Party } from '../../shared/domain/dossier/party.ts';
import {
  CHECK_OCCASIONS,
  CHECKED_ROLES,
  type CheckedRole,
  type CheckOccasion,
  IDENTITY_METHODS,
  type IdentityMethod,
} from '../../shared/domain/identity/identity-check.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { DossierId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const CheckRow = z.object({
  id: z.string(),
  dossierId: DossierId,
  code: z.string(),
  occasion: z.enum(CHECK_OCCASIONS),
  role: z.enum(CHECKED_ROLES),
  name: z.string(),
  method: z.enum(IDENTITY_METHODS),
  note: z.string().nullable(),
  settles: z.string().nullable(),
  at: z.string(),
  by: z.string(),
});
/** How somebody was authenticated, with the name of who recorded it. */
export type CheckRow = z.infer<typeof CheckRow>;

const KnownRow = z.object({
  party: z.preprocess((text) => JSON.parse(String(text)), Party),
  dossierId: DossierId,
  code: z.string(),
  receivedAt: z.string(),
});

const SELECT = `SELECT c.id, c.dossier_id AS dossierId, d.code, c.occasion, c.role, c.name, c.method, c.note, c.settles, c.checked_at AS at,
  u.display_name AS by FROM identity_check c JOIN dossier d ON d.id = c.dossier_id JOIN app_user u ON u.id = c.checked_by`;
const WAITING = `c.method = 'none' AND d.state <> 'voided' AND NOT EXISTS (SELECT 1 FROM identity_check s WHERE s.settles = c.id)`;

/** Reading who was authenticated how, who is known here, and which dossiers repeat another. */
export function createIdentityReader(db: ReadDb) {
  const byId = db.prepare(`${SELECT} WHERE c.id = ?`);
  const settling = db.prepare(`${SELECT} WHERE c.settles = ?`);
  const ofDossier = db.prepare(`${SELECT} WHERE c.dossier_id = ? ORDER BY c.checked_at, c.id`);
  const unverified = db.prepare(`${SELECT} WHERE ${WAITING} ORDER BY c.checked_at, c.id LIMIT 500`);
  const load = db.prepare(`
    SELECT count(*) AS count, min(c.checked_at) AS oldestAt FROM identity_check c JOIN dossier d ON d.id = c.dossier_id WHERE ${WAITING}`);
  const known = db.prepare(`
    SELECT p.party, d.id AS dossierId, d.code, d.received_at AS receivedAt FROM dossier_party p JOIN dossier d ON d.id = p.dossier_id
    WHERE (p.identity_number = @number OR p.old_number = @number) AND d.state <> 'voided' ORDER BY d.received_at DESC LIMIT 1`);
  const repeats = db.prepare(`
    SELECT d.id AS dossierId, d.code, r.reason FROM repeated_dossier r JOIN dossier d ON d.id = r.other_id WHERE r.dossier_id = ? ORDER BY d.code`);
  return {
    find(id: string): CheckRow | undefined {
      const row = byId.get(id);
      return row === undefined ? undefined : CheckRow.parse(row);
    },
    /** The later check that stands for this one. */
    findSettling(id: string): CheckRow | undefined {
      const row = settling.get(id);
      return row === undefined ? undefined : CheckRow.parse(row);
    },
    /** Oldest first. */
    ofDossier: (id: DossierId): CheckRow[] => ofDossier.all(id).map((row) => CheckRow.parse(row)),
    /** Who was not authenticated and still is not, the oldest first; at most 500. */
    unverified: (): CheckRow[] => unverified.all().map((row) => CheckRow.parse(row)),
    waiting: () => z.object({ count: z.number(), oldestAt: z.string().nullable() }).parse(load.get()),
    /** The newest party with this number, as it was recorded, and where; void intakes do not count. */
    findKnown(number: string) {
      const row = known.get({ number });
      return row === undefined ? undefined : KnownRow.parse(row);
    },
    /** The dossiers that were open when this one was received for the same person and procedure. */
    repeatsOf: (id: DossierId) =>
      repeats
        .all(id)
        .map((row) =>
          z.object({ dossierId: DossierId, code: z.string(), reason: z.string().nullable() }).parse(row),
        ),
  };
}

/** Writing them; part of a command's transaction. */
export function createIdentityRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO identity_check (id, dossier_id, occasion, role, name, method, note, settles, checked_at, checked_by)
    VALUES (@id, @dossierId, @occasion, @role, @name, @method, @note, @settles, @at, @by)`);
  const link = db.prepare(`
    INSERT INTO linked_number (id, dossier_id, role, before, kind, number, paper, linked_at, linked_by)
    VALUES (@id, @dossierId, @role, @before, @kind, @number, @paper, @at, @by)`);
  const repeat = db.prepare('INSERT INTO repeated_dossier (dossier_id, other_id, reason) VALUES (?, ?, ?)');
  return {
    ...createIdentityReader(db),
    record(check: {
      id: string;
      dossierId: DossierId;
      occasion: CheckOccasion;
      role: CheckedRole;
      name: string;
      method: IdentityMethod;
      note: string | null;
      settles: string | null;
      at: Instant;
      by: string;
    }): void {
      insert.run(check);
    },
    link(row: {
      id: string;
      dossierId: DossierId;
      role: (typeof PARTY_ROLES)[number];
      before: Party;
      kind: string;
      number: string;
      paper: string;
      at: Instant;
      by: string;
    }): void {
      link.run({ ...row, before: JSON.stringify(row.before) });
    },
    repeat(dossierId: DossierId, otherId: DossierId, reason: string | null): void {
      repeat.run(dossierId, otherId, reason);
    },
  };
}
