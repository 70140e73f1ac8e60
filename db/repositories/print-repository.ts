import * as z from 'zod';
import { PAPER_SIZES } from '../../shared/domain/print/paper-size.ts';
import { PRINT_STATES, PRINT_TROUBLES, type PrintOutcome } from '../../shared/domain/print/print-outcome.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { DeviceId, Sha256, UserId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const flag = z.number().transform((value) => value === 1);

const PrintRun = z.object({
  id: z.string(),
  formId: z.string(),
  paper: z.enum(PAPER_SIZES).nullable(),
  sentSha256: Sha256,
  route: z.enum(['printer', 'viewer']),
  deviceId: DeviceId,
  printer: z.string(),
  media: z.string().nullable(),
  tray: z.string().nullable(),
  duplex: flag,
  copies: z.number(),
  job: z.number().nullable(),
  state: z.enum(PRINT_STATES),
  trouble: z.enum(PRINT_TROUBLES).nullable(),
  mayHavePrinted: flag,
  askedAt: z.string(),
  askedBy: UserId,
  byName: z.string(),
  endedAt: z.string().nullable(),
  seenAt: z.string().nullable(),
  /** The highest of its papers' numbers: 1 is the first print, 2 the first reprint. */
  number: z.number(),
  papers: z.number(),
  dossierCode: z.string().nullable(),
  /** Which visit's paper it is, where it is one. */
  guidance: z.object({ day: z.string(), number: z.number().int() }).nullable(),
});
/** One act of printing, with who asked for it. */
export type PrintRun = z.infer<typeof PrintRun>;

/** A print to be recorded. */
export interface NewPrintRun
  extends Pick<
    PrintRun,
    | 'id'
    | 'formId'
    | 'paper'
    | 'route'
    | 'printer'
    | 'media'
    | 'tray'
    | 'duplex'
    | 'copies'
    | 'state'
    | 'trouble'
    | 'mayHavePrinted'
  > {
  sentSha256: string;
  deviceId: string;
  at: Instant;
  by: string;
  endedAt: Instant | null;
  /** Its papers in their order, and the how manieth print of each it is. */
  lines: readonly { sha256: string; number: number }[];
}

const RUN = `
  SELECT r.id, r.form_id AS formId, r.paper, r.sent_sha256 AS sentSha256, r.route, r.device_id AS deviceId, r.printer, r.media, r.tray, r.duplex,
    r.copies, r.job, r.state, r.trouble, r.may_have_printed AS mayHavePrinted, r.asked_at AS askedAt, r.asked_by AS askedBy,
    u.display_name AS byName, r.ended_at AS endedAt, r.seen_at AS seenAt,
    (SELECT max(number) FROM print_line n WHERE n.run_id = r.id) AS number,
    (SELECT count(*) FROM print_line n WHERE n.run_id = r.id) AS papers,
    (SELECT d.code FROM print_log l JOIN drawn_paper p ON p.id = l.paper_id JOIN dossier d ON d.id = p.dossier_id
      WHERE l.run_id = r.id ORDER BY d.code LIMIT 1) AS dossierCode,
    (SELECT json_object('day', g.day, 'number', g.number) FROM print_line n JOIN guidance_visit g ON g.sha256 = n.paper_sha256
      WHERE n.run_id = r.id LIMIT 1) AS guidance
  FROM print_run r JOIN app_user u ON u.id = r.asked_by`;

