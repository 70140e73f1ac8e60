import { Button, Table, TextInput } from '@mantine/core';
import type { DeviceView } from '../../../shared/contract/device.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft, useDrafts } from '../../lib/drafts.ts';
import { showInstant } from '../../lib/format.ts';
import { fieldProblems } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';

/** The machines of the office and what each lends. */
export function DevicesTab() {
  const { t } = useWords();
  const client = useClient();
  const devices = useAsk(['device', 'list'], {}, () => client.device.list({}));
  const [renamed, setRenamed] = useDraft<DeviceView | undefined>('devices.renamed', undefined);
  const forget = useDrafts((state) => state.forget);
  return (
    <Asked query={devices}>
      {(answer) => (
        <div className="qmc-table">
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('devices.name')}</Table.Th>
                <Table.Th>{t('devices.kind')}</Table.Th>
                <Table.Th>{t('devices.lends')}</Table.Th>
                <Table.Th>{t('devices.registered')}</Table.Th>
                <Table.Th>{t('users.state')}</Table.Th>
                <Table.Th w={110}>{t('users.actions')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {answer.devices.map((device) => (
                <Table.Tr key={device.id}>
                  <Table.Td fw={500}>
                    {device.name}
                    {device.isThisDevice && ` (${t('devices.this')})`}
                  </Table.Td>
                  <Table.Td>{t(`devices.kind.${device.kind}`)}</Table.Td>
                  <Table.Td>{`${device.scanners} / ${device.printers} / ${device.signers}`}</Table.Td>
                  <Table.Td>{showInstant(device.registeredAt)}</Table.Td>
                  <Table.Td>
                    <StateMark state={device.connected ? 'good' : 'attention'}>
                      {device.connected ? t('devices.connected') : t('devices.notConnected')}
                    </StateMark>
                  </Table.Td>
                  <Table.Td>
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      className="qmc-text-button"
                      aria-label={t('devices.renameTitle', { name: device.name })}
                      onClick={() => setRenamed(device)}
                    >
                      {t('devices.rename')}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {renamed !== undefined && (
            <RenameDeviceDialog device={renamed} onClose={() => forget('devices.')} />
          )}
        </div>
      )}
    </Asked>
  );
}

function RenameDeviceDialog({ device, onClose }: { device: DeviceView; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const rename = useCommand(client.device.rename);
  const [name, setName] = useDraft('devices.name', device.name);
  const submit = async () => {
    if ((await rename.run({ deviceId: device.id, name })) !== undefined) onClose();
  };
  return (
    <Dialog
      title={t('devices.renameTitle', { name: device.name })}
      opened
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={t('app.save')}
      running={rename.running}
      refused={rename.refused}
    >
      <TextInput
        data-autofocus
        label={t('devices.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={fieldProblems(t, rename.refused)['name']}
      />
    </Dialog>
  );
}
