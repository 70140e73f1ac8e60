import * as z from 'zod';
import { PAPER_SIZES, type PaperSize } from '../../shared/domain/print/paper-size.ts';
import type { Instant } from '../../shared/types/clock.ts';
import type { DossierId } from '../../shared/types/ids.ts';
import { Sha256 } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const PaperRow = z.object({
  paperId: z.string(),
  formId: z.string(),
  paper: z.enum(PAPER_SIZES),
  copies: z.number(),
  sha256: Sha256,
  drawnAt: z.string(),
  printed: z.number(),
});
type PaperRow = z.infer<typeof PaperRow>;

/** A paper to be recorded. */
export interface NewPaper {
  id: string;
  dossierId: DossierId;
  formId: string;
  paper: PaperSize;
  copies: number;
  sha256: string;
  at: Instant;
  by: string;
}

/** A drawn paper and whose it is. */
export interface KeptPaper {
  dossierId: string;
  formId: string;
  paper: PaperSize;
  sha256: string;
}

/** Reading what was drawn and printed for a dossier. */
export function createPaperReader(db: ReadDb) {
  const ofDossier = db.prepare(`
    SELECT id AS paperId, form_id AS formId, paper, copies, sha256, drawn_at AS drawnAt,
      (SELECT count(*) FROM print_log l JOIN print_run r ON r.id = l.run_id WHERE l.paper_id = p.id AND r.may_have_printed = 1) AS printed
    FROM drawn_paper p WHERE dossier_id = ? ORDER BY drawn_at`);
  const sameSheet = db.prepare(`
    SELECT s.id AS paperId, s.dossier_id AS dossierId FROM drawn_paper s JOIN drawn_paper p ON p.id = ?
    WHERE s.id = p.id OR (s.sha256 = p.sha256 AND s.drawn_at = p.drawn_at AND s.dossier_id <> p.dossier_id)`);
  const dossierOf = db.prepare(
    'SELECT dossier_id AS dossierId, form_id AS formId, paper, sha256 FROM drawn_paper WHERE id = ?',
  );
  return {
    /** The paper itself and the same sheet as it is kept with other dossiers. */
    sameSheet: (paperId: string) => sameSheet.all(paperId) as { paperId: string; dossierId: string }[],
    ofDossier: (id: DossierId): PaperRow[] => ofDossier.all(id).map((row) => PaperRow.parse(row)),
    find(paperId: string): KeptPaper | undefined {
      return dossierOf.get(paperId) as KeptPaper | undefined;
    },
  };
}

/** Papers and the log of their printing; part of a command's transaction. */
export function createPaperRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO drawn_paper (id, dossier_id, form_id, paper, copies, sha256, drawn_at, drawn_by)
    VALUES (@id, @dossierId, @formId, @paper, @copies, @sha256, @at, @by)`);
  const print = db.prepare(
    'INSERT INTO print_log (id, paper_id, printer, printed_at, printed_by, run_id) VALUES (@id, @paperId, @printer, @at, @by, @runId)',
  );
  const printed = db
    .prepare(
      'SELECT count(*) FROM print_log l JOIN print_run r ON r.id = l.run_id WHERE l.paper_id = ? AND r.may_have_printed = 1',
    )
    .pluck();
  return {
    ...createPaperReader(db),
    insert(paper: NewPaper): void {
      insert.run(paper);
    },
    /** Adds a line to the print log and answers how often the paper was printed. */
    logPrint(line: {
      id: string;
      runId: string;
      paperId: string;
      printer: string;
      at: Instant;
      by: string;
    }): number {
      print.run(line);
      return printed.get(line.paperId) as number;
    },
  };
}
