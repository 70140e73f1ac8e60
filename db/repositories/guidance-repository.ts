import * as z from 'zod';
import { GuidanceItem, GuidedPerson } from '../../shared/domain/guidance/guidance.ts';
import type { Instant, PlainDate } from '../../shared/types/clock.ts';
import { Sha256 } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const GuidanceRow = z.object({
  id: z.string(),
  day: z.string(),
  number: z.number().int(),
  procedureCode: z.string(),
  procedureName: z.string(),
  caseName: z.string(),
  person: GuidedPerson,
  items: z.array(GuidanceItem),
  reason: z.string(),
  visitedAt: z.string(),
  visitedBy: z.string(),
  formId: z.string(),
  sha256: Sha256,
});
/** A visit that ended with guidance, with its paper; who guided by name. */
export type GuidanceRow = z.infer<typeof GuidanceRow>;

/** A visit to be recorded, `words` being what it is found by. */
export interface NewGuidance extends Omit<GuidanceRow, 'visitedBy' | 'sha256' | 'visitedAt'> {
  caseId: string;
  catalogueVersion: string;
  sha256: string;
  words: string;
  at: Instant;
  by: string;
}

const SELECT = `
  SELECT g.id, g.day, g.number, g.procedure_code AS procedureCode, g.procedure_name AS procedureName, g.case_name AS caseName, g.person, g.items,
    g.reason, g.visited_at AS visitedAt, u.display_name AS visitedBy, g.form_id AS formId, g.sha256
  FROM guidance_visit g JOIN app_user u ON u.id = g.visited_by`;
/** A name with all its parts, a procedure and a telephone number are fewer words than these. */
const MOST_WORDS = 16;

// Each word begins one of the visit's own.
function found(words: number): string {
  const begins = Array.from({ length: words }, (_, index) => ` AND instr(' ' || g.words, @w${index}) > 0`);
  return `g.day BETWEEN @from AND @to${begins.join('')}`;
}

function visitOf(row: unknown): GuidanceRow {
  const { person, items, ...rest } = row as { person: string; items: string };
  return GuidanceRow.parse({ ...rest, person: JSON.parse(person), items: JSON.parse(items) });
}

/** Days, both included, and words without marks. */
export interface GuidanceSpan {
  from: PlainDate;
  to: PlainDate;
  words: readonly string[];
}

/** Reading the visits that ended with guidance. */
export function createGuidanceReader(db: ReadDb) {
  const byId = db.prepare(`${SELECT} WHERE g.id = ?`);
  const last = db.prepare('SELECT max(number) FROM guidance_visit WHERE day = ?').pluck();
  const finding = Array.from({ length: MOST_WORDS + 1 }, (_, words) => ({
    page: db.prepare(
      `${SELECT} WHERE ${found(words)} ORDER BY g.day DESC, g.number DESC LIMIT @limit OFFSET @skip`,
    ),
    count: db.prepare(`SELECT count(*) FROM guidance_visit g WHERE ${found(words)}`).pluck(),
  }));
  const earlier = db.prepare(`
    ${SELECT} WHERE g.day >= @since AND g.procedure_code = @procedureCode AND json_extract(g.person, '$.number') = @number
    ORDER BY g.day DESC, g.number DESC LIMIT @limit`);
  return {
    find(id: string): GuidanceRow | undefined {
      const row = byId.get(id);
      return row === undefined ? undefined : visitOf(row);
    },
    /** The last number of a day; 0 for none. */
    lastOf: (day: PlainDate): number => (last.get(day) as number | null) ?? 0,
    /** Visits of some days, the newest first, and how many there are. */
    page({ from, to, words, limit, skip }: GuidanceSpan & { limit: number; skip: number }) {
      const sought = words.slice(0, MOST_WORDS);
      const bound = {
        from,
        to,
        ...Object.fromEntries(sought.map((word, index) => [`w${index}`, ` ${word}`])),
      };
      const { page, count } = finding[sought.length] as (typeof finding)[number];
      const visits = page.all({ ...bound, limit, skip }).map(visitOf);
      // A page that is not full ends the list: nothing need be counted.
      const isLast = visits.length < limit && (visits.length > 0 || skip === 0);
      return { visits, total: isLast ? skip + visits.length : (count.get(bound) as number) };
    },
    /** What a person of this number was told about a procedure since a day, the newest first. */
    earlier: (of: {
      procedureCode: string;
      number: string;
      since: PlainDate;
      limit: number;
    }): GuidanceRow[] => earlier.all(of).map(visitOf),
  };
}

/** Recording the visits that ended with guidance; part of a command's transaction. */
export function createGuidanceRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO guidance_visit (id, day, number, procedure_code, procedure_name, case_id, case_name, catalogue_version, person, items, reason, words,
      visited_at, visited_by, form_id, sha256)
    VALUES (@id, @day, @number, @procedureCode, @procedureName, @caseId, @caseName, @catalogueVersion, @person, @items, @reason, @words,
      @at, @by, @formId, @sha256)`);
  return {
    ...createGuidanceReader(db),
    insert({ person, items, ...visit }: NewGuidance): void {
      insert.run({ ...visit, person: JSON.stringify(person), items: JSON.stringify(items) });
    },
  };
}
