import { AUDIT_CHAIN_START, type AuditEntry } from '../../shared/domain/audit/audit-entry.ts';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import type { WriteDb } from '../open.ts';

/** The append-only audit log. */
export function createAuditRepository(db: WriteDb) {
  const head = db.prepare('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1');
  const insert = db.prepare(`
    INSERT INTO audit (seq, at, action, outcome, actor_id, device_id, request_id, correlation_id, detail, previous_hash, hash)
    VALUES (@seq, @at, @action, @outcome, @actorId, @deviceId, @requestId, @correlationId, @detail, @previousHash, @hash)`);
  return {
    /** The place and hash of the newest entry, or the start of the chain. */
    getHead(): { seq: number; hash: string } {
      return (head.get() as { seq: number; hash: string } | undefined) ?? { seq: 0, hash: AUDIT_CHAIN_START };
    },
    insert(entry: AuditEntry, hash: string): void {
      insert.run({ ...entry, detail: canonicalJson(entry.detail), hash });
    },
  };
}
