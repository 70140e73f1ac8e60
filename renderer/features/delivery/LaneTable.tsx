import { Table, Title } from '@mantine/core';
import type { LaneStatus } from '../../../shared/contract/delivery.ts';
import { useWords } from '../../lib/context.tsx';
import { showInstant } from '../../lib/format.ts';
import type { Translate } from '../../lib/i18n.ts';
import { type MarkedState, StateMark } from '../../ui/StateMark.tsx';
import { CauseText } from './CauseText.tsx';

/** The lanes as lines: moving or not, how much waits, since when, the last receipt, the last failure. */
export function LaneTable({ lanes, connected }: { lanes: readonly LaneStatus[]; connected: boolean }) {
  const { t } = useWords();
  const instant = (value: string | null) => (value === null ? t('delivery.none') : showInstant(value));
  return (
    <section>
      <Title order={2} mb="xs">
        {t('delivery.lanes')}
      </Title>
      <div className="qmc-table">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={140}>{t('delivery.lane')}</Table.Th>
              <Table.Th>{t('delivery.laneState')}</Table.Th>
              <Table.Th ta="right">{t('delivery.waiting')}</Table.Th>
              <Table.Th>{t('delivery.oldest')}</Table.Th>
              <Table.Th>{t('delivery.lastReceipt')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lanes.map((lane) => (
              <Table.Tr key={lane.lane}>
                <Table.Td fw={600}>{t(`delivery.lane.${lane.lane}`)}</Table.Td>
                <Table.Td>
                  <LaneState lane={lane} connected={connected} t={t} />
                  <CauseText cause={lane.lastError} />
                </Table.Td>
                <Table.Td ta="right">{lane.waiting}</Table.Td>
                <Table.Td>{instant(lane.oldestAt)}</Table.Td>
                <Table.Td>{instant(lane.lastReceiptAt)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
}

function LaneState({ lane, connected, t }: { lane: LaneStatus; connected: boolean; t: Translate }) {
  const [state, words] = stateOf(lane, connected, t);
  return <StateMark state={state}>{words}</StateMark>;
}

function stateOf(lane: LaneStatus, connected: boolean, t: Translate): [MarkedState, string] {
  if (lane.moving) return ['checking', t('delivery.state.moving')];
  if (connected && lane.nextAttemptAt !== null)
    return ['attention', t('delivery.state.resting', { time: showInstant(lane.nextAttemptAt) })];
  return lane.waiting === 0 ? ['good', t('delivery.state.idle')] : ['attention', t('delivery.state.held')];
}
