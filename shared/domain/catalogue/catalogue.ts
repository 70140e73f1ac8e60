import procedureJson from '../../data/procedures.json' with { type: 'json' };
import type { PlainDate } from '../../types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';
import { searchForm } from '../geography/search-text.ts';
import {
  type FilingChannel,
  type Procedure,
  type ProcedureCase,
  ProcedureCatalogue,
  type ProcedureFee,
} from './procedure-catalogue.ts';

/** The code names nothing in the catalogue. */
export type ProcedureUnknown = Refusal<'PROCEDURE_UNKNOWN', { code: string }>;

/** The procedure takes no new dossiers on the day; `replacedBy` is the code to use instead, when there is one. */
export type ProcedureNotInForce = Refusal<
  'PROCEDURE_NOT_IN_FORCE',
  {
    code: string;
    name: string;
    standing: 'not-yet' | 'ended' | 'replaced' | 'repealed';
    replacedBy: string | null;
  }
>;

/** A catalogue that can be asked: the one shipped with the program, or that of the office on a day. */
export function createCatalogue(data: ProcedureCatalogue) {
  const byCode = new Map(data.procedures.map((procedure) => [procedure.code, procedure]));
  const formerByCode = new Map(data.former.map((entry) => [entry.code, entry]));
  const indexed = data.procedures.map(indexOf);
  const catalogue = {
    /** A dossier keeps the version it was accepted under. */
    version: data.version,
    /** Where its facts were read: key of `Procedure.sources` to a description for people. */
    sources: data.sources as Readonly<Record<string, string>>,
    /** Everything it holds, for what works on the whole. */
    data,
    /**
     * The procedure of a code (national, or the local form `2.000815.000.00.00.H61`) under which a dossier may be received on a day.
     * A replaced or repealed one is refused with its successor, on every day when the day of its end is not known; dossiers received before are
     * finished under it, see {@link recordedProcedure}.
     */
    findProcedure(code: string, day: PlainDate): Result<Procedure, ProcedureUnknown | ProcedureNotInForce> {
      const national = nationalCode(code);
      const former = formerByCode.get(national);
      if (former !== undefined) {
        return refuse('PROCEDURE_NOT_IN_FORCE', {
          code: national,
          name: former.name,
          standing: former.standing,
          replacedBy: former.replacedBy,
        });
      }
      const procedure = byCode.get(national);
      if (procedure === undefined) return refuse('PROCEDURE_UNKNOWN', { code });
      const standing = standingOn(procedure, day);
      if (standing === 'in-force') return ok(procedure);
      const { name, validity } = procedure;
      return refuse('PROCEDURE_NOT_IN_FORCE', {
        code: national,
        name,
        standing,
        replacedBy: validity.replacedBy ?? null,
      });
    },
    /** The procedure of a code whatever its validity: for dossiers that were received under it. */
    recordedProcedure(code: string): Procedure | undefined {
      return byCode.get(nationalCode(code));
    },
    /** Every procedure that takes new dossiers on a day, in the order of the catalogue. */
    listProcedures(day: PlainDate): Procedure[] {
      return data.procedures.filter((procedure) => standingOn(procedure, day) === 'in-force');
    },
    /** The cases (trường hợp) of a procedure, in their published order; empty when the code names nothing. */
    listCases(code: string): readonly ProcedureCase[] {
      return catalogue.recordedProcedure(code)?.cases ?? [];
    },
    /**
     * Procedures that take new dossiers on the day and match a text: the code or its beginning, an abbreviation ("ks", "sy"), or words
     * (each as the beginning of a word) of the short name, the full name or a case, with or without marks. Exact abbreviation first, then code,
     * short name, full name, case, and last the beginnings of abbreviations and of the short name's initials; where marks were typed, names
     * that bear them come first among equals. An empty text lists the catalogue in its order.
     */
    searchProcedures(text: string, { day, limit }: { day: PlainDate; limit: number }): ProcedureHit[] {
      const typed = typedText(text);
      const hits: { hit: ProcedureHit; rank: number }[] = [];
      for (const entry of indexed) {
        if (standingOn(entry.procedure, day) !== 'in-force') continue;
        const found = matchEntry(entry, typed);
        if (found !== undefined) hits.push(found);
      }
      return hits
        .sort((a, b) => a.rank - b.rank)
        .slice(0, limit)
        .map(({ hit }) => hit);
    },
    /** The short name of a procedure, of whatever time; undefined for a code that was never in the catalogue. */
    shortNameOf(code: string): string | undefined {
      return catalogue.recordedProcedure(code)?.shortName;
    },
  };
  return catalogue;
}
export type Catalogue = ReturnType<typeof createCatalogue>;

/** The catalogue that comes with the program. */
export const shippedCatalogue = createCatalogue(ProcedureCatalogue.parse(procedureJson));

/** One case of a procedure. */
export function findCase(procedure: Procedure, caseId: string): ProcedureCase | undefined {
  return procedure.cases.find(({ id }) => id === caseId);
}

/** The tariff lines that concern a way of filing; those on request stand in the list too. */
export function applicableFees(procedureCase: ProcedureCase, channel: FilingChannel): ProcedureFee[] {
  return procedureCase.fees.filter(({ channels }) => channels === undefined || channels.includes(channel));
}

