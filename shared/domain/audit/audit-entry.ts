import { type CanonicalValue, canonicalJson } from '../canonical-json.ts';

/** The hash that the first entry of an audit chain names. */
export const AUDIT_CHAIN_START = '0'.repeat(64);

/** One entry of the audit log. `detail` holds ids, hashes and codes only, never personal data. */
export interface AuditEntry {
  seq: number;
  at: string;
  action: string;
  outcome: 'done' | 'refused';
  actorId: string | null;
  deviceId: string | null;
  requestId: string;
  correlationId: string;
  detail: CanonicalValue;
  previousHash: string;
}

/** The exact text whose SHA-256 is the entry's hash; it names the hash before, so entries form a chain. */
export function auditPreimage(entry: AuditEntry): string {
  return canonicalJson({
    seq: entry.seq,
    at: entry.at,
    action: entry.action,
    outcome: entry.outcome,
    actorId: entry.actorId,
    deviceId: entry.deviceId,
    requestId: entry.requestId,
    correlationId: entry.correlationId,
    detail: entry.detail,
    previousHash: entry.previousHash,
  });
}
