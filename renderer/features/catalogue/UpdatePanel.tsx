import { Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { blobUrl } from '../../lib/blob-url.ts';
import type { CounterClient } from '../../lib/client.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showDate } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useTableFile } from '../../lib/use-table-file.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { TableFile } from '../../ui/TableFile.tsx';

type Preview = Awaited<ReturnType<CounterClient['catalogue']['preview']>>;

/** The office's own procedures from a file: template, what is wrong row by row, what would change, and the publication. */
export function UpdatePanel() {
  const { t } = useWords();
  const client = useClient();
  const publish = useCommand(client.catalogue.publish);
  const [done, setDone] = useState<{ number: number; validFrom: string }>();
  const intake = useTableFile((sha256) => client.catalogue.preview({ sha256 }), {
    onChoose: () => {
      setDone(undefined);
      publish.reset();
    },
  });
  const { chosen } = intake;

  async function take({ sha256, fileName, number }: NonNullable<typeof chosen>) {
    const taken = await publish.run({ sha256, fileName, number });
    if (taken === undefined) return;
    setDone(taken);
    intake.forget();
  }
  return (
    <Stack gap="md">
      <Text>{t('publish.lead')}</Text>
      <TableFile
        intake={intake}
        template={client.catalogue.template}
        templateName="danh-muc-thu-tuc.xlsx"
        choose={t('publish.choose')}
        accept=".xlsx,.json"
        done={done && t('publish.done', { number: done.number, day: showDate(done.validFrom) })}
      />
      {chosen?.publication != null && (
        <Stack gap="sm">
          <Changes publication={chosen.publication} />
          <RefusalNotice refused={publish.refused} />
          <Group>
            <Button loading={publish.running} onClick={() => void take(chosen)}>
              {t('publish.take')}
            </Button>
          </Group>
        </Stack>
      )}
      <History />
    </Stack>
  );
}

function Changes({ publication }: { publication: NonNullable<Preview['publication']> }) {
  const { t } = useWords();
  const { added, changed, ended, same } = publication.changes;
  const lines = [
    ...added.map(({ code, name }) => ({ code, name, what: t('publish.added') })),
    ...changed.map(({ code, name, parts }) => ({
      code,
      name,
      what: parts.map((part) => t(`publish.part.${part}`)).join(', '),
    })),
    ...ended.map(({ code, name, replacedBy }) => ({
      code,
      name,
      what: replacedBy === null ? t('publish.ended') : t('publish.replacedBy', { code: replacedBy }),
    })),
  ];
  return (
    <>
      <Text fw={600}>
        {t('publish.summary', {
          day: showDate(publication.validFrom),
          by: publication.publishedBy,
          added: added.length,
          changed: changed.length,
          ended: ended.length,
          same,
        })}
      </Text>
      <div className="qmc-table">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={120}>{t('lint.code')}</Table.Th>
              <Table.Th>{t('lint.procedure')}</Table.Th>
              <Table.Th w="40%">{t('publish.change')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map(({ code, name, what }) => (
              <Table.Tr key={`${code} ${what}`}>
                <Table.Td className="qmc-mono">{code}</Table.Td>
                <Table.Td>{name}</Table.Td>
                <Table.Td>{what}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </>
  );
}

function History() {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['catalogue', 'publications'], {}, () => client.catalogue.publications({}));
  return (
    <section>
      <Title order={3} mb={4}>
        {t('publish.history')}
      </Title>
      <Asked query={asked}>
        {({ publications }) =>
          publications.length === 0 ? (
            <Text fz="sm" c="dimmed">
              {t('publish.none')}
            </Text>
          ) : (
            <div className="qmc-table">
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th w={60}>{t('publish.number')}</Table.Th>
                    <Table.Th w={130}>{t('publish.from')}</Table.Th>
                    <Table.Th>{t('publish.by')}</Table.Th>
                    <Table.Th>{t('publish.file')}</Table.Th>
                    <Table.Th>{t('publish.takenBy')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {publications.map((entry) => (
                    <Table.Tr key={entry.number}>
                      <Table.Td>{entry.number}</Table.Td>
                      <Table.Td>{showDate(entry.validFrom)}</Table.Td>
                      <Table.Td>{entry.publishedBy}</Table.Td>
                      <Table.Td>
                        <a className="qmc-link" href={blobUrl(entry.sha256)} download={entry.fileName}>
                          {entry.fileName}
                        </a>
                      </Table.Td>
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
