import { searchWords } from '../../shared/domain/dossier/search-entry.ts';
import {
  hasMarks,
  marksOf,
  type SearchFilter,
  searchTerms,
} from '../../shared/domain/dossier/search-query.ts';
import { readSlipText } from '../../shared/domain/slip/slip-proof.ts';
import type { Instant } from '../../shared/types/clock.ts';
import type { ReadDb } from '../open.ts';
import { HIT, type HitRow, parseHits } from './dossier-repository.ts';
import { createSearchPlanner, type SearchPlan } from './search-plan.ts';

/** Which dossiers a search wants. */
export interface DossierSearch extends SearchFilter {
  text: string;
  limit: number;
  /** Received from one instant up to, not including, another. */
  from?: Instant | undefined;
  to?: Instant | undefined;
  /** Where the last page ended, as it said. */
  after?: number | undefined;
  /** What is late now. */
  now: Instant;
  /** When the office's day of `now` ends: asked for with `dueToday`. */
  dayEnd?: Instant | undefined;
}

/** A page of dossiers; `next` is where the next one goes on, null on the last. */
export interface FoundDossiers {
  hits: HitRow[];
  next: number | null;
}

/** How many of the newest are put in order by the marks as they were typed. A place below it is one among them, any other that of an entry. */
const RANKED = 200;
/** A code anywhere in what a reader read, as in the record on a slip. */
const CODE_IN_TEXT = /(?:\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.\d{1,3}){0,3})-\d{6}-\d{4,}/u;
/** So many entries are looked through for the words that stand in most of them; then the index is asked for all words after all. */
const LOOKED_THROUGH = 1000;
const SLOTS = 16;
const MINUTE_MS = 60_000;
const BEGIN_MS = Date.UTC(2000, 0, 1);
/** How far a crowded minute may push entries: a day, generously. */
export const PUSHED = 24 * 60 * SLOTS;

// The index narrows; the row decides. Two procedures may share a letter of the index, and only the row knows the time.
const FITS = `(@states IS NULL OR d.state IN (SELECT value FROM json_each(@states)))
  AND (@procedureCode IS NULL OR d.procedure_code = @procedureCode) AND (@receivedBy IS NULL OR d.received_by = @receivedBy)
  AND (@processingOwner IS NULL OR d.processing_owner = @processingOwner) AND (@from IS NULL OR d.received_at >= @from)
  AND (@to IS NULL OR d.received_at < @to) AND (@late = 0 OR (d.state IN ('received', 'processing') AND d.due_at < @now))
  AND (@dueUntil IS NULL OR (d.state IN ('received', 'processing') AND d.due_at >= @now AND d.due_at < @dueUntil))`;
// A number comes to SQLite as a float, and the index only leaps to a whole one: else it walks every list from its end.
const MATCHING =
  'dossier_search MATCH @expression AND dossier_search.rowid >= CAST(@low AS INTEGER) AND dossier_search.rowid < CAST(@high AS INTEGER)';
const SPAN = 'd.seq >= @low AND d.seq < @high';
/** What a list shows is kept beside the index, in the same order. */
const LISTING = 'CROSS JOIN search_listing d ON d.seq = dossier_search.rowid';
const ENTRY = 'CROSS JOIN search_entry e ON e.seq = dossier_search.rowid';
const IN_ORDER = 'ORDER BY dossier_search.rowid DESC LIMIT @count';
const LISTED = `d.seq, d.dossier_id AS dossierId, d.code, d.procedure_code AS procedureCode, d.procedure_name AS procedureName, d.state, d.received_at AS receivedAt,
  d.due_at AS dueAt, d.channel, d.processing_owner AS processingOwner, (SELECT u.display_name FROM app_user u WHERE u.id = d.received_by) AS receivedByName,
  d.submitter_name AS submitterName, d.owner_name AS ownerName, d.phone, d.address, d.voided_for AS voidedFor`;

