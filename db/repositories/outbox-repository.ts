import * as z from 'zod';
import type { Instant, PlainDate } from '../../shared/types/clock.ts';
import type { Sha256 } from '../../shared/types/ids.ts';
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

/** Where a packet stands in the chain of an installation. */
export interface PacketPlace {
  epoch: number;
  seq: number;
}

/** Why the last attempt failed: a code and the words its message shows. */
export const DeliveryCause = z.object({
  code: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
  at: z.string(),
});
export type DeliveryCause = z.infer<typeof DeliveryCause>;

export type DeliveryState = 'waiting' | 'sending' | 'receipted' | 'refused';

/** A packet without a receipt, as a person sees it. */
export interface UnsentPacket extends PacketPlace {
  kind: string;
  subjectKind: string;
  subjectId: string;
  /** The code of the dossier that it is about. */
  dossierCode: string | null;
  state: DeliveryState;
  attempts: number;
  createdAt: Instant;
  nextAttemptAt: Instant | null;
  cause: DeliveryCause | null;
}

/** The packets of one day of creation, by what became of them. */
export interface LedgerDay {
  day: PlainDate;
  created: number;
  receipted: number;
  refused: number;
  waiting: number;
}

/** A packet as the ledger of the office has it. */
export interface LedgerRow extends PacketPlace {
  kind: string;
  createdAt: Instant;
  sha256: Sha256;
  previousSha256: Sha256;
  state: DeliveryState;
  receipt: Uint8Array | null;
}

// The office's zone has no daylight saving time (shared/domain/time/office-time.ts).
const OFFICE_DAY = "date(p.created_at, '+7 hours')";
const FILES_OF = "json_array_length(CAST(p.bytes AS TEXT), '$.files')";
const JOINED = 'packet_delivery d JOIN packet p ON p.epoch = d.epoch AND p.seq = d.seq';
const IN_RANGE = 'd.epoch = @epoch AND d.seq >= @fromSeq AND d.seq < @toSeq';
// Epoch and number in one integer, to find the first of each subject by a minimum; an epoch counts in seconds, so both fit into 64 bits.
const EPOCH_STEP = 1_000_000_000;
const PLACE = `p.epoch * ${EPOCH_STEP} + p.seq`;

