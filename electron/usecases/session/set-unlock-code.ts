import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { checkPassword } from './check-password.ts';
import { sessionView } from './session-view.ts';

/** Sets or removes the caller's unlock code. */
export const setUnlockCode = commandHandler(contract.session.setUnlockCode, async (input, context) => {
  const { tx, readers, host, signedIn } = context;
  const user = readers.users.find(signedIn().userId);
  if (user === undefined) return refuse('NOT_SIGNED_IN', {});
  const checked = await checkPassword(user, input.currentPassword, context);
  if (!checked.ok) return checked;
  const hash = input.unlockCode === null ? null : await host.passwords.hash(input.unlockCode);
  const recorded = tx.immediate((w) => {
    w.users.setUnlockCode(user.id, hash);
    w.users.setFailures(user.id, 0, null);
    w.record({
      subject: { kind: 'user', id: user.id },
      type: 'user.unlock-code-set',
      payload: { removed: hash === null },
    });
    w.announce('session');
    return ok(undefined);
  });
  return recorded.ok ? ok(sessionView(context)) : recorded;
});
