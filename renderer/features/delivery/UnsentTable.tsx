import { Button, Table, Text, Title } from '@mantine/core';
import type { UnsentPacket } from '../../../shared/contract/delivery.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showInstant } from '../../lib/format.ts';
import { isMessageKey } from '../../lib/i18n.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { DossierLink } from '../../ui/list-cells.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { CauseText } from './CauseText.tsx';

const SHOWN = 100;
const MARKS = { waiting: 'attention', sending: 'checking', refused: 'bad' } as const;

/** Packets without a receipt: those that need a person first, each with its cause, what to do and one key. */
export function UnsentTable({ mayRun }: { mayRun: boolean }) {
  const { t } = useWords();
  const client = useClient();
  const list = useAsk(['delivery', 'list'], { limit: SHOWN }, () => client.delivery.list({ limit: SHOWN }));
  const retry = useCommand(client.delivery.retry);
  return (
    <section>
      <Title order={2} mb="xs">
        {t('delivery.unsent')}
      </Title>
      <RefusalNotice refused={retry.refused} />
      <Asked query={list}>
        {({ packets, total }) =>
          packets.length === 0 ? (
            <div className="qmc-panel">
              <StateMark state="good">{t('delivery.unsentEmpty')}</StateMark>
              <Text fz="sm" c="dimmed">
                {t('delivery.unsentEmptyNote')}
              </Text>
            </div>
          ) : (
            <>
              <PacketTable
                packets={packets}
                onRetry={mayRun ? ({ epoch, seq }) => void retry.run({ epoch, seq }) : undefined}
              />
              {total > packets.length && (
                <Text fz="sm" c="dimmed">
                  {t('delivery.unsentShown', { shown: packets.length, total })}
                </Text>
              )}
            </>
          )
        }
      </Asked>
    </section>
  );
}

function PacketTable(props: {
  packets: readonly UnsentPacket[];
  onRetry: ((packet: UnsentPacket) => void) | undefined;
}) {
  const { t } = useWords();
  const { packets, onRetry } = props;
  return (
    <div className="qmc-table">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={230}>{t('delivery.packet')}</Table.Th>
            <Table.Th w={160}>{t('delivery.laneState')}</Table.Th>
            <Table.Th w={150}>{t('delivery.since')}</Table.Th>
            <Table.Th>{t('delivery.cause')}</Table.Th>
            {onRetry !== undefined && <Table.Th w={110}>{t('delivery.retry')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {packets.map((packet) => (
            <Table.Tr key={`${packet.epoch}:${packet.seq}`}>
              <Table.Td>
                <KindText kind={packet.kind} />
                {packet.dossierCode !== null && (
                  <DossierLink dossierId={packet.subjectId} code={packet.dossierCode} />
                )}
                <Text fz="xs" c="dimmed">
                  {t('delivery.packetNumber', { seq: packet.seq, epoch: packet.epoch })}
                </Text>
              </Table.Td>
              <Table.Td>
                <StateMark state={MARKS[packet.state]}>{t(`delivery.mark.${packet.state}`)}</StateMark>
                {packet.attempts > 0 && (
                  <Text fz="xs" c="dimmed">
                    {t('delivery.attempts', { count: packet.attempts })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{showInstant(packet.createdAt)}</Table.Td>
              <Table.Td>
                <CauseText cause={packet.cause} />
              </Table.Td>
              {onRetry !== undefined && (
                <Table.Td>
                  {packet.state !== 'sending' && (
                    <Button
                      size="compact-sm"
                      variant={packet.state === 'refused' ? 'filled' : 'default'}
                      aria-label={t('delivery.retryLabel', { seq: packet.seq, epoch: packet.epoch })}
                      onClick={() => onRetry(packet)}
                    >
                      {t('delivery.retry')}
                    </Button>
                  )}
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** What a packet says, in words where the catalogue has them. */
function KindText({ kind }: { kind: string }) {
  const { t } = useWords();
  const key = `event.${kind}`;
  return isMessageKey(key) ? <Text fz="sm">{t(key)}</Text> : <span className="qmc-mono">{kind}</span>;
}
