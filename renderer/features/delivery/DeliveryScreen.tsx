import { Stack } from '@mantine/core';
import { useMemo } from 'react';
import type { SessionView } from '../../../shared/contract/session.ts';
import { isPermitted } from '../../../shared/domain/people/permissions.ts';
import type { Action } from '../../app/actions.ts';
import { useRegisteredActions } from '../../app/use-actions.ts';
import { useClient } from '../../lib/context.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { ConnectionPanel } from './ConnectionPanel.tsx';
import { LaneTable } from './LaneTable.tsx';
import { LedgerPanel } from './LedgerPanel.tsx';
import { ProgressPanel } from './ProgressPanel.tsx';
import { UnsentTable } from './UnsentTable.tsx';

type User = NonNullable<SessionView['user']>;

/** How work goes to the province: where to, what moves, what needs a person, and whether both ledgers say the same. */
export function DeliveryScreen({ user }: { user: User }) {
  const client = useClient();
  const status = useAsk(['delivery', 'status'], {}, () => client.delivery.status({}));
  const sendNow = useCommand(client.delivery.sendNow);
  const mayRun = isPermitted('delivery:run', user.roles);
  const connected = status.data?.connection != null;
  const { run } = sendNow;
  const actions = useMemo<readonly Action[]>(
    () =>
      mayRun && connected
        ? [
            {
              id: 'delivery-send-now',
              label: 'delivery.sendNow',
              keys: 'F9',
              inBar: true,
              run: () => void run({}),
            },
          ]
        : [],
    [mayRun, connected, run],
  );
  useRegisteredActions(actions);
  return (
    <Asked query={status}>
      {({ connection, lanes }) => (
        <Stack gap="lg">
          <ConnectionPanel
            connection={connection}
            mayConnect={isPermitted('office:administer', user.roles)}
            onSendNow={mayRun && connected ? () => void run({}) : undefined}
            sending={sendNow.running}
          />
          <RefusalNotice refused={sendNow.refused} />
          <LaneTable lanes={lanes} connected={connected} />
          <ProgressPanel maySettle={isPermitted('dossier:process', user.roles)} />
          <UnsentTable mayRun={mayRun && connected} />
          <LedgerPanel connected={connected} mayRun={mayRun} />
        </Stack>
      )}
    </Asked>
  );
}
