import * as z from 'zod';
import { DOSSIER_STATES } from '../../shared/domain/dossier/dossier-state.ts';
import { Party } from '../../shared/domain/dossier/party.ts';
import { PROCESSING_OWNERS } from '../../shared/domain/dossier/receipt.ts';
import { type SearchFacts, searchEntry, searchWords } from '../../shared/domain/dossier/search-entry.ts';
import {
  hasMarks,
  marksOf,
  type SearchFilter,
  searchTerms,
} from '../../shared/domain/dossier/search-query.ts';
import { readSlipText } from '../../shared/domain/slip/slip-proof.ts';
import type { Instant } from '../../shared/types/clock.ts';
import type { ReadDb, WriteDb } from '../open.ts';
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
const PUSHED = 24 * 60 * SLOTS;

const FactRow = z.object({
  code: z.string(),
  otherCodes: z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text))),
  procedureCode: z.string(),
  procedureName: z.string(),
  caseName: z.string(),
  request: z.string(),
  parties: z.string().transform((text) => z.array(Party).parse(JSON.parse(text))),
  state: z.enum(DOSSIER_STATES),
  processingOwner: z.enum(PROCESSING_OWNERS),
  receivedAt: z.string(),
  receivedBy: z.string(),
});

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
function firstSeq(instant: Instant): number {
  return Math.floor((Date.parse(instant) - BEGIN_MS) / MINUTE_MS) * SLOTS;
}

/** By what the private letters of an entry are made. */
const FILTERED = ['state', 'processingOwner', 'receivedBy', 'procedureCode'] as const;

/** An entry as it stands; its facts are null where it has no line of the list. */
type KnownEntry = { seq: number; words: string } & Record<(typeof FILTERED)[number], string | null>;

/** Writes what lists show of dossiers that have an entry. */
const WRITE_LISTING = `
  INSERT OR REPLACE INTO search_listing (seq, dossier_id, code, procedure_code, procedure_name, state, received_at, due_at, channel, processing_owner,
    received_by, submitter_name, owner_name, phone, address, voided_for)
  SELECT e.seq, l.dossierId, l.code, l.procedureCode, l.procedureName, l.state, l.receivedAt, l.dueAt, l.channel, l.processingOwner,
    l.receivedBy, l.submitterName, l.ownerName, l.phone, l.address, l.voidedFor
  FROM search_entry e JOIN (${HIT}) l ON l.dossierId = e.dossier_id`;

/** A dossier whose entry is to be written: where in the order of reception, and what is found of it. */
export interface NewEntry {
  dossierId: string;
  receivedAt: Instant;
  facts: SearchFacts;
}

/** What the index keeps in memory while it is filled, before it writes a list: 64 MB. */
const FILLING_BYTES = 64 << 20;

