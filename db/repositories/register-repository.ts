import * as z from 'zod';
import { DOSSIER_STATES } from '../../shared/domain/dossier/dossier-state.ts';
import { PROCESSING_OWNERS } from '../../shared/domain/dossier/receipt.ts';
import type { RegisterEntry } from '../../shared/forms/tt-03-2025/mau-07.ts';
import type { Instant } from '../../shared/types/clock.ts';
import type { ReadDb } from '../open.ts';

/** Which dossiers a book holds: received from one moment until before another; of some procedures, or of all. */
export interface RegisterSpan {
  readonly from: Instant;
  readonly before: Instant;
  readonly procedures: readonly string[] | null;
}

/** Where a page of a book ended. */
interface RegisterMark {
  readonly receivedAt: Instant;
  readonly id: string;
}

const EntryRow = z.object({
  id: z.string(),
  code: z.string(),
  formerNumber: z.string().nullable(),
  procedure: z.string(),
  owner: z.string().nullable(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  unit: z.string().nullable(),
  processingOwner: z.enum(PROCESSING_OWNERS),
  receivedAt: z.string(),
  dueAt: z.string(),
  state: z.enum(DOSSIER_STATES),
  endedAt: z.string().nullable(),
  delivery: z.enum(['counter', 'post', 'electronic']),
  sets: z.number().int(),
});

// What was filed online has no place in the book before it is accepted.
const SPAN = `d.received_at >= @from AND d.received_at < @before AND d.state NOT IN ('registered')
  AND (@procedures IS NULL OR d.procedure_code IN (SELECT value FROM json_each(@procedures)))`;

/** Reading the book of dossiers, in the order of reception. */
export function createRegisterReader(db: ReadDb) {
  const count = db.prepare(`SELECT count(*) FROM dossier d WHERE ${SPAN}`).pluck();
  const page = db.prepare(`
    SELECT d.id, d.code, d.procedure_name AS procedure, d.processing_owner AS processingOwner, d.received_at AS receivedAt, d.due_at AS dueAt, d.state,
      json_extract(d.terms, '$.delivery.method') AS delivery, json_extract(d.terms, '$.sets') AS sets,
      p.name AS owner, json_extract(p.party, '$.address') AS address, json_extract(p.party, '$.phone') AS phone,
      (SELECT o.code FROM other_code o WHERE o.dossier_id = d.id AND o.kind = 'provisional' ORDER BY o.linked_at LIMIT 1) AS formerNumber,
      coalesce((SELECT c.office FROM competent_office c WHERE c.dossier_id = d.id),
        (SELECT t.unit FROM transfer_item i JOIN transfer t ON t.id = i.transfer_id
          WHERE i.taken_at IS NOT NULL AND i.dossier_id = d.id ORDER BY i.taken_at DESC LIMIT 1)) AS unit,
      CASE d.state
        WHEN 'returned' THEN (SELECT h.handed_at FROM hand_over h WHERE h.dossier_id = d.id)
        WHEN 'withdrawn' THEN (SELECT max(s.begun_at) FROM dossier_step s WHERE s.dossier_id = d.id AND s.kind = 'withdrawal')
        WHEN 'refused' THEN (SELECT max(s.begun_at) FROM dossier_step s WHERE s.dossier_id = d.id AND s.kind = 'refusal')
        WHEN 'stopped' THEN (SELECT max(s.begun_at) FROM dossier_step s WHERE s.dossier_id = d.id AND s.kind = 'stop')
        WHEN 'voided' THEN (SELECT max(s.begun_at) FROM dossier_step s WHERE s.dossier_id = d.id AND s.kind = 'void')
      END AS endedAt
    FROM dossier d LEFT JOIN dossier_party p ON p.dossier_id = d.id
      AND p.role = (SELECT q.role FROM dossier_party q WHERE q.dossier_id = d.id AND q.role IN ('owner', 'submitter') ORDER BY q.role LIMIT 1)
    WHERE ${SPAN} AND (d.received_at, d.id) > (@afterAt, @afterId)
    ORDER BY d.received_at, d.id LIMIT @limit`);
  const bound = ({ from, before, procedures }: RegisterSpan) => ({
    from,
    before,
    procedures: procedures === null ? null : JSON.stringify(procedures),
  });
  return {
    /** How many dossiers a span holds. */
    count: (span: RegisterSpan): number => count.get(bound(span)) as number,
    /** Some dossiers of a span after a mark, and the mark of the last; none is answered when there are no more. */
    page(
      span: RegisterSpan,
      limit: number,
      after?: RegisterMark,
    ): { entries: RegisterEntry[]; last: RegisterMark | undefined } {
      const rows = page
        .all({ ...bound(span), limit, afterAt: after?.receivedAt ?? '', afterId: after?.id ?? '' })
        .map((row) => EntryRow.parse(row));
      return {
        entries: rows.map(({ id: _id, owner, address, phone, ...row }) => ({
          ...row,
          owner: owner ?? '',
          address: address ?? '',
          phone: phone ?? '',
        })),
        last: rows.at(-1),
      };
    },
  };
}
