import * as z from 'zod';
import { PROCESSING_OWNERS } from '../../shared/domain/dossier/receipt.ts';
import type { Instant, PlainDate } from '../../shared/types/clock.ts';
import { DossierId } from '../../shared/types/ids.ts';
import type { ReadDb } from '../open.ts';

const CallRow = z.object({
  dossierId: DossierId,
  code: z.string(),
  kind: z.enum(['supplement', 'payment']),
  until: z.string(),
  name: z.string(),
  phone: z.string(),
});

const SoonRow = z.object({
  dossierId: DossierId,
  code: z.string(),
  procedureName: z.string(),
  ownerName: z.string(),
  dueAt: z.string(),
  processingOwner: z.enum(PROCESSING_OWNERS),
  unit: z.string().nullable(),
  reappointed: z.number().transform((value) => value === 1),
});

const SentRow = z.object({
  dossierId: DossierId,
  code: z.string(),
  way: z.enum(['post', 'electronic']),
  carrier: z.string().nullable(),
  tracking: z.string(),
  sentAt: z.string(),
  name: z.string(),
  phone: z.string(),
  receipted: z.number().transform((value) => value === 1),
});

const Counted = z.object({ count: z.number(), oldestAt: z.string().nullable() });

const SENT = `FROM hand_over h JOIN dossier d ON d.id = h.dossier_id WHERE h.way <> 'window' AND h.acknowledged_on IS NULL AND h.handed_at < @before`;
const CALLS = `FROM dossier_step s JOIN dossier d ON d.id = s.dossier_id
  WHERE s.ended_at IS NULL AND s.kind IN ('supplement', 'payment') AND d.state IN ('supplement-asked', 'payment-asked')
    AND coalesce(json_extract(s.details, '$.answerBy'), json_extract(s.details, '$.payBy')) <= @day`;
// What came today and is due today is the day's ordinary work, not a lateness that announces itself.
const SOON = `FROM dossier d WHERE d.state IN ('received', 'processing') AND d.due_at >= @now AND d.due_at < @before AND d.received_at < @today`;

/** The unit that took the paper file of a dossier last. */
const UNIT_OF =
  'SELECT t.unit FROM transfer_item i JOIN transfer t ON t.id = i.transfer_id WHERE i.taken_at IS NOT NULL AND i.dossier_id';

/** Reading what will be late, or run out, if nobody does anything. */
export function createWatchReader(db: ReadDb) {
  const calls = db.prepare(`
    SELECT d.id AS dossierId, d.code, s.kind, coalesce(json_extract(s.details, '$.answerBy'), json_extract(s.details, '$.payBy')) AS until, p.name,
      coalesce(json_extract(p.party, '$.phone'), '') AS phone
    ${CALLS.replace(' WHERE', " JOIN dossier_party p ON p.dossier_id = d.id AND p.role = 'submitter' WHERE")} ORDER BY until, d.code LIMIT 200`);
  const callCount = db.prepare(`SELECT count(*) AS count, min(s.begun_at) AS oldestAt ${CALLS}`);
  const soon = db.prepare(`
    SELECT d.id AS dossierId, d.code, d.procedure_name AS procedureName, d.due_at AS dueAt, d.processing_owner AS processingOwner,
      (SELECT p.name FROM dossier_party p WHERE p.dossier_id = d.id AND p.role IN ('owner', 'submitter') ORDER BY p.role LIMIT 1) AS ownerName,
      coalesce((SELECT c.office FROM competent_office c WHERE c.dossier_id = d.id), (${UNIT_OF} = d.id ORDER BY i.taken_at DESC LIMIT 1)) AS unit,
      EXISTS (SELECT 1 FROM dossier_step s WHERE s.dossier_id = d.id AND s.kind = 'reappointment') AS reappointed
    ${SOON} ORDER BY d.due_at, d.code LIMIT 200`);
  const sent = db.prepare(`
    SELECT d.id AS dossierId, d.code, h.way, h.carrier, h.tracking, h.handed_at AS sentAt, json_extract(h.receiver, '$.name') AS name,
      coalesce(json_extract(h.receiver, '$.phone'), '') AS phone,
      EXISTS (SELECT 1 FROM packet p JOIN packet_delivery x ON x.epoch = p.epoch AND x.seq = p.seq
        WHERE p.subject_kind = 'dossier' AND p.subject_id = d.id AND p.kind = 'dossier.handed-over' AND x.state = 'receipted') AS receipted
    ${SENT} ORDER BY h.handed_at, d.code LIMIT 500`);
  const sentCount = db.prepare(`SELECT count(*) AS count, min(h.handed_at) AS oldestAt ${SENT}`);
  const unitOf = db.prepare(`${UNIT_OF} = ? ORDER BY i.taken_at DESC LIMIT 1`).pluck();
  const soonCount = db.prepare(`SELECT count(*) AS count, min(d.due_at) AS oldestAt ${SOON}`);
  return {
    /** Supplements and payments whose limit ends on a day or before, the nearest first; at most 200. */
    calls: (day: PlainDate) => calls.all({ day }).map((row) => CallRow.parse(row)),
    callCount: (day: PlainDate) => Counted.parse(callCount.get({ day })),
    /** Dossiers at work that came before `today` and are due from now until `before`, the nearest first; at most 200. */
    soon: (span: { now: Instant; before: Instant; today: Instant }) =>
      soon.all(span).map((row) => SoonRow.parse(row)),
    /** Results that were sent before a moment and that nobody acknowledged, the oldest first; at most 500. `receipted`: the province knows of the sending. */
    sentOut: (before: Instant) => sent.all({ before }).map((row) => SentRow.parse(row)),
    sentCount: (before: Instant) => Counted.parse(sentCount.get({ before })),
    /** The unit that took the paper file last; null while it is here. */
    unitOf: (id: DossierId): string | null => (unitOf.get(id) as string | undefined) ?? null,
    soonCount: (span: { now: Instant; before: Instant; today: Instant }) =>
      Counted.parse(soonCount.get(span)),
  };
}
