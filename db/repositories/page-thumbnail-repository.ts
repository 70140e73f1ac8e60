import * as z from 'zod';
import type { Instant } from '../../shared/types/clock.ts';
import { type DossierId, Sha256 } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const UndrawnPage = z.object({ pageId: z.string(), sha256: Sha256 });
/** A page that has no small picture yet. */
export type UndrawnPage = z.infer<typeof UndrawnPage>;

const ThumbnailRow = z.object({ pageId: z.string(), sha256: Sha256 });

/** Reading the small pictures of pages. */
export function createPageThumbnailReader(db: ReadDb) {
  const waiting = db.prepare(`
    SELECT p.id AS pageId, p.sha256 FROM page_to_draw w JOIN scanned_page p ON p.id = w.page_id ORDER BY w.page_id DESC LIMIT 1`);
  const ofDossier = db.prepare(`
    SELECT t.page_id AS pageId, t.sha256 FROM scanned_page p JOIN page_thumbnail t ON t.page_id = p.id
    WHERE p.dossier_id = ? AND p.set_aside_at IS NULL AND t.sha256 IS NOT NULL`);
  return {
    /** The newest page that waits for one: it is what somebody looks at. */
    waiting(): UndrawnPage | undefined {
      const row = waiting.get();
      return row === undefined ? undefined : UndrawnPage.parse(row);
    },
    /** By page; none where it could not be made or is not made yet. */
    ofDossier: (id: DossierId): Map<string, Sha256> =>
      new Map(
        ofDossier.all(id).map((row) => {
          const { pageId, sha256 } = ThumbnailRow.parse(row);
          return [pageId, sha256];
        }),
      ),
  };
}

/** Keeping the same; part of a transaction. */
export function createPageThumbnailRepository(db: WriteDb) {
  const keep = db.prepare(`
    INSERT INTO page_thumbnail (page_id, sha256, problem, drawn_at) VALUES (@pageId, @sha256, @problem, @at)
    ON CONFLICT (page_id) DO UPDATE SET sha256 = excluded.sha256, problem = excluded.problem, drawn_at = excluded.drawn_at`);
  const done = db.prepare('DELETE FROM page_to_draw WHERE page_id = ?');
  return {
    ...createPageThumbnailReader(db),
    /** Records the small picture of a page, or why there is none, and takes the page off the list. */
    keep(pageId: string, made: { sha256: string } | { problem: string }, at: Instant): void {
      keep.run({ sha256: null, problem: null, ...made, pageId, at });
      done.run(pageId);
    },
  };
}
