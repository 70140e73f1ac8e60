import type { Instant } from '../../shared/types/clock.ts';
import type { ReadDb, WriteDb } from '../open.ts';

/** An event as it is stored: the payload is canonical JSON without personal data. */
export interface EventRow {
  id: string;
  subjectKind: string;
  subjectId: string;
  type: string;
  payload: string;
  occurredAt: Instant;
  actorId: string | null;
  deviceId: string;
  requestId: string;
}

/** A personal value and the salt that turns it into the commitment of a payload. */
export interface PersonalValueRow {
  commitment: string;
  subjectKind: string;
  subjectId: string;
  field: string;
  value: string;
  salt: Uint8Array;
  recordedAt: Instant;
}

/** One event in the story of a subject. */
export interface SubjectEvent {
  at: Instant;
  type: string;
  by: string | null;
  receipted: boolean | null;
}

/** Reading the event log. */
export function createJournalReader(db: ReadDb) {
  const last = db.prepare('SELECT occurred_at AS occurredAt FROM event ORDER BY seq DESC LIMIT 1');
  const ofSubject = db.prepare(`
    SELECT e.occurred_at AS at, e.type, u.display_name AS by, d.state AS delivery FROM event e
    LEFT JOIN app_user u ON u.id = e.actor_id
    LEFT JOIN packet p ON p.event_seq = e.seq
    LEFT JOIN packet_delivery d ON d.epoch = p.epoch AND d.seq = p.seq
    WHERE e.subject_kind = ? AND e.subject_id = ? ORDER BY e.version`);
  return {
    /** When the last event happened; undefined in an empty file. */
    findLastEventAt(): Instant | undefined {
      return (last.get() as { occurredAt: Instant } | undefined)?.occurredAt;
    },
    /** What happened to a subject, in order; `receipted` is null when nothing of it was sent. */
    ofSubject(kind: string, id: string): SubjectEvent[] {
      return (
        ofSubject.all(kind, id) as (Omit<SubjectEvent, 'receipted'> & { delivery: string | null })[]
      ).map(({ delivery, ...event }) => ({
        ...event,
        receipted: delivery === null ? null : delivery === 'receipted',
      }));
    },
  };
}

/** The append-only event log and the personal values that stand apart from it. */
export function createJournalRepository(db: WriteDb) {
  const nextVersion = db.prepare(
    'SELECT coalesce(max(version), 0) + 1 AS version FROM event WHERE subject_kind = @subjectKind AND subject_id = @subjectId',
  );
  const insertEvent = db.prepare(`
    INSERT INTO event (id, subject_kind, subject_id, version, type, payload, occurred_at, actor_id, device_id, request_id)
    VALUES (@id, @subjectKind, @subjectId, @version, @type, @payload, @occurredAt, @actorId, @deviceId, @requestId)`);
  const insertValue = db.prepare(`
    INSERT INTO personal_value (commitment, subject_kind, subject_id, field, value, salt, recorded_at)
    VALUES (@commitment, @subjectKind, @subjectId, @field, @value, @salt, @recordedAt)`);
  const erase = db.prepare(`
    UPDATE personal_value SET value = NULL, salt = NULL, erased_at = @at
    WHERE subject_kind = @subjectKind AND subject_id = @subjectId AND erased_at IS NULL`);
  return {
    ...createJournalReader(db),
    /** Appends an event as the next version of its subject and returns its place in the log. */
    append(event: EventRow): { seq: number; version: number } {
      const { version } = nextVersion.get(event) as { version: number };
      const { lastInsertRowid } = insertEvent.run({ ...event, version });
      return { seq: Number(lastInsertRowid), version };
    },
    recordPersonalValue(row: PersonalValueRow): void {
      insertValue.run(row);
    },
    /** Empties every personal value of a subject (lawful erasure); commitments and chains stay as they were. */
    erasePersonalValues(subjectKind: string, subjectId: string, at: Instant): number {
      return erase.run({ subjectKind, subjectId, at }).changes;
    },
  };
}
