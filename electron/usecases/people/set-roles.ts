import { contract } from '../../../shared/contract/index.ts';
import { checkGrants, isLastingAdministrator } from '../../../shared/domain/people/grants.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';

/** Replaces a person's roles. The office always keeps one administrator whose role has no end. */
export const setRoles = commandHandler(contract.people.setRoles, (input, { tx, signedIn }) => {
  const grants = checkGrants(input.grants);
  if (!grants.ok) return grants;
  return tx.immediate((w) => {
    const user = w.users.find(input.userId);
    if (user === undefined) return refuse('USER_NOT_FOUND', { userId: input.userId });
    const others = w.users.lastingAdministrators(w.today).filter((id) => id !== user.id);
    if (others.length === 0 && !isLastingAdministrator(grants.value, w.today))
      return refuse('LAST_ADMINISTRATOR', {});
    w.users.replaceGrants(user.id, grants.value, signedIn().userId);
    w.record({
      subject: { kind: 'user', id: user.id },
      type: 'user.roles-set',
      payload: { grants: grants.value.map(({ role, validFrom, validTo }) => ({ role, validFrom, validTo })) },
    });
    w.announce('people');
    w.announce('session');
    return ok({ userId: user.id });
  });
});
