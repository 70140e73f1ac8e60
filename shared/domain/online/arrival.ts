import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';
import { type DossierState, stateAfter } from '../dossier/dossier-state.ts';

/** What is known of a submission when another revision of it arrives. */
export interface KnownSubmission {
  revision: number;
  /** Of the exact text of that revision. */
  sha256: string;
  state: DossierState;
}

/** Why an arriving submission does not count. */
export type ArrivalRefusal =
  /** The same number as one that is kept, with another text. */
  | Refusal<'REVISION_DIFFERS', { revision: number }>
  /** It was accepted or refused already. */
  | Refusal<'ALREADY_DECIDED', { state: DossierState }>;

/**
 * What becomes of an arriving revision: `repeat` changes nothing, however often it comes. A later revision takes the place of the one before
 * until the office has decided; what was asked for is thereby handed in.
 */
export function decideArrival(
  known: KnownSubmission | undefined,
  arriving: { revision: number; sha256: string },
): Result<'first' | 'repeat' | 'replaces', ArrivalRefusal> {
  if (known === undefined) return ok('first');
  if (arriving.revision === known.revision)
    return arriving.sha256 === known.sha256
      ? ok('repeat')
      : refuse('REVISION_DIFFERS', { revision: arriving.revision });
  if (arriving.revision < known.revision) return ok('repeat');
  if (known.state === 'registered' || stateAfter(known.state, 'complete').ok) return ok('replaces');
  return refuse('ALREADY_DECIDED', { state: known.state });
}
