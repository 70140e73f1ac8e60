import * as z from 'zod';
import {
  lineWith,
  PageWord,
  pageLines,
  type TextEngine,
} from '../../shared/domain/digitisation/page-words.ts';
import { searchWords } from '../../shared/domain/dossier/search-entry.ts';
import { searchExpression, searchTerms } from '../../shared/domain/dossier/search-query.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { DossierId, Sha256 } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const UnreadPage = z.object({ pageId: z.string(), sha256: Sha256, dpi: z.number().nullable() });
/** A page whose text nobody has read yet. */
export type UnreadPage = z.infer<typeof UnreadPage>;

const FoundRow = z.object({
  pageId: z.string(),
  dossierId: DossierId,
  code: z.string(),
  ownerName: z.string(),
  componentName: z.string(),
  page: z.number().int(),
  readAt: z.string(),
  words: z.string().transform((text) => z.array(PageWord).parse(JSON.parse(text))),
});

/** A page on which something was found, with the line that says it. */
export type FoundPage = Omit<z.infer<typeof FoundRow>, 'words'> & { line: string };

/** Reading the text of pages. */
export function createPageTextReader(db: ReadDb) {
  const waiting = db.prepare(`
    SELECT p.id AS pageId, p.sha256, p.dpi FROM page_to_read w JOIN scanned_page p ON p.id = w.page_id ORDER BY w.page_id DESC LIMIT 1`);
  const words = db.prepare('SELECT words FROM page_text WHERE page_id = ? AND words IS NOT NULL').pluck();
  const found = db.prepare(`
    SELECT p.id AS pageId, p.dossier_id AS dossierId, d.code, c.name AS componentName, t.words, t.read_at AS readAt,
      coalesce((SELECT name FROM dossier_party WHERE dossier_id = d.id AND role = 'owner'),
        (SELECT name FROM dossier_party WHERE dossier_id = d.id AND role = 'submitter')) AS ownerName,
      (SELECT count(*) FROM scanned_page b WHERE b.dossier_id = p.dossier_id AND b.component_id = p.component_id
        AND b.position <= p.position AND b.set_aside_at IS NULL) AS page
    FROM page_search CROSS JOIN page_text t ON t.seq = page_search.rowid CROSS JOIN scanned_page p ON p.id = t.page_id
      CROSS JOIN dossier d ON d.id = p.dossier_id
      CROSS JOIN dossier_component c ON c.dossier_id = p.dossier_id AND c.component_id = p.component_id
    WHERE page_search MATCH @expression AND p.set_aside_at IS NULL ORDER BY page_search.rowid DESC LIMIT @limit`);
  return {
    /** The newest page that waits to be read: whoever stands at the window looks for what was scanned just now. */
    waiting(): UnreadPage | undefined {
      const row = waiting.get();
      return row === undefined ? undefined : UnreadPage.parse(row);
    },
    /** What was read on a page, none where it has not been read. */
    wordsOf(pageId: string): PageWord[] {
      const text = words.get(pageId);
      return typeof text === 'string' ? z.array(PageWord).parse(JSON.parse(text)) : [];
    },
    /** Pages that hold every word, the last one as a beginning, with or without marks; what was read last comes first. */
    find(text: string, limit: number): FoundPage[] {
      const terms = searchTerms(text, {});
      const expression = terms === null ? undefined : searchExpression(terms);
      if (terms === null || expression === undefined) return [];
      const sought = terms.groups.flat().map(({ word }) => word);
      return found.all({ expression, limit }).map((row) => {
        const { words, ...rest } = FoundRow.parse(row);
        return { ...rest, line: lineWith(pageLines(words), sought) };
      });
    },
  };
}

/** Keeping the same; part of a transaction. */
export function createPageTextRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO page_text (page_id, engine, words, problem, read_at) VALUES (@pageId, @engine, @words, @problem, @at) RETURNING seq`);
  const index = db.prepare('INSERT INTO page_search (rowid, words) VALUES (?, ?)');
  const done = db.prepare('DELETE FROM page_to_read WHERE page_id = ?');
  return {
    ...createPageTextReader(db),
    /** Records what was read on a page, by which engine, or why it could not be read, and takes the page off the list. */
    keep(
      pageId: string,
      read: { engine: TextEngine; words: readonly PageWord[] } | { problem: string },
      at: Instant,
    ): void {
      const isRead = 'words' in read;
      const { seq } = insert.get({
        pageId,
        engine: isRead ? read.engine : null,
        words: isRead ? JSON.stringify(read.words) : null,
        problem: isRead ? null : read.problem,
        at,
      }) as { seq: number };
      if (isRead) index.run(seq, searchWords(pageLines(read.words).join('\n').toLowerCase()).join(' '));
      done.run(pageId);
    },
  };
}
