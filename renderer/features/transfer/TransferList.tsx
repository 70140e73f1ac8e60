import { Anchor, Autocomplete, Button, Checkbox, Group, Stack, Table, Text, Title } from '@mantine/core';
import { IconClock, IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { navigate } from 'wouter/use-hash-location';
import type { TransferLine } from '../../../shared/contract/transfer.ts';
import { isPermitted } from '../../../shared/domain/people/permissions.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft, useDrafts } from '../../lib/drafts.ts';
import { showDue, showInstant } from '../../lib/format.ts';
import { fieldProblems } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useSession } from '../../lib/use-session.ts';
import { ListTable } from '../../ui/ListTable.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';

/** Paper files that wait to go to their units, and the records of those that went. */
export function TransferList() {
  return (
    <Stack gap="lg">
      <Waiting />
      <Records />
    </Stack>
  );
}

function Waiting() {
  const { t, language } = useWords();
  const client = useClient();
  const mayPrepare = isPermitted('dossier:receive', useSession().data?.user?.roles ?? []);
  const asked = useAsk(['dossier', 'transfer', 'waiting'], {}, () => client.transfer.waiting({}));
  const prepare = useCommand(client.transfer.prepare);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [unit, setUnit] = useDraft('transfer.unit', '');
  const forget = useDrafts((state) => state.forget);
  const submit = async (dossierIds: readonly string[]) => {
    const done = await prepare.run({ unit, dossierIds: [...dossierIds] } as never);
    if (done === undefined) return;
    forget('transfer.unit');
    navigate(`/ho-so/transfer/${done.transferId}`);
  };
  return (
    <Asked query={asked}>
      {({ files, total, units }) => {
        const known = chosen.filter((id) => files.some(({ dossierId }) => dossierId === id));
        const all = known.length === files.length;
        return (
          <section>
            <Title order={2} mb={6}>
              {t('transfer.waiting')}
            </Title>
            {files.length === 0 ? (
              <Text c="dimmed">{t('transfer.noneWaiting')}</Text>
            ) : (
              <form
                onSubmit={(event) => {
                  event.preventDefault();
                  void submit(known);
                }}
                noValidate
              >
                {total > files.length && (
                  <Text fz="sm" c="dimmed" mb={6} role="status">
                    {t('list.cut', { shown: files.length, total })}
                  </Text>
                )}
                <div className="qmc-table">
                  <Table>
                    <Table.Thead>
                      <Table.Tr>
                        <Table.Th w={44}>
                          {mayPrepare && (
                            <Checkbox
                              aria-label={t('transfer.chooseAll')}
                              checked={all}
                              indeterminate={known.length > 0 && !all}
                              onChange={() => setChosen(all ? [] : files.map(({ dossierId }) => dossierId))}
                            />
                          )}
                        </Table.Th>
                        <Table.Th w={190}>{t('dossier.code')}</Table.Th>
                        <Table.Th>{t('dossier.procedure')}</Table.Th>
                        <Table.Th w={180}>{t('party.owner')}</Table.Th>
                        <Table.Th w={150}>{t('transfer.papers')}</Table.Th>
                        <Table.Th w={250}>{t('transfer.giveBy')}</Table.Th>
                      </Table.Tr>
                    </Table.Thead>
                    <Table.Tbody>
                      {files.map((file) => (
                        <Table.Tr key={file.dossierId}>
                          <Table.Td>
                            {mayPrepare && (
                              <Checkbox
                                aria-label={t('transfer.choose', { code: file.code })}
                                checked={known.includes(file.dossierId)}
                                onChange={(event) =>
                                  setChosen(
                                    event.currentTarget.checked
                                      ? [...known, file.dossierId]
                                      : known.filter((id) => id !== file.dossierId),
                                  )
                                }
                              />
                            )}
                          </Table.Td>
                          <Table.Td>
                            <Anchor
                              component={Link}
                              href={`/ho-so/${file.dossierId}`}
                              className="qmc-mono"
                              fz="sm"
                            >
                              {file.code}
                            </Anchor>
                          </Table.Td>
                          <Table.Td>
                            <Text fz="sm" lineClamp={1} title={file.procedureName}>
                              {file.procedureName}
                            </Text>
                            {file.competent !== null && (
                              <Text fz="xs" c="dimmed">
                                {t('transfer.toOffice', { office: file.competent })}
                              </Text>
                            )}
                          </Table.Td>
                          <Table.Td>{file.ownerName}</Table.Td>
                          <Table.Td>
                            <Papers {...file.counts} />
                          </Table.Td>
                          <Table.Td>
                            {file.giveBy === null ? '–' : showDue(file.giveBy, language)}{' '}
                            {file.late && (
                              <span className="qmc-state qmc-bad">
                                <IconClock size={16} aria-hidden />
                                <span>{t('transfer.late')}</span>
                              </span>
                            )}
                          </Table.Td>
                        </Table.Tr>
                      ))}
                    </Table.Tbody>
                  </Table>
                </div>
                {mayPrepare && (
                  <Group mt="sm" align="flex-end">
                    <Autocomplete
                      w={360}
                      label={t('transfer.unit')}
                      placeholder={t('transfer.unitHint')}
                      data={units}
                      value={unit}
                      error={fieldProblems(t, prepare.refused)['unit']}
                      onChange={setUnit}
                    />
                    <Button
                      type="submit"
                      leftSection={<IconFileExport size={18} />}
                      disabled={known.length === 0}
                      loading={prepare.running}
                    >
                      {t('transfer.prepare', { count: known.length })}
                    </Button>
                  </Group>
                )}
                <RefusalNotice refused={prepare.refused} />
              </form>
            )}
          </section>
        );
      }}
    </Asked>
  );
}