/** Reading the outbox. */
export function createOutboxReader(db: ReadDb) {
  // Packets are made in the order of their numbers, so the first number is the oldest; the rows with their bytes are not read.
  const oldestOf = (where: string) => `
    WITH found AS (SELECT count(*) AS count, min(epoch * ${EPOCH_STEP} + seq) AS place FROM packet_delivery WHERE ${where})
    SELECT found.count, p.created_at AS oldestAt FROM found
    LEFT JOIN packet p ON p.epoch = found.place / ${EPOCH_STEP} AND p.seq = found.place % ${EPOCH_STEP}`;
  const unsent = db.prepare(oldestOf("state <> 'receipted'"));
  const refused = db.prepare(oldestOf("state = 'refused'"));
  const waitingFiles = db.prepare(`
    SELECT coalesce(sum(files), 0) AS count, min(createdAt) FILTER (WHERE files > 0) AS oldestAt
    FROM (SELECT ${FILES_OF} AS files, p.created_at AS createdAt FROM ${JOINED} WHERE d.state <> 'receipted')`);
  const list = db.prepare(`
    SELECT p.epoch, p.seq, p.kind, p.subject_kind AS subjectKind, p.subject_id AS subjectId, o.code AS dossierCode, d.state, d.attempts,
      p.created_at AS createdAt, d.next_attempt_at AS nextAttemptAt, d.last_error AS cause
    FROM ${JOINED} LEFT JOIN dossier o ON p.subject_kind = 'dossier' AND o.id = p.subject_id
    WHERE d.state <> 'receipted' ORDER BY d.state = 'refused' DESC, p.epoch, p.seq LIMIT ?`);
  const lastReceipt = db.prepare(
    "SELECT updated_at AS at FROM packet_delivery WHERE state = 'receipted' ORDER BY epoch DESC, seq DESC LIMIT 1",
  );
  const state = db.prepare('SELECT state FROM packet_delivery WHERE epoch = ? AND seq = ?');
  const epochs = db.prepare('SELECT epoch, max(seq) AS last FROM packet GROUP BY epoch ORDER BY epoch');
  const createdAt = db.prepare('SELECT created_at AS at FROM packet WHERE epoch = ? AND seq = ?');
  const days = db.prepare(`
    SELECT ${OFFICE_DAY} AS day, count(*) AS created, count(*) FILTER (WHERE d.state = 'receipted') AS receipted,
      count(*) FILTER (WHERE d.state = 'refused') AS refused,
      count(*) FILTER (WHERE d.state IN ('waiting', 'sending')) AS waiting
    FROM ${JOINED} WHERE ${IN_RANGE} GROUP BY day`);
  const lines = db.prepare(`
    SELECT p.epoch, p.seq, p.sha256, d.state FROM ${JOINED} WHERE ${IN_RANGE} ORDER BY p.seq`);

  const ledger = db.prepare(`
    SELECT p.epoch, p.seq, p.kind, p.created_at AS createdAt, p.sha256, p.previous_sha256 AS previousSha256, d.state, d.receipt
    FROM ${JOINED} WHERE ${IN_RANGE} ORDER BY p.seq LIMIT @limit`);

  /** The first number of an epoch created at or after an instant; numbers rise with time, so that no index over time is needed. */
  function firstFrom(epoch: number, last: number, instant: Instant): number {
    let low = 1;
    let high = last + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const { at } = createdAt.get(epoch, middle) as { at: Instant };
      if (at < instant) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function ranges(from: Instant, to: Instant) {
    return (epochs.all() as { epoch: number; last: number }[]).map(({ epoch, last }) => ({
      epoch,
      fromSeq: firstFrom(epoch, last, from),
      toSeq: firstFrom(epoch, last, to),
    }));
  }

  return {
    /** Packets without a receipt, and since when the oldest waits. */
    unsent(): { count: number; oldestAt: Instant | null } {
      return unsent.get() as { count: number; oldestAt: Instant | null };
    },
    /** Files that packets without a receipt name, and since when the oldest of these packets waits. */
    waitingFiles(): { count: number; oldestAt: Instant | null } {
      return waitingFiles.get() as { count: number; oldestAt: Instant | null };
    },
    /** Packets that need a person, and since when. */
    refused(): { count: number; oldestAt: Instant | null } {
      return refused.get() as { count: number; oldestAt: Instant | null };
    },
    /** When the newest receipted packet got its receipt. */
    lastReceiptAt(): Instant | null {
      return (lastReceipt.get() as { at: Instant } | undefined)?.at ?? null;
    },
    /** Packets without a receipt: those that need a person first, then in order. */
    list(limit: number): UnsentPacket[] {
      return (list.all(limit) as (Omit<UnsentPacket, 'cause'> & { cause: string | null })[]).map((row) => ({
        ...row,
        cause: row.cause === null ? null : DeliveryCause.parse(JSON.parse(row.cause)),
      }));
    },
    findState({ epoch, seq }: PacketPlace): DeliveryState | undefined {
      return (state.get(epoch, seq) as { state: DeliveryState } | undefined)?.state;
    },
    /** Figures per day of creation from one instant up to, not including, another; days without packets are left out. */
    days(from: Instant, to: Instant): LedgerDay[] {
      const sums = new Map<PlainDate, LedgerDay>();
      for (const row of ranges(from, to).flatMap((range) => days.all(range) as LedgerDay[])) {
        const sum = sums.get(row.day) ?? { day: row.day, created: 0, receipted: 0, refused: 0, waiting: 0 };
        sum.created += row.created;
        sum.receipted += row.receipted;
        sum.refused += row.refused;
        sum.waiting += row.waiting;
        sums.set(row.day, sum);
      }
      return [...sums.values()].sort((a, b) => a.day.localeCompare(b.day));
    },
    /**
     * What a span holds, epoch by epoch (`toSeq` is the first number that is not in it), and so many of its packets behind a place, each with the bytes of its
     * receipt.
     */
    ledger(span: { from: Instant; to: Instant }, after: PacketPlace | null, limit: number) {
      const all = ranges(span.from, span.to);
      const rows: LedgerRow[] = [];
      for (const range of all) {
        if (after !== null && range.epoch < after.epoch) continue;
        const fromSeq = after?.epoch === range.epoch ? Math.max(range.fromSeq, after.seq + 1) : range.fromSeq;
        rows.push(...(ledger.all({ ...range, fromSeq, limit: limit - rows.length }) as LedgerRow[]));
      }
      return { ranges: all, rows };
    },
    /** Every packet created in a span, with hash and state. */
    lines(from: Instant, to: Instant): (PacketPlace & { sha256: string; state: DeliveryState })[] {
      return ranges(from, to).flatMap(
        (range) => lines.all(range) as (PacketPlace & { sha256: string; state: DeliveryState })[],
      );
    },
  };
}

/** What the delivery worker does to the outbox, each call in a transaction of its caller. */
function createOutboxDelivery(db: WriteDb) {
  const due = db.prepare(`
    WITH head AS (SELECT min(${PLACE}) AS place FROM ${JOINED} WHERE d.state <> 'receipted' GROUP BY p.subject_kind, p.subject_id)
    SELECT p.epoch, p.seq FROM head
    JOIN packet p ON p.epoch = head.place / ${EPOCH_STEP} AND p.seq = head.place % ${EPOCH_STEP}
    JOIN packet_delivery d ON d.epoch = p.epoch AND d.seq = p.seq
    WHERE d.state = 'waiting' AND (d.next_attempt_at IS NULL OR d.next_attempt_at <= @now OR d.next_attempt_at > @latest)
      AND (@withFiles = 1 OR ${FILES_OF} = 0)
    ORDER BY p.epoch, p.seq LIMIT @limit`);
  const nextAttempt = db.prepare(
    "SELECT min(next_attempt_at) AS at FROM packet_delivery WHERE state = 'waiting' AND next_attempt_at > ?",
  );
  const take = db.prepare(`
    UPDATE packet_delivery SET state = 'sending', attempts = attempts + 1, next_attempt_at = NULL, updated_at = @at
    WHERE epoch = @epoch AND seq = @seq AND state = 'waiting' RETURNING attempts`);
  const load = db.prepare(`
    SELECT epoch, seq, kind, subject_kind AS subjectKind, subject_id AS subjectId, bytes, sha256, key_id AS keyId, signature
    FROM packet WHERE epoch = ? AND seq = ? AND bytes IS NOT NULL`);
  const receipted = db.prepare(`
    UPDATE packet_delivery SET state = 'receipted', receipt = @receipt, last_error = NULL, next_attempt_at = NULL, updated_at = @at
    WHERE epoch = @epoch AND seq = @seq AND state = 'sending'`);
  const settle = db.prepare(`
    UPDATE packet_delivery SET state = @state, last_error = @cause, next_attempt_at = @nextAttemptAt, updated_at = @at
    WHERE epoch = @epoch AND seq = @seq AND state = 'sending'`);
  const recover = db.prepare(
    "UPDATE packet_delivery SET state = 'waiting', updated_at = @at WHERE state = 'sending'",
  );
  const putBack = db.prepare(`
    UPDATE packet_delivery SET state = 'waiting', next_attempt_at = NULL, updated_at = @at
    WHERE epoch = @epoch AND seq = @seq AND state <> 'sending'
      AND EXISTS (SELECT 1 FROM packet p WHERE p.epoch = @epoch AND p.seq = @seq AND p.bytes IS NOT NULL)`);
  const hurry = db.prepare(
    "UPDATE packet_delivery SET next_attempt_at = NULL WHERE state = 'waiting' AND next_attempt_at IS NOT NULL",
  );
  return {
    /**
     * The first unreceipted packet of each subject, where it waits and its time has come; without files only, when asked. A time beyond
     * `latest` was written while the clock was wrong and counts as come.
     */
    due(now: Instant, latest: Instant, limit: number, withFiles: boolean): PacketPlace[] {
      return due.all({ now, latest, limit, withFiles: withFiles ? 1 : 0 }) as PacketPlace[];
    },
    /** When the next put-off packet is due. */
    nextAttemptAt(now: Instant): Instant | null {
      return (nextAttempt.get(now) as { at: Instant | null }).at;
    },
    /** Takes a waiting packet for sending; undefined when it does not wait any more. Answers the number of this attempt. */
    take(place: PacketPlace, at: Instant): number | undefined {
      return (take.get({ ...place, at }) as { attempts: number } | undefined)?.attempts;
    },
    /** A packet with its exact bytes; undefined when they are gone, which only a receipted packet's may be. */
    load({ epoch, seq }: PacketPlace): SendablePacket | undefined {
      return load.get(epoch, seq) as SendablePacket | undefined;
    },
    /** Keeps the receipt; nothing changes when the packet is not being sent, so a late second receipt is harmless. */
    markReceipted(place: PacketPlace, receipt: Uint8Array, at: Instant): void {
      receipted.run({ epoch: place.epoch, seq: place.seq, receipt, at });
    },
    markRefused(place: PacketPlace, cause: DeliveryCause, at: Instant): void {
      const { epoch, seq } = place;
      settle.run({ epoch, seq, state: 'refused', cause: JSON.stringify(cause), nextAttemptAt: null, at });
    },
    putOff(place: PacketPlace, cause: DeliveryCause, nextAttemptAt: Instant, at: Instant): void {
      const { epoch, seq } = place;
      settle.run({ epoch, seq, state: 'waiting', cause: JSON.stringify(cause), nextAttemptAt, at });
    },
    /** What was being sent when the program ended waits again; answers how many. */
    recover(at: Instant): number {
      return recover.run({ at }).changes;
    },
    /** Lets a refused or receipted packet be sent again; a receipt stays until the new one replaces it. False when that cannot be. */
    putBack(place: PacketPlace, at: Instant): boolean {
      return putBack.run({ epoch: place.epoch, seq: place.seq, at }).changes > 0;
    },
    /** Makes every put-off packet due now. */
    hurry(): number {
      return hurry.run().changes;
    },
  };
}

/** A packet as it is sent. */
export interface SendablePacket extends PacketPlace {
  kind: string;
  subjectKind: string;
  subjectId: string;
  bytes: Uint8Array;
  sha256: string;
  keyId: string;
  signature: Uint8Array;
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
    delivery: createOutboxDelivery(db),
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
