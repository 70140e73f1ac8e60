import {
  factExpression,
  holdsWords,
  type SearchTerms,
  searchExpression,
  termExpression,
} from '../../shared/domain/dossier/search-query.ts';
import type { ReadDb } from '../open.ts';

/** How a search is asked of the index. */
export interface SearchPlan {
  /** Everything that was asked; undefined when nothing narrows. */
  readonly whole: string | undefined;
  /** Without what stands in many entries anyway: finds the same dossiers and perhaps others. */
  readonly selective: string | undefined;
  /** Says of the words of what `selective` finds whether it was meant; absent when the row's own facts say it. */
  readonly holds: ((words: string) => boolean) | undefined;
}

/** A word is common where so many entries in a row hold it this often: an eighth of them. */
const OCCURRENCES = 64;
const WITHIN = 512;
/** What is known of words is forgotten after so many searches: the office goes on receiving. */
const KEPT_FOR = 500;

/**
 * Plans searches. The index walks the list of every word it is asked for, and those of `ấp`, `xã` or the office's part of a code name nearly every
 * dossier; where another word is rare, it is cheaper to ask for that one and to look for the others in what it finds.
 */
export function createSearchPlanner(db: ReadDb) {
  const occurrences = db
    .prepare<[string, number], number | null>(
      `SELECT min(rowid) FROM (SELECT rowid FROM dossier_search WHERE dossier_search MATCH ? AND rowid < CAST(? AS INTEGER) ORDER BY rowid DESC LIMIT ${OCCURRENCES})`,
    )
    .pluck();
  const within = db
    .prepare<[number], number>(
      `SELECT seq FROM search_listing WHERE seq < ? ORDER BY seq DESC LIMIT 1 OFFSET ${WITHIN - 1}`,
    )
    .pluck();
  const ends = db.prepare<[], { first: number | null; last: number | null }>(
    'SELECT (SELECT min(seq) FROM search_listing) AS first, (SELECT max(seq) FROM search_listing) AS last',
  );
  const common = new Map<string, boolean>();
  let places: { at: number; from: number }[] = [];
  let searches = 0;

  /** Where words are counted: among the newest, whose state is another than that of the rest, and twice further back. */
  function placesToLook() {
    const { first, last } = ends.get() ?? { first: null, last: null };
    if (first === null || last === null) return [];
    return [last + 1, (first + last) / 2, (3 * first + last) / 4].flatMap((place) => {
      const at = Math.ceil(place);
      const from = within.get(at);
      return from === undefined ? [] : [{ at, from }];
    });
  }

  function isCommon(expression: string): boolean {
    const known = common.get(expression);
    if (known !== undefined) return known;
    const often = places.filter(({ at, from }) => (occurrences.get(expression, at) ?? -1) >= from).length;
    common.set(expression, often * 2 > places.length);
    return often * 2 > places.length;
  }

  return (terms: SearchTerms): SearchPlan => {
    const whole = searchExpression(terms);
    const asAsked = { whole, selective: whole, holds: undefined };
    const isOneWord = terms.groups.every((group) => group.length === 1) && terms.facts.length === 0;
    if (terms.groups.length === 0 || isOneWord) return asAsked;
    searches += 1;
    if (searches % KEPT_FOR === 1) {
      common.clear();
      places = placesToLook();
    }
    // The row says whether a fact is so.
    const facts = terms.facts.filter((letters) => !isCommon(factExpression(letters)));
    const rare = terms.groups.map((group) => group.filter((term) => !isCommon(termExpression(term))));
    const rareWordLeads = rare.every((group) => group.length > 0);
    // Where no word is rare, a rare fact may lead; else they all stay.
    const groups = rareWordLeads ? rare : facts.length > 0 ? [] : terms.groups;
    const isWhole = groups.flat().length === terms.groups.flat().length;
    if (isWhole && facts.length === terms.facts.length) return asAsked;
    return {
      whole,
      selective: searchExpression({ groups, facts }),
      holds: isWhole ? undefined : holdsWords(terms.groups),
    };
  };
}
