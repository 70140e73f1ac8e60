import * as z from 'zod';
import { ReEncodedPage } from '../../shared/domain/digitisation/copy-size.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { DossierId, Sha256 } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const PageRow = z.object({
  pageId: z.string(),
  dossierId: DossierId,
  componentId: z.string(),
  position: z.number(),
  sha256: Sha256,
  dpi: z.number().nullable(),
  source: z.string(),
  addedAt: z.string(),
});
export type PageRow = z.infer<typeof PageRow>;

const DigitalCopyRow = z.object({
  componentId: z.string(),
  sha256: Sha256,
  pages: z.number(),
  fileName: z.string(),
  /** Of an accepted file, as it came; null of a copy that was made of pages. */
  originalName: z.string().nullable(),
  madeAt: z.string(),
  /** Whether it still holds the pages as they are: none came, went, moved or was cleaned up otherwise since. */
  upToDate: z.number().transform(Boolean),
  /** Whether what stands on its pages was read only after it was made: made again it can be searched. */
  textCameLater: z.number().transform(Boolean),
  /** Who digitised it. */
  madeBy: z.string(),
  size: z.number(),
  /** The pages that were coded anew so that it keeps to the office's limit. */
  reEncoded: z.string().transform((text) => z.array(ReEncodedPage).parse(JSON.parse(text))),
  /** The limit in bytes that a person let it be larger than. */
  largerThan: z.number().nullable(),
});
export type DigitalCopyRow = z.infer<typeof DigitalCopyRow>;

const CopyFiles = z.object({
  componentId: z.string(),
  files: z.string().transform((text) => z.array(Sha256).parse(JSON.parse(text))),
});

const SameFiles = z.object({ dossierId: DossierId, code: z.string(), files: z.number().int() });

/** The pages that count in a component, in order, each with the clean-up that a person chose: what a digital copy is made of. */
const madeOf = (copy: string) => `
  SELECT json_group_array(json_array(p.id, u.clean_up) ORDER BY p.position, p.id)
  FROM scanned_page p LEFT JOIN page_clean_up u ON u.page_id = p.id
  WHERE p.dossier_id = ${copy}.dossier_id AND p.component_id = ${copy}.component_id AND p.set_aside_at IS NULL`;

const COLUMNS =
  'id AS pageId, dossier_id AS dossierId, component_id AS componentId, position, sha256, dpi, source, added_at AS addedAt';

