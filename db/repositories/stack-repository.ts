import * as z from 'zod';
import { SIGNED_PAPERS, type SignedPaper } from '../../shared/domain/sheet/sort-stack.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { DossierId, Sha256 } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const StackRun = z.object({
  id: z.uuid(),
  dossierId: DossierId.nullable(),
  scanner: z.string(),
  duplex: z.number().transform((value) => value === 1),
  begunAt: z.string(),
  sortedAt: z.string().nullable(),
  pages: z.number(),
});
type StackRun = z.infer<typeof StackRun>;

const StackPage = z.object({
  id: z.uuid(),
  runId: z.uuid(),
  position: z.number(),
  sha256: Sha256,
  dpi: z.number().nullable(),
  arrivedAt: z.string(),
  place: z.enum(['component', 'signed', 'aside', 'undecided']).nullable(),
  reason: z.string().nullable(),
  dossierId: DossierId.nullable(),
  componentId: z.string().nullable(),
});
export type StackPage = z.infer<typeof StackPage>;

const SignedRow = z.object({
  kind: z.enum(SIGNED_PAPERS),
  sha256: Sha256,
  filedAt: z.string(),
});

const MissingRow = z.object({
  dossierId: DossierId,
  code: z.string(),
  procedureName: z.string(),
  ownerName: z.string(),
  kind: z.enum(SIGNED_PAPERS),
  at: z.string(),
  byName: z.string(),
});

const RUN = `SELECT r.id, r.dossier_id AS dossierId, r.scanner, r.duplex, r.begun_at AS begunAt, r.sorted_at AS sortedAt,
  (SELECT count(*) FROM stack_page p WHERE p.run_id = r.id) AS pages FROM stack_run r`;
const PAGE = `SELECT id, run_id AS runId, position, sha256, dpi, arrived_at AS arrivedAt, place, reason, dossier_id AS dossierId, component_id AS componentId
  FROM stack_page`;
/** A stack of a whole day; the rest comes up as these are settled. */
const SHOWN = 200;

const OWNER = `coalesce((SELECT p.name FROM dossier_party p WHERE p.dossier_id = d.id AND p.role IN ('owner', 'submitter') ORDER BY p.role LIMIT 1), '')`;
const LACKS = (kind: SignedPaper) =>
  `d.state <> 'voided' AND NOT EXISTS (SELECT 1 FROM signed_paper s WHERE s.dossier_id = d.id AND s.kind = '${kind}')`;
// Nobody signs at the window for what came by post or online, nor for what another system received.
const MISSING = `
  SELECT d.id AS dossierId, d.code, d.procedure_name AS procedureName, ${OWNER} AS ownerName, 'slip' AS kind, d.received_at AS at,
    (SELECT u.display_name FROM app_user u WHERE u.id = d.received_by) AS byName
  FROM dossier d WHERE d.received_at >= @from AND d.received_at < @to AND d.channel = 'direct' AND ${LACKS('slip')}
    AND NOT EXISTS (SELECT 1 FROM imported_dossier i JOIN dossier_import m ON m.number = i.import_number WHERE i.dossier_id = d.id AND m.kind = 'open')
  UNION ALL
  SELECT d.id, d.code, d.procedure_name, ${OWNER}, 'hand-over-receipt', h.handed_at,
    (SELECT u.display_name FROM app_user u WHERE u.id = h.handed_by)
  FROM hand_over h JOIN dossier d ON d.id = h.dossier_id
  WHERE h.handed_at >= @from AND h.handed_at < @to AND h.way = 'window' AND ${LACKS('hand-over-receipt')}`;

