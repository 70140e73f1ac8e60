import { contract } from '../../../shared/contract/index.ts';
import { ok } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { sessionView } from './session-view.ts';

/** Locks the calling window; what the person was doing stays as it is. */
export const lockSession = commandHandler(contract.session.lock, (_input, context) => {
  context.counter.sessions.lock(context.client.id);
  return ok(sessionView(context));
});
