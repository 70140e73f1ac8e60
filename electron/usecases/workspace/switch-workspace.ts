import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { setupStatus } from '../setup/get-setup-status.ts';

/** Goes to the practice folder or back. Refused while somebody else works in the folder that would be left. */
export const switchWorkspace = commandHandler(contract.workspace.switch, async (input, context) => {
  const { host, counter, client } = context;
  const others = counter.sessions.countOthers(client.id);
  if (others > 0) return refuse('OTHERS_SIGNED_IN', { count: others });
  if (counter.running.size > 0) return refuse('WORKSPACE_UNAVAILABLE', { reason: 'BACKUP_RUNNING' });
  const switched = await host.workspaces.switchTo(input.to);
  if (!switched.ok) return refuse('WORKSPACE_UNAVAILABLE', { reason: switched.refusal.code });
  return ok(await setupStatus(context));
});