/** Reading the index of dossiers. */
export function createSearchReader(db: ReadDb) {
  // The code of a linked procedure leads to the dossier of the intake, and so does a code that others gave.
  const coded = db
    .prepare(
      'SELECT id FROM dossier WHERE code = @code UNION ALL SELECT dossier_id FROM linked_child WHERE code = @code UNION ALL SELECT dossier_id FROM other_code WHERE code = @code',
    )
    .pluck();
  const fitting = db.prepare(`${HIT} WHERE ${FITS} AND d.id IN (SELECT value FROM json_each(@ids))`);
  const plan = createSearchPlanner(db);
  // Without a filter no row has to be asked whether it fits; where a text has to be looked through, it comes along.
  const pages = pageStatements(db, LISTED, false);
  const texts = pageStatements(db, 'e.seq, e.text, e.words', true);
  const newest = db.prepare(
    `SELECT ${LISTED} FROM search_listing d WHERE ${SPAN} AND ${FITS} ORDER BY d.seq DESC LIMIT @count`,
  );
  const counted = (from: string, where: string) =>
    db.prepare(`SELECT count(*) FROM (SELECT 1 FROM ${from} WHERE ${where} LIMIT @count)`).pluck();
  const countMatching = counted(`dossier_search ${LISTING}`, `${MATCHING} AND ${FITS}`);
  const countMatchingAny = counted('dossier_search', MATCHING);
  const countNewest = counted('search_listing d', `${SPAN} AND ${FITS}`);
  const listed = db.prepare(
    `SELECT ${LISTED} FROM search_listing d WHERE d.seq IN (SELECT value FROM json_each(?))`,
  );

  /** By exact code of any state that the filter lets through. */
  function byExactCode(search: Omit<DossierSearch, 'limit'>): HitRow[] {
    const typed = search.text.trim().toUpperCase();
    for (const code of new Set([typed, codeRead(typed)])) {
      const ids = code === undefined ? [] : coded.all({ code });
      if (ids.length === 0) continue;
      const hits = parseHits(fitting.all({ ...rowFilter(search), ids: JSON.stringify(ids) }));
      if (hits.length > 0) return hits;
    }
    return [];
  }

  /** The places of what is meant, with its text, the newest first: what the selective words find is looked through, and goes on with all words when that takes long. */
  function* looked(
    search: Omit<DossierSearch, 'limit'>,
    { whole, selective, holds }: SearchPlan,
  ): Iterable<EntryText> {
    const statement = isUnfiltered(search) ? texts.any : texts.fitting;
    const asked = { ...rowFilter(search), ...spanOf(search) };
    let last = asked.high;
    if (holds !== undefined) {
      let through = 0;
      for (const row of statement.iterate({
        ...asked,
        expression: selective,
        count: LOOKED_THROUGH,
      }) as Iterable<EntryText>) {
        through += 1;
        last = row.seq;
        if (holds(row.words === '' ? searchWords(row.text).join(' ') : row.words)) yield row;
      }
      if (through < LOOKED_THROUGH) return;
    }
    yield* statement.iterate({ ...asked, high: last, expression: whole, count: ALL }) as Iterable<EntryText>;
  }

  /** In the order of reception. */
  function inOrder(search: DossierSearch, asked: SearchPlan): FoundDossiers {
    const { limit } = search;
    if (asked.holds !== undefined) {
      const places = Array.from(firstOf(looked(search, asked), limit + 1), ({ seq }) => seq);
      return pageOf(hitsInOrder(places), places, limit);
    }
    const isAny = isUnfiltered(search);
    const values = { ...(isAny ? {} : rowFilter(search)), ...spanOf(search), count: limit + 1 };
    const rows = (
      asked.selective === undefined
        ? newest.all({ ...rowFilter(search), ...values })
        : (isAny ? pages.any : pages.fitting).all({ ...values, expression: asked.selective })
    ) as { seq: number }[];
    return pageOf(
      parseHits(rows.slice(0, limit)),
      rows.map(({ seq }) => seq),
      limit,
    );
  }

  /** The newest with those first that have the marks as typed, shown from a place among them; what comes after them is in the order of reception. */
  function byMarks(search: DossierSearch, asked: SearchPlan): FoundDossiers {
    const { text, limit, after = 0 } = search;
    const fits = marksOf(text);
    const [as, others]: [number[], number[]] = [[], []];
    for (const row of firstOf(looked(search, asked), RANKED)) {
      (fits(row.text) ? as : others).push(row.seq);
      // Those that have the marks fill the page and the beginning of the next one: the rest is not asked for.
      if (as.length > after + limit) break;
    }
    const all = [...as, ...others];
    const hits = hitsInOrder(all.slice(after, after + limit));
    if (after + limit < all.length) return { hits, next: after + limit };
    return { hits, next: all.length === RANKED ? Math.min(...all) : null };
  }

  function countOf(search: Omit<DossierSearch, 'limit'>, asked: SearchPlan, most: number): number {
    const span = spanOf({ ...search, after: 0 });
    if (asked.selective === undefined)
      return countNewest.get({ ...rowFilter(search), ...span, count: most }) as number;
    if (asked.holds !== undefined) {
      let found = 0;
      for (const _ of firstOf(looked({ ...search, after: 0 }, asked), most)) found += 1;
      return found;
    }
    const isAny = isUnfiltered(search);
    return (isAny ? countMatchingAny : countMatching).get({
      ...(isAny ? {} : rowFilter(search)),
      ...span,
      expression: asked.selective,
      count: most,
    }) as number;
  }

  function hitsInOrder(places: readonly number[]): HitRow[] {
    const rows = listed.all(JSON.stringify(places)) as { seq: number }[];
    return parseHits(rows.sort((a, b) => places.indexOf(a.seq) - places.indexOf(b.seq)));
  }

  return {
    /** Dossiers with an exact code: their own, one of a linked procedure, one that others gave. */
    byCode: (code: string): HitRow[] => byExactCode({ text: code, now: '' }),
    /** How many dossiers {@link find} would come to, page after page, and no more than `most`. */
    count(search: Omit<DossierSearch, 'limit'>, most: number): number {
      const { text } = search;
      const terms = searchTerms(text, search);
      if (terms === null) return 0;
      if (text.trim() === '') return countOf(search, plan(terms), most);
      const exact = byExactCode(search).length;
      if (exact > 0) return exact;
      const narrow = countOf(search, plan(terms), most);
      return narrow > 0 ? narrow : countOf(search, plan(searchTerms(text, search, true) ?? terms), most);
    },
    /**
     * An exact code finds what has it. Else by words, in any order, with or without marks, the last one as a beginning: first those of the newest
     * that have the marks as typed, where any were typed, then by the order of reception, newest first. Where whole words find nothing, each is taken as a beginning.
     */
    find(search: DossierSearch): FoundDossiers {
      const { text, after = 0 } = search;
      const terms = searchTerms(text, search);
      if (terms === null) return { hits: [], next: null };
      if (text.trim() === '') return inOrder(search, plan(terms));
      if (after === 0) {
        const exact = byExactCode(search);
        if (exact.length > 0) return { hits: exact, next: null };
      }
      const ask = (asked: SearchPlan) =>
        hasMarks(text) && after < RANKED ? byMarks(search, asked) : inOrder(search, asked);
      const narrow = plan(terms);
      const found = ask(narrow);
      if (found.hits.length > 0) return found;
      const wide = plan(searchTerms(text, search, true) ?? terms);
      return wide.whole === narrow.whole ? found : ask(wide);
    },
  };
}

