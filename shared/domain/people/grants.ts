import { ok, refuse } from '../../types/result.ts';
import type { Role } from './permissions.ts';

/** A role for a time; no end means until further notice. */
export interface Grant {
  role: Role;
  validFrom: string;
  validTo: string | null;
}

/** Checks that every grant ends after it starts and that grants of one role do not overlap. */
export function checkGrants(grants: readonly Grant[]) {
  const sorted = [...grants].sort(
    (a, b) => a.role.localeCompare(b.role) || a.validFrom.localeCompare(b.validFrom),
  );
  for (const [index, grant] of sorted.entries()) {
    if (grant.validTo !== null && grant.validTo < grant.validFrom) {
      return refuse('GRANT_ENDS_BEFORE_START', {
        role: grant.role,
        validFrom: grant.validFrom,
        validTo: grant.validTo,
      });
    }
    const next = sorted[index + 1];
    if (next?.role === grant.role && (grant.validTo === null || next.validFrom <= grant.validTo)) {
      return refuse('GRANT_OVERLAPS', { role: grant.role });
    }
  }
  return ok(sorted);
}

/** True when the grants make somebody administrator on a day and until further notice. */
export function isLastingAdministrator(grants: readonly Grant[], day: string): boolean {
  return grants.some(
    (grant) => grant.role === 'administrator' && grant.validFrom <= day && grant.validTo === null,
  );
}
