import { contract } from '../../../shared/contract/index.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { ok } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { queryHandler } from '../../host/handlers.ts';

/** What a window needs before anybody signs in. */
export const getSetupStatus = queryHandler(contract.setup.status, async (_input, context) =>
  ok(await setupStatus(context)),
);

/** The status of the folder that is open now. */
export async function setupStatus({ host, clock }: Pick<QueryContext, 'host' | 'clock'>) {
  const counter = host.active();
  const today = officeDay(clock.now());
  const isSetUp = counter.readers.installation.find() !== undefined;
  return {
    workspace: counter.workspace,
    isSetUp,
    officeName: isSetUp ? (counter.readers.office.findOn(today)?.name ?? null) : null,
    keyWarning: counter.folder.warnings.includes('KEY_FILE_IN_USE'),
    otherWorkspaceIsSetUp: await host.workspaces.otherIsSetUp(),
    today,
  };
}
