import { Button, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { blobUrl } from '../../lib/blob-url.ts';
import type { CounterClient } from '../../lib/client.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft } from '../../lib/drafts.ts';
import { showInstant } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useTableFile } from '../../lib/use-table-file.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { TableFile } from '../../ui/TableFile.tsx';
import { DossierState } from '../dossier/index.ts';

type Preview = Awaited<ReturnType<CounterClient['goingLive']['preview']>>;
const SHOWN = 100;

/** Open dossiers of another system from a file: template, what is wrong row by row, which are new, and the taking over. */
export function ImportPanel() {
  const { t } = useWords();
  const client = useClient();
  const [source, setSource] = useDraft('goingLive.source', '');
  const take = useCommand(client.goingLive.take);
  const [done, setDone] = useState<{ number: number; taken: number }>();
  const intake = useTableFile((sha256) => client.goingLive.preview({ sha256, source }), {
    onChoose: () => {
      setDone(undefined);
      take.reset();
    },
  });
  const { chosen } = intake;
  const fresh = chosen?.dossiers.filter(({ standing }) => standing === 'new').length ?? 0;

  async function run({ sha256, fileName, number }: NonNullable<typeof chosen>) {
    const taken = await take.run({ sha256, fileName, source, number });
    if (taken === undefined) return;
    setDone(taken);
    intake.forget();
  }
  return (
    <Stack gap="md">
      <Text maw={820}>{t('goingLive.lead')}</Text>
      <TextInput
        label={t('goingLive.source')}
        description={t('goingLive.sourceHint')}
        maw={480}
        withAsterisk
        value={source}
        onChange={(event) => setSource(event.currentTarget.value)}
      />
      <TableFile
        intake={intake}
        template={client.goingLive.template}
        templateName="ho-so-dang-giai-quyet.xlsx"
        choose={t('goingLive.choose')}
        accept=".xlsx"
        disabled={source.trim() === ''}
        done={done && t('goingLive.done', { count: done.taken, number: done.number })}
      />
      {chosen !== undefined && chosen.problems.length === 0 && (
        <Stack gap="sm">
          <Found dossiers={chosen.dossiers} />
          <RefusalNotice refused={take.refused} />
          {fresh > 0 && (
            <Group>
              <Button loading={take.running} onClick={() => void run(chosen)}>
                {t('goingLive.take', { count: fresh })}
              </Button>
            </Group>
          )}
        </Stack>
      )}
      <History />
    </Stack>
  );
}

const MARKS = { new: 'good', there: 'checking', 'there-otherwise': 'attention' } as const;

function Found({ dossiers }: Pick<Preview, 'dossiers'>) {
  const { t } = useWords();
  const count = (wanted: keyof typeof MARKS) => dossiers.filter(({ standing }) => standing === wanted).length;
  const otherwise = count('there-otherwise');
  return (
    <>
      <Text fw={600} role="status">
        {t('goingLive.summary', { fresh: count('new'), there: count('there'), otherwise })}
      </Text>
      {otherwise > 0 && <Text fz="sm">{t('goingLive.otherwiseNote')}</Text>}
      <div className="qmc-table">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={70}>{t('rows.row')}</Table.Th>
              <Table.Th w={220}>{t('goingLive.code')}</Table.Th>
              <Table.Th>{t('goingLive.procedure')}</Table.Th>
              <Table.Th>{t('goingLive.owner')}</Table.Th>
              <Table.Th w={180}>{t('goingLive.state')}</Table.Th>
              <Table.Th w={150}>{t('goingLive.received')}</Table.Th>
              <Table.Th w={150}>{t('goingLive.due')}</Table.Th>
              <Table.Th w={170}>{t('goingLive.standing')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {dossiers.slice(0, SHOWN).map((dossier) => (
              <Table.Tr key={dossier.code}>
                <Table.Td>{dossier.row}</Table.Td>
                <Table.Td className="qmc-mono">{dossier.code}</Table.Td>
                <Table.Td>{dossier.procedureName}</Table.Td>
                <Table.Td>{dossier.ownerName}</Table.Td>
                <Table.Td>
                  <DossierState state={dossier.state} />
                </Table.Td>
                <Table.Td>{showInstant(dossier.receivedAt)}</Table.Td>
                <Table.Td>{showInstant(dossier.dueAt)}</Table.Td>
                <Table.Td>
                  <StateMark state={MARKS[dossier.standing]}>
                    {t(`goingLive.standing.${dossier.standing}`)}
                  </StateMark>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {dossiers.length > SHOWN && (
        <Text fz="sm">{t('goingLive.more', { count: dossiers.length - SHOWN })}</Text>
      )}
    </>
  );
}

function History() {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['dossier', 'imports'], {}, () => client.goingLive.imports({}));
  return (
    <section>
      <Title order={3} mb={4}>
        {t('goingLive.history')}
      </Title>
      <Asked query={asked}>
        {({ imports }) =>
          imports.length === 0 ? (
            <Text fz="sm" c="dimmed">
              {t('goingLive.none')}
            </Text>
          ) : (
            <div className="qmc-table">
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th w={60}>{t('publish.number')}</Table.Th>
                    <Table.Th>{t('goingLive.source')}</Table.Th>
                    <Table.Th>{t('publish.file')}</Table.Th>
                    <Table.Th w={110}>{t('goingLive.dossiers')}</Table.Th>
                    <Table.Th w={160}>{t('goingLive.takenAt')}</Table.Th>
                    <Table.Th>{t('goingLive.takenBy')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {imports.map((entry) => (
                    <Table.Tr key={entry.number}>
                      <Table.Td>{entry.number}</Table.Td>
                      <Table.Td>{entry.source}</Table.Td>
                      <Table.Td>
                        <a className="qmc-link" href={blobUrl(entry.sha256)} download={entry.fileName}>
                          {entry.fileName}
                        </a>
                      </Table.Td>
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
