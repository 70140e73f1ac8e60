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
});
type AnchorRow = z.infer<typeof AnchorRow>;

/** Reading where keys are kept and whom the office trusts. */
export function createSigningKeyReader(db: ReadDb) {
  const select = `SELECT k.id AS keyId, k.role, k.label, k.device_id AS deviceId, k.source, k.fingerprint, k.subject, k.issuer, k.not_after AS notAfter,
      k.certificate, k.chain, k.holder_id AS holderId, u.display_name AS holderName
    FROM signing_key k LEFT JOIN app_user u ON u.id = k.holder_id WHERE k.retired_at IS NULL`;
  const all = db.prepare(`${select} ORDER BY k.added_at`);
  const byId = db.prepare(`${select} AND k.id = ?`);
  const anchors = db.prepare(
    'SELECT fingerprint, subject, certificate, added_at AS addedAt FROM trust_anchor WHERE removed_at IS NULL ORDER BY added_at',
  );
  return {
    all: (): KeyRow[] => all.all().map((row) => KeyRow.parse(row)),
    find(keyId: string): KeyRow | undefined {
      const row = byId.get(keyId);
      return row === undefined ? undefined : KeyRow.parse(row);
    },
    trustAnchors: (): AnchorRow[] => anchors.all().map((row) => AnchorRow.parse(row)),
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
    ON CONFLICT (fingerprint) DO UPDATE SET removed_at = NULL`);
  return {
    ...createSigningKeyReader(db),
    insert({ holderName: _, ...key }: KeyRow & { at: Instant }): void {
      insert.run({ ...key, source: JSON.stringify(key.source), chain: JSON.stringify(key.chain) });
    },
    /** Says whose a personal key is; false when that was said before. */
    bind: (keyId: string, userId: UserId): boolean => bind.run({ keyId, userId }).changes === 1,
    retire: (keyId: string, at: Instant): boolean => retire.run({ keyId, at }).changes === 1,
    trust(anchor: { fingerprint: string; subject: string; certificate: Buffer; at: Instant }): void {
      insertAnchor.run(anchor);
    },
  };
}
