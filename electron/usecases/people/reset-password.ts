import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';

/** Gives a person a new initial password, ends their sessions and lifts a sign-in delay. */
export const resetPassword = commandHandler(
  contract.people.resetPassword,
  async (input, { tx, host, counter }) => {
    const passwordHash = await host.passwords.hash(input.initialPassword);
    const result = tx.immediate((w) => {
      const user = w.users.find(input.userId);
      if (user === undefined) return refuse('USER_NOT_FOUND', { userId: input.userId });
      w.users.setPassword(user.id, passwordHash, true);
      w.users.setUnlockCode(user.id, null);
      w.users.setFailures(user.id, 0, null);
      w.record({ subject: { kind: 'user', id: user.id }, type: 'user.password-reset', payload: {} });
      w.announce('people');
      w.announce('session');
      return ok({ userId: user.id });
    });
    if (result.ok) counter.sessions.endOthersOf(result.value.userId);
    return result;
  },
);
