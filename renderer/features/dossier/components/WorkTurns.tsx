import { Button, Group, Table, Text, Title } from '@mantine/core';
import { IconArrowBackUp, IconUserMinus } from '@tabler/icons-react';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import { useWords } from '../../../lib/context.tsx';
import { showDue, showInstant } from '../../../lib/format.ts';
import { StateMark } from '../../../ui/StateMark.tsx';
import { stepName, type WorkAction } from './WorkDialog.tsx';

type Turn = DossierView['work']['turns'][number];

/** Who works on the dossier, at which step and until when, and everybody who did. */
export function WorkTurns(props: {
  dossier: DossierView;
  mayAssign: boolean;
  /** The signer whose turn it is. */
  maySendBack: boolean;
  onAct: (action: WorkAction) => void;
}) {
  const { t } = useWords();
  const { work, actions } = props.dossier;
  if (!work.here || work.turns.length === 0) return null;
  const takeBack = props.mayAssign && actions.includes('take-back');
  const sendBack = props.maySendBack && actions.includes('send-back');
  return (
    <section>
      <Group justify="space-between" mb={4}>
        <Title order={3}>{t('work.title')}</Title>
        <Group gap={8} className="qmc-no-print">
          {sendBack && (
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<IconArrowBackUp size={16} />}
              onClick={() => props.onAct('send-back')}
            >
              {t('work.send-back')}
            </Button>
          )}
          {takeBack && (
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<IconUserMinus size={16} />}
              onClick={() => props.onAct('take-back')}
            >
              {t('work.take-back')}
            </Button>
          )}
        </Group>
      </Group>
      <div className="qmc-table">
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('work.step')}</Table.Th>
              <Table.Th w={200}>{t('work.holder')}</Table.Th>
              <Table.Th w={210}>{t('work.due')}</Table.Th>
              <Table.Th w={250}>{t('work.how')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {work.turns.map((turn) => (
              <Row key={turn.number} turn={turn} count={work.course.length} />
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
}

function Row({ turn, count }: { turn: Turn; count: number }) {
  const { t, language } = useWords();
  return (
    <Table.Tr>
      <Table.Td>
        <Text fz="sm" fw={turn.outcome === null ? 600 : 400}>
          {turn.position + 1}/{count}. {stepName(t, { name: turn.step, role: turn.role })}
        </Text>
        {turn.note !== '' && (
          <Text fz="xs" c="dimmed">
            {turn.note}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Text fz="sm">{turn.holder}</Text>
        <Text fz="xs" c="dimmed">
          {t('work.from', { time: showInstant(turn.begunAt), name: turn.begunBy })}
        </Text>
      </Table.Td>
      <Table.Td>
        {turn.dueAt === null ? (
          <Text fz="sm" c="dimmed">
            {t('work.noDue')}
          </Text>
        ) : (
          <>
            <Text fz="sm">{showDue(turn.dueAt, language)}</Text>
            {turn.late && <StateMark state="bad">{t('work.late')}</StateMark>}
          </>
        )}
      </Table.Td>
      <Table.Td>
        <Outcome outcome={turn.outcome} />
        {turn.endedAt !== null && (
          <Text fz="xs" c="dimmed">
            {showInstant(turn.endedAt)} · {turn.endedBy}
          </Text>
        )}
        {turn.endNote !== null && turn.endNote !== '' && <Text fz="xs">{turn.endNote}</Text>}
      </Table.Td>
    </Table.Tr>
  );
}

function Outcome({ outcome }: Pick<Turn, 'outcome'>) {
  const { t } = useWords();
  const words = t(`work.outcome.${outcome ?? 'open'}`);
  if (outcome === 'approved') return <StateMark state="good">{words}</StateMark>;
  if (outcome === null) return <StateMark state="checking">{words}</StateMark>;
  if (outcome === 'taken-back' || outcome === 'sent-back')
    return <StateMark state="attention">{words}</StateMark>;
  return <Text fz="sm">{words}</Text>;
}
