import { Anchor, Button, Group, Stack, Table, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { CheckedSlip, SlipVerdict } from '../../../shared/contract/slip.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showInstant } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { type MarkedState, StateMark } from '../../ui/StateMark.tsx';
import { DossierState } from '../dossier/index.ts';

const MARKS: Record<SlipVerdict, MarkedState> = {
  genuine: 'good',
  forged: 'bad',
  revoked: 'bad',
  'unknown-key': 'attention',
};

/** What the second code of a slip is worth. */
export function SlipVerdictView({ text }: { text: string }) {
  const client = useClient();
  const asked = useAsk(['slip', 'check'], { text }, () => client.slip.check({ text }));
  return <Asked query={asked}>{(checked) => <Judged checked={checked} />}</Asked>;
}

function Judged({ checked }: { checked: CheckedSlip }) {
  const { t } = useWords();
  const { verdict, officeName, dossier, revokedAt } = checked;
  const said = {
    office: officeName ?? checked.agencyCode,
    code: checked.code,
    time: revokedAt === null ? '' : showInstant(revokedAt),
  };
  return (
    <Stack gap="md">
      <div role="status" className="qmc-verdict">
        <StateMark state={MARKS[verdict]}>{t(`check.verdict.${verdict}`, said)}</StateMark>
      </div>
      <Text>{t(`check.advice.${verdict}`)}</Text>
      {verdict === 'genuine' && checked.mode === 'practice' && (
        <StateMark state="attention">{t('check.practice')}</StateMark>
      )}
      {dossier?.sameDue === false && (
        <StateMark state="attention">{t('check.otherDue', { time: showInstant(dossier.dueAt) })}</StateMark>
      )}
      <Said checked={checked} />
      <KeyList checked={checked} />
    </Stack>
  );
}

/** What the paper says of itself; of a slip that is not genuine it is only what somebody wrote. */
function Said({ checked }: { checked: CheckedSlip }) {
  const { t } = useWords();
  const rows: [string, ReactNode][] = [
    [t('check.code'), <DossierCode checked={checked} key="code" />],
    [t('check.agency'), checked.agencyCode],
    [t('dossier.receivedAt'), showInstant(checked.receivedAt)],
    [t('dossier.due'), showInstant(checked.dueAt)],
  ];
  return (
    <Table className="qmc-facts">
      <Table.Tbody>
        {rows.map(([label, value]) => (
          <Table.Tr key={label}>
            <Table.Th w={190}>{label}</Table.Th>
            <Table.Td>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function DossierCode({ checked: { code, dossier } }: { checked: CheckedSlip }) {
  if (dossier === null) return <span className="qmc-code">{code}</span>;
  return (
    <Group gap="sm">
      <Anchor component={Link} href={`/ho-so/${dossier.dossierId}`} className="qmc-code">
        {code}
      </Anchor>
      <DossierState state={dossier.state} />
    </Group>
  );
}

function KeyList({ checked }: { checked: CheckedSlip }) {
  const { t } = useWords();
  const client = useClient();
  const fetched = useCommand(client.slip.fetchKeys);
  const { keys } = checked;
  return (
    <Stack gap="xs">
      <Group gap="md">
        <Text fz="sm" c="dimmed">
          {keys === null
            ? t('check.noKeys')
            : t('check.keys', { province: keys.provinceName, time: showInstant(keys.issuedAt) })}
        </Text>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconDownload size={16} aria-hidden />}
          loading={fetched.running}
          onClick={() => void fetched.run({})}
        >
          {t('check.fetchKeys')}
        </Button>
      </Group>
      {fetched.refused !== undefined && <RefusalNotice refused={fetched.refused} />}
    </Stack>
  );
}
