import { Button, Group, Table, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import type { FeeReceiptView } from '../../../../shared/contract/fee.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { showInstant, showVnd } from '../../../lib/format.ts';
import { fieldProblems } from '../../../lib/refusal.ts';
import { useCommand } from '../../../lib/use-command.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { StateMark } from '../../../ui/StateMark.tsx';
import { useDossierFees, useFeeReceipt } from '../use-fees.ts';
import { HeadApprovalFields } from './HeadApprovalFields.tsx';

/** What is still to be paid and the receipts of a dossier; nothing for one that owes nothing and paid nothing. */
export function FeesOfDossier(props: { dossierId: string; mayTake: boolean; isHead: boolean }) {
  const { t } = useWords();
  const { data } = useDossierFees(props.dossierId);
  const receipt = useFeeReceipt();
  const [cancelling, setCancelling] = useState<FeeReceiptView>();
  if (data === undefined || (data.due.length === 0 && data.receipts.length === 0)) return null;
  const { due, receipts, setting } = data;
  return (
    <section>
      <Title order={3} mb={4}>
        {t('fee.title')}
      </Title>
      {due.map(({ choice, name, amountVnd }) => (
        <Text key={choice.feeId} fz="sm">
          {name}:{' '}
          <b>{amountVnd === null ? t('fee.notReckoned') : t('fee.amount', { amount: showVnd(amountVnd) })}</b>{' '}
          <span className="qmc-soft-text">{t('fee.noReceipt')}</span>
        </Text>
      ))}
      {setting?.by !== 'here' && due.length > 0 && (
        <Text fz="sm" c="dimmed">
          {setting === null
            ? t('fee.settingMissing')
            : t('fee.receiptsElsewhere', { system: setting.system })}
        </Text>
      )}
      {receipts.length > 0 && (
        <div className="qmc-table">
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={190}>{t('fee.receipt')}</Table.Th>
                <Table.Th w={110}>{t('fee.amountTitle')}</Table.Th>
                <Table.Th>{t('fee.payer')}</Table.Th>
                <Table.Th w={190}>{t('fee.taken')}</Table.Th>
                {props.mayTake && <Table.Th w={150} />}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {receipts.map((row) => (
                <Table.Tr key={row.receiptId}>
                  <Table.Td>
                    <ReceiptNumber receipt={row} />
                  </Table.Td>
                  <Table.Td>{t('fee.amount', { amount: showVnd(row.amountVnd) })}</Table.Td>
                  <Table.Td>
                    {row.payer} <span className="qmc-soft-text">{t(`fee.method.${row.method}`)}</span>
                    {row.cancelled !== null && (
                      <Text fz="xs" c="dimmed">
                        {t('fee.cancelledFor', {
                          reason: row.cancelled.reason,
                          approver: row.cancelled.approver,
                        })}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td>
                    {showInstant(row.issuedAt)} · {row.issuedBy}
                  </Table.Td>
                  {props.mayTake && (
                    <Table.Td>
                      {row.cancelled === null && (
                        <Group gap={4} wrap="nowrap">
                          <Button
                            size="compact-xs"
                            variant="subtle"
                            className="qmc-text-button"
                            onClick={() => void receipt.print(row.receiptId)}
                          >
                            {t(row.paperId === null ? 'print.print' : 'receipt.printAgain')}
                          </Button>
                          <Button
                            size="compact-xs"
                            variant="subtle"
                            className="qmc-text-button"
                            onClick={() => setCancelling(row)}
                          >
                            {t('fee.cancel')}
                          </Button>
                        </Group>
                      )}
                    </Table.Td>
                  )}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      <RefusalNotice refused={receipt.printRefused} />
      {cancelling !== undefined && (
        <CancelDialog receipt={cancelling} isHead={props.isHead} onClose={() => setCancelling(undefined)} />
      )}
    </section>
  );
}

/** Symbol and number, struck through with its word once it was cancelled. */
export function ReceiptNumber({ receipt }: { receipt: FeeReceiptView }) {
  const { t } = useWords();
  const written = `${receipt.symbol} · ${receipt.number}`;
  if (receipt.cancelled === null) return <span className="qmc-mono">{written}</span>;
  return (
    <>
      <s className="qmc-mono">{written}</s> <StateMark state="bad">{t('fee.cancelled')}</StateMark>
    </>
  );
}

function CancelDialog(props: { receipt: FeeReceiptView; isHead: boolean; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const { receipt, isHead } = props;
  const command = useCommand(client.fee.cancel, { resend: false });
  const [reason, setReason] = useState('');
  const [head, setHead] = useState({ login: '', password: '' });
  const submit = async () => {
    const { receiptId } = receipt;
    const done = await command.run({ receiptId, reason, approval: isHead ? null : head });
    if (done !== undefined) props.onClose();
  };
  return (
    <Dialog
      title={t('fee.cancelTitle', { number: receipt.number })}
      opened
      size="lg"
      onClose={props.onClose}
      onSubmit={() => void submit()}
      submitLabel={t('fee.cancelNow')}
      running={command.running}
      refused={command.refused}
    >
      <Text fz="sm" c="dimmed">
        {t('fee.cancelNote')}
      </Text>
      <TextInput
        data-autofocus
        label={t('fee.cancelReason')}
        value={reason}
        error={fieldProblems(t, command.refused)['reason']}
        autoComplete="off"
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {!isHead && <HeadApprovalFields value={head} onChange={setHead} />}
    </Dialog>
  );
}
