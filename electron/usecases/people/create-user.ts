import { contract } from '../../../shared/contract/index.ts';
import { checkGrants, type Grant } from '../../../shared/domain/people/grants.ts';
import { UserId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import type { Work } from '../../host/unit-of-work.ts';

/** Adds a person with an initial password, which they must change at their first sign-in. */
export const createUserCommand = commandHandler(
  contract.people.create,
  async (input, { tx, host, readers, signedIn }) => {
    const grants = checkGrants(input.grants);
    if (!grants.ok) return grants;
    if (readers.users.findByLogin(input.login) !== undefined)
      return refuse('LOGIN_TAKEN', { login: input.login });
    const passwordHash = await host.passwords.hash(input.initialPassword);
    return tx.immediate((w) => {
      if (w.users.findByLogin(input.login) !== undefined)
        return refuse('LOGIN_TAKEN', { login: input.login });
      const id = host.identity.newId(UserId);
      const { login, displayName, jobTitle } = input;
      createUser(w, {
        id,
        login,
        displayName,
        jobTitle,
        passwordHash,
        mustChangePassword: true,
        grants: grants.value,
        grantedBy: signedIn().userId,
      });
      return ok({ userId: id });
    });
  },
);

/** A person to be written with the first roles. */
interface NewUser {
  id: UserId;
  login: string;
  displayName: string;
  jobTitle: string;
  passwordHash: string;
  mustChangePassword: boolean;
  grants: readonly Grant[];
  grantedBy: UserId | null;
}

/** Writes a person, their roles and the event; name and sign-in name stand apart from the event as personal values. */
export function createUser(w: Work, user: NewUser): void {
  w.users.insert({ ...user, validFrom: w.today, at: w.now });
  w.users.replaceGrants(user.id, user.grants, user.grantedBy);
  w.record({
    subject: { kind: 'user', id: user.id },
    type: 'user.created',
    payload: { grants: user.grants.map(({ role, validFrom, validTo }) => ({ role, validFrom, validTo })) },
    personal: { login: user.login, displayName: user.displayName, jobTitle: user.jobTitle },
  });
  w.announce('people');
}
