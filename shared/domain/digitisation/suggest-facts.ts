import type { PlainDate } from '../../types/clock.ts';
import { PlainDateText } from '../../types/text.ts';
import type { PageWord } from './page-words.ts';

/** Something that the text of a paper seems to say, and the words that say it: nobody accepts what he cannot look at. */
export interface Suggestion {
  readonly value: string;
  /** The page, counted from 0, on which `words` stand. */
  readonly page: number;
  readonly words: readonly PageWord[];
}

/** What the text of a paper says about it, as far as that was recognised. */
export interface SuggestedFacts {
  readonly title: Suggestion | null;
  readonly number: Suggestion | null;
  /** A day, `YYYY-MM-DD`. */
  readonly issuedOn: Suggestion | null;
  readonly issuer: Suggestion | null;
  readonly holderName: Suggestion | null;
}

/**
 * Looks in the text of a paper for its title, number, day, issuing body and holder, where Vietnamese administrative papers have them
 * (Điều 8 and Phụ lục I Nghị định 30/2020/NĐ-CP: body and number top left, place and day top right or above the signature). They are
 * suggestions: one that is not found is null, and none is anything before a person has accepted it.
 *
 * @param pages the words of each page in the order of the pages
 * @param today no paper was issued after it
 */
export function suggestFacts(pages: readonly (readonly PageWord[])[], today: PlainDate): SuggestedFacts {
  const runs = pages.flatMap((words, page) => runsOf(words, page));
  const first = runs.filter(({ page }) => page === 0);
  const number = numberOf(first);
  return {
    title: titleOf(first),
    number,
    issuedOn: dayOf(runs, today),
    issuer: issuerOf(first, number),
    holderName: holderOf(first),
  };
}

/** Words that stand together on a line: two columns of a line are two runs. */
interface Run {
  readonly page: number;
  readonly words: readonly PageWord[];
  readonly text: string;
  /** As `text`, letter by letter without marks and in lower case, so that a place in one is the same place in the other. */
  readonly plain: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly height: number;
  /** Nearly all letters are capitals. */
  readonly capitals: boolean;
}

/** A word that an engine is less sure of than this is a smudge. */
const GUESSED = 30;
/** Thousandths of the page's width; blanks between words are narrower, also where a line is spread to the margin. */
const COLUMN_GAP = 40;
const CAPITALS = 0.85;

function runsOf(words: readonly PageWord[], page: number): Run[] {
  const lines = Map.groupBy(
    words.filter(({ confidence }) => confidence >= GUESSED),
    ({ line }) => line,
  );
  const runs: Run[] = [];
  for (const line of lines.values()) {
    let together: PageWord[] = [];
    for (const word of line.toSorted((a, b) => a.left - b.left)) {
      const last = together.at(-1);
      if (last !== undefined && word.left - (last.left + last.width) > COLUMN_GAP) {
        runs.push(asRun(together, page));
        together = [];
      }
      together.push(word);
    }
    runs.push(asRun(together, page));
  }
  return runs.toSorted((a, b) => a.top - b.top);
}

function asRun(words: readonly PageWord[], page: number): Run {
  const text = words
    .map((word) => word.text)
    .join(' ')
    .normalize('NFC');
  const letters = text.replace(/\P{L}/gu, '');
  const capitals = [...letters].filter((letter) => letter === letter.toUpperCase()).length;
  return {
    ...{ page, words, text, plain: plainForm(text) },
    left: Math.min(...words.map(({ left }) => left)),
    right: Math.max(...words.map(({ left, width }) => left + width)),
    top: Math.min(...words.map(({ top }) => top)),
    height: Math.max(...words.map(({ height }) => height)),
    capitals: letters.length > 2 && capitals >= letters.length * CAPITALS,
  };
}

/** One letter for each letter: a character that would become more or none stays. */
function plainForm(text: string): string {
  return [...text]
    .map((letter) => {
      const plain = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/đ/u, 'd');
      return plain.length === letter.length ? plain : letter;
    })
    .join('');
}

/** What a pattern finds in a run, with the words that it stands on; the first group is the value. */
function read(run: Run, pattern: RegExp): Suggestion | null {
  const group = pattern.exec(run.plain)?.indices?.[1];
  return group === undefined ? null : cut(run, ...group);
}

