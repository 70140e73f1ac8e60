import { clockRuns, DOSSIER_STATES } from './dossier-state.ts';
import type { ListFilter } from './list-view.ts';
import { factLetter, foldedWords, joinDigits } from './search-entry.ts';

/** What of a filter stands in the index itself; the days and the hour are the row's. */
export type SearchFilter = Omit<ListFilter, 'from' | 'to'>;

/** More words than this do not narrow a search any further; what is longer was not typed. */
const MOST_WORDS = 12;
const LONGEST_TEXT = 400;

/** A word that an entry is to hold: whole, or as the beginning of one. */
export interface SearchTerm {
  readonly word: string;
  readonly asBeginning: boolean;
}

/** What the full-text index is asked: all words of one group, and of every fact one of its private letters. */
export interface SearchTerms {
  readonly groups: readonly (readonly SearchTerm[])[];
  readonly facts: readonly (readonly string[])[];
}

/**
 * The words of a text and the letters of a filter: every word, the last one as the beginning of a word, in any order. Null when the text holds no
 * letter or digit and so finds nothing.
 */
export function searchTerms(text: string, filter: SearchFilter, everyPrefix = false): SearchTerms | null {
  const line = spokenText(text);
  const asked = wordGroups(line);
  if (line !== '' && asked.length === 0) return null;
  const groups = asked.map((words) =>
    words.map((word, index) => ({ word, asBeginning: everyPrefix || index === words.length - 1 })),
  );
  return { groups, facts: factGroups(filter) };
}

/**
 * The terms as the index understands them; undefined when nothing narrows. Words are letters and digits only, in quotation marks: nothing that is
 * typed can be an operator.
 */
export function searchExpression({ groups, facts }: SearchTerms): string | undefined {
  const asked = groups.map((terms) => terms.map(termExpression).join(' AND '));
  const spoken = asked.length > 1 ? [`(${asked.map((group) => `(${group})`).join(' OR ')})`] : asked;
  const all = [...spoken, ...facts.map(factExpression)];
  return all.length === 0 ? undefined : all.join(' AND ');
}

/** One word as the index understands it. */
export function termExpression({ word, asBeginning }: SearchTerm): string {
  return `"${word}"${asBeginning ? ' *' : ''}`;
}

/** Some letter of a fact, as the index understands it. */
export function factExpression(letters: readonly string[]): string {
  return letters.length === 1
    ? `"${letters[0]}"`
    : `(${letters.map((letter) => `"${letter}"`).join(' OR ')})`;
}

/** Says of an entry's words, with blanks between, what the index says of them: whether all of one group are there. */
export function holdsWords(groups: SearchTerms['groups']): (words: string) => boolean {
  const needles = groups.map((terms) =>
    terms.map(({ word, asBeginning }) => (asBeginning ? ` ${word}` : ` ${word} `)),
  );
  return (words) => {
    const held = ` ${words} `;
    return needles.some((group) => group.every((needle) => held.includes(needle)));
  };
}

/** What is looked for: of a citizen card that a reader read, its number; else the text as typed. */
function spokenText(text: string): string {
  const card = /^\s*(\d{12})\|/u.exec(text);
  return card?.[1] ?? text.slice(0, LONGEST_TEXT).trim();
}

/** The words as typed and, where it differs, with the digits in one piece. */
function wordGroups(line: string): string[][] {
  const typed = most(foldedWords(line));
  const joined = most(foldedWords(joinDigits(line)));
  if (typed.length === 0) return [];
  return joined.join(' ') === typed.join(' ') ? [typed] : [joined, typed];
}

// The last word is the one being typed: it stays when words are left out.
function most(words: readonly string[]): string[] {
  const last = words.at(-1);
  if (last === undefined) return [];
  return [...new Set(words.slice(0, -1))]
    .filter((word) => word !== last)
    .slice(0, MOST_WORDS - 1)
    .concat(last);
}

function factGroups({
  states,
  procedureCode,
  receivedBy,
  processingOwner,
  late,
  dueToday,
}: SearchFilter): string[][] {
  const wanted = late || dueToday ? (states ?? DOSSIER_STATES).filter(clockRuns) : states;
  const letters = [
    ...(processingOwner === undefined ? [] : [factLetter.owner(processingOwner)]),
    ...(receivedBy === undefined ? [] : [factLetter.clerk(receivedBy)]),
    ...(procedureCode === undefined ? [] : [factLetter.procedure(procedureCode)]),
  ].map((letter) => [letter]);
  if (wanted === undefined) return letters;
  // No state at all finds nothing: a letter that no entry has.
  return [wanted.length === 0 ? ['\uf8ff'] : wanted.map(factLetter.state), ...letters];
}

/** Whether a text was typed with marks: one without them means every spelling, and none goes before another. */
export function hasMarks(text: string): boolean {
  return /[\p{M}đ]/iu.test(text.normalize('NFD'));
}

/** Says of entries (NFC, lower case) whether they hold every typed word with its marks as typed, the last one as a beginning. */
export function marksOf(text: string): (entry: string) => boolean {
  const words = markedWords(spokenText(text));
  return (entry) =>
    words.length > 0 && words.every((word, index) => holdsWord(entry, word, index === words.length - 1));
}

function holdsWord(entry: string, word: string, asBeginning: boolean): boolean {
  for (let at = entry.indexOf(word); at >= 0; at = entry.indexOf(word, at + 1)) {
    if (at > 0 && IN_WORD.test(entry[at - 1] as string)) continue;
    if (asBeginning || !IN_WORD.test(entry[at + word.length] ?? ' ')) return true;
  }
  return false;
}

const IN_WORD = /[\p{L}\p{N}\p{M}]/u;

function markedWords(text: string): string[] {
  return text
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean);
}