/** Reading the log of prints. */
export function createPrintReader(db: ReadDb) {
  const find = db.prepare(`${RUN} WHERE r.id = ?`);
  const open = db.prepare(`${RUN} WHERE r.ended_at IS NULL ORDER BY r.asked_at`);
  const ofPerson = db.prepare(`
    ${RUN} WHERE r.asked_by = @userId AND (r.ended_at IS NULL OR (r.seen_at IS NULL AND r.state IN ('failed', 'unknown'))
      OR (r.state = 'completed' AND r.ended_at >= @since))
    ORDER BY r.asked_at`);
  const between = db.prepare(
    `${RUN} WHERE r.asked_at >= @from AND r.asked_at < @to ORDER BY r.asked_at DESC LIMIT @limit`,
  );
  const papersOf = db
    .prepare('SELECT paper_sha256 FROM print_line WHERE run_id = ? ORDER BY position')
    .pluck();
  const loggedOf = db.prepare('SELECT paper_id FROM print_log WHERE run_id = ?').pluck();
  const times = db
    .prepare(
      `SELECT count(*) FROM print_line n JOIN print_run r ON r.id = n.run_id
        WHERE n.paper_sha256 = ? AND (r.may_have_printed = 1 OR r.ended_at IS NULL)`,
    )
    .pluck();
  const run = (row: unknown) => {
    const { guidance, ...rest } = row as { guidance: string | null };
    return PrintRun.parse({ ...rest, guidance: guidance === null ? null : JSON.parse(guidance) });
  };
  return {
    find(id: string): PrintRun | undefined {
      const row = find.get(id);
      return row === undefined ? undefined : run(row);
    },
    /** Prints that have not come to an end. */
    open: (): PrintRun[] => open.all().map(run),
    /** What a person asked for and that is under way, came out since a moment, or did not and nobody has taken note of it. */
    ofPerson: (userId: string, since: Instant): PrintRun[] => ofPerson.all({ userId, since }).map(run),
    /** Prints of a span of time, newest first. */
    between: (span: { from: Instant; to: Instant; limit: number }): PrintRun[] => between.all(span).map(run),
    /** The papers of a print by their hashes, in their order. */
    papersOf: (id: string): string[] => papersOf.all(id) as string[],
    /** The same as they are kept with dossiers. */
    loggedOf: (id: string): string[] => loggedOf.all(id) as string[],
    /** How often a paper was printed, or may have been, or is about to be. */
    timesPrinted: (sha256: string): number => times.get(sha256) as number,
  };
}

/** Writing the log of prints; part of a transaction. */
export function createPrintRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO print_run (id, form_id, paper, sent_sha256, route, device_id, printer, media, tray, duplex, copies, state, trouble, may_have_printed,
      asked_at, asked_by, ended_at)
    VALUES (@id, @formId, @paper, @sentSha256, @route, @deviceId, @printer, @media, @tray, @duplex, @copies, @state, @trouble, @mayHavePrinted,
      @at, @by, @endedAt)`);
  const line = db.prepare(
    'INSERT INTO print_line (run_id, position, paper_sha256, number) VALUES (@id, @position, @sha256, @number)',
  );
  const setJob = db.prepare('UPDATE print_run SET job = @job WHERE id = @id');
  const setOutcome = db.prepare(`
    UPDATE print_run SET state = @state, trouble = @trouble, may_have_printed = @mayHavePrinted, ended_at = @endedAt WHERE id = @id`);
  const see = db.prepare('UPDATE print_run SET seen_at = @at WHERE id = @id AND seen_at IS NULL');
  return {
    ...createPrintReader(db),
    insert({ lines, duplex, mayHavePrinted, ...run }: NewPrintRun): void {
      insert.run({ ...run, duplex: Number(duplex), mayHavePrinted: Number(mayHavePrinted) });
      for (const [position, { sha256, number }] of lines.entries())
        line.run({ id: run.id, position, sha256, number });
    },
    /** Notes under which number the print system took a print. */
    setJob: (id: string, job: number): void => void setJob.run({ id, job }),
    /** Notes how a print stands; `endedAt` is null while it goes on. */
    setOutcome(id: string, { state, trouble, mayHavePrinted }: PrintOutcome, endedAt: Instant | null): void {
      setOutcome.run({ id, state, trouble, mayHavePrinted: Number(mayHavePrinted), endedAt });
    },
    /** Notes that somebody knows of a print that did not come out. */
    see: (id: string, at: Instant): void => void see.run({ id, at }),
  };
}
