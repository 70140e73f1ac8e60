import { Group, Table, Text } from '@mantine/core';
import { IconReceipt } from '@tabler/icons-react';
import { useState } from 'react';
import { officeDay } from '../../../../shared/domain/time/office-time.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { showInstant, showVnd } from '../../../lib/format.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import { useHostClock } from '../../../lib/use-host-clock.ts';
import { DateField } from '../../../ui/DateField.tsx';
import { DossierLink } from '../../../ui/list-cells.tsx';
import { Asked, Empty } from '../../../ui/ScreenStates.tsx';
import { ReceiptNumber } from './FeesOfDossier.tsx';

/** The receipts of a day in the order of their numbers, and the sums that the till must hold. */
export function ReceiptList() {
  const { t } = useWords();
  const client = useClient();
  const now = useHostClock();
  const [chosen, setDay] = useState<string>();
  const day = chosen ?? officeDay(new Date(now).toISOString());
  const asked = useAsk(
    ['dossier', 'receipts'],
    { day },
    () => client.fee.day({ day: day as never }),
    day !== '',
  );
  return (
    <>
      <Group justify="space-between" align="flex-end">
        <Text fz="sm" role="status">
          {asked.data !== undefined &&
            [
              t('fee.dayTotal', {
                count: asked.data.standing.receipts,
                amount: showVnd(asked.data.standing.amountVnd),
              }),
              ...asked.data.byMethod.map(
                ({ method, amountVnd }) =>
                  `${t(`fee.method.${method}`)} ${t('fee.amount', { amount: showVnd(amountVnd) })}`,
              ),
            ].join(' · ')}
        </Text>
        <DateField label={t('print.day')} value={day} onDate={setDay} w={150} />
      </Group>
      <Asked query={asked}>
        {({ receipts, more }) =>
          receipts.length === 0 ? (
            <Empty
              icon={<IconReceipt size={48} stroke={1.3} aria-hidden />}
              title={t('fee.noReceipts')}
              note={t('fee.noReceiptsNote')}
            />
          ) : (
            <div className="qmc-table">
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th w={230}>{t('fee.receipt')}</Table.Th>
                    <Table.Th w={190}>{t('dossier.code')}</Table.Th>
                    <Table.Th>{t('fee.payer')}</Table.Th>
                    <Table.Th w={120}>{t('fee.amountTitle')}</Table.Th>
                    <Table.Th w={130}>{t('fee.method')}</Table.Th>
                    <Table.Th w={200}>{t('fee.taken')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {receipts.map((row) => (
                    <Table.Tr key={row.receiptId}>
                      <Table.Td>
                        <ReceiptNumber receipt={row} />
                      </Table.Td>
                      <Table.Td>
                        <DossierLink dossierId={row.dossierId} code={row.code} />
                      </Table.Td>
                      <Table.Td>
                        {row.payer}
                        <Text fz="xs" c="dimmed">
                          {row.cancelled?.reason ?? row.lines.map(({ name }) => name).join(', ')}
                        </Text>
                      </Table.Td>
                      <Table.Td>{t('fee.amount', { amount: showVnd(row.amountVnd) })}</Table.Td>
                      <Table.Td>{t(`fee.method.${row.method}`)}</Table.Td>
                      <Table.Td>
                        {showInstant(row.issuedAt)} · {row.issuedBy}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
              {more && <Text fz="sm">{t('print.logMore', { count: receipts.length })}</Text>}
            </div>
          )
        }
      </Asked>
    </>
  );
}
