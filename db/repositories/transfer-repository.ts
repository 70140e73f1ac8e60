import * as z from 'zod';
import type { Instant } from '../../shared/types/clock.ts';
import { DossierId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const Counted = { original: z.number(), certified: z.number(), photocopy: z.number() };
const FileFacts = {
  dossierId: DossierId,
  code: z.string(),
  procedureName: z.string(),
  ownerName: z.string(),
};

const WaitingRow = z.object({
  ...FileFacts,
  receivedAt: z.string(),
  /** The office it was received for, where this one is not competent. */
  competent: z.string().nullable(),
  ...Counted,
});
export type WaitingRow = z.infer<typeof WaitingRow>;

const TransferRow = z.object({
  id: z.string(),
  year: z.string(),
  number: z.number(),
  unit: z.string(),
  preparedAt: z.string(),
  preparedBy: z.string(),
  files: z.number(),
  given: z.number(),
  taken: z.number(),
});
export type TransferRow = z.infer<typeof TransferRow>;

const ItemRow = z.object({
  ...FileFacts,
  ...Counted,
  givenAt: z.string().nullable(),
  givenBy: z.string().nullable(),
  takenAt: z.string().nullable(),
  taker: z.string().nullable(),
  leftOutAt: z.string().nullable(),
});
export type TransferItemRow = z.infer<typeof ItemRow>;

const WayRow = ItemRow.pick({ takenAt: true, taker: true }).extend({
  unit: z.string(),
  givenAt: z.string(),
  givenBy: z.string(),
});
type WayRow = z.infer<typeof WayRow>;

const OWNER = `(SELECT p.name FROM dossier_party p WHERE p.dossier_id = d.id AND p.role IN ('owner', 'submitter') ORDER BY p.role LIMIT 1)`;
const FILE = `d.id AS dossierId, d.code, d.procedure_name AS procedureName, ${OWNER} AS ownerName`;
const TRANSFER = `SELECT t.id, t.year, t.number, t.unit, t.prepared_at AS preparedAt, u.display_name AS preparedBy,
  count(i.dossier_id) AS files, count(i.given_at) AS given, count(i.taken_at) AS taken
  FROM transfer t JOIN app_user u ON u.id = t.prepared_by LEFT JOIN transfer_item i ON i.transfer_id = t.id AND i.left_out_at IS NULL`;
/** Open dossiers with papers that stay with the file, of procedures that are not done at the counter on the same day. */
const HAS_FILE = `d.state IN ('forwarded', 'received', 'processing', 'supplement-asked', 'payment-asked')
  AND json_extract(d.terms, '$.limit.unit') <> 'same-day-15h'
  AND EXISTS (SELECT 1 FROM dossier_component c WHERE c.dossier_id = d.id AND c.only_shown = 0 AND c.original + c.certified + c.photocopy > 0)`;
const IN_NO_RECORD =
  'NOT EXISTS (SELECT 1 FROM transfer_item i WHERE i.dossier_id = d.id AND i.left_out_at IS NULL)';
const PAPERS = (kind: string) =>
  `(SELECT sum(c.${kind}) FROM dossier_component c WHERE c.dossier_id = d.id AND c.only_shown = 0) AS ${kind}`;

/** Reading transfers of paper files. */
export function createTransferReader(db: ReadDb) {
  const waiting = db.prepare(`
    SELECT ${FILE}, d.received_at AS receivedAt, (SELECT c.office FROM competent_office c WHERE c.dossier_id = d.id) AS competent, ${PAPERS('original')}, ${PAPERS('certified')}, ${PAPERS('photocopy')} FROM dossier d
    WHERE ${HAS_FILE} AND ${IN_NO_RECORD}
    ORDER BY d.received_at, d.code LIMIT 500`);
  const waitingCount = db
    .prepare(`SELECT count(*) FROM dossier d WHERE ${HAS_FILE} AND ${IN_NO_RECORD}`)
    .pluck();
  const papersOf = db.prepare(
    `SELECT ${PAPERS('original')}, ${PAPERS('certified')}, ${PAPERS('photocopy')} FROM dossier d WHERE d.id = ?`,
  );
  const notTaken = db.prepare(`
    SELECT d.received_at FROM dossier d WHERE ${HAS_FILE}
      AND NOT EXISTS (SELECT 1 FROM transfer_item i WHERE i.dossier_id = d.id AND i.taken_at IS NOT NULL)
    ORDER BY d.received_at`);
  const byId = db.prepare(`${TRANSFER} WHERE t.id = ? GROUP BY t.id`);
  const newest = db.prepare(
    `${TRANSFER} GROUP BY t.id ORDER BY files > taken DESC, t.year DESC, t.number DESC LIMIT 100`,
  );
  const notTakenOf = db
    .prepare(
      `SELECT d.received_at FROM transfer_item i JOIN dossier d ON d.id = i.dossier_id
       WHERE i.transfer_id = ? AND i.left_out_at IS NULL AND i.taken_at IS NULL AND ${HAS_FILE} ORDER BY d.received_at`,
    )
    .pluck();
  const units = db.prepare('SELECT DISTINCT unit FROM transfer ORDER BY unit LIMIT 100');
  const items = db.prepare(`
    SELECT ${FILE}, i.original, i.certified, i.photocopy, i.given_at AS givenAt, g.display_name AS givenBy, i.taken_at AS takenAt, i.taker,
      i.left_out_at AS leftOutAt
    FROM transfer_item i JOIN dossier d ON d.id = i.dossier_id LEFT JOIN app_user g ON g.id = i.given_by
    WHERE i.transfer_id = ? ORDER BY i.position`);
  const openOf = db.prepare(`
    SELECT t.id, t.year, t.number, i.given_at AS givenAt FROM transfer_item i JOIN transfer t ON t.id = i.transfer_id
    WHERE i.dossier_id = ? AND i.taken_at IS NULL AND i.left_out_at IS NULL`);
  const waysOf = db.prepare(`
    SELECT t.unit, i.given_at AS givenAt, g.display_name AS givenBy, i.taken_at AS takenAt, i.taker
    FROM transfer_item i JOIN transfer t ON t.id = i.transfer_id JOIN app_user g ON g.id = i.given_by WHERE i.dossier_id = ? ORDER BY i.given_at`);
  const givenOnce = db.prepare(
    'SELECT t.unit FROM transfer_item i JOIN transfer t ON t.id = i.transfer_id WHERE i.dossier_id = ? AND i.given_at IS NOT NULL LIMIT 1',
  );
  return {
    /** Files in no record yet, the oldest first; at most 500. */
    waiting: (): WaitingRow[] => waiting.all().map((row) => WaitingRow.parse(row)),
    /** How many files are in no record yet. */
    waitingCount: (): number => Number(waitingCount.get()),
    /** When each file of a record was received that its unit has not taken, the oldest first. */
    notTakenOf: (id: string): Instant[] => notTakenOf.all(id) as Instant[],
    /** When each file was received that no unit has taken yet, the oldest first. */
    notTakenSince: (): Instant[] => notTaken.pluck().all() as Instant[],
    /** The papers that stay with a dossier's file. */
    papersOf: (dossierId: DossierId) => z.object(Counted).parse(papersOf.get(dossierId)),
    find(id: string): TransferRow | undefined {
      const row = byId.get(id);
      return row === undefined ? undefined : TransferRow.parse(row);
    },
    /** A hundred: those with files that were not taken first, then the newest. */
    newest: (): TransferRow[] => newest.all().map((row) => TransferRow.parse(row)),
    /** Units that files went to before. */
    units: (): string[] => units.pluck().all() as string[],
    items: (id: string): TransferItemRow[] => items.all(id).map((row) => ItemRow.parse(row)),
    /** The record that a file is on its way with. */
    findOpen: (dossierId: DossierId) =>
      openOf.get(dossierId) as
        | { id: string; year: string; number: number; givenAt: string | null }
        | undefined,
    /** Every unit that the paper file was given to, in order. */
    waysOf: (dossierId: DossierId): WayRow[] => waysOf.all(dossierId).map((row) => WayRow.parse(row)),
    /** A unit that the file was given to; undefined when it never left the counter. */
    findGivenTo: (dossierId: DossierId): string | undefined =>
      (givenOnce.get(dossierId) as { unit: string } | undefined)?.unit,
  };
}

/** Writing them; part of a command's transaction. */
export function createTransferRepository(db: WriteDb) {
  const next = db.prepare('SELECT coalesce(max(number), 0) + 1 FROM transfer WHERE year = ?').pluck();
  const insert = db.prepare(`
    INSERT INTO transfer (id, year, number, unit, prepared_at, prepared_by) VALUES (@id, @year, @number, @unit, @at, @by)`);
  const insertItem = db.prepare(`
    INSERT INTO transfer_item (transfer_id, dossier_id, position, original, certified, photocopy)
    VALUES (@transferId, @dossierId, @position, @original, @certified, @photocopy)`);
  const give = db.prepare(
    'UPDATE transfer_item SET given_at = @at, given_by = @by WHERE transfer_id = @transferId AND dossier_id = @dossierId AND given_at IS NULL',
  );
  const take = db.prepare(`
    UPDATE transfer_item SET taken_at = @at, taken_by = @by, taker = @taker
    WHERE transfer_id = @transferId AND dossier_id = @dossierId AND taken_at IS NULL`);
  const leaveOut = db.prepare(
    'UPDATE transfer_item SET left_out_at = @at WHERE transfer_id = @transferId AND dossier_id = @dossierId AND given_at IS NULL',
  );
  return {
    ...createTransferReader(db),
    /** Begins a record with the next number of its year; rows are never removed, so that a number is never given again. */
    begin(record: { id: string; year: string; unit: string; at: Instant; by: string }): number {
      const number = next.get(record.year) as number;
      insert.run({ ...record, number });
      return number;
    },
    add(item: {
      transferId: string;
      dossierId: DossierId;
      position: number;
      original: number;
      certified: number;
      photocopy: number;
    }): void {
      insertItem.run(item);
    },
    give: (item: { transferId: string; dossierId: DossierId; at: Instant; by: string }): void =>
      void give.run(item),
    take: (item: {
      transferId: string;
      dossierId: DossierId;
      at: Instant;
      by: string;
      taker: string;
    }): void => void take.run(item),
    leaveOut: (item: { transferId: string; dossierId: DossierId; at: Instant }): void =>
      void leaveOut.run(item),
  };
}
