import { Anchor, Button, Group, Progress, Stack, Table, Text, Title } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { Link } from 'wouter';
import { blobUrl } from '../../lib/blob-url.ts';
import type { CounterClient } from '../../lib/client.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showDue, showInstant } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { useChosenSheet, usePrint } from '../print/index.ts';
import { useReceiveBatch } from './use-receive-batch.ts';
import { WrongRows } from './WrongRows.tsx';

type Batch = Awaited<ReturnType<CounterClient['batch']['get']>>;

/** One list: what is left of it, its dossiers, and their slips in one press. */
export function BatchDossiers({ number }: { number: number }) {
  const client = useClient();
  const asked = useAsk(['dossier', 'batch'], { number }, () => client.batch.get({ number }));
  return <Asked query={asked}>{(batch) => <Dossiers batch={batch} />}</Asked>;
}

function Dossiers({ batch }: { batch: Batch }) {
  const { t, language } = useWords();
  return (
    <Stack gap="md">
      <div>
        <Anchor component={Link} href="/receive/list" fz="sm">
          {t('batch.back')}
        </Anchor>
        <Title order={2}>{t('batch.title', { number: batch.number })}</Title>
        <Text fz="sm">
          {t('batch.about', {
            source: batch.source,
            file: batch.fileName,
            time: showInstant(batch.takenAt),
            name: batch.takenBy,
          })}
        </Text>
      </div>
      <Left batch={batch} />
      <Slips batch={batch} />
      <div className="qmc-table">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={70}>{t('rows.row')}</Table.Th>
              <Table.Th w={230}>{t('goingLive.code')}</Table.Th>
              <Table.Th>{t('goingLive.owner')}</Table.Th>
              <Table.Th w={230}>{t('goingLive.due')}</Table.Th>
              <Table.Th w={220}>{t('batch.slip')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {batch.received.map(({ row, dossierId, code, ownerName, dueAt, voided, slip }) => (
              <Table.Tr key={dossierId}>
                <Table.Td>{row}</Table.Td>
                <Table.Td>
                  <Anchor component={Link} href={`/ho-so/${dossierId}`} className="qmc-mono" fz="sm">
                    {code}
                  </Anchor>
                </Table.Td>
                <Table.Td>{ownerName}</Table.Td>
                <Table.Td>{showDue(dueAt, language)}</Table.Td>
                <Table.Td>
                  {voided && t('batch.voided')}
                  {!voided && slip === null && t('batch.slipNone')}
                  {!voided && slip !== null && (
                    <Anchor href={blobUrl(slip.sha256)} target="_blank" rel="noreferrer" fz="sm">
                      {t(slip.printed === 0 ? 'batch.slipDrawn' : 'batch.slipPrinted', {
                        count: slip.printed,
                      })}
                    </Anchor>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Stack>
  );
}

/** What the file still has: the receiving goes on where it stopped, whatever stopped it. */
function Left({ batch }: { batch: Batch }) {
  const { t } = useWords();
  const client = useClient();
  const receiving = useReceiveBatch();
  const { sha256, dossiers, fileName, source } = batch;
  const asked = useAsk(['dossier', 'batchLeft'], { sha256, dossiers }, () =>
    client.batch.preview({ sha256 }),
  );
  const left = asked.data?.rows.filter(({ standing }) => standing === 'new').length ?? 0;
  const wrong = asked.data?.wrong ?? 0;
  const { progress } = receiving;
  return (
    <div role="status">
      <Text fw={600}>{t('batch.received', { count: dossiers, left, wrong })}</Text>
      {progress !== undefined && (
        <Progress
          my={6}
          value={(100 * progress.done) / Math.max(1, progress.total)}
          aria-label={t('batch.progress', { done: progress.done, total: progress.total })}
        />
      )}
      {(left > 0 || progress !== undefined) && (
        <Group mt={6}>
          <Button
            loading={progress !== undefined}
            onClick={() => void receiving.run({ sha256, fileName, source }, left)}
          >
            {t('batch.goOn', { count: left })}
          </Button>
          {progress !== undefined && (
            <Button variant="default" onClick={receiving.stop}>
              {t('batch.stop')}
            </Button>
          )}
        </Group>
      )}
      {wrong > 0 && progress === undefined && (
        <Group mt={6}>
          <WrongRows sha256={sha256} count={wrong} />
        </Group>
      )}
      <RefusalNotice refused={receiving.refused} />
    </div>
  );
}

/** Draws the slips that are missing, joins all into one file, prints it, and notes each print in the log of its dossier. */
function Slips({ batch }: { batch: Batch }) {
  const { t } = useWords();
  const client = useClient();
  const draw = useCommand(client.dossier.drawSlip);
  const join = useCommand(client.batch.joinSlips);
  const printing = usePrint();
  const paper = useChosenSheet('slip');
  const [at, setAt] = useState<number>();
  const [joined, setJoined] = useState<string>();
  const busy = useRef(false);
  const { number } = batch;
  const current = batch.received.filter(({ voided }) => !voided);
  const run = async () => {
    if (busy.current) return;
    busy.current = true;
    try {
      let papers: readonly Parameters<typeof printing.printDrawn>[number][] = [];
      for (const [index, { dossierId, slip }] of current.entries()) {
        setAt(index);
        const drawn =
          slip === null ? await draw.run({ dossierId, paper, copies: 2 }) : { ...slip, lacking: '' };
        if (drawn === undefined) return;
        papers = [...papers, drawn];
      }
      const file = await join.run({ number });
      if (file === undefined) return;
      setJoined(file.sha256);
      await printing.printDrawn(...papers);
    } finally {
      setAt(undefined);
      busy.current = false;
    }
  };
  if (current.length === 0) return null;
  return (
    <div>
      <Group>
        <Button
          variant="default"
          leftSection={<IconPrinter size={18} />}
          loading={at !== undefined}
          onClick={() => void run()}
        >
          {t('batch.printSlips', { count: current.length })}
        </Button>
        {joined !== undefined && (
          <Anchor href={blobUrl(joined)} target="_blank" rel="noreferrer" fz="sm">
            {t('batch.openSlips')}
          </Anchor>
        )}
        <Text fz="sm" role="status">
          {at !== undefined && t('batch.drawing', { done: at, total: current.length })}
        </Text>
      </Group>
      <RefusalNotice refused={draw.refused ?? join.refused ?? printing.refused} />
    </div>
  );
}
