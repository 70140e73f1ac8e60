import { ok, refuse } from '../../types/result.ts';
import { dayBefore } from '../time/office-time.ts';

/** The part of an office's latest period that a renaming depends on. */
export interface CurrentName {
  name: string;
  validFrom: string;
}

/**
 * Decides a renaming: from which day the new name counts and when the old period ends (null when the new one replaces it on the same day).
 * A period never starts before the one it follows, because papers were printed under the name of their day.
 */
export function decideRename(current: CurrentName, wish: { name: string; validFrom: string }) {
  if (wish.name === current.name) return refuse('NAME_UNCHANGED', { name: wish.name });
  if (wish.validFrom < current.validFrom) {
    return refuse('STARTS_BEFORE_CURRENT', { validFrom: wish.validFrom, currentFrom: current.validFrom });
  }
  const endsOn = wish.validFrom === current.validFrom ? null : dayBefore(wish.validFrom);
  return ok({ validFrom: wish.validFrom, previousEndsOn: endsOn });
}
