import { Button, Group, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Temporal } from 'temporal-polyfill';
import { OFFICE_ZONE } from '../../../shared/domain/time/office-time.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showDate } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useHostClock } from '../../lib/use-host-clock.ts';
import { Asked } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { Reconciliation } from './Reconciliation.tsx';
import { SaveLedger } from './SaveLedger.tsx';

const DAYS_SHOWN = 7;

/** What was made on each of the last days and what the province has receipted, and the comparison with the province's own ledger. */
export function LedgerPanel({ connected, mayRun }: { connected: boolean; mayRun: boolean }) {
  const { t } = useWords();
  const client = useClient();
  const days = lastDays(useHostClock());
  const ledger = useAsk(['delivery', 'ledger'], days, () => client.delivery.ledger(days));
  const [compared, setCompared] = useState(false);
  return (
    <section>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('delivery.ledger')}</Title>
        <Group gap="sm">
          <SaveLedger days={days} />
          {connected && (
            <Button variant="default" onClick={() => setCompared(true)}>
              {t('delivery.reconcile')}
            </Button>
          )}
        </Group>
      </Group>
      {connected && compared && <Reconciliation days={days} mayRun={mayRun} />}
      <Asked query={ledger}>
        {({ days: rows }) =>
          rows.length === 0 ? <Text c="dimmed">{t('delivery.ledger.empty')}</Text> : <Days rows={rows} />
        }
      </Asked>
    </section>
  );
}

interface Day {
  day: string;
  created: number;
  receipted: number;
  refused: number;
  waiting: number;
}

function Days({ rows }: { rows: readonly Day[] }) {
  const { t } = useWords();
  return (
    <div className="qmc-table">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('delivery.ledger.day')}</Table.Th>
            <Table.Th ta="right">{t('delivery.ledger.created')}</Table.Th>
            <Table.Th ta="right">{t('delivery.ledger.receipted')}</Table.Th>
            <Table.Th ta="right">{t('delivery.ledger.refused')}</Table.Th>
            <Table.Th ta="right">{t('delivery.ledger.waiting')}</Table.Th>
            <Table.Th>{t('delivery.ledger.verdict')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.toReversed().map(({ day, created, receipted, refused, waiting }) => (
            <Table.Tr key={day}>
              <Table.Td fw={500}>{showDate(day)}</Table.Td>
              <Table.Td ta="right">{created}</Table.Td>
              <Table.Td ta="right">{receipted}</Table.Td>
              <Table.Td ta="right">{refused}</Table.Td>
              <Table.Td ta="right">{waiting}</Table.Td>
              <Table.Td>
                {created === receipted ? (
                  <StateMark state="good">{t('delivery.ledger.equal')}</StateMark>
                ) : (
                  <StateMark state="attention">
                    {t('delivery.ledger.unequal', { count: created - receipted })}
                  </StateMark>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** The last days of the office's zone, today included. */
function lastDays(epochMilliseconds: number): { from: string; to: string } {
  const today = Temporal.Instant.fromEpochMilliseconds(epochMilliseconds)
    .toZonedDateTimeISO(OFFICE_ZONE)
    .toPlainDate();
  return { from: today.subtract({ days: DAYS_SHOWN - 1 }).toString(), to: today.toString() };
}
