import { Anchor, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { PrintView } from '../../../shared/contract/print.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { blobUrl } from '../../lib/blob-url.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showInstant } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useHostClock } from '../../lib/use-host-clock.ts';
import { asSentence } from '../../ui/as-sentence.ts';
import { DateField } from '../../ui/DateField.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';

/** What was printed on a day: which paper, the how manieth time, where, by whom, and what became of it. */
export function PrintLog() {
  const { t } = useWords();
  const client = useClient();
  const now = useHostClock();
  const [chosen, setDay] = useState<string>();
  const day = chosen ?? officeDay(new Date(now).toISOString());
  const log = useAsk(['print', 'log'], { day }, () => client.print.log({ day: day as never }), day !== '');
  return (
    <Stack component="section" gap="sm" mt="xl">
      <Group justify="space-between" align="flex-end">
        <Title order={2}>{t('print.log')}</Title>
        <DateField label={t('print.day')} value={day} onDate={setDay} w={150} />
      </Group>
      <Asked query={log}>
        {({ prints, more }) =>
          prints.length === 0 ? (
            <Text fz="sm">{t('print.logEmpty')}</Text>
          ) : (
            <div className="qmc-table">
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th w={140}>{t('print.at')}</Table.Th>
                    <Table.Th>{t('print.paper')}</Table.Th>
                    <Table.Th w={130}>{t('print.number')}</Table.Th>
                    <Table.Th w={150}>{t('print.printer')}</Table.Th>
                    <Table.Th w={150}>{t('print.by')}</Table.Th>
                    <Table.Th w={260}>{t('print.outcome')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {prints.map((run) => (
                    <Line key={run.runId} run={run} />
                  ))}
                </Table.Tbody>
              </Table>
              {more && <Text fz="sm">{t('print.logMore', { count: prints.length })}</Text>}
            </div>
          )
        }
      </Asked>
    </Stack>
  );
}

function Line({ run }: { run: PrintView }) {
  const { t } = useWords();
  const { number, copies, route, printer, state, trouble } = run;
  return (
    <Table.Tr>
      <Table.Td>{showInstant(run.askedAt)}</Table.Td>
      <Table.Td>
        <Anchor href={blobUrl(run.sha256)} target="_blank" rel="noreferrer" fz="sm">
          {asSentence(run.title)}
        </Anchor>
        <Text fz="xs" c="dimmed" title={run.sha256}>
          {[run.dossierCode ?? run.guidanceReference, `SHA-256 ${run.sha256.slice(0, 12)}`]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td>
        {number === 1 ? t('print.first') : t('print.reprint', { count: number - 1 })}
        {copies > 1 && ` · ${t('print.copiesCount', { count: copies })}`}
      </Table.Td>
      <Table.Td>{route === 'viewer' ? t('print.viewer') : printer}</Table.Td>
      <Table.Td>{run.byName}</Table.Td>
      <Table.Td>
        {t(`print.outcome.${state}`)}
        {trouble !== null && `: ${t(`print.why.${trouble}`)}`}
      </Table.Td>
    </Table.Tr>
  );
}
