import { Anchor, Button, Group, Progress, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useMemo, useRef } from 'react';
import { Link } from 'wouter';
import { navigate } from 'wouter/use-hash-location';
import type { Action } from '../../app/actions.ts';
import { useRegisteredActions } from '../../app/use-actions.ts';
import type { CounterClient } from '../../lib/client.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft } from '../../lib/drafts.ts';
import { showInstant } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useTableFile } from '../../lib/use-table-file.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { TableFile } from '../../ui/TableFile.tsx';
import { type CaseChoice, ChooseCase } from '../dossier/index.ts';
import { BatchDossiers } from './BatchDossiers.tsx';
import { type BatchRun, useReceiveBatch } from './use-receive-batch.ts';
import { WrongRows } from './WrongRows.tsx';

type Preview = Awaited<ReturnType<CounterClient['batch']['preview']>>;
const SHOWN = 100;
const PATH = '/receive/list';

/** New dossiers from a list: template, what is wrong row by row, the receiving with its progress, then the slips. */
export function BatchScreen({ number }: { number: string | undefined }) {
  return number === undefined ? <NewBatch /> : <BatchDossiers number={Number(number)} />;
}

function NewBatch() {
  const { t } = useWords();
  const client = useClient();
  const [source, setSource] = useDraft('batch.source', '');
  const [choice, setChoice] = useDraft<CaseChoice>('batch.case', { code: '', caseId: '' });
  const receiving = useReceiveBatch();
  const intake = useTableFile((sha256) => client.batch.preview({ sha256: sha256 as never }), {
    onChoose: receiving.reset,
  });
  const { chosen } = intake;
  const fresh = chosen?.rows.filter(({ standing }) => standing === 'new').length ?? 0;
  const run = async () => {
    if (chosen === undefined || fresh === 0 || receiving.progress !== undefined) return;
    const { sha256, fileName } = chosen;
    const number = await receiving.run({ sha256: sha256 as never, fileName, source }, fresh);
    // What was received is seen in the list itself; the file is judged anew when something is left.
    if (number !== undefined) navigate(`${PATH}/${number}`);
  };
  useReceiveKey(run);
  return (
    <Stack gap="md">
      <Text maw={900}>{t('batch.lead')}</Text>
      <Group align="flex-start" gap="sm" maw={900} wrap="nowrap" grow>
        <ChooseCase choice={choice} onChoose={setChoice} />
        <TextInput
          label={t('batch.source')}
          placeholder={t('batch.sourceHint')}
          withAsterisk
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
      </Group>
      <TableFile
        intake={intake}
        template={(input) =>
          client.batch.template({ ...input, procedureCode: choice.code, caseId: choice.caseId })
        }
        templateName={`danh-sach-${choice.code}.xlsx`}
        templateOff={choice.code === ''}
        choose={t('batch.choose')}
        accept=".xlsx,.csv"
        disabled={source.trim() === '' || receiving.progress !== undefined}
        done={undefined}
      />
      {chosen !== undefined && (
        <Found preview={chosen} sha256={chosen.sha256} fresh={fresh} receiving={receiving} onRun={run} />
      )}
      <History />
    </Stack>
  );
}

function useReceiveKey(run: () => Promise<void>): void {
  const latest = useRef(run);
  latest.current = run;
  const actions = useMemo<readonly Action[]>(
    () => [
      {
        id: 'receive-batch',
        label: 'action.receiveList',
        keys: 'F9',
        inBar: true,
        run: () => void latest.current(),
      },
    ],
    [],
  );
  useRegisteredActions(actions);
}