/** How many papers of each kind; what there is none of is left out. */
export function Papers(counts: { original: number; certified: number; photocopy: number }) {
  const { t } = useWords();
  return (['original', 'certified', 'photocopy'] as const)
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${counts[kind]} ${t(`count.${kind}.word`)}`)
    .join(', ');
}

function Records() {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['dossier', 'transfer', 'list'], {}, () => client.transfer.list({}));
  return (
    <Asked query={asked}>
      {({ transfers }) =>
        transfers.length === 0 ? null : (
          <section>
            <Title order={2} mb={6}>
              {t('transfer.records')}
            </Title>
            <ListTable
              rows={transfers}
              keyOf={({ transferId }) => transferId}
              columns={[
                {
                  title: t('transfer.reference'),
                  width: 170,
                  cell: ({ transferId, reference }) => (
                    <Anchor
                      component={Link}
                      href={`/ho-so/transfer/${transferId}`}
                      className="qmc-mono"
                      fz="sm"
                    >
                      {reference}
                    </Anchor>
                  ),
                },
                { title: t('transfer.unit'), cell: ({ unit }) => unit },
                {
                  title: t('transfer.preparedAt'),
                  width: 260,
                  cell: ({ preparedAt, preparedBy }) => `${showInstant(preparedAt)} · ${preparedBy}`,
                },
                {
                  title: t('transfer.progress'),
                  width: 250,
                  cell: (line) => (
                    <>
                      <Progress line={line} />
                      {line.late > 0 && (
                        <StateMark state="bad">{t('transfer.lateCount', { count: line.late })}</StateMark>
                      )}
                    </>
                  ),
                },
              ]}
            />
          </section>
        )
      }
    </Asked>
  );
}

/** How many of its files were given and taken. */
export function Progress({ line }: { line: Pick<TransferLine, 'files' | 'given' | 'taken'> }) {
  const { t } = useWords();
  const { files, given, taken } = line;
  return (
    <span className={taken === files && files > 0 ? 'qmc-good' : ''}>
      {t('transfer.counts', { files, given, taken })}
    </span>
  );
}
