import * as z from 'zod';
import type { Instant } from '../../shared/types/clock.ts';
import { Sha256, UserId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const buffer = z.custom<Buffer>((value) => Buffer.isBuffer(value));

const KeyRow = z.object({
  keyId: z.string(),
  role: z.enum(['officer', 'agency']),
  label: z.string(),
  deviceId: z.string(),
  source: z.preprocess((value) => JSON.parse(String(value)), z.json()),
  fingerprint: Sha256,
  subject: z.string(),
  issuer: z.string(),
  notAfter: z.string(),
  certificate: buffer,
  /** Issuers of the certificate, DER in base64. */
  chain: z.preprocess((value) => JSON.parse(String(value)), z.array(z.base64())),
  /** Of a personal key: the person, once somebody has said whose it is. */
  holderId: UserId.nullable(),
  holderName: z.string().nullable(),
});
export type KeyRow = z.infer<typeof KeyRow>;

const AnchorRow = z.object({
  fingerprint: Sha256,
  subject: z.string(),
  certificate: buffer,
  addedAt: z.string(),
  fileName: z.string(),
  addedBy: z.string().nullable(),
});
type AnchorRow = z.infer<typeof AnchorRow>;

const AnchorChange = z.object({
  fingerprint: Sha256,
  subject: z.string(),
  act: z.enum(['added', 'removed']),
  fileName: z.string(),
  reason: z.string(),
  at: z.string(),
  by: z.string().nullable(),
});

/** Reading where keys are kept and whom the office trusts. */
export function createSigningKeyReader(db: ReadDb) {
  const select = `SELECT k.id AS keyId, k.role, k.label, k.device_id AS deviceId, k.source, k.fingerprint, k.subject, k.issuer, k.not_after AS notAfter,
      k.certificate, k.chain, k.holder_id AS holderId, u.display_name AS holderName
    FROM signing_key k LEFT JOIN app_user u ON u.id = k.holder_id WHERE k.retired_at IS NULL`;
  const all = db.prepare(`${select} ORDER BY k.added_at`);
  const byId = db.prepare(`${select} AND k.id = ?`);
  const anchors = db.prepare(
    `SELECT a.fingerprint, a.subject, a.certificate, a.added_at AS addedAt, c.file_name AS fileName, u.display_name AS addedBy
      FROM trust_anchor a JOIN trust_anchor_change c ON c.id = (SELECT max(id) FROM trust_anchor_change WHERE fingerprint = a.fingerprint)
      LEFT JOIN app_user u ON u.id = c.changed_by WHERE a.removed_at IS NULL ORDER BY a.added_at`,
  );
  const changes = db.prepare(
    `SELECT c.fingerprint, a.subject, c.act, c.file_name AS fileName, c.reason, c.changed_at AS at, u.display_name AS by
      FROM trust_anchor_change c JOIN trust_anchor a ON a.fingerprint = c.fingerprint LEFT JOIN app_user u ON u.id = c.changed_by
      ORDER BY c.id DESC LIMIT 500`,
  );
  return {
    all: (): KeyRow[] => all.all().map((row) => KeyRow.parse(row)),
    find(keyId: string): KeyRow | undefined {
      const row = byId.get(keyId);
      return row === undefined ? undefined : KeyRow.parse(row);
    },
    trustAnchors: (): AnchorRow[] => anchors.all().map((row) => AnchorRow.parse(row)),
    /** Every import and removal of a root, the newest first. */
    trustHistory: () => changes.all().map((row) => AnchorChange.parse(row)),
  };
}

/** Signing keys and trust anchors; part of a command's transaction. No secret is ever stored here. */
export function createSigningKeyRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO signing_key (id, role, label, device_id, source, fingerprint, subject, issuer, not_after, certificate, chain, holder_id, added_at)
    VALUES (@keyId, @role, @label, @deviceId, @source, @fingerprint, @subject, @issuer, @notAfter, @certificate, @chain, @holderId, @at)`);
  const bind = db.prepare(
    'UPDATE signing_key SET holder_id = @userId WHERE id = @keyId AND retired_at IS NULL AND holder_id IS NULL',
  );
  const retire = db.prepare(
    'UPDATE signing_key SET retired_at = @at WHERE id = @keyId AND retired_at IS NULL',
  );
  const insertAnchor = db.prepare(`
    INSERT INTO trust_anchor (fingerprint, subject, certificate, added_at) VALUES (@fingerprint, @subject, @certificate, @at)
    ON CONFLICT (fingerprint) DO UPDATE SET removed_at = NULL, added_at = excluded.added_at`);
  const removeAnchor = db.prepare(
    'UPDATE trust_anchor SET removed_at = @at WHERE fingerprint = @fingerprint AND removed_at IS NULL',
  );
  const insertChange = db.prepare(`
    INSERT INTO trust_anchor_change (fingerprint, act, file_name, reason, changed_at, changed_by)
    VALUES (@fingerprint, @act, @fileName, @reason, @at, @by)`);
  return {
    ...createSigningKeyReader(db),
    insert({ holderName: _, ...key }: KeyRow & { at: Instant }): void {
      insert.run({ ...key, source: JSON.stringify(key.source), chain: JSON.stringify(key.chain) });
    },
    /** Says whose a personal key is; false when that was said before. */
    bind: (keyId: string, userId: UserId): boolean => bind.run({ keyId, userId }).changes === 1,
    retire: (keyId: string, at: Instant): boolean => retire.run({ keyId, at }).changes === 1,
    trust({
      fileName,
      by,
      ...anchor
    }: {
      fingerprint: string;
      subject: string;
      certificate: Buffer;
      fileName: string;
      at: Instant;
      by: UserId;
    }): void {
      insertAnchor.run(anchor);
      const { fingerprint, at } = anchor;
      insertChange.run({ fingerprint, act: 'added', fileName, reason: '', at, by });
    },
    /** Trusts a root no longer; false when it was not trusted. */
    distrust(change: { fingerprint: string; reason: string; at: Instant; by: UserId }): boolean {
      const { fingerprint, at } = change;
      if (removeAnchor.run({ fingerprint, at }).changes === 0) return false;
      insertChange.run({ ...change, act: 'removed', fileName: '' });
      return true;
    },
  };
}
