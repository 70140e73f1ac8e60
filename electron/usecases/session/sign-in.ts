import { contract } from '../../../shared/contract/index.ts';
import { TRIES_BEFORE_DELAY } from '../../../shared/domain/people/sign-in-delay.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { checkPassword } from './check-password.ts';
import { sessionView } from './session-view.ts';

/** Signs a person in on the calling window. A name nobody has takes as long to refuse as a wrong password. */
export const signIn = commandHandler(contract.session.signIn, async (input, context) => {
  const { tx, readers, counter, client, clock, host } = context;
  const user = readers.users.findByLogin(input.login.trim().toLowerCase());
  if (user === undefined) {
    await host.passwords.hash(input.password);
    return refuse('WRONG_CREDENTIALS', { triesBeforeDelay: TRIES_BEFORE_DELAY - 1 });
  }
  const checked = await checkPassword(user, input.password, context);
  if (!checked.ok) return checked;
  const today = officeDay(clock.now());
  if (today < user.validFrom || (user.validTo !== null && today > user.validTo))
    return refuse('USER_NOT_IN_FORCE', {});
  const recorded = tx.immediate((w) => {
    w.users.setFailures(user.id, 0, null);
    w.record({ subject: { kind: 'user', id: user.id }, type: 'user.signed-in', payload: {} });
    return ok(undefined);
  });
  if (!recorded.ok) return recorded;
  counter.sessions.start(client.id, user.id);
  return ok(sessionView(context));
});