/** Reading pages and digital copies. */
export function createPageReader(db: ReadDb) {
  const ofDossier = db.prepare(
    `SELECT ${COLUMNS} FROM scanned_page WHERE dossier_id = ? AND set_aside_at IS NULL ORDER BY component_id, position, id`,
  );
  const byId = db.prepare(`SELECT ${COLUMNS} FROM scanned_page WHERE id = ? AND set_aside_at IS NULL`);
  const asideById = db.prepare(
    `SELECT ${COLUMNS} FROM scanned_page WHERE id = ? AND set_aside_at IS NOT NULL`,
  );
  const copies = db.prepare(`
    SELECT c.component_id AS componentId, c.sha256, c.pages, c.file_name AS fileName, c.original_name AS originalName, c.made_at AS madeAt,
      u.display_name AS madeBy, b.size, c.re_encoded AS reEncoded, c.larger_than AS largerThan, c.made_of = (${madeOf('c')}) AS upToDate,
      c.original_name IS NULL AND EXISTS (
        SELECT 1 FROM json_each(c.made_of) page JOIN page_text t ON t.page_id = page.value ->> 0
        WHERE t.read_at > c.made_at AND t.words <> '[]') AS textCameLater
    FROM digital_copy c JOIN app_user u ON u.id = c.made_by JOIN blob b ON b.sha256 = c.sha256
    WHERE c.dossier_id = ? AND c.superseded_at IS NULL`);
  const copiesEver = db.prepare(
    'SELECT count(*) AS count FROM digital_copy WHERE dossier_id = ? AND component_id = ?',
  );
  const filesOfCopies = db.prepare(`
    SELECT c.component_id AS componentId, CASE WHEN c.original_name IS NOT NULL OR c.made_of = '[]' THEN json_array(c.sha256) ELSE (
      SELECT json_group_array(p.sha256) FROM json_each(c.made_of) page JOIN scanned_page p ON p.id = page.value ->> 0) END AS files
    FROM digital_copy c WHERE c.dossier_id = ? AND c.superseded_at IS NULL`);
  const filesOf = (dossier: string) => `
    SELECT sha256 FROM scanned_page WHERE dossier_id = ${dossier} AND set_aside_at IS NULL
    UNION SELECT sha256 FROM digital_copy WHERE dossier_id = ${dossier} AND superseded_at IS NULL`;
  const sameFiles = db.prepare(`
    WITH twin AS (
      SELECT DISTINCT d.id, d.code FROM dossier_party mine
      JOIN dossier_party theirs ON theirs.identity_number = mine.identity_number AND theirs.dossier_id <> mine.dossier_id
      JOIN dossier d ON d.id = theirs.dossier_id AND d.state NOT IN ('refused', 'withdrawn', 'stopped', 'returned', 'voided')
      WHERE mine.dossier_id = @id)
    SELECT * FROM (
      SELECT twin.id AS dossierId, twin.code, (
        SELECT count(*) FROM (${filesOf('twin.id')}) WHERE sha256 IN (${filesOf('@id')})) AS files FROM twin)
    WHERE files > 0 ORDER BY code LIMIT 10`);
  return {
    /** Open dossiers of the same people in which the very same files lie, with how many. */
    sameFiles: (id: DossierId) => sameFiles.all({ id }).map((row) => SameFiles.parse(row)),
    /** The pages that count, by component and in order. */
    ofDossier: (id: DossierId): PageRow[] => ofDossier.all(id).map((row) => PageRow.parse(row)),
    find(pageId: string): PageRow | undefined {
      const row = byId.get(pageId);
      return row === undefined ? undefined : PageRow.parse(row);
    },
    findAside(pageId: string): PageRow | undefined {
      const row = asideById.get(pageId);
      return row === undefined ? undefined : PageRow.parse(row);
    },
    /** The digital copies in force, one for a component at most. */
    digitalCopies: (id: DossierId): DigitalCopyRow[] =>
      copies.all(id).map((row) => DigitalCopyRow.parse(row)),
    /** The files that each digital copy in force consists of: itself where it was taken as it came, else the pages that it was made of. */
    filesOfCopies: (id: DossierId) => filesOfCopies.all(id).map((row) => CopyFiles.parse(row)),
    /** How many were made of a component, those that another took the place of too. */
    digitalCopiesEver: (id: DossierId, componentId: string): number =>
      (copiesEver.get(id, componentId) as { count: number }).count,
  };
}