/** A part of a procedure's entry that no source confirms, to be shown to the administrator as such. */
export type UnverifiedGroup =
  | 'name'
  | 'components'
  | 'limit'
  | 'fee'
  | 'legalBasis'
  | 'steps'
  | 'law-changed';

/**
 * The groups of a procedure that are own knowledge and not read in a source; a single unverified fee line makes `fee` unverified, and
 * `law-changed` appears from the day a new law asks to check everything again.
 */
export function unverifiedGroups(procedure: Procedure, day: PlainDate): UnverifiedGroup[] {
  const { verified, cases, steps, validity } = procedure;
  const feeLineOpen = cases.some(({ fees }) => fees.some((fee) => fee.verified === false));
  const groups: [UnverifiedGroup, boolean][] = [
    ['name', !verified.name],
    ['components', !verified.components],
    ['limit', !verified.limit],
    ['fee', !verified.fee || feeLineOpen],
    ['legalBasis', !verified.legalBasis],
    ['steps', steps?.verified === false],
    ['law-changed', validity.review !== undefined && day >= validity.review.from],
  ];
  return groups.filter(([, open]) => open).map(([group]) => group);
}

/** One answer of the search; `caseIds` names the cases that the text points at, empty when it points at the whole procedure. */
export interface ProcedureHit {
  procedure: Procedure;
  matched: 'code' | 'abbreviation' | 'short-name' | 'name' | 'case';
  caseIds: string[];
}

function indexOf(procedure: Procedure) {
  return {
    procedure,
    abbreviations: procedure.abbreviations,
    initials: initialsOf(procedure.shortName),
    short: nameForms(procedure.shortName),
    full: nameForms(`${procedure.shortName} ${procedure.name} ${procedure.field}`),
    cases: procedure.cases.map((entry) => ({
      id: entry.id,
      abbreviations: entry.abbreviations,
      forms: nameForms(`${procedure.shortName} ${procedure.field} ${entry.name}`),
    })),
  };
}

type Indexed = ReturnType<typeof indexOf>;

interface TypedText {
  code: string;
  joined: string;
  words: string[];
  markedWords: string[];
}

function typedText(text: string): TypedText {
  const words = searchForm(text).split(' ').filter(Boolean);
  const marked = markedForm(text);
  return {
    code: text.trim(),
    joined: words.join(''),
    words,
    markedWords: marked === searchForm(text) ? [] : marked.split(' ').filter(Boolean),
  };
}

function matchEntry(entry: Indexed, typed: TypedText) {
  const { procedure } = entry;
  const answer = (rank: number, matched: ProcedureHit['matched'], caseIds: string[] = []) => ({
    hit: { procedure, matched, caseIds },
    rank,
  });
  if (typed.joined === '') return answer(0, 'name');
  const exactCases = entry.cases
    .filter(({ abbreviations }) => abbreviations.includes(typed.joined))
    .map(({ id }) => id);
  if (entry.abbreviations.includes(typed.joined)) return answer(0, 'abbreviation');
  if (exactCases.length > 0) return answer(0, 'abbreviation', exactCases);
  if (/^[123]\.\d/u.test(typed.code) && procedure.code.startsWith(nationalCode(typed.code)))
    return answer(1, 'code');
  const nameRank = matchNames(entry, typed);
  if (nameRank !== undefined) return answer(nameRank.rank, nameRank.matched, nameRank.caseIds);
  const begins = [...entry.abbreviations, entry.initials].some((abbreviation) =>
    abbreviation.startsWith(typed.joined),
  );
  return begins ? answer(6, 'abbreviation') : undefined;
}

function matchNames(entry: Indexed, typed: TypedText) {
  const levels = [
    { matched: 'short-name', forms: entry.short, rank: 2, caseIds: [] },
    { matched: 'name', forms: entry.full, rank: 3, caseIds: [] },
    ...entry.cases.map(({ id, forms }) => ({ matched: 'case', forms, rank: 4, caseIds: [id] }) as const),
  ] as const;
  const found = levels.filter(({ forms }) => holdsWords(forms.plain, typed.words));
  const best = found[0];
  if (best === undefined) return undefined;
  const caseIds = best.matched === 'case' ? found.flatMap((level) => level.caseIds) : [];
  const bearsMarks = typed.markedWords.length === 0 || holdsWords(best.forms.marked, typed.markedWords);
  return { rank: best.rank + (bearsMarks ? 0 : 0.5), matched: best.matched, caseIds };
}

function holdsWords(form: string, words: readonly string[]): boolean {
  return words.every((word) => form.includes(` ${word}`));
}

function nameForms(text: string) {
  return { plain: ` ${searchForm(text)}`, marked: ` ${markedForm(text)}` };
}

function markedForm(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function initialsOf(name: string): string {
  return searchForm(name)
    .split(' ')
    .map((word) => word[0])
    .join('');
}

function nationalCode(code: string): string {
  const text = code.trim();
  return /^[123]\.\d{6}\./u.test(text) ? text.slice(0, 8) : text;
}

function standingOn({ validity }: Procedure, day: PlainDate): 'in-force' | 'not-yet' | 'ended' | 'replaced' {
  if (validity.standing === 'replaced' && (validity.to === null || day > validity.to)) return 'replaced';
  if (validity.from !== null && day < validity.from) return 'not-yet';
  return validity.to !== null && day > validity.to ? 'ended' : 'in-force';
}
