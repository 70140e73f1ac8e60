import { contract } from '../../../shared/contract/index.ts';
import { ok } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { sessionView } from './session-view.ts';

/** Ends the calling window's session. */
export const signOut = commandHandler(contract.session.signOut, (_input, context) => {
  const { counter, client, actor, tx } = context;
  counter.sessions.end(client.id);
  if (actor === undefined) return ok(sessionView(context));
  const recorded = tx.immediate((w) => {
    w.record({ subject: { kind: 'user', id: actor.userId }, type: 'user.signed-out', payload: {} });
    return ok(undefined);
  });
  return recorded.ok ? ok(sessionView(context)) : recorded;
});
