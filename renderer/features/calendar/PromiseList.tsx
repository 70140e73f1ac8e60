import { Button, Text, TextInput } from '@mantine/core';
import { IconCalendarCheck } from '@tabler/icons-react';
import { useState } from 'react';
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
import { ListTable } from '../../ui/ListTable.tsx';
import { codeColumn, procedureColumn } from '../../ui/list-cells.tsx';
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
        {({ rows }) => (
          <ListTable
            rows={rows}
            keyOf={({ dossierId }) => dossierId}
            empty={
              <Empty
                icon={<IconCalendarCheck size={48} stroke={1.3} aria-hidden />}
                title={t('promise.none')}
                note={t('promise.noneNote')}
              />
            }
            columns={[
              codeColumn(t),
              procedureColumn<Row>(t, ({ ownerName, holder }) =>
                [ownerName, holder].filter(Boolean).join(' · '),
              ),
              {
                title: t('promise.printed'),
                width: 200,
                cell: ({ promisedAt }) => showDue(promisedAt, language),
              },
              {
                title: t('promise.reckoned'),
                width: 200,
                cell: ({ reckonedAt }) => showDue(reckonedAt, language),
              },
              { title: t('promise.why'), width: 290, cell: (row) => <Why row={row} /> },
              {
                title: t('promise.decide'),
                width: 120,
                cell: (row) => (
                  <Button
                    variant="default"
                    size="compact-sm"
                    disabled={!mayDecide}
                    aria-label={t('promise.keepOf', { code: row.code })}
                    onClick={() => setKeeping(row)}
                  >
                    {t('promise.keep')}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Asked>
      {keeping !== undefined && <KeepDialog row={keeping} onClose={() => setKeeping(undefined)} />}
    </>
  );
}

/** The days that make the difference between the printed appointment and the one of today. */
function Why({ row }: { row: Row }) {
  const { t } = useWords();
  return (
    <>
      <DeadlineReasons steps={row.added} />
      {row.gone.length > 0 && (
        <>
          <Text fz="xs" c="dimmed">
            {t('promise.gone')}
          </Text>
          <DeadlineReasons steps={row.gone} />
        </>
      )}
      {row.added.length + row.gone.length === 0 && <Text fz="sm">{t('promise.hours')}</Text>}
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
