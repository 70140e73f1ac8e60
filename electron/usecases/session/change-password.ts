import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { checkPassword } from './check-password.ts';
import { sessionView } from './session-view.ts';

/** Changes the caller's own password and ends their sessions elsewhere. */
export const changePassword = commandHandler(contract.session.changePassword, async (input, context) => {
  const { tx, readers, host, counter, client, signedIn } = context;
  const user = readers.users.find(signedIn().userId);
  if (user === undefined) return refuse('NOT_SIGNED_IN', {});
  const checked = await checkPassword(user, input.currentPassword, context);
  if (!checked.ok) return checked;
  if (input.newPassword === input.currentPassword) return refuse('PASSWORD_UNCHANGED', {});
  const hash = await host.passwords.hash(input.newPassword);
  const recorded = tx.immediate((w) => {
    w.users.setPassword(user.id, hash, false);
    w.users.setFailures(user.id, 0, null);
    w.record({ subject: { kind: 'user', id: user.id }, type: 'user.password-changed', payload: {} });
    w.announce('people');
    w.announce('session');
    return ok(undefined);
  });
  if (!recorded.ok) return recorded;
  counter.sessions.endOthersOf(user.id, client.id);
  return ok(sessionView(context));
});
