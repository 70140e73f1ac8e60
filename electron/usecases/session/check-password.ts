import type { UserRow } from '../../../db/repositories/user-repository.ts';
import { delayedUntil, TRIES_BEFORE_DELAY } from '../../../shared/domain/people/sign-in-delay.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';

/**
 * Checks a person's password and keeps count: refuses while a delay runs, counts a wrong one, forgets the count after a right one (the
 * caller's own transaction does that through `clearFailures`).
 */
export async function checkPassword(user: UserRow, password: string, { tx, host, clock }: CommandContext) {
  if (user.lockedUntil !== null && clock.now() < user.lockedUntil)
    return refuse('SIGN_IN_DELAYED', { until: user.lockedUntil });
  if (await host.passwords.verify(user.passwordHash, password)) return ok(user);
  const failures = user.failedLogins + 1;
  const until = delayedUntil(failures, clock.now());
  const refusal =
    until === null
      ? refuse('WRONG_CREDENTIALS', { triesBeforeDelay: Math.max(0, TRIES_BEFORE_DELAY - failures) }).refusal
      : refuse('SIGN_IN_DELAYED', { until }).refusal;
  return tx.refusing(refusal, ({ users, announce }) => {
    users.setFailures(user.id, failures, until);
    announce('people');
  });
}