function Found(props: {
  preview: Preview;
  sha256: string;
  fresh: number;
  receiving: BatchRun;
  onRun: () => Promise<void>;
}) {
  const { t } = useWords();
  const { preview, fresh, receiving } = props;
  const { progress } = receiving;
  const there = preview.rows.length - fresh;
  return (
    <Stack gap="sm">
      {preview.procedureName !== '' && (
        <Text fw={600} role="status">
          {t('batch.summary', { fresh, there, wrong: preview.wrong, procedure: preview.procedureName })}
        </Text>
      )}
      <RefusalNotice refused={receiving.refused} />
      <Group>
        {fresh > 0 && (
          <Button loading={progress !== undefined} onClick={() => void props.onRun()}>
            {t('batch.receive', { count: fresh })} <kbd className="qmc-on-button">F9</kbd>
          </Button>
        )}
        {progress !== undefined && (
          <Button variant="default" onClick={receiving.stop}>
            {t('batch.stop')}
          </Button>
        )}
        {preview.wrong > 0 && <WrongRows sha256={props.sha256} count={preview.wrong} />}
      </Group>
      {progress !== undefined && (
        <div role="status">
          <Text fz="sm">{t('batch.progress', { done: progress.done, total: progress.total })}</Text>
          <Progress
            value={(100 * progress.done) / Math.max(1, progress.total)}
            aria-label={t('batch.progress', { done: progress.done, total: progress.total })}
          />
        </div>
      )}
      {preview.rows.length > 0 && <Rows rows={preview.rows} />}
    </Stack>
  );
}

function Rows({ rows }: Pick<Preview, 'rows'>) {
  const { t } = useWords();
  return (
    <>
      <div className="qmc-table">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={70}>{t('rows.row')}</Table.Th>
              <Table.Th>{t('goingLive.owner')}</Table.Th>
              <Table.Th w={170}>{t('batch.number')}</Table.Th>
              <Table.Th w={230}>{t('batch.check')}</Table.Th>
              <Table.Th w={330}>{t('goingLive.standing')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.slice(0, SHOWN).map(({ row, ownerName, ownerNumber, check, standing, code }) => (
              <Table.Tr key={row}>
                <Table.Td>{row}</Table.Td>
                <Table.Td>{ownerName}</Table.Td>
                <Table.Td className="qmc-mono">{ownerNumber ?? '–'}</Table.Td>
                <Table.Td>{t(`batch.check.${check}`)}</Table.Td>
                <Table.Td>
                  <StateMark state={standing === 'new' ? 'good' : 'checking'}>
                    {standing === 'new' ? t('batch.new') : t('batch.there', { code: code ?? '' })}
                  </StateMark>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {rows.length > SHOWN && <Text fz="sm">{t('goingLive.more', { count: rows.length - SHOWN })}</Text>}
    </>
  );
}

function History() {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['dossier', 'batches'], {}, () => client.batch.list({}));
  return (
    <section>
      <Title order={3} mb={4}>
        {t('batch.history')}
      </Title>
      <Asked query={asked}>
        {({ batches }) =>
          batches.length === 0 ? (
            <Text fz="sm" c="dimmed">
              {t('batch.none')}
            </Text>
          ) : (
            <div className="qmc-table">
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th w={150}>{t('batch.list')}</Table.Th>
                    <Table.Th>{t('batch.source')}</Table.Th>
                    <Table.Th>{t('publish.file')}</Table.Th>
                    <Table.Th w={110}>{t('goingLive.dossiers')}</Table.Th>
                    <Table.Th w={160}>{t('goingLive.takenAt')}</Table.Th>
                    <Table.Th w={200}>{t('batch.takenBy')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {batches.map((entry) => (
                    <Table.Tr key={entry.number}>
                      <Table.Td>
                        <Anchor component={Link} href={`${PATH}/${entry.number}`} fz="sm">
                          {t('batch.title', { number: entry.number })}
                        </Anchor>
                      </Table.Td>
                      <Table.Td>{entry.source}</Table.Td>
                      <Table.Td style={{ overflowWrap: 'anywhere' }}>{entry.fileName}</Table.Td>
                      <Table.Td>{entry.dossiers}</Table.Td>
                      <Table.Td>{showInstant(entry.takenAt)}</Table.Td>
                      <Table.Td>{entry.takenBy}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
          )
        }
      </Asked>
    </section>
  );
}
