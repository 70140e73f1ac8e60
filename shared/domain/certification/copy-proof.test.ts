import { expect, it } from 'vitest';
import { awaitedAt, isHeld, renewalAt } from './copy-proof.ts';
import { PROOF_LEVELS } from './verdict.ts';

it('waits at each level for what the next one has', () => {
  expect(PROOF_LEVELS.map(awaitedAt)).toEqual(['time-stamp', 'revocation', 'archive-stamp', null]);
});

it.each([
  [{ level: 'B-B', nextAttemptAt: 'soon', releasedAt: null }, true],
  [{ level: 'B-B', nextAttemptAt: null, releasedAt: null }, false],
  [{ level: 'B-B', nextAttemptAt: 'soon', releasedAt: 'then' }, false],
  [{ level: 'B-T', nextAttemptAt: 'soon', releasedAt: null }, false],
] as const)('a copy %o is kept back from the citizen: %s', (proof, held) => {
  expect(isHeld(proof)).toBe(held);
});

it('renews a proof ninety days before its authority ends, or half-way to a near end', () => {
  const day = 24 * 3_600_000;
  expect(renewalAt(0, 1000 * day)).toBe(910 * day);
  expect(renewalAt(0, 100 * day)).toBe(50 * day);
});
