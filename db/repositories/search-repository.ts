import * as z from 'zod';
import { DOSSIER_STATES } from '../../shared/domain/dossier/dossier-state.ts';
import { Party } from '../../shared/domain/dossier/party.ts';
import { PROCESSING_OWNERS } from '../../shared/domain/dossier/receipt.ts';
import { type SearchFacts, searchEntry } from '../../shared/domain/dossier/search-entry.ts';
import {
  hasMarks,
  marksOf,
  type SearchFilter,
  searchExpression,
} from '../../shared/domain/dossier/search-query.ts';
import { readSlipText } from '../../shared/domain/slip/slip-proof.ts';
import type { Instant } from '../../shared/types/clock.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { HIT, HIT_COLUMNS, HIT_PEOPLE, type HitRow, parseHits } from './dossier-repository.ts';

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
const SPAN = 'dossier_search.rowid >= @low AND dossier_search.rowid < @high';

const MATCHING = `dossier_search MATCH @expression AND ${SPAN}`;
const ENTRY = 'CROSS JOIN search_entry e ON e.seq = dossier_search.rowid';
const DOSSIER = 'CROSS JOIN dossier d ON d.id = e.dossier_id';
const IN_ORDER = 'ORDER BY dossier_search.rowid DESC LIMIT @count';