function cut(run: Run, from: number, to: number): Suggestion {
  const words: PageWord[] = [];
  let at = 0;
  for (const word of run.words) {
    const { length } = word.text.normalize('NFC');
    if (at < to && at + length > from) words.push(word);
    at += length + 1;
  }
  return { value: run.text.slice(from, to).trim(), page: run.page, words };
}

function firstOf<T>(items: readonly T[], look: (item: T) => Suggestion | null): Suggestion | null {
  for (const item of items) {
    const found = look(item);
    if (found !== null) return found;
  }
  return null;
}

/** The number that a body gives a paper stands in its head; that of a form, a diploma or a book may stand anywhere. */
const HEAD = 350;
const NUMBER = /^so ?: ?(\d[\da-z]*(?: ?[/.-] ?[\da-z]+)+)/du;
const SERIAL = /^so(?: hieu| seri| vao so(?: goc| cap [a-z ]+)?) ?: ?((?:[a-z]{1,3} ?)?\d[\da-z/.-]*)/du;
const CARD_LABEL = /^so ?\/ ?no\b/u;
const CARD_NUMBER = /^(\d{9}|\d{12})$/du;

function numberOf(runs: readonly Run[]): Suggestion | null {
  const found =
    firstOf(runs, (run) => (run.top < HEAD ? read(run, NUMBER) : null)) ??
    firstOf(runs, (run) => read(run, SERIAL)) ??
    firstOf(runs, (run) => (CARD_LABEL.test(run.plain) ? belowOf(run, runs, CARD_NUMBER) : null));
  return found === null ? null : { ...found, value: found.value.replace(/ ?([/\-.]) ?/gu, '$1') };
}

/** The value of a label that stands on the line below it. */
function belowOf(label: Run, runs: readonly Run[], pattern: RegExp): Suggestion | null {
  const below = runs.filter(
    (run) =>
      run.top > label.top &&
      run.top < label.top + 4 * label.height &&
      run.left < label.right &&
      run.right > label.left,
  );
  const [next] = below;
  return next === undefined ? null : read(next, pattern);
}

