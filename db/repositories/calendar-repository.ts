import * as z from 'zod';
import { layCalendarOver, OfficeCalendar } from '../../shared/domain/deadline/office-calendar.ts';
import { defaultCalendar, type WorkingCalendar } from '../../shared/domain/deadline/working-calendar.ts';
import { DOSSIER_STATES } from '../../shared/domain/dossier/dossier-state.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { DossierId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const VersionRow = z.object({
  number: z.number().int(),
  basis: z.string(),
  enteredAt: z.string(),
  enteredBy: z.string(),
});
type VersionRow = z.infer<typeof VersionRow>;

const KeptRow = z.object({
  version: z.number().int(),
  reason: z.string(),
  decidedAt: z.string(),
  decidedBy: z.string(),
});

const OpenRow = z.object({ dossierId: DossierId, ownerName: z.string(), state: z.enum(DOSSIER_STATES) });

const NOTHING: OfficeCalendar = { days: [], officeHours: [] };

/** Reading the working calendar: the shipped one with what the office says laid over it. */
export function createCalendarReader(db: ReadDb) {
  const newest = db.prepare('SELECT content FROM calendar_version ORDER BY number DESC LIMIT 1').pluck();
  const at = db
    .prepare('SELECT content FROM calendar_version WHERE entered_at <= ? ORDER BY number DESC LIMIT 1')
    .pluck();
  const versions = db.prepare(`
    SELECT v.number, v.basis, v.entered_at AS enteredAt, u.display_name AS enteredBy FROM calendar_version v JOIN app_user u ON u.id = v.entered_by
    ORDER BY v.number DESC`);
  const kept = db.prepare(`
    SELECT k.version, k.reason, k.decided_at AS decidedAt, u.display_name AS decidedBy FROM kept_promise k JOIN app_user u ON u.id = k.decided_by
    WHERE k.dossier_id = ? ORDER BY k.version`);
  // Promises made before a change, of dossiers whose time runs. The rest is reckoned anew when it goes on.
  const open = db.prepare(`
    SELECT d.id AS dossierId, d.state,
      (SELECT p.name FROM dossier_party p WHERE p.dossier_id = d.id AND p.role IN ('owner', 'submitter') ORDER BY p.role LIMIT 1) AS ownerName
    FROM dossier d WHERE d.state IN ('received', 'processing') AND d.received_at < ? ORDER BY d.due_at, d.code`);
  // Deadlines remember the days of one calendar object; a version laid over once is kept.
  const built = new Map<string, WorkingCalendar>();
  const build = (content: unknown): WorkingCalendar => {
    if (typeof content !== 'string') return defaultCalendar;
    const known = built.get(content);
    if (known !== undefined) return known;
    const calendar = layCalendarOver(defaultCalendar, OfficeCalendar.parse(JSON.parse(content)));
    if (built.size >= 8) built.clear();
    built.set(content, calendar);
    return calendar;
  };
  return {
    /** The calendar of today. */
    now: (): WorkingCalendar => build(newest.get()),
    /** The calendar that was entered at a moment. */
    at: (moment: Instant): WorkingCalendar => build(at.get(moment)),
    /** What the office says; empty when it never said anything. */
    own(): OfficeCalendar {
      const content = newest.get();
      return typeof content === 'string' ? OfficeCalendar.parse(JSON.parse(content)) : NOTHING;
    },
    /** Newest first. */
    versions: (): VersionRow[] => versions.all().map((row) => VersionRow.parse(row)),
    keptOf: (id: DossierId) => kept.all(id).map((row) => KeptRow.parse(row)),
    /** Open dossiers received before a moment, the nearest appointment first. */
    openBefore: (moment: Instant) => open.all(moment).map((row) => OpenRow.parse(row)),
  };
}

/** Changing it; part of a command's transaction. */
export function createCalendarRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO calendar_version (number, content, basis, entered_at, entered_by) VALUES (@number, @content, @basis, @at, @by)`);
  const keep = db.prepare(`
    INSERT INTO kept_promise (dossier_id, version, promised, reckoned, reason, decided_at, decided_by)
    VALUES (@dossierId, @version, @promised, @reckoned, @reason, @at, @by)`);
  return {
    ...createCalendarReader(db),
    enter({
      content,
      ...version
    }: {
      number: number;
      content: OfficeCalendar;
      basis: string;
      at: Instant;
      by: string;
    }): void {
      insert.run({ ...version, content: JSON.stringify(content) });
    },
    keepPromise(kept: {
      dossierId: DossierId;
      version: number;
      promised: string;
      reckoned: string;
      reason: string;
      at: Instant;
      by: string;
    }): void {
      keep.run(kept);
    },
  };
}
