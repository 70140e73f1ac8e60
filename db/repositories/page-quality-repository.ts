import * as z from 'zod';
import { CleanUp } from '../../shared/domain/digitisation/clean-up.ts';
import { LEFT_OUT_REASONS } from '../../shared/domain/digitisation/left-out.ts';
import { PageMeasures } from '../../shared/domain/digitisation/page-measures.ts';
import { NOTE_PICTURES, type NotePicture } from '../../shared/domain/digitisation/stuck-note.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { DossierId, Sha256 } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const json = <T>(shape: z.ZodType<T>) =>
  z
    .string()
    .transform((text) => JSON.parse(text) as unknown)
    .pipe(shape);

const MeasureRow = z.object({
  pageId: z.string(),
  beforeId: z.string().nullable(),
  measures: json(PageMeasures).nullable(),
  problem: z.string().nullable(),
});
type MeasureRow = z.infer<typeof MeasureRow>;

const AcceptanceRow = z.object({
  pageId: z.string(),
  finding: z.string(),
  reason: z.string(),
  acceptedAt: z.string(),
  acceptedBy: z.string(),
});
type AcceptanceRow = z.infer<typeof AcceptanceRow>;

const CleanUpRow = z.object({ pageId: z.string(), cleanUp: json(CleanUp) });

const NoteRow = z.object({ pageId: z.string(), picture: z.enum(NOTE_PICTURES) });

const PaperRow = z.object({
  componentId: z.string(),
  declaredPages: z.number().int().nullable(),
  leftOut: z.enum(LEFT_OUT_REASONS).nullable(),
});
type PaperRow = z.infer<typeof PaperRow>;

const WaitingPage = z.object({
  pageId: z.string(),
  dossierId: DossierId,
  componentId: z.string(),
  sha256: Sha256,
  dpi: z.number().nullable(),
  source: z.string(),
  /** What a person chose to be done to it. */
  cleanUp: json(CleanUp).nullable(),
});
/** A page that nobody has measured yet, or that was made flat otherwise since. */
export type WaitingPage = z.infer<typeof WaitingPage>;

const WAITING = `
  SELECT p.id AS pageId, p.dossier_id AS dossierId, p.component_id AS componentId, p.sha256, p.dpi, p.source,
    u.clean_up AS cleanUp
  FROM page_to_measure w JOIN scanned_page p ON p.id = w.page_id LEFT JOIN page_clean_up u ON u.page_id = p.id`;

/** Reading what was measured, accepted and chosen for pages. */
export function createPageQualityReader(db: ReadDb) {
  const of = (table: string, columns: string) =>
    db.prepare(
      `SELECT ${columns} FROM scanned_page p JOIN ${table} t ON t.page_id = p.id WHERE p.dossier_id = ? AND p.set_aside_at IS NULL`,
    );
  const measures = of('page_measure', 'p.id AS pageId, t.before_id AS beforeId, t.measures, t.problem');
  const acceptances = of(
    'page_acceptance',
    'p.id AS pageId, t.finding, t.reason, t.accepted_at AS acceptedAt, t.accepted_by AS acceptedBy',
  );
  const cleanUps = of('page_clean_up', 'p.id AS pageId, t.clean_up AS cleanUp');
  const papers = db.prepare(
    'SELECT component_id AS componentId, declared_pages AS declaredPages, left_out AS leftOut FROM component_paper WHERE dossier_id = ?',
  );
  const waiting = db.prepare(`${WAITING} ORDER BY w.page_id LIMIT 1`);
  const waitingOf = db.prepare(
    `${WAITING} WHERE p.dossier_id = ? AND p.component_id = ? AND p.set_aside_at IS NULL ORDER BY p.position`,
  );
  const before = db.prepare(`
    SELECT b.id AS pageId, b.dossier_id AS dossierId, b.component_id AS componentId, b.sha256, b.dpi, b.source, u.clean_up AS cleanUp
    FROM scanned_page p JOIN scanned_page b ON b.dossier_id = p.dossier_id AND b.component_id = p.component_id
      AND b.position < p.position AND b.set_aside_at IS NULL
    LEFT JOIN page_clean_up u ON u.page_id = b.id
    WHERE p.id = ? ORDER BY b.position DESC, b.added_at DESC LIMIT 1`);
  const cleanUpOf = db.prepare(
    'SELECT page_id AS pageId, clean_up AS cleanUp FROM page_clean_up WHERE page_id = ?',
  );
  const parse = (row: unknown) => (row === undefined ? undefined : WaitingPage.parse(row));
  const notes = of('page_note', 'p.id AS pageId, t.picture');
  return {
    /** Which pages are the picture of a sheet with its stuck note, and which without. */
    notes: (id: DossierId): Map<string, NotePicture> =>
      new Map(notes.all(id).map((row) => Object.values(NoteRow.parse(row)) as [string, NotePicture])),
    measures: (id: DossierId): MeasureRow[] => measures.all(id).map((row) => MeasureRow.parse(row)),
    acceptances: (id: DossierId): AcceptanceRow[] =>
      acceptances.all(id).map((row) => AcceptanceRow.parse(row)),
    cleanUps: (id: DossierId): Map<string, CleanUp> =>
      new Map(cleanUps.all(id).map((row) => Object.values(CleanUpRow.parse(row)) as [string, CleanUp])),
    /** What was said of the papers of a dossier. */
    papers: (id: DossierId): PaperRow[] => papers.all(id).map((row) => PaperRow.parse(row)),
    /** The page that has waited longest. */
    waiting: (): WaitingPage | undefined => parse(waiting.get()),
    waitingOf: (id: DossierId, componentId: string): WaitingPage[] =>
      waitingOf.all(id, componentId).map((row) => WaitingPage.parse(row)),
    /** What a person chose to be done to a page by now. */
    cleanUpOf(pageId: string): CleanUp | null {
      const row = cleanUpOf.get(pageId);
      return row === undefined ? null : CleanUpRow.parse(row).cleanUp;
    },
    /** The page that stands before another in its component. */
    before: (pageId: string): WaitingPage | undefined => parse(before.get(pageId)),
  };
}

