import { contract } from '../../../shared/contract/index.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';

/** Everybody who may sign in, or could, with their roles and dates. */
export const listUsers = queryHandler(contract.people.list, (_input, { readers }) =>
  ok({
    users: readers.users.list().map((user) => ({
      id: user.id,
      login: user.login,
      displayName: user.displayName,
      jobTitle: user.jobTitle,
      grants: readers.users
        .grantsOf(user.id)
        .map(({ role, validFrom, validTo }) => ({ role, validFrom, validTo })),
      validFrom: user.validFrom,
      validTo: user.validTo,
      mustChangePassword: user.mustChangePassword,
      lockedUntil: user.lockedUntil,
    })),
  }),
);
