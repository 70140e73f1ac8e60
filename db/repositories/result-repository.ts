import * as z from 'zod';
import { ResultFacts } from '../../shared/domain/digitisation/result-facts.ts';
import { PAPER_ONLY_REASONS, type PaperOnly } from '../../shared/domain/dossier/electronic-result.ts';
import { HANDOVER_BASES, type HandOverBasis } from '../../shared/domain/dossier/hand-over.ts';
import { Party } from '../../shared/domain/dossier/party.ts';
import { HANDOVER_WAYS, type HandOverWay } from '../../shared/domain/dossier/send-out.ts';
import type { Instant, PlainDate } from '../../shared/types/clock.ts';
import { DossierId, Sha256 } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const ResultRow = z.object({
  description: z.string(),
  sha256: Sha256.nullable(),
  recordedAt: z.string(),
  /** Null for another agency's result, of which the province told. */
  recordedBy: z.string().nullable(),
  agency: z.string().nullable(),
  facts: z
    .string()
    .transform((text) => JSON.parse(text) as unknown)
    .pipe(ResultFacts),
});
type ResultRow = z.infer<typeof ResultRow>;

const HandOverRow = z.object({
  basis: z.enum(HANDOVER_BASES),
  receiver: z.preprocess((value) => JSON.parse(String(value)), Party),
  together: z.preprocess((value) => (value === null ? null : JSON.parse(String(value))), Party.nullable()),
  paper: z.string().nullable(),
  handedAt: z.string(),
  handedBy: z.string(),
  way: z.enum(HANDOVER_WAYS),
  carrier: z.string().nullable(),
  tracking: z.string().nullable(),
  acknowledgedOn: z.string().nullable(),
  acknowledgement: z.string().nullable(),
  paperOnly: z.enum(PAPER_ONLY_REASONS).nullable(),
  paperOnlyWords: z.string().nullable(),
});
type HandOverRow = z.infer<typeof HandOverRow>;

const WaitingRow = z.object({
  dossierId: DossierId,
  code: z.string(),
  procedureName: z.string(),
  description: z.string(),
  ownerName: z.string(),
  address: z.string(),
  recordedAt: z.string(),
  recordedBy: z.string(),
  delivery: z.enum(['counter', 'post', 'electronic']),
  fee: z.number().transform((totalVnd) => totalVnd > 0),
  listedAt: z.string().nullable(),
});
type WaitingRow = z.infer<typeof WaitingRow>;

const PaperOnlyCount = z.object({ reason: z.enum(PAPER_ONLY_REASONS), count: z.number().int() });

const WAITING = `
  SELECT d.id AS dossierId, d.code, d.procedure_name AS procedureName, r.description, coalesce(p.name, '') AS ownerName,
    coalesce(json_extract(p.party, '$.address'), '') AS address, r.recorded_at AS recordedAt, coalesce(u.display_name, r.agency) AS recordedBy,
    json_extract(d.terms, '$.delivery.method') AS delivery, coalesce(json_extract(d.terms, '$.fees.totalVnd'), 0) AS fee,
    (SELECT max(e.occurred_at) FROM event e WHERE e.subject_kind = 'dossier' AND e.subject_id = d.id AND e.type = 'dossier.results-listed'
      AND e.occurred_at >= r.recorded_at) AS listedAt
  FROM dossier d JOIN dossier_result r ON r.dossier_id = d.id AND r.sent_back_at IS NULL LEFT JOIN app_user u ON u.id = r.recorded_by
    LEFT JOIN dossier_party p ON p.dossier_id = d.id
      AND p.role = (SELECT q.role FROM dossier_party q WHERE q.dossier_id = d.id AND q.role IN ('owner', 'submitter') ORDER BY q.role LIMIT 1)
  WHERE d.state = 'result-in'`;