/** Keeping the same; part of a transaction. */
export function createPageQualityRepository(db: WriteDb) {
  const keep = db.prepare(`
    INSERT INTO page_measure (page_id, before_id, measures, problem, measured_at)
    VALUES (@pageId, @beforeId, @measures, @problem, @at)
    ON CONFLICT (page_id) DO UPDATE SET before_id = excluded.before_id, measures = excluded.measures,
      problem = excluded.problem, measured_at = excluded.measured_at`);
  const done = db.prepare('DELETE FROM page_to_measure WHERE page_id = ?');
  const forget = db.prepare('DELETE FROM page_measure WHERE page_id = ? AND measures IS NULL');
  const list = db.prepare(`
    INSERT INTO page_to_measure (page_id)
    SELECT p.id FROM scanned_page p WHERE p.id = ? AND NOT EXISTS (SELECT 1 FROM page_measure m WHERE m.page_id = p.id)
    ON CONFLICT DO NOTHING`);
  const accept = db.prepare(`
    INSERT INTO page_acceptance (page_id, finding, reason, accepted_at, accepted_by)
    VALUES (@pageId, @finding, @reason, @at, @by) ON CONFLICT DO NOTHING`);
  const choose = db.prepare(`
    INSERT INTO page_clean_up (page_id, clean_up, chosen_at, chosen_by) VALUES (@pageId, @cleanUp, @at, @by)
    ON CONFLICT (page_id) DO UPDATE SET clean_up = excluded.clean_up, chosen_at = excluded.chosen_at, chosen_by = excluded.chosen_by`);
  const unchoose = db.prepare('DELETE FROM page_clean_up WHERE page_id = ?');
  const say = db.prepare(`
    INSERT INTO component_paper (dossier_id, component_id, declared_pages, left_out, said_at, said_by)
    VALUES (@dossierId, @componentId, @declaredPages, @leftOut, @at, @by)
    ON CONFLICT (dossier_id, component_id) DO UPDATE SET declared_pages = excluded.declared_pages,
      left_out = excluded.left_out, said_at = excluded.said_at, said_by = excluded.said_by`);
  const mark = db.prepare(`
    INSERT INTO page_note (page_id, picture, marked_at, marked_by) VALUES (@pageId, @picture, @at, @by)
    ON CONFLICT (page_id) DO UPDATE SET picture = excluded.picture, marked_at = excluded.marked_at, marked_by = excluded.marked_by`);
  const unmark = db.prepare('DELETE FROM page_note WHERE page_id = ?');
  const measureAgain = db.prepare(`
    INSERT OR IGNORE INTO page_to_measure (page_id)
    SELECT p.id FROM (
      SELECT id, lag(id) OVER (PARTITION BY component_id ORDER BY position, id) AS before_id
      FROM scanned_page WHERE dossier_id = ? AND set_aside_at IS NULL) p
    JOIN page_measure m ON m.page_id = p.id WHERE p.before_id IS NOT m.before_id`);
  const measureFlat = db.prepare('INSERT INTO page_to_measure (page_id) VALUES (?) ON CONFLICT DO NOTHING');
  type Said = { at: Instant; by: string };
  return {
    ...createPageQualityReader(db),
    /** Records what was measured, or why nothing could be, and takes the page off the list. */
    keepMeasures(row: MeasureRow & { at: Instant }): void {
      keep.run({ ...row, measures: row.measures === null ? null : JSON.stringify(row.measures) });
      done.run(row.pageId);
    },
    /** Puts a page on the list again of which nothing could be measured. */
    measureAgain(pageId: string): void {
      if (forget.run(pageId).changes > 0) list.run(pageId);
    },
    /** Puts a page on the list that was never on it: it lay aside when pages began to be measured. */
    measureOnce(pageId: string): void {
      list.run(pageId);
    },
    /** Puts a page on the list again that is made flat otherwise than when it was measured. */
    measureFlat(pageId: string): void {
      measureFlat.run(pageId);
    },
    accept(acceptance: { pageId: string; finding: string; reason: string } & Said): void {
      accept.run(acceptance);
    },
    /** Null goes back to what the measures propose. */
    chooseCleanUp(pageId: string, cleanUp: CleanUp | null, said: Said): void {
      if (cleanUp === null) unchoose.run(pageId);
      else choose.run({ pageId, cleanUp: JSON.stringify(cleanUp), ...said });
    },
    /** Null takes the mark away. */
    markNote(pageId: string, picture: NotePicture | null, said: Said): void {
      if (picture === null) unmark.run(pageId);
      else mark.run({ pageId, picture, ...said });
    },
    /** Pages that stand behind another one than when they were measured: whether they repeat it is not known yet. */
    measureAfterMove(id: DossierId): void {
      measureAgain.run(id);
    },
    sayOfPaper(paper: PaperRow & { dossierId: DossierId } & Said): void {
      say.run(paper);
    },
  };
}
