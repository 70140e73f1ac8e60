import type { ProofLevel } from './verdict.ts';

/** What a copy's proof still waits for; null: nothing until it is renewed. */
export const AWAITED = ['time-stamp', 'revocation', 'archive-stamp'] as const;
type Awaited = (typeof AWAITED)[number];

/** What comes next at a level. */
export function awaitedAt(level: ProofLevel): Awaited | null {
  const next = { 'B-B': 'time-stamp', 'B-T': 'revocation', 'B-LT': 'archive-stamp', 'B-LTA': null } as const;
  return next[level];
}

/**
 * Whether a copy is kept back from the citizen: it waits for its time stamp, an authority is asked for it (`nextAttemptAt`), and the citizen has
 * not asked for the copy as it is.
 */
export function isHeld(proof: {
  level: ProofLevel;
  nextAttemptAt: string | null;
  releasedAt: string | null;
}): boolean {
  return proof.level === 'B-B' && proof.nextAttemptAt !== null && proof.releasedAt === null;
}

const LONGEST_LEAD_MS = 90 * 24 * 3_600_000;

/**
 * When a proof is renewed: ninety days before the certificate of its last time stamp ends, or half-way where that is later. Milliseconds in and
 * out.
 */
export function renewalAt(stampedAt: number, authorityNotAfter: number): number {
  const half = stampedAt + (authorityNotAfter - stampedAt) / 2;
  return Math.max(half, authorityNotAfter - LONGEST_LEAD_MS);
}