/** Reading stacks and what became of their pages. */
export function createStackReader(db: ReadDb) {
  const run = db.prepare(`${RUN} WHERE r.id = ?`);
  const unsorted = db.prepare(`${RUN} WHERE r.sorted_at IS NULL ORDER BY r.begun_at`);
  const pages = db.prepare(`${PAGE} WHERE run_id = ? ORDER BY position`);
  const page = db.prepare(`${PAGE} WHERE id = ?`);
  const waiting = db.prepare(
    `${PAGE} WHERE place = 'undecided' ORDER BY arrived_at, run_id, position LIMIT ${SHOWN}`,
  );
  const signed = db.prepare(
    'SELECT kind, sha256, filed_at AS filedAt FROM signed_paper WHERE dossier_id = ? ORDER BY filed_at, rowid',
  );
  const missing = db.prepare(`SELECT * FROM (${MISSING}) ORDER BY at, code LIMIT 500`);
  const missingCount = db.prepare(`SELECT count(*) FROM (${MISSING})`).pluck();
  return {
    find(runId: string): StackRun | undefined {
      const row = run.get(runId);
      return row === undefined ? undefined : StackRun.parse(row);
    },
    /** Stacks whose pages are nowhere yet: under way, or cut off. */
    unsorted: (): StackRun[] => unsorted.all().map((row) => StackRun.parse(row)),
    pagesOf: (runId: string): StackPage[] => pages.all(runId).map((row) => StackPage.parse(row)),
    findPage(pageId: string): StackPage | undefined {
      const row = page.get(pageId);
      return row === undefined ? undefined : StackPage.parse(row);
    },
    /** Pages that wait for a person, as they came; 200 at most. */
    waiting: (): StackPage[] => waiting.all().map((row) => StackPage.parse(row)),
    /** Signed papers of a dossier, page by page, as they were filed. */
    signedOf: (id: DossierId) => signed.all(id).map((row) => SignedRow.parse(row)),
    /** What citizens should have signed in a span of time and nobody scanned, 500 at most, with how many there are. */
    missing: (span: { from: Instant; to: Instant }) => ({
      rows: missing.all(span).map((row) => MissingRow.parse(row)),
      total: missingCount.get(span) as number,
    }),
  };
}

/** Stacks and signed papers; nothing is deleted. */
export function createStackRepository(db: WriteDb) {
  const begin = db.prepare(
    'INSERT INTO stack_run (id, dossier_id, scanner, duplex, begun_at, begun_by) VALUES (@id, @dossierId, @scanner, @duplex, @at, @by)',
  );
  const add = db.prepare(`
    INSERT INTO stack_page (id, run_id, position, sha256, dpi, arrived_at)
    VALUES (@id, @runId, (SELECT count(*) FROM stack_page WHERE run_id = @runId), @sha256, @dpi, @at)`);
  const put = db.prepare(`
    UPDATE stack_page SET place = @place, reason = coalesce(@reason, reason), dossier_id = @dossierId, component_id = @componentId, settled_at = @settledAt,
      settled_by = @by WHERE id = @id`);
  const sorted = db.prepare('UPDATE stack_run SET sorted_at = @at WHERE id = @runId');
  const sign = db.prepare(`
    INSERT INTO signed_paper (id, dossier_id, kind, sha256, dpi, filed_at, filed_by)
    VALUES (@id, @dossierId, @kind, @sha256, @dpi, @at, @by)`);
  return {
    ...createStackReader(db),
    begin(run: {
      id: string;
      dossierId: DossierId | null;
      scanner: string;
      duplex: boolean;
      at: Instant;
      by: string;
    }): void {
      begin.run({ ...run, duplex: run.duplex ? 1 : 0 });
    },
    /** Adds the next page of a stack. */
    add: (page: { id: string; runId: string; sha256: string; dpi: number | null; at: Instant }): void =>
      void add.run(page),
    /** Says where a page is; `settled` when a person said so. */
    put(
      id: string,
      to: {
        place: 'component' | 'signed' | 'aside' | 'undecided';
        reason?: string;
        dossierId?: DossierId;
        componentId?: string;
      },
      settled?: { at: Instant; by: string },
    ): void {
      const nothing = { reason: null, dossierId: null, componentId: null };
      put.run({ ...nothing, ...to, id, settledAt: settled?.at ?? null, by: settled?.by ?? null });
    },
    sorted: (runId: string, at: Instant): void => void sorted.run({ runId, at }),
    /** Files a page of a signed paper with its dossier. */
    sign: (page: {
      id: string;
      dossierId: DossierId;
      kind: SignedPaper;
      sha256: string;
      dpi: number | null;
      at: Instant;
      by: string;
    }): void => void sign.run(page),
  };
}
