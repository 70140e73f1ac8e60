import { Button, Group, Progress, SimpleGrid, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { HealthItem } from '../../../shared/contract/health.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft, useDrafts } from '../../lib/drafts.ts';
import { showInstant } from '../../lib/format.ts';
import { isMessageKey, type Translate } from '../../lib/i18n.ts';
import { fieldProblems, shownData } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useBackupProgress } from '../../lib/use-live.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { RecoveryDialog } from '../setup/index.ts';

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
  return isMessageKey(key) ? t(key, shownData(t, figures)) : '';
}

function Protection({ directory }: { directory: string }) {
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
      <BackupForm directory={directory} key={directory} />
      <Stack gap="md">
        <VerifyAudit />
        <RebuildSearch />
        <Recovery />
      </Stack>
    </SimpleGrid>
  );
}

/** What a panel is for, with its one action beside it. */
function PanelHead(props: { title: string; note: string; children: ReactNode }) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <div>
        <Title order={2}>{props.title}</Title>
        <Text fz="sm" c="dimmed">
          {props.note}
        </Text>
      </div>
      {props.children}
    </Group>
  );
}

function VerifyAudit() {
  const { t } = useWords();
  const client = useClient();
  const verify = useCommand(client.health.verifyAudit);
  const [report, setReport] = useState<{ entries: number; intact: boolean; firstBrokenSeq: number | null }>();
  return (
    <section className="qmc-panel">
      <PanelHead title={t('health.section.audit')} note={t('health.section.auditNote')}>
        <Button
          variant="default"
          style={{ flexShrink: 0 }}
          loading={verify.running}
          onClick={() => void verify.run({}).then(setReport)}
        >
          {t('health.verifyAudit')}
        </Button>
      </PanelHead>
      {report !== undefined && (
        <Text role="status" mt={8} c={report.intact ? 'var(--qmc-green)' : 'var(--qmc-red)'}>
          {t(report.intact ? 'health.verifyDone' : 'health.verifyBroken', report)}
        </Text>
      )}
      <RefusalNotice refused={verify.refused} />
    </section>
  );
}

function RebuildSearch() {
  const { t } = useWords();
  const client = useClient();
  const rebuild = useCommand(client.health.rebuildSearch);
  const [begun, setBegun] = useState(false);
  return (
    <section className="qmc-panel">
      <PanelHead title={t('health.section.search')} note={t('health.section.searchNote')}>
        <Button
          variant="default"
          style={{ flexShrink: 0 }}
          loading={rebuild.running}
          onClick={() => void rebuild.run({}).then((done) => setBegun(done !== undefined))}
        >
          {t('health.rebuildSearch')}
        </Button>
      </PanelHead>
      {begun && (
        <Text role="status" mt={8}>
          {t('health.rebuildBegun')}
        </Text>
      )}
      <RefusalNotice refused={rebuild.refused} />
    </section>
  );
}

function Recovery() {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  return (
    <section className="qmc-panel">
      <PanelHead title={t('recovery.title')} note={t('recovery.replaces')}>
        <Button variant="default" style={{ flexShrink: 0 }} onClick={() => setOpened(true)}>
          {t('recovery.issue')}
        </Button>
      </PanelHead>
      <RecoveryDialog opened={opened} title={t('recovery.title')} onClose={() => setOpened(false)} />
    </section>
  );
}

function BackupForm({ directory }: { directory: string }) {
  const { t } = useWords();
  const client = useClient();
  const choose = useCommand(client.health.chooseBackupFolder);
  const backUp = useCommand(client.health.backUp);
  const progress = useBackupProgress((state) => state.progress);
  const [folder, setFolder] = useDraft('health.folder', directory);
  const forget = useDrafts((state) => state.forget);
  const [done, setDone] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setDone(undefined);
    if ((await choose.run({ directory: folder })) === undefined) return;
    setDone(t('health.folderChosen'));
    forget('health.folder');
  };
  const start = async () => {
    setDone(undefined);
    const report = await backUp.run({});
    if (report !== undefined) setDone(t('health.backUpDone', { name: report.name, files: report.files }));
  };
  return (
    <form className="qmc-panel" onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="sm">
        <Title order={2}>{t('health.section.backup')}</Title>
        <TextInput
          label={t('health.backupFolder')}
          description={t('health.backupFolderHint')}
          value={folder}
          spellCheck={false}
          onChange={(event) => setFolder(event.currentTarget.value)}
          error={fieldProblems(t, choose.refused)['directory']}
        />
        <Group>
          <Button type="submit" variant="default" loading={choose.running}>
            {t('health.chooseFolder')}
          </Button>
          <Button
            loading={backUp.running}
            disabled={directory === '' || folder !== directory}
            onClick={() => void start()}
          >
            {t('health.backUp')}
          </Button>
        </Group>
        {progress !== undefined && (
          <div role="status">
            <Text fz="sm">{t('health.backUpRunning', progress)}</Text>
            <Progress
              value={(progress.done / Math.max(1, progress.total)) * 100}
              aria-label={t('health.backUp')}
            />
          </div>
        )}
        {done !== undefined && (
          <Text role="status" c="var(--qmc-green)">
            {done}
          </Text>
        )}
        <RefusalNotice refused={choose.refused ?? backUp.refused} />
      </Stack>
    </form>
  );
}