/** Pages and digital copies; part of a command's transaction. */
export function createPageRepository(db: WriteDb) {
  const next = db.prepare(
    'SELECT coalesce(max(position), -1) + 1 AS position FROM scanned_page WHERE dossier_id = @dossierId AND component_id = @componentId',
  );
  const place = db.prepare('SELECT position FROM scanned_page WHERE id = ?');
  // A page that went into another dossier since stands in nobody's place here.
  const replacementOf = db.prepare(`
    SELECT r.id FROM scanned_page r JOIN scanned_page o ON o.id = r.replaces AND o.dossier_id = r.dossier_id
    WHERE r.replaces = ? AND r.set_aside_at IS NULL`);
  const insert = db.prepare(`
    INSERT INTO scanned_page (id, dossier_id, component_id, position, sha256, dpi, source, added_at, added_by, replaces)
    VALUES (@pageId, @dossierId, @componentId, @position, @sha256, @dpi, @source, @addedAt, @by, @replaces)`);
  const setAside = db.prepare(
    'UPDATE scanned_page SET set_aside_at = @at WHERE id = @pageId AND set_aside_at IS NULL',
  );
  const putBack = db.prepare('UPDATE scanned_page SET set_aside_at = NULL WHERE id = @pageId');
  const takePlaceOf = db.prepare(`
    UPDATE scanned_page SET component_id = other.component_id, position = other.position
    FROM scanned_page other WHERE scanned_page.id = @pageId AND other.id = @otherId`);
  const makeRoom = db.prepare(`
    UPDATE scanned_page SET position = position + 1
    WHERE dossier_id = @dossierId AND component_id = @componentId AND set_aside_at IS NULL AND position >= @position
      AND EXISTS (SELECT 1 FROM scanned_page t WHERE t.dossier_id = @dossierId AND t.component_id = @componentId
        AND t.set_aside_at IS NULL AND t.position = @position)`);
  const put = db.prepare(
    'UPDATE scanned_page SET component_id = @componentId, position = @position WHERE id = @pageId',
  );
  const putInDossier = db.prepare(`
    UPDATE scanned_page SET dossier_id = @dossierId, component_id = @componentId, position = @position WHERE id = @pageId`);
  const supersede = db.prepare(`
    UPDATE digital_copy SET superseded_at = @at WHERE dossier_id = @dossierId AND component_id = @componentId AND superseded_at IS NULL`);
  const insertCopy = db.prepare(`
    INSERT INTO digital_copy (id, dossier_id, component_id, sha256, pages, file_name, original_name, made_at, made_by, made_of, re_encoded, larger_than)
    SELECT new.id, new.dossier_id, new.component_id, @sha256, @pages, @fileName, @originalName, @at, @by, (${madeOf('new')}), @reEncoded, @largerThan
    FROM (SELECT @id AS id, @dossierId AS dossier_id, @componentId AS component_id) new`);
  return {
    ...createPageReader(db),
    /** Adds a page behind the last one of its component, or in the place of another, which the caller sets aside. */
    append(page: Omit<PageRow, 'position'> & { by: string }, replaces: string | null = null): void {
      const { position } = (replaces === null ? next.get(page) : place.get(replaces)) as { position: number };
      insert.run({ ...page, position, replaces });
    },
    /** The page that stands in the place of one that was set aside. */
    replacementOf: (pageId: string) => (replacementOf.get(pageId) as { id: string } | undefined)?.id,
    setAside(pageId: string, at: Instant): void {
      setAside.run({ pageId, at });
    },
    /** A page that was set aside counts again, before the one that has its old place by now. */
    putBack({ pageId, dossierId, componentId, position }: PageRow): void {
      makeRoom.run({ dossierId, componentId, position });
      putBack.run({ pageId });
    },
    /** A page stands where another does, which the caller sets aside. */
    takePlaceOf(pageId: string, otherId: string): void {
      takePlaceOf.run({ pageId, otherId });
    },
    /** These are the pages of a component, in this order. */
    arrange(componentId: string, pageIds: readonly string[]): void {
      for (const [position, pageId] of pageIds.entries()) put.run({ componentId, position, pageId });
    },
    /** These are the pages of a component of a dossier, in this order, wherever they stood before. */
    arrangeIn(dossierId: DossierId, componentId: string, pageIds: readonly string[]): void {
      for (const [position, pageId] of pageIds.entries())
        putInDossier.run({ dossierId, componentId, position, pageId });
    },
    /** Records a digital copy; the earlier one of the component is kept as superseded. */
    putDigitalCopy(copy: {
      id: string;
      dossierId: DossierId;
      componentId: string;
      sha256: string;
      pages: number;
      fileName: string;
      originalName: string | null;
      reEncoded: readonly ReEncodedPage[];
      largerThan: number | null;
      at: Instant;
      by: string;
    }): void {
      supersede.run(copy);
      insertCopy.run({ ...copy, reEncoded: JSON.stringify(copy.reEncoded) });
    },
  };
}
