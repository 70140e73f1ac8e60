import type { Instant } from '../../shared/types/clock.ts';
import type { ReadDb, WriteDb } from '../open.ts';

/** A packet with its exact bytes, chained to the one before. */
export interface PacketRow {
  epoch: number;
  seq: number;
  schemaVersion: number;
  kind: string;
  subjectKind: string;
  subjectId: string;
  eventSeq: number;
  bytes: Uint8Array;
  sha256: string;
  previousSha256: string;
  keyId: string;
  signature: Uint8Array;
  createdAt: Instant;
}

/** Reading the outbox. */
export function createOutboxReader(db: ReadDb) {
  const unsent = db.prepare(`
    SELECT count(*) AS count, min(p.created_at) AS oldestAt FROM packet_delivery d
    JOIN packet p ON p.epoch = d.epoch AND p.seq = d.seq WHERE d.state <> 'receipted'`);
  return {
    /** Packets without a receipt, and since when the oldest waits. */
    unsent(): { count: number; oldestAt: Instant | null } {
      return unsent.get() as { count: number; oldestAt: Instant | null };
    },
  };
}

/** The outbox: packets and the state of their delivery; part of a command's transaction. */
export function createOutboxRepository(db: WriteDb) {
  const head = db.prepare('SELECT seq, sha256 FROM packet WHERE epoch = ? ORDER BY seq DESC LIMIT 1');
  const insert = db.prepare(`
    INSERT INTO packet (epoch, seq, schema_version, kind, subject_kind, subject_id, event_seq, bytes, sha256, previous_sha256, key_id, signature, created_at)
    VALUES (@epoch, @seq, @schemaVersion, @kind, @subjectKind, @subjectId, @eventSeq, @bytes, @sha256, @previousSha256, @keyId, @signature, @createdAt)`);
  const insertDelivery = db.prepare(
    "INSERT INTO packet_delivery (epoch, seq, state, updated_at) VALUES (@epoch, @seq, 'waiting', @createdAt)",
  );
  return {
    ...createOutboxReader(db),
    /** The newest packet of an epoch; the chain of an epoch starts at 64 zeros. */
    getHead(epoch: number): { seq: number; sha256: string } {
      return (
        (head.get(epoch) as { seq: number; sha256: string } | undefined) ?? { seq: 0, sha256: '0'.repeat(64) }
      );
    },
    insert(packet: PacketRow): void {
      insert.run(packet);
      insertDelivery.run({ epoch: packet.epoch, seq: packet.seq, createdAt: packet.createdAt });
    },
  };
}
