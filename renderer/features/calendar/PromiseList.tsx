import { Anchor, Button, Table, Text, TextInput } from '@mantine/core';
import { IconCalendarCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { isPermitted } from '../../../shared/domain/people/permissions.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft, useDrafts } from '../../lib/drafts.ts';
import { showDue } from '../../lib/format.ts';
import { fieldProblems } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useSession } from '../../lib/use-session.ts';
import { DeadlineReasons } from '../../ui/DeadlineReasons.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Asked, Empty } from '../../ui/ScreenStates.tsx';

type Row = Awaited<ReturnType<ReturnType<typeof useClient>['calendar']['affected']>>['rows'][number];

/** Printed appointments that the calendar of today would not give; each is decided by a person, none moves by itself. */
export function PromiseList() {
  const { t, language } = useWords();
  const client = useClient();
  const [keeping, setKeeping] = useState<Row>();
  const mayDecide = isPermitted('dossier:process', useSession().data?.user?.roles ?? []);
  const asked = useAsk(['dossier', 'promises'], {}, () => client.calendar.affected({}));
  return (
    <>
      <Text fz="sm" c="dimmed">
        {t('promise.note')}
      </Text>
      <Asked query={asked}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty
              icon={<IconCalendarCheck size={48} stroke={1.3} aria-hidden />}
              title={t('promise.none')}
              note={t('promise.noneNote')}
            />
          ) : (
            <div className="qmc-table">
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th w={190}>{t('dossier.code')}</Table.Th>
                    <Table.Th>{t('dossier.procedure')}</Table.Th>
                    <Table.Th w={200}>{t('promise.printed')}</Table.Th>
                    <Table.Th w={200}>{t('promise.reckoned')}</Table.Th>
                    <Table.Th w={290}>{t('promise.why')}</Table.Th>
                    <Table.Th w={120}>{t('promise.decide')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {rows.map((row) => (
                    <Table.Tr key={row.dossierId}>
                      <Table.Td>
                        <Anchor
                          component={Link}
                          href={`/ho-so/${row.dossierId}`}
                          className="qmc-mono"
                          fz="sm"
                        >
                          {row.code}
                        </Anchor>
                      </Table.Td>
                      <Table.Td>
                        <Text fz="sm" lineClamp={2} title={row.procedureName}>
                          {row.procedureName}
                        </Text>
                        <Text fz="xs" c="dimmed">
                          {[row.ownerName, row.holder].filter(Boolean).join(' · ')}
                        </Text>
                      </Table.Td>
                      <Table.Td>{showDue(row.promisedAt, language)}</Table.Td>
                      <Table.Td>{showDue(row.reckonedAt, language)}</Table.Td>
                      <Table.Td>
                        <DeadlineReasons steps={row.added} />
                        {row.gone.length > 0 && (
                          <>
                            <Text fz="xs" c="dimmed">
                              {t('promise.gone')}
                            </Text>
                            <DeadlineReasons steps={row.gone} />
                          </>
                        )}
                        {row.added.length + row.gone.length === 0 && (
                          <Text fz="sm">{t('promise.hours')}</Text>
                        )}
                      </Table.Td>
                      <Table.Td>
                        <Button
                          variant="default"
                          size="compact-sm"
                          disabled={!mayDecide}
                          aria-label={t('promise.keepOf', { code: row.code })}
                          onClick={() => setKeeping(row)}
                        >
                          {t('promise.keep')}
                        </Button>
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
          )
        }
      </Asked>
      {keeping !== undefined && <KeepDialog row={keeping} onClose={() => setKeeping(undefined)} />}
    </>
  );
}

function KeepDialog({ row, onClose }: { row: Row; onClose: () => void }) {
  const { t, language } = useWords();
  const keep = useCommand(useClient().calendar.keepPromise);
  const draft = `promise.${row.dossierId}`;
  const [reason, setReason] = useDraft(draft, '');
  const forget = useDrafts((state) => state.forget);
  const submit = async () => {
    const done = await keep.run({ dossierId: row.dossierId, version: row.version, reason });
    if (done === undefined) return;
    forget(draft);
    onClose();
  };
  return (
    <Dialog
      title={t('promise.keep')}
      opened
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={t('promise.keep')}
      running={keep.running}
      refused={keep.refused}
    >
      <Text fz="sm">
        {t('promise.keepNote', { code: row.code, time: showDue(row.promisedAt, language) })}
      </Text>
      <TextInput
        data-autofocus
        label={t('step.reason')}
        value={reason}
        error={fieldProblems(t, keep.refused)['reason']}
        autoComplete="off"
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Dialog>
  );
}
