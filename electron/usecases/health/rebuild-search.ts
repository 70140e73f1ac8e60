import { contract } from '../../../shared/contract/index.ts';
import { ok } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';

/** Forgets the search index; it is written anew from the records beside the work, the newest dossiers first. */
export const rebuildSearch = commandHandler(contract.health.rebuildSearch, (_input, { counter, tx }) => {
  const done = tx.immediate((w) => {
    w.search.forget();
    w.announce('dossier');
    return ok({});
  });
  if (done.ok) void counter.searchUpkeep.start();
  return done;
});