interface EntryText {
  seq: number;
  text: string;
  /** Empty in an entry of a release before. */
  words: string;
}

/** More rows than there are. */
const ALL = -1;

/** Reads what matches an expression in the order of reception, with what fits a filter beside it and without asking for one. */
function pageStatements(db: ReadDb, columns: string, withText: boolean) {
  const entry = withText ? ENTRY : '';
  const page = (from: string, where: string) =>
    db.prepare(`SELECT ${columns} FROM dossier_search ${from} WHERE ${where} ${IN_ORDER}`);
  return {
    any: page(withText ? ENTRY : LISTING, MATCHING),
    fitting: page(`${LISTING} ${entry}`, `${MATCHING} AND ${FITS}`),
  };
}

function* firstOf<Row>(rows: Iterable<Row>, count: number): Iterable<Row> {
  let taken = 0;
  for (const row of rows) {
    yield row;
    taken += 1;
    if (taken === count) return;
  }
}

/** A page of hits out of one row more than it shows. */
function pageOf(hits: HitRow[], places: readonly number[], limit: number): FoundDossiers {
  return { hits: hits.slice(0, limit), next: places.length > limit ? (places[limit - 1] as number) : null };
}

/** The code in what a reader read: a slip's second QR code, or any text with a code in it. */
function codeRead(typed: string): string | undefined {
  const proof = readSlipText(typed);
  return proof.ok ? proof.value.record.code : CODE_IN_TEXT.exec(typed)?.[0];
}

function isUnfiltered(search: Omit<DossierSearch, 'limit'>) {
  const { states, procedureCode, receivedBy, processingOwner, late, dueToday, from, to } = search;
  return (
    [states, procedureCode, receivedBy, processingOwner, from, to].every((part) => part === undefined) &&
    late !== true &&
    dueToday !== true
  );
}

function rowFilter({
  states,
  procedureCode,
  receivedBy,
  processingOwner,
  late,
  dueToday,
  from,
  to,
  now,
  dayEnd,
}: Omit<DossierSearch, 'limit'>) {
  return {
    states: states === undefined ? null : JSON.stringify(states),
    procedureCode: procedureCode ?? null,
    receivedBy: receivedBy ?? null,
    processingOwner: processingOwner ?? null,
    late: late ? 1 : 0,
    dueUntil: dueToday ? (dayEnd ?? now) : null,
    from: from ?? null,
    to: to ?? null,
    now,
  };
}

function spanOf({ from, to, after = 0 }: Omit<DossierSearch, 'limit'>) {
  const high = to === undefined ? Number.MAX_SAFE_INTEGER : firstSeq(to) + PUSHED;
  return {
    low: from === undefined ? Number.MIN_SAFE_INTEGER : firstSeq(from),
    high: Math.min(high, after < RANKED ? Number.MAX_SAFE_INTEGER : after),
  };
}

/** The first place in the order of reception that an instant may have. */
export function firstSeq(instant: Instant): number {
  return Math.floor((Date.parse(instant) - BEGIN_MS) / MINUTE_MS) * SLOTS;
}
