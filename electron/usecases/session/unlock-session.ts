import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { checkPassword } from './check-password.ts';
import { sessionView } from './session-view.ts';

/** Unlocks the calling window with the person's unlock code or password; after three wrong tries only the password opens it. */
export const unlockSession = commandHandler(contract.session.unlock, async (input, context) => {
  const { counter, client, readers, host } = context;
  const session = counter.sessions.find(client.id);
  const user = session === undefined ? undefined : readers.users.find(session.userId);
  if (session === undefined || user === undefined) return refuse('NOT_SIGNED_IN', {});
  if (!session.locked) return ok(sessionView(context));
  const looksLikeCode = /^[0-9]{4,12}$/.test(input.secret);
  if (looksLikeCode && user.unlockCodeHash !== null && session.unlockTriesLeft > 0) {
    if (await host.passwords.verify(user.unlockCodeHash, input.secret)) {
      counter.sessions.unlock(client.id);
      return ok(sessionView(context));
    }
    const triesLeft = counter.sessions.countWrongUnlock(client.id);
    return triesLeft === 0 ? refuse('PASSWORD_REQUIRED', {}) : refuse('WRONG_UNLOCK', { triesLeft });
  }
  const checked = await checkPassword(user, input.secret, context);
  if (!checked.ok) {
    return checked.refusal.code === 'WRONG_CREDENTIALS'
      ? refuse('WRONG_UNLOCK', { triesLeft: checked.refusal.data.triesBeforeDelay })
      : { ok: false as const, refusal: checked.refusal };
  }
  counter.sessions.unlock(client.id);
  return ok(sessionView(context));
});
