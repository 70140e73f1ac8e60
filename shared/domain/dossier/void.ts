import type { PlainDate } from '../../types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';

/** What stands against making a dossier void. */
export interface VoidFacts {
  receivedOn: PlainDate;
  today: PlainDate;
  /** A result was recorded once, even if it was sent back since. */
  hasResult: boolean;
  /** The unit that the paper file was given to; null while it is at the counter. */
  givenTo: string | null;
  /** Certified copies, electronic and on paper, that were not dropped. */
  copies: readonly { title: string; number: number | null }[];
}

/** Why a wrong intake cannot be made void. */
export type VoidRefusal =
  | Refusal<'VOID_ANOTHER_DAY', { receivedOn: PlainDate }>
  | Refusal<'VOID_AFTER_RESULT', Record<never, never>>
  | Refusal<'VOID_AFTER_TRANSFER', { unit: string }>
  | Refusal<'VOID_COPY_NUMBERED', { title: string; number: number }>;

/**
 * Whether a wrong intake may be made void: on its own day, before anything came of it. A certified copy that has taken a number stands in a
 * book that cannot be undone; a result was told to the province; a paper file that
 * was given to a unit is in other hands. Later, or then, the dossier ends by withdrawal or refusal with its paper.
 */
export function decideVoid(facts: VoidFacts): Result<undefined, VoidRefusal> {
  if (facts.receivedOn !== facts.today) return refuse('VOID_ANOTHER_DAY', { receivedOn: facts.receivedOn });
  if (facts.hasResult) return refuse('VOID_AFTER_RESULT', {});
  if (facts.givenTo !== null) return refuse('VOID_AFTER_TRANSFER', { unit: facts.givenTo });
  for (const { title, number } of facts.copies)
    if (number !== null) return refuse('VOID_COPY_NUMBERED', { title, number });
  return ok(undefined);
}
