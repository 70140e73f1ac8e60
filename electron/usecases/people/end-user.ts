import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';

/** States the last day on which a person may sign in; what they did stays theirs. */
export const endUser = commandHandler(contract.people.end, (input, { tx, counter }) => {
  const result = tx.immediate((w) => {
    const user = w.users.find(input.userId);
    if (user === undefined) return refuse('USER_NOT_FOUND', { userId: input.userId });
    const others = w.users.lastingAdministrators(w.today).filter((id) => id !== user.id);
    if (others.length === 0) return refuse('LAST_ADMINISTRATOR', {});
    const validTo = input.validTo < user.validFrom ? user.validFrom : input.validTo;
    w.users.end(user.id, validTo);
    w.record({ subject: { kind: 'user', id: user.id }, type: 'user.ended', payload: { validTo } });
    w.announce('people');
    w.announce('session');
    return ok({ userId: user.id, endedAlready: validTo < w.today });
  });
  if (!result.ok) return result;
  if (result.value.endedAlready) counter.sessions.endOthersOf(result.value.userId);
  return ok({ userId: result.value.userId });
});