/** Writing the index; part of a command's transaction. */
export function createSearchRepository(db: WriteDb) {
  const changed = db
    .prepare('SELECT dossier_id FROM search_due WHERE backlog = 0 ORDER BY dossier_id')
    .pluck();
  const backlog = db
    .prepare('SELECT dossier_id FROM search_due WHERE backlog = 1 ORDER BY dossier_id DESC LIMIT ?')
    .pluck();
  const done = db.prepare('DELETE FROM search_due WHERE dossier_id = ?');
  const facts = db.prepare(FACTS);
  const entryOf = db.prepare<[string], KnownEntry>(
    `SELECT e.seq, e.words, l.state, l.processing_owner AS processingOwner, l.received_by AS receivedBy, l.procedure_code AS procedureCode
     FROM search_entry e LEFT JOIN search_listing l ON l.seq = e.seq WHERE e.dossier_id = ?`,
  );
  const isTaken = db.prepare('SELECT 1 FROM search_entry WHERE seq = ?').pluck();
  const nextFree = db
    .prepare(
      'SELECT s.seq + 1 FROM search_entry s WHERE s.seq >= ? AND NOT EXISTS (SELECT 1 FROM search_entry n WHERE n.seq = s.seq + 1) ORDER BY s.seq LIMIT 1',
    )
    .pluck();
  const insertEntry = db.prepare(
    'INSERT INTO search_entry (seq, dossier_id, text, words) VALUES (@seq, @dossierId, @text, @words)',
  );
  const updateEntry = db.prepare(
    'UPDATE search_entry SET text = @text, words = @words WHERE seq = @seq AND (text <> @text OR words <> @words)',
  );
  const deleteEntry = db.prepare('DELETE FROM search_entry WHERE seq = ?');
  const writeListing = db.prepare(`${WRITE_LISTING} WHERE e.dossier_id = @dossierId`);
  const deleteListing = db.prepare('DELETE FROM search_listing WHERE seq = ?');
  const insertWords = db.prepare('INSERT INTO dossier_search (rowid, words) VALUES (?, ?)');
  const deleteWords = db.prepare('DELETE FROM dossier_search WHERE rowid = ?');

  function index(dossierId: string): void {
    const row = facts.get(dossierId);
    if (row === undefined) throw new Error(`dossier ${dossierId} is to be indexed and is not there`);
    const { code, otherCodes, receivedAt, ...found } = FactRow.parse(row);
    const all: SearchFacts = { ...found, codes: [code, ...otherCodes] };
    const { text, words, letters } = searchEntry(all);
    const known = entryOf.get(dossierId);
    const first = firstSeq(receivedAt);
    const stays = known !== undefined && known.seq >= first && known.seq < first + PUSHED;
    // What only changes the hour or the way of filing leaves the index as it is.
    const isIndexed = stays && known.words === words && FILTERED.every((fact) => known[fact] === found[fact]);
    if (known !== undefined && !isIndexed) deleteWords.run(known.seq);
    if (known !== undefined && !stays) {
      deleteListing.run(known.seq);
      deleteEntry.run(known.seq);
    }
    const seq = stays ? known.seq : placeFor(first);
    if (stays) updateEntry.run({ seq, text, words });
    else insertEntry.run({ seq, dossierId, text, words });
    if (!isIndexed) insertWords.run(seq, `${words} ${letters}`);
    writeListing.run({ dossierId });
    done.run(dossierId);
  }

  function placeFor(first: number): number {
    return isTaken.get(first) === undefined ? first : (nextFree.get(first) as number);
  }

  return {
    ...createSearchReader(db),
    /** Writes the entries of the dossiers that changed since the last call. */
    indexChanged(): void {
      for (const id of changed.all() as string[]) index(id);
    },
    /** Writes so many entries of a new or forgotten index, the newest dossiers first; answers how many it wrote. */
    indexBacklog(most: number): number {
      const ids = backlog.all(most) as string[];
      // The index takes rising places in one go; every step back would begin a new list in the file.
      for (const id of ids.reverse()) index(id);
      return ids.length;
    },
    /**
     * Fills an empty index of a file that nobody uses meanwhile: `put` takes the entries in the order of reception, `end` makes the lists whole.
     * The places are those that the dossiers would have got one by one.
     */
    filling() {
      const set = (name: string, value: number) =>
        db.exec(`INSERT INTO dossier_search (dossier_search, rank) VALUES ('${name}', ${value})`);
      set('hashsize', FILLING_BYTES);
      set('automerge', 0);
      let last = Number.NEGATIVE_INFINITY;
      return {
        put({ dossierId, receivedAt, facts }: NewEntry): void {
          const { text, words, letters } = searchEntry(facts);
          last = Math.max(firstSeq(receivedAt), last + 1);
          insertEntry.run({ seq: last, dossierId, text, words });
          insertWords.run(last, `${words} ${letters}`);
        },
        end(): void {
          db.exec(`${WRITE_LISTING} ORDER BY e.seq`);
          db.exec("INSERT INTO dossier_search (dossier_search) VALUES ('optimize')");
          set('hashsize', 1 << 20);
          set('automerge', 4);
        },
      };
    },
    /** Forgets the whole index; every dossier is to be written again. */
    forget(): void {
      db.exec(`
        INSERT INTO dossier_search (dossier_search) VALUES ('delete-all');
        DELETE FROM search_listing;
        DELETE FROM search_entry;
        INSERT INTO search_due (dossier_id, backlog) SELECT id, 1 FROM dossier WHERE true ON CONFLICT DO NOTHING;`);
    },
  };
}

const FACTS = `
  SELECT d.code, d.procedure_code AS procedureCode, d.procedure_name AS procedureName, d.case_name AS caseName,
    json_extract(d.terms, '$.request') AS request, d.state, d.processing_owner AS processingOwner, d.received_at AS receivedAt, d.received_by AS receivedBy,
    (SELECT json_group_array(json(p.party)) FROM dossier_party p WHERE p.dossier_id = d.id) AS parties,
    (SELECT json_group_array(code) FROM (SELECT code FROM linked_child WHERE dossier_id = d.id UNION SELECT code FROM other_code WHERE dossier_id = d.id)) AS otherCodes
  FROM dossier d WHERE d.id = ?`;
