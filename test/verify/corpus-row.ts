import type { FileVerdict, ProofLevel } from '../../shared/domain/certification/verdict.ts';
import type { Office } from './office.ts';

/** One file of the corpus: how it is made, what it must be called, and why. */
export interface CorpusRow {
  readonly name: string;
  readonly made: string;
  readonly verdict: FileVerdict['verdict'];
  /** The reason code that must be among those given; null: none may be given at all. */
  readonly reason: string | null;
  readonly level?: ProofLevel;
  /** One sentence, and where it is written. */
  readonly why: string;
  readonly source: string;
  readonly build: (office: Office) => Buffer;
}

export interface CorpusGroup {
  readonly group: string;
  readonly rows: readonly CorpusRow[];
}

/** A row in the order in which it is read: what it is, what it must be called, why. */
export function row(
  name: string,
  made: string,
  [verdict, reason, level]: readonly [FileVerdict['verdict'], (string | null)?, ProofLevel?],
  [why, source]: readonly [string, string],
  build: (office: Office) => Buffer,
): CorpusRow {
  return {
    name,
    made,
    verdict,
    reason: reason ?? null,
    ...(level === undefined ? {} : { level }),
    why,
    source,
    build,
  };
}

/** What is wrong with a verdict in the eyes of its row; undefined: nothing. */
export function wrongIn(
  { verdict, reason, level }: CorpusRow,
  told: {
    verdict: string;
    reasons: readonly string[];
    signatures: readonly { reasons: readonly string[] }[];
    level?: string | null;
  },
): string | undefined {
  const reasons = [...told.reasons, ...told.signatures.flatMap((signature) => signature.reasons)];
  const expected = `${verdict}${reason === null ? '' : ` (${reason})`}`;
  const said = `${told.verdict} (${[...new Set(reasons)].join(', ')})`;
  const named =
    reason === null
      ? reasons.length === 0
      : reasons.some((each) => each === reason || each.startsWith(`${reason}:`));
  if (told.verdict !== verdict || !named) return `${expected} expected, ${said} told`;
  if (level !== undefined && told.level !== undefined && told.level !== level)
    return `level ${level} expected, ${told.level} told`;
  return undefined;
}