const IN_WORDS = /ngay (\d{1,2}) thang (\d{1,2}) nam (\d{4})/du;
const AFTER_PLACE = /^.{2,60}\bngay \d{1,2} thang \d{1,2} nam \d{4}[.;]?$/u;
const LABELLED =
  /(?:ngay cap|(?:ngay, ?thang, ?nam|ngay) (?:dang ky|cap))\D{0,30}(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/du;

/** The day that follows a place; else the one that a label calls so. Days of birth and of laws that are named stand otherwise. */
function dayOf(runs: readonly Run[], today: PlainDate): Suggestion | null {
  const day = (run: Run, pattern: RegExp) => {
    const found = pattern.exec(run.plain);
    const [from, to] = [found?.indices?.[1]?.[0], found?.indices?.[3]?.[1]];
    if (found === null || from === undefined || to === undefined) return null;
    const [, date, month, year] = found;
    const value = `${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}`;
    return PlainDateText.safeParse(value).success && value <= today ? { ...cut(run, from, to), value } : null;
  };
  return (
    firstOf(runs, (run) => (AFTER_PLACE.test(run.plain) ? day(run, IN_WORDS) : null)) ??
    firstOf(runs, (run) => day(run, LABELLED))
  );
}

const STATE = /^cong hoa xa hoi chu nghia/u;
const MOTTO = /^doc lap\b.*\bhanh phuc/u;
/** How the names of bodies begin. */
const BODY =
  /^(?:uy ban|ubnd|hdnd|hoi|doan|mat tran|dang uy|kho bac|so|bo|cuc|chi cuc|tong cuc|phong|van phong|ban|benh vien|trung tam|tram|truong|cong an|toa an|vien|bao hiem|ngan hang|chi nhanh|cong ty)\b/u;
const UNTIL_NUMBER = 130;
const REGISTERED_AT = /^noi (?:dang ky|cap)[a-z ]*: ?(.{4,80})$/du;

function issuerOf(runs: readonly Run[], number: Suggestion | null): Suggestion | null {
  return inHead(runs, number) ?? firstOf(runs, (run) => read(run, REGISTERED_AT)) ?? aboveSignature(runs);
}

/** Beside the name of the State stands the body, below the one over it; a name of two lines begins on the first. */
function inHead(runs: readonly Run[], number: Suggestion | null): Suggestion | null {
  const state = runs.find(({ plain }) => STATE.test(plain));
  if (state === undefined) return null;
  const foot = number?.words[0]?.top ?? state.top + UNTIL_NUMBER;
  const column = runs.filter(
    (run) =>
      run.capitals &&
      run.right < state.left + COLUMN_GAP &&
      run.top >= state.top - 2 * state.height &&
      run.top < Math.min(foot, state.top + UNTIL_NUMBER),
  );
  const [last, above] = column.toReversed();
  if (last === undefined) return null;
  const whole = cut(last, 0, last.text.length);
  if (BODY.test(last.plain)) return whole;
  if (above === undefined || !BODY.test(above.plain)) return null;
  return { ...whole, value: `${above.text} ${last.text}`, words: [...above.words, ...last.words] };
}

function aboveSignature(runs: readonly Run[]): Suggestion | null {
  return firstOf(runs, (run) =>
    run.capitals && run.top > HEAD && BODY.test(run.plain) ? cut(run, 0, run.text.length) : null,
  );
}

const NAME = /^(?:ho,? ?(?:va|(?:chu |ten )?dem,?(?: va)?) ?ten(?: khai sinh)?)[a-z ]*\/?[a-z ]*:? */u;
const OF_ANOTHER = /\b(?:me|cha|vo|chong|con|nguoi|bo|ky|ro)\b/u;
const GIVEN_TO = /^(?:(?:cap )?cho ?:|(?:ong|ba) |ong ?[(/] ?ba\)? ?:) ?([a-z ]{4,60})(?:,|;|$)/du;
const LETTERS = /^([a-z ]{4,60})$/du;

/** The name after the label that asks for the person's own; a paper about two people has no one holder. */
function holderOf(runs: readonly Run[]): Suggestion | null {
  const found = firstOf(runs, (run) => {
    const [label] = NAME.exec(run.plain) ?? [];
    if (label === undefined) return asName(read(run, GIVEN_TO));
    if (OF_ANOTHER.test(label.split(':')[0] ?? '')) return null;
    const value = run.plain.includes(':') ? run.plain.indexOf(':') + 1 : run.plain.length;
    const here = run.text.slice(value).trim();
    return asName(here === '' ? belowOf(run, runs, LETTERS) : cut(run, value, run.text.length));
  });
  return found;
}

/** Two to six words that begin with capitals; a name in capitals becomes one as people write it. */
function asName(found: Suggestion | null): Suggestion | null {
  const words = found?.value.split(' ') ?? [];
  if (found === null || words.length < 2 || words.length > 6) return null;
  if (!words.every((word) => /^\p{Lu}\p{L}*$/u.test(word))) return null;
  const written = words.map((word) => word.slice(0, 1) + word.slice(1).toLowerCase()).join(' ');
  return { ...found, value: written };
}

const UPPER_HALF = 560;
const MIDDLE = { from: 330, to: 670 };
const OFF_CENTRE = 40;
/** How the names of papers begin. */
const KIND =
  /^(?:giay|to khai|don|bang|chung chi|chung nhan|quyet dinh|thong bao|hop dong|bien ban|can cuoc|trich luc|so ho|phieu|van ban|ban sao|ban an|the|to trinh|di chuc|ly lich|so yeu)\b/u;

/** The capitals in the middle that name a kind of paper, with the line below that says which. */
function titleOf(runs: readonly Run[]): Suggestion | null {
  const centred = runs.filter((run) => {
    const middle = (run.left + run.right) / 2;
    return run.capitals && middle > MIDDLE.from && middle < MIDDLE.to && run.top < UPPER_HALF;
  });
  const candidates = centred.filter(({ plain }) => !STATE.test(plain) && !MOTTO.test(plain));
  const title = candidates.find(({ plain }) => KIND.test(plain));
  if (title === undefined) return null;
  const next = candidates.find(
    (run) =>
      run.top > title.top + title.height / 2 &&
      run.top < title.top + 3 * title.height &&
      Math.abs(run.left + run.right - title.left - title.right) < 2 * OFF_CENTRE,
  );
  const whole = cut(title, 0, title.text.length);
  if (next === undefined) return whole;
  return { ...whole, value: `${title.text} ${next.text}`, words: [...title.words, ...next.words] };
}
