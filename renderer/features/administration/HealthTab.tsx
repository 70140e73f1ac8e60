import { Button, Group, Modal, Progress, Stack, Table, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { HealthItem } from '../../../shared/contract/health.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showInstant, showValue } from '../../lib/format.ts';
import { isMessageKey, type Translate } from '../../lib/i18n.ts';
import { fieldProblems } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useBackupProgress } from '../../lib/use-live.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { RecoveryShares } from '../setup/index.ts';

/** How data and machine stand, each line with what to do, and the means to protect them. */
export function HealthTab({ mayProtect }: { mayProtect: boolean }) {
  const { t } = useWords();
  const client = useClient();
  const health = useAsk(['health', 'get'], {}, () => client.health.get({}));
  return (
    <Asked query={health}>
      {({ items, version, checkedAt }) => (
        <Stack gap="md">
          <div className="qmc-table">
            <Table>
              <Table.Tbody>
                {items.map((item) => (
                  <Table.Tr key={item.check}>
                    <Table.Td fw={500} w={180}>
                      {t(`health.${item.check}`)}
                    </Table.Td>
                    <Table.Td w={140}>
                      <StateMark state={item.state}>{t(`health.state.${item.state}`)}</StateMark>
                    </Table.Td>
                    <Table.Td>{healthText(t, item)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
          <Text fz="sm" c="dimmed">
            {t('health.checkedAt', { time: showInstant(checkedAt), version })}
          </Text>
          {mayProtect && (
            <Protection
              directory={String(items.find(({ check }) => check === 'backup')?.figures['directory'] ?? '')}
            />
          )}
        </Stack>
      )}
    </Asked>
  );
}

function healthText(t: Translate, { check, state, figures }: HealthItem): string {
  const key = `health.${check}.${state}`;
  if (!isMessageKey(key)) return '';
  return t(
    key,
    Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, showValue(name, value)])),
  );
}

function Protection({ directory }: { directory: string }) {
  const { t } = useWords();
  const client = useClient();
  const verify = useCommand(client.health.verifyAudit);
  const [recovery, setRecovery] = useState(false);
  return (
    <Stack gap="md" className="qmc-panel">
      <BackupForm directory={directory} key={directory} />
      <RefusalNotice refused={verify.refused} />
      <Group>
        <Button variant="default" loading={verify.running} onClick={() => void verify.run({})}>
          {t('health.verifyAudit')}
        </Button>
        <Button variant="default" onClick={() => setRecovery(true)}>
          {t('recovery.issue')}
        </Button>
      </Group>
      <Modal
        opened={recovery}
        onClose={() => setRecovery(false)}
        title={t('recovery.title')}
        size={640}
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': t('app.close') }}
      >
        <RecoveryShares onDone={() => setRecovery(false)} />
      </Modal>
    </Stack>
  );
}

function BackupForm({ directory }: { directory: string }) {
  const { t } = useWords();
  const client = useClient();
  const choose = useCommand(client.health.chooseBackupFolder);
  const backUp = useCommand(client.health.backUp);
  const progress = useBackupProgress((state) => state.progress);
  const [folder, setFolder] = useState(directory);
  const [done, setDone] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void choose.run({ directory: folder }).then((chosen) => chosen && setDone(t('health.folderChosen')));
  };
  const start = async () => {
    const report = await backUp.run({});
    if (report !== undefined) setDone(t('health.backUpDone', { name: report.name, files: report.files }));
  };
  const show = (name: string, value: unknown) => {
    const key = `backupReason.${String(value)}`;
    return name === 'reason' && isMessageKey(key) ? t(key) : showValue(name, value);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Group align="flex-end" wrap="nowrap">
        <TextInput
          style={{ flex: 1 }}
          label={t('health.backupFolder')}
          description={t('health.backupFolderHint')}
          value={folder}
          onChange={(event) => setFolder(event.currentTarget.value)}
          error={fieldProblems(t, choose.refused)['directory']}
        />
        <Button type="submit" variant="default" loading={choose.running}>
          {t('health.chooseFolder')}
        </Button>
        <Button loading={backUp.running} disabled={directory === ''} onClick={() => void start()}>
          {t('health.backUp')}
        </Button>
      </Group>
      {progress !== undefined && (
        <div role="status">
          <Text fz="sm" mt={8}>
            {t('health.backUpRunning', progress)}
          </Text>
          <Progress
            value={(progress.done / Math.max(1, progress.total)) * 100}
            aria-label={t('health.backUp')}
          />
        </div>
      )}
      {done !== undefined && (
        <Text role="status" c="var(--qmc-green)" mt={8}>
          {done}
        </Text>
      )}
      <RefusalNotice refused={choose.refused ?? backUp.refused} show={show} />
    </form>
  );
}
