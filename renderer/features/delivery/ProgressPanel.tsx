import { Button, Group, Table, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import type { OpenProgress } from '../../../shared/contract/delivery.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft, useDrafts } from '../../lib/drafts.ts';
import { showInstant } from '../../lib/format.ts';
import { fieldProblems } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DossierLink } from '../../ui/list-cells.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';

/** What the province told of dossiers and what a person must decide: it never moved one against its states. */
export function ProgressPanel({ maySettle }: { maySettle: boolean }) {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['delivery', 'progress'], {}, () => client.delivery.progress({}));
  const again = useCommand(client.delivery.settleProgress);
  const [noting, setNoting] = useState<OpenProgress>();
  return (
    <section>
      <Title order={2} mb="xs">
        {t('progress.title')}
      </Title>
      <RefusalNotice refused={again.refused} />
      <Asked query={asked}>
        {({ open, lastAt }) => (
          <>
            {open.length === 0 ? (
              <div className="qmc-panel">
                <StateMark state="good">{t('progress.none')}</StateMark>
                <Text fz="sm" c="dimmed">
                  {lastAt === null ? t('progress.never') : t('progress.last', { time: showInstant(lastAt) })}
                </Text>
              </div>
            ) : (
              <Differences
                open={open}
                maySettle={maySettle}
                onAgain={({ key }) => void again.run({ key, how: 'again', note: '' })}
                onNote={setNoting}
              />
            )}
          </>
        )}
      </Asked>
      {noting !== undefined && <NoteDialog row={noting} onClose={() => setNoting(undefined)} />}
    </section>
  );
}

function Differences(props: {
  open: readonly OpenProgress[];
  maySettle: boolean;
  onAgain: (row: OpenProgress) => void;
  onNote: (row: OpenProgress) => void;
}) {
  const { t } = useWords();
  return (
    <div className="qmc-table">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={200}>{t('dossier.code')}</Table.Th>
            <Table.Th>{t('progress.said')}</Table.Th>
            <Table.Th>{t('progress.why')}</Table.Th>
            {props.maySettle && <Table.Th w={210}>{t('progress.decide')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {props.open.map((row) => (
            <Table.Tr key={row.key}>
              <Table.Td>
                {row.dossierId !== null && row.dossierCode !== null ? (
                  <DossierLink dossierId={row.dossierId} code={row.dossierCode} />
                ) : (
                  <span className="qmc-mono">{row.dossierCode ?? t('progress.noCode')}</span>
                )}
                <Text fz="xs" c="dimmed">
                  {t('progress.arrived', { time: showInstant(row.arrivedAt) })}
                </Text>
              </Table.Td>
              <Table.Td>
                {row.said === null ? (
                  <Text fz="sm" c="dimmed">
                    {t('progress.unreadable')}
                  </Text>
                ) : (
                  <>
                    <Text fz="sm" fw={500}>
                      {t('progress.status', { status: row.said.status, step: row.said.step })}
                    </Text>
                    <Text fz="xs" c="dimmed">
                      {[showInstant(row.said.at), row.said.unit, row.said.role, row.said.person]
                        .filter((part) => part !== null)
                        .join(' · ')}
                    </Text>
                  </>
                )}
              </Table.Td>
              <Table.Td>
                <StateMark state="attention">
                  <span className="qmc-wrap">
                    {t(`progress.reason.${row.reason}`, { detail: detailOf(row) })}
                  </span>
                </StateMark>
              </Table.Td>
              {props.maySettle && (
                <Table.Td>
                  <Group gap={6}>
                    {row.mayRetry && (
                      <Button size="compact-sm" variant="default" onClick={() => props.onAgain(row)}>
                        {t('progress.again')}
                      </Button>
                    )}
                    <Button size="compact-sm" variant="default" onClick={() => props.onNote(row)}>
                      {t('progress.note')}
                    </Button>
                  </Group>
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

const IN_TIME: ReadonlySet<string> = new Set(['DUE_DIFFERS', 'SLIP_OUTDATED', 'TIME_IMPOSSIBLE']);

function detailOf({ reason, detail }: OpenProgress): string {
  return IN_TIME.has(reason) && !Number.isNaN(Date.parse(detail)) ? showInstant(detail) : detail;
}

function NoteDialog({ row, onClose }: { row: OpenProgress; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const settle = useCommand(client.delivery.settleProgress);
  const name = `progress.note.${row.key}`;
  const [note, setNote] = useDraft(name, '');
  const forget = useDrafts((state) => state.forget);
  const submit = async () => {
    const done = await settle.run({ key: row.key, how: 'noted', note });
    if (done === undefined) return;
    forget(name);
    onClose();
  };
  return (
    <Dialog
      title={t('progress.noteTitle')}
      opened
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={t('app.save')}
      running={settle.running}
      refused={settle.refused}
    >
      <Text fz="sm">{t(`progress.reason.${row.reason}`, { detail: detailOf(row) })}</Text>
      <TextInput
        data-autofocus
        label={t('progress.whatWasDone')}
        placeholder={t('progress.whatWasDoneHint')}
        value={note}
        error={fieldProblems(t, settle.refused)['note']}
        autoComplete="off"
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </Dialog>
  );
}
