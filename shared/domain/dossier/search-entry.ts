import { otherPlaceNames } from '../geography/other-names.ts';
import { searchForm } from '../geography/search-text.ts';
import type { DossierState } from './dossier-state.ts';
import { oldNumberOf, type Party, partyNumber } from './party.ts';
import type { ProcessingOwner } from './receipt.ts';

/** What of a dossier is found by words, and what is filtered by. */
export interface SearchFacts {
  /** Its own, those that others gave, those of its linked procedures. */
  codes: readonly string[];
  procedureCode: string;
  procedureName: string;
  caseName: string;
  request: string;
  parties: readonly Party[];
  state: DossierState;
  processingOwner: ProcessingOwner;
  receivedBy: string;
}

// Groups of digits that stand alone: not those of a code, which begins with letters.
const DIGIT_GROUPS = /(?<![\p{L}\p{N}.\-/])\d+(?:[\s.\-/]+\d+)+(?![\p{L}\d])/gu;
/** Day and number at the end of a dossier's code. */
const END_OF_CODE = /(\d{6})-(\d{4,})$/u;

/**
 * A dossier's entry: its text (NFC, lower case, with its marks), the words by which it is found and the private letters by which it is filtered, both
 * with blanks between.
 */
export function searchEntry(facts: SearchFacts): { text: string; words: string; letters: string } {
  const text = searchText(facts);
  return { text, words: searchWords(text).join(' '), letters: factLetters(facts).join(' ') };
}

/** The text of a dossier's entry: NFC, lower case, with its marks. */
function searchText(facts: SearchFacts): string {
  const parts = [
    ...facts.codes,
    ...facts.codes.map((code) => END_OF_CODE.exec(code)?.slice(1).join('') ?? ''),
    facts.procedureCode,
    facts.procedureName,
    facts.caseName,
    facts.request,
    ...wordsOfParties(facts.parties),
  ];
  return parts.filter(Boolean).join('\n').normalize('NFC').toLowerCase();
}

function wordsOfParties(parties: readonly Party[]): Iterable<string> {
  const words = new Set<string>();
  const addresses = new Set<string>();
  for (const party of parties) {
    const phone = party.phone.replace(/^\s*(?:\+|00)84[\s.]*/u, '0');
    for (const word of [party.name, partyNumber(party) ?? '', oldNumberOf(party) ?? '', phone, party.email])
      words.add(word);
    // Mostly they share one, and its other names are looked for in the whole table of places.
    if (addresses.has(party.address)) continue;
    addresses.add(party.address);
    words.add(party.address);
    for (const name of otherPlaceNames(party.address)) words.add(name);
  }
  return words;
}

/** A word longer than this is found by its beginning. */
const LONGEST_WORD = 40;

/**
 * The words by which an entry is found, without marks, each once: as written, and with the blanks, dots and strokes between digits taken away, so
 * that `0270 3000 111` and `1.001193` are found in one piece too. A long number has few neighbours with the same six beginnings; a whole code would
 * have all of its office, so codes are found by their groups and by their end in one piece.
 */
export function searchWords(text: string): string[] {
  const words = new Set<string>();
  for (const line of text.split('\n')) {
    for (const word of foldedWords(line)) words.add(word);
    const joined = joinDigits(line);
    if (joined !== line) for (const word of foldedWords(joined)) words.add(word);
  }
  return [...words];
}

// Letters of Unicode that the index's own tables take for signs: a word with one of them would fall apart there.
const NO_LETTERS_THERE = /[\u19b0-\u19c9\u1cf2\u1cf3]/gu;

/** The words of one line, folded. */
export function foldedWords(line: string): string[] {
  return searchForm(line)
    .replace(NO_LETTERS_THERE, '')
    .split(' ')
    .filter(Boolean)
    .map((word) => word.slice(0, LONGEST_WORD));
}

/** A line without blanks, dots and strokes between the groups of a number. */
export function joinDigits(line: string): string {
  return line.replace(DIGIT_GROUPS, (groups) => groups.replace(/\D+/gu, ''));
}

// Letters of the private-use area stand for what is filtered by: no text holds them after folding. Procedures and clerks share some; the row decides.
const SHARED = 2000;
// Stored: a place is never given to another state.
const STATE_PLACES = {
  registered: 0,
  'completion-asked': 1,
  received: 2,
  refused: 3,
  processing: 4,
  'supplement-asked': 5,
  'payment-asked': 6,
  withdrawn: 7,
  stopped: 8,
  'result-in': 9,
  returned: 10,
  voided: 11,
  forwarded: 12,
} as const satisfies Record<DossierState, number>;
const OWNER_PLACES = {
  here: 0,
  police: 1,
  province: 2,
  'other-office': 3,
} as const satisfies Record<ProcessingOwner, number>;
const letter = (first: number, index: number) => String.fromCodePoint(first + index);

/** A 32-bit FNV-1a hash: the same on every machine and in every release, because it is stored. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** The private letter of each thing that is filtered by. */
export const factLetter = {
  state: (state: DossierState) => letter(0xe000, STATE_PLACES[state]),
  owner: (owner: ProcessingOwner) => letter(0xe040, OWNER_PLACES[owner]),
  clerk: (userId: string) => letter(0xe100, hashOf(userId) % SHARED),
  procedure: (code: string) => letter(0xf000, hashOf(code) % SHARED),
};

/** The private letters of a dossier. */
function factLetters({ state, processingOwner, receivedBy, procedureCode }: SearchFacts): string[] {
  return [
    factLetter.state(state),
    factLetter.owner(processingOwner),
    factLetter.clerk(receivedBy),
    factLetter.procedure(procedureCode),
  ];
}
