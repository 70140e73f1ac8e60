import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';

/** How the return of an original is proved: by a signature on paper, or by a note that says why there is none. */
export const RETURN_SIGNATURES = ['paper', 'note'] as const;
export type ReturnSignature = (typeof RETURN_SIGNATURES)[number];

/** An original that has not gone back yet, with where it is. */
export interface OriginalOut {
  name: string;
  count: number;
  place: string;
  holder: string;
}

/** Why an original cannot be kept: more of it than was handed in. */
export type KeepRefusal = Refusal<'MORE_THAN_HANDED_IN', { name: string; handedIn: number; kept: number }>;

/**
 * Whether so many more originals of a component may be kept: no more are kept at a time than were handed in. Papers that are no component
 * (`handedIn` null) are taken as the clerk counts them.
 */
export function decideKeeping(
  component: { name: string; handedIn: number | null },
  kept: number,
  more: number,
): Result<undefined, KeepRefusal> {
  const { name, handedIn } = component;
  return handedIn !== null && kept + more > handedIn
    ? refuse('MORE_THAN_HANDED_IN', { name, handedIn, kept })
    : ok(undefined);
}

/** Which originals stand against the end of a dossier, each with its place and holder as one line. */
export type OriginalsOut = Refusal<'ORIGINALS_OUT', { originals: { name: string }[] }>;

/** A dossier ends only when every original that the office kept is back with its people. */
export function decideEnding(out: readonly OriginalOut[]): Result<undefined, OriginalsOut> {
  if (out.length === 0) return ok(undefined);
  return refuse('ORIGINALS_OUT', {
    originals: out.map(({ name, count, place, holder }) => ({
      name: `${count} × ${name} (${place}, ${holder})`,
    })),
  });
}