/** Reading results and to whom they were handed. */
export function createResultReader(db: ReadDb) {
  // A result that the agency signed here is given out signed.
  const select = `
    SELECT r.description, coalesce((SELECT f.sha256 FROM file_signature f WHERE f.unsigned_sha256 = r.sha256 AND f.dossier_id = r.dossier_id
      AND f.component_id IS NULL), r.sha256) AS sha256, r.recorded_at AS recordedAt, r.recorded_by AS recordedBy, r.agency, r.facts
    FROM dossier_result r WHERE r.dossier_id = ?`;
  const result = db.prepare(`${select} AND r.sent_back_at IS NULL`);
  const all = db.prepare(`${select} ORDER BY r.recorded_at`);
  const ever = db.prepare('SELECT 1 FROM dossier_result WHERE dossier_id = ? LIMIT 1');
  const handOver = db.prepare(
    `SELECT basis, receiver, together, paper, handed_at AS handedAt, handed_by AS handedBy, way, carrier, tracking, acknowledged_on AS acknowledgedOn,
      acknowledgement, paper_only AS paperOnly, paper_only_words AS paperOnlyWords FROM hand_over WHERE dossier_id = ?`,
  );
  const paperOnly = db.prepare(`
    SELECT paper_only AS reason, count(*) AS count FROM hand_over
    WHERE paper_only IS NOT NULL AND handed_at >= @from AND handed_at < @to GROUP BY paper_only ORDER BY count DESC, paper_only`);
  const waiting = db.prepare(
    `${WAITING} ORDER BY listedAt IS NOT NULL, r.recorded_at DESC, d.code LIMIT 500`,
  );
  const waitingOf = db.prepare(`${WAITING} AND d.id = ?`);
  return {
    /** Results in and not returned, those that stand on no list first, then the newest; at most 500. */
    waiting: (): WaitingRow[] => waiting.all().map((row) => WaitingRow.parse(row)),
    /** The same of one dossier; undefined when none waits. */
    waitingOf(id: DossierId): WaitingRow | undefined {
      const row = waitingOf.get(id);
      return row === undefined ? undefined : WaitingRow.parse(row);
    },
    /** Whether a result was recorded once, even one that was sent back since. */
    everRecorded: (id: DossierId): boolean => ever.get(id) !== undefined,
    /** Every result that was recorded, those that were sent back too, in order. */
    all: (id: DossierId): ResultRow[] => all.all(id).map((row) => ResultRow.parse(row)),
    find(id: DossierId): ResultRow | undefined {
      const row = result.get(id);
      return row === undefined ? undefined : ResultRow.parse(row);
    },
    /** How many results went out on paper alone from one instant up to another, by reason. */
    paperOnly: (from: Instant, to: Instant) =>
      paperOnly.all({ from, to }).map((row) => PaperOnlyCount.parse(row)),
    findHandOver(id: DossierId): HandOverRow | undefined {
      const row = handOver.get(id);
      return row === undefined ? undefined : HandOverRow.parse(row);
    },
  };
}

/** Results and hand-overs; part of a command's transaction. Each is written once; a result may be sent back. */
export function createResultRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO dossier_result (dossier_id, description, sha256, recorded_at, recorded_by, agency, facts)
    VALUES (@dossierId, @description, @sha256, @at, @by, @agency, @facts)`);
  const handOver = db.prepare(`
    INSERT INTO hand_over (dossier_id, way, basis, receiver, together, paper, carrier, tracking, handed_at, handed_by, paper_only,
      paper_only_words)
    VALUES (@dossierId, @way, @basis, @receiver, @together, @paper, @carrier, @tracking, @at, @by, @reason, @words)`);
  const sendBack = db.prepare(
    'UPDATE dossier_result SET sent_back_at = @at WHERE dossier_id = @dossierId AND sent_back_at IS NULL',
  );
  const acknowledge = db.prepare(`
    UPDATE hand_over SET acknowledged_on = @on, acknowledgement = @acknowledgement, acknowledged_by = @by
    WHERE dossier_id = @dossierId AND acknowledged_on IS NULL`);
  return {
    ...createResultReader(db),
    /** Records that the receiver of a result that was sent has it. */
    acknowledge: (said: { dossierId: DossierId; on: PlainDate; acknowledgement: string; by: string }): void =>
      void acknowledge.run(said),
    /** Takes the result out of force; the row stays. */
    sendBack: (dossierId: DossierId, at: Instant): void => void sendBack.run({ dossierId, at }),
    insert(row: {
      dossierId: DossierId;
      description: string;
      sha256: string | null;
      at: Instant;
      by: string | null;
      agency?: string | null;
      facts: ResultFacts;
    }): void {
      insert.run({ agency: null, ...row, facts: JSON.stringify(row.facts) });
    },
    insertHandOver(row: {
      dossierId: DossierId;
      basis: HandOverBasis;
      receiver: Party;
      together: Party | null;
      paper: string | null;
      way: HandOverWay;
      carrier: string | null;
      tracking: string | null;
      at: Instant;
      by: string;
      paperOnly: PaperOnly | null;
    }): void {
      const { receiver, together, paperOnly, ...rest } = row;
      handOver.run({
        ...rest,
        reason: paperOnly?.reason ?? null,
        words: paperOnly?.words ?? null,
        receiver: JSON.stringify(receiver),
        together: together === null ? null : JSON.stringify(together),
      });
    },
  };
}