/** Reading the index of dossiers. */
export function createSearchReader(db: ReadDb) {
  // The code of a linked procedure leads to the dossier of the intake, and so does a code that others gave.
  const coded = db
    .prepare(
      'SELECT id FROM dossier WHERE code = @code UNION ALL SELECT dossier_id FROM linked_child WHERE code = @code UNION ALL SELECT dossier_id FROM other_code WHERE code = @code',
    )
    .pluck();
  const fitting = db.prepare(`${HIT} WHERE ${FITS} AND d.id IN (SELECT value FROM json_each(@ids))`);
  // One statement brings a page with what the list shows of it; without a filter no row has to be asked whether it fits.
  const page = (from: string, where: string, seq: string) =>
    db.prepare(
      `SELECT ${seq} AS seq, ${HIT_COLUMNS} FROM ${from} ${DOSSIER} ${HIT_PEOPLE} WHERE ${where} ORDER BY ${seq} DESC LIMIT @count`,
    );
  const matching = page(`dossier_search ${ENTRY}`, `${MATCHING} AND ${FITS}`, 'dossier_search.rowid');
  const matchingAny = page(`dossier_search ${ENTRY}`, MATCHING, 'dossier_search.rowid');
  const newest = page('search_entry e', `e.seq >= @low AND e.seq < @high AND ${FITS}`, 'e.seq');
  // What is put in order by its marks: only texts, until it is known which of them are shown.
  const texts = db.prepare(
    `SELECT e.seq, e.dossier_id AS dossierId, e.text FROM dossier_search ${ENTRY} ${DOSSIER} WHERE ${MATCHING} AND ${FITS} ${IN_ORDER}`,
  );
  const textsOfAny = db.prepare(
    `SELECT e.seq, e.dossier_id AS dossierId, e.text FROM dossier_search ${ENTRY} WHERE ${MATCHING} ${IN_ORDER}`,
  );
  const counted = (from: string, where: string) =>
    db.prepare(`SELECT count(*) FROM (SELECT 1 FROM ${from} WHERE ${where} LIMIT @count)`).pluck();
  const countMatching = counted(`dossier_search ${ENTRY} ${DOSSIER}`, `${MATCHING} AND ${FITS}`);
  const countMatchingAny = counted('dossier_search', MATCHING);
  const countNewest = counted(`search_entry e ${DOSSIER}`, `e.seq >= @low AND e.seq < @high AND ${FITS}`);
  const hitsOf = db.prepare(`${HIT} WHERE d.id IN (SELECT value FROM json_each(?))`);

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

  /** In the order of reception. */
  function inOrder(search: DossierSearch, expression: string | undefined): FoundDossiers {
    const { limit } = search;
    const asked = { ...spanOf(search), count: limit + 1 };
    const statement = expression === undefined ? newest : isUnfiltered(search) ? matchingAny : matching;
    const filter = statement === matchingAny ? {} : rowFilter(search);
    const rows = statement.all({ ...filter, ...asked, ...(expression === undefined ? {} : { expression }) });
    const hits = parseHits(rows.slice(0, limit));
    return { hits, next: rows.length > limit ? (rows[limit - 1] as { seq: number }).seq : null };
  }

  /** The newest with those first that have the marks as typed, shown from a place among them; what comes after them is in the order of reception. */
  function byMarks(search: DossierSearch, expression: string): FoundDossiers {
    const { text, limit, after = 0 } = search;
    const fits = marksOf(text);
    const asked = { ...spanOf(search), expression, count: RANKED };
    const rows = isUnfiltered(search)
      ? textsOfAny.iterate(asked)
      : texts.iterate({ ...rowFilter(search), ...asked });
    const [as, others]: [string[], string[]] = [[], []];
    let last = 0;
    for (const row of rows as Iterable<{ seq: number; dossierId: string; text: string }>) {
      (fits(row.text) ? as : others).push(row.dossierId);
      last = row.seq;
      // Those that have the marks fill the page and the beginning of the next one: the rest is not asked for.
      if (as.length > after + limit) break;
    }
    const all = [...as, ...others];
    const hits = hitsInOrder(all.slice(after, after + limit));
    if (after + limit < all.length) return { hits, next: after + limit };
    return { hits, next: all.length === RANKED ? last : null };
  }

  function countOf(
    search: Omit<DossierSearch, 'limit'>,
    expression: string | undefined,
    count: number,
  ): number {
    const asked = { ...spanOf({ ...search, after: 0 }), count };
    const statement =
      expression === undefined ? countNewest : isUnfiltered(search) ? countMatchingAny : countMatching;
    const filter = statement === countMatchingAny ? {} : rowFilter(search);
    return statement.get({
      ...filter,
      ...asked,
      ...(expression === undefined ? {} : { expression }),
    }) as number;
  }

  function hitsInOrder(ids: readonly string[]): HitRow[] {
    const byId = new Map<string, HitRow>(
      parseHits(hitsOf.all(JSON.stringify(ids))).map((row) => [row.dossierId, row]),
    );
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  return {
    /** Dossiers with an exact code: their own, one of a linked procedure, one that others gave. */
    byCode: (code: string): HitRow[] => byExactCode({ text: code, now: '' }),
    /** How many dossiers {@link find} would come to, page after page, and no more than `most`. */
    count(search: Omit<DossierSearch, 'limit'>, most: number): number {
      const { text } = search;
      const expression = searchExpression(text, search);
      if (expression === null) return 0;
      if (text.trim() === '') return countOf(search, expression, most);
      const exact = byExactCode(search).length;
      if (exact > 0) return exact;
      const narrow = countOf(search, expression, most);
      return narrow > 0 ? narrow : countOf(search, searchExpression(text, search, true) ?? undefined, most);
    },
    /**
     * An exact code finds what has it. Else by words, in any order, with or without marks, the last one as a beginning: first those of the newest
     * that have the marks as typed, where any were typed, then by the order of reception, newest first. Where whole words find nothing, each is taken as a beginning.
     */
    find(search: DossierSearch): FoundDossiers {
      const { text, after = 0 } = search;
      const expression = searchExpression(text, search);
      if (expression === null) return { hits: [], next: null };
      if (expression === undefined || text.trim() === '') return inOrder(search, expression);
      if (after === 0) {
        const exact = byExactCode(search);
        if (exact.length > 0) return { hits: exact, next: null };
      }
      const ask = (asked: string) =>
        hasMarks(text) && after < RANKED ? byMarks(search, asked) : inOrder(search, asked);
      const narrow = ask(expression);
      const wide = narrow.hits.length > 0 ? null : searchExpression(text, search, true);
      return wide === null || wide === undefined || wide === expression ? narrow : ask(wide);
    },
  };
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

/** An entry as it is written: whose, where in the order of reception, what is found. */
export interface NewEntry {
  dossierId: string;
  receivedAt: Instant;
  text: string;
  words: string;
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
  const entryOf = db.prepare('SELECT seq FROM search_entry WHERE dossier_id = ?').pluck();
  const isTaken = db.prepare('SELECT 1 FROM search_entry WHERE seq = ?').pluck();
  const nextFree = db
    .prepare(
      'SELECT s.seq + 1 FROM search_entry s WHERE s.seq >= ? AND NOT EXISTS (SELECT 1 FROM search_entry n WHERE n.seq = s.seq + 1) ORDER BY s.seq LIMIT 1',
    )
    .pluck();
  const insertEntry = db.prepare(
    'INSERT INTO search_entry (seq, dossier_id, text) VALUES (@seq, @dossierId, @text)',
  );
  // Most changes are of the state, which only the index holds: the text is then left as it is.
  const updateEntry = db.prepare('UPDATE search_entry SET text = @text WHERE seq = @seq AND text <> @text');
  const moveEntry = db.prepare('DELETE FROM search_entry WHERE seq = ?');
  const insertWords = db.prepare('INSERT INTO dossier_search (rowid, words) VALUES (?, ?)');
  const deleteWords = db.prepare('DELETE FROM dossier_search WHERE rowid = ?');

  function index(dossierId: string): void {
    const row = facts.get(dossierId);
    if (row === undefined) throw new Error(`dossier ${dossierId} is to be indexed and is not there`);
    const { code, otherCodes, receivedAt, ...found } = FactRow.parse(row);
    const all: SearchFacts = { ...found, codes: [code, ...otherCodes] };
    const { text, words } = searchEntry(all);
    const known = entryOf.get(dossierId) as number | undefined;
    const first = firstSeq(receivedAt);
    const stays = known !== undefined && known >= first && known < first + PUSHED;
    if (known !== undefined) deleteWords.run(known);
    if (known !== undefined && !stays) moveEntry.run(known);
    const seq = stays ? known : placeFor(first);
    if (stays) updateEntry.run({ seq, text });
    else insertEntry.run({ seq, dossierId, text });
    insertWords.run(seq, words);
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
        put({ dossierId, receivedAt, text, words }: NewEntry): void {
          last = Math.max(firstSeq(receivedAt), last + 1);
          insertEntry.run({ seq: last, dossierId, text });
          insertWords.run(last, words);
        },
        end(): void {
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
