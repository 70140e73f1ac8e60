import { contract } from '../../../shared/contract/index.ts';
import { eventHandler } from '../../host/handlers.ts';

/** Streams pushed events to a window until it goes away. */
export const watchLive = eventHandler(contract.live.watch, (_input, { host, signal }) =>
  host.feed.watch(signal),
);
