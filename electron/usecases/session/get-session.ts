import { contract } from '../../../shared/contract/index.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';
import { sessionView } from './session-view.ts';

/** Who is signed in on the calling window, and whether it is locked. */
export const getSession = queryHandler(contract.session.get, (_input, context) => ok(sessionView(context)));
