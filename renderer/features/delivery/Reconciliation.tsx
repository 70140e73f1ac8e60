import { Alert, Button, Group, List, Text } from '@mantine/core';
import { useClient, useWords } from '../../lib/context.tsx';
import { shownData, toRefused } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';

/** Asks the province's ledger and says whether both are equal; each difference has its name and, where it helps, a key to send again. */
export function Reconciliation({ days, mayRun }: { days: { from: string; to: string }; mayRun: boolean }) {
  const { t } = useWords();
  const client = useClient();
  // Not under `delivery`: pushed events must not ask the province again and again.
  const asked = useAsk(['reconciliation'], days, () => client.delivery.reconcile(days));
  const retry = useCommand(client.delivery.retry);
  if (asked.isError) return <RefusalNotice refused={toRefused(asked.error)} />;
  if (asked.data === undefined) return <Text role="status">{t('delivery.reconciling')}</Text>;
  const { differences, ...figures } = asked.data;
  const equal = differences.length === 0;
  return (
    <Alert
      role="status"
      variant="outline"
      color={equal ? 'teal' : 'orange'}
      mb="sm"
      styles={{ message: { color: 'var(--mantine-color-text)' } }}
    >
      {equal
        ? t('delivery.reconciled.equal', shownData(t, figures))
        : t('delivery.reconciled.unequal', { ...shownData(t, figures), count: differences.length })}
      <RefusalNotice refused={retry.refused} />
      <List mt={equal ? 0 : 'xs'}>
        {differences.map(({ epoch, seq, difference }) => (
          <List.Item key={`${epoch}:${seq}`}>
            <Group gap="sm">
              <Text fz="sm">
                {t('delivery.packetNumber', { seq, epoch })}: {t(`delivery.difference.${difference}`)}
              </Text>
              {mayRun && (difference === 'missing-there' || difference === 'receipt-missing-here') && (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('delivery.retryLabel', { seq, epoch })}
                  onClick={() => void retry.run({ epoch, seq })}
                >
                  {t('delivery.retry')}
                </Button>
              )}
            </Group>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
