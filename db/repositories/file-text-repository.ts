import * as z from 'zod';
import { lineWith, PageWord, pageLines } from '../../shared/domain/digitisation/page-words.ts';
import { searchWords } from '../../shared/domain/dossier/search-entry.ts';
import { searchExpression, searchTerms } from '../../shared/domain/dossier/search-query.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { DossierId, Sha256 } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const UnreadFile = z.object({
  sha256: Sha256,
  /** The page that comes next, from 1. */
  next: z.number().int(),
  /** Pages of it that could not be read. */
  problems: z.number().int(),
});
/** A PDF that was taken as it is and whose text is not read to the end. */
export type UnreadFile = z.infer<typeof UnreadFile>;

const words = z.string().transform((text) => z.array(PageWord).parse(JSON.parse(text)));

const FoundRow = z.object({
  dossierId: DossierId,
  code: z.string(),
  ownerName: z.string(),
  componentName: z.string(),
  page: z.number().int(),
  readAt: z.string(),
  words,
});

/** A page of a given PDF on which something was found, with the line that says it. */
export type FoundFilePage = Omit<z.infer<typeof FoundRow>, 'words'> & { line: string };

/** What a page said, and who read it: the file has its text itself, or an engine read its picture. */
export type FileReading =
  | { engine: 'file' | 'native' | 'shipped'; words: readonly PageWord[] }
  | { problem: string };

/** Reading the text of PDFs that were taken as they are. */
export function createFileTextReader(db: ReadDb) {
  const waiting = db.prepare(`
    SELECT w.sha256, (SELECT coalesce(max(page), 0) + 1 FROM file_text t WHERE t.sha256 = w.sha256) AS next,
      (SELECT count(*) FROM file_text t WHERE t.sha256 = w.sha256 AND t.problem IS NOT NULL) AS problems
    FROM file_to_read w JOIN blob b ON b.sha256 = w.sha256 AND b.purged_at IS NULL ORDER BY b.stored_at DESC LIMIT 1`);
  const ofFile = db
    .prepare("SELECT coalesce(words, '[]') FROM file_text WHERE sha256 = ? ORDER BY page")
    .pluck();
  // A copy that was made of pages is found by its pages; what is used again of another dossier is found here, too.
  const found = db.prepare(`
    WITH said AS (
      SELECT t.seq, t.sha256, t.page, t.words, t.read_at FROM file_search CROSS JOIN file_text t ON t.seq = file_search.rowid
      WHERE file_search MATCH @expression ORDER BY file_search.rowid DESC LIMIT @limit),
    place AS (
      SELECT said.seq, c.dossier_id, k.name FROM said CROSS JOIN digital_copy c ON c.sha256 = said.sha256 AND c.superseded_at IS NULL
        CROSS JOIN dossier_component k ON k.dossier_id = c.dossier_id AND k.component_id = c.component_id
      WHERE c.original_name IS NOT NULL OR c.made_of = '[]' OR EXISTS (SELECT 1 FROM reused_copy r WHERE r.copy_id = c.id)
      UNION SELECT said.seq, r.dossier_id, r.description FROM said CROSS JOIN dossier_result r ON r.sha256 = said.sha256 AND r.sent_back_at IS NULL)
    SELECT d.id AS dossierId, d.code, place.name AS componentName, said.page, said.words, said.read_at AS readAt,
      coalesce((SELECT name FROM dossier_party WHERE dossier_id = d.id AND role = 'owner'),
        (SELECT name FROM dossier_party WHERE dossier_id = d.id AND role = 'submitter')) AS ownerName
    FROM said JOIN place ON place.seq = said.seq JOIN dossier d ON d.id = place.dossier_id ORDER BY said.seq DESC, d.code LIMIT @limit`);
  return {
    /** The file that came last, with the page that comes next. */
    waiting(): UnreadFile | undefined {
      const row = waiting.get();
      return row === undefined ? undefined : UnreadFile.parse(row);
    },
    /** What was read in a file by now, page by page. */
    wordsOf: (sha256: string): PageWord[][] => ofFile.all(sha256).map((text) => words.parse(text)),
    /** Pages that hold every word, the last one as a beginning, with or without marks; what was read last comes first. */
    find(text: string, limit: number): FoundFilePage[] {
      const terms = searchTerms(text, {});
      const expression = terms === null ? undefined : searchExpression(terms);
      if (terms === null || expression === undefined) return [];
      const sought = terms.groups.flat().map(({ word }) => word);
      return found.all({ expression, limit }).map((row) => {
        const { words: said, ...rest } = FoundRow.parse(row);
        return { ...rest, line: lineWith(pageLines(said), sought) };
      });
    },
  };
}

/** Keeping the same; part of a transaction. */
export function createFileTextRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO file_text (sha256, page, engine, words, problem, read_at)
    SELECT @sha256, @page, @engine, @words, @problem, @at WHERE EXISTS (SELECT 1 FROM file_to_read WHERE sha256 = @sha256) RETURNING seq`);
  const index = db.prepare('INSERT INTO file_search (rowid, words) VALUES (?, ?)');
  const done = db.prepare('DELETE FROM file_to_read WHERE sha256 = ?');
  return {
    ...createFileTextReader(db),
    /** Records what was read on a page of a file, or why it could not be read. Nothing is recorded of a file that went meanwhile. */
    keep(sha256: string, page: number, read: FileReading, at: Instant): void {
      const isRead = 'words' in read;
      const row = insert.get({
        sha256,
        page,
        engine: isRead ? read.engine : null,
        words: isRead ? JSON.stringify(read.words) : null,
        problem: isRead ? null : read.problem,
        at,
      }) as { seq: number } | undefined;
      if (row !== undefined && isRead)
        index.run(row.seq, searchWords(pageLines(read.words).join('\n').toLowerCase()).join(' '));
    },
    /** Takes a file off the list. */
    done: (sha256: string): void => void done.run(sha256),
  };
}
