import { Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import type { Action } from '../../app/actions.ts';
import { useRegisteredActions } from '../../app/use-actions.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showInstant } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useHostClock } from '../../lib/use-host-clock.ts';
import { DateField } from '../../ui/DateField.tsx';
import { ListTable } from '../../ui/ListTable.tsx';
import { codeColumn } from '../../ui/list-cells.tsx';
import { Asked, Empty } from '../../ui/ScreenStates.tsx';
import { PageImage } from './components/Pages.tsx';
import { useSettings } from './components/ScannerPanel.tsx';
import { StackButton, WaitingList } from './components/Stack.tsx';
import { useStack, useWaitingPages } from './use-stack.ts';

/** Stacks of several dossiers and the day's signed papers: each sheet goes where its code says; below, what is still to be signed and scanned. */
export function DayStack() {
  const { t } = useWords();
  const settings = useSettings();
  const stack = useStack(null);
  const waiting = useWaitingPages();
  const does = {
    run: () => {
      if (settings.value !== undefined) void stack.run(settings.value);
    },
    cancel: stack.cancel,
  };
  const latest = useRef(does);
  latest.current = does;
  const actions = useMemo<readonly Action[]>(
    () => [
      {
        id: 'stack-run',
        label: 'stack.runMany',
        keys: 'Alt+U',
        inBar: true,
        run: () => latest.current.run(),
      },
      { id: 'stack-cancel', label: 'action.scanCancel', keys: 'Alt+X', run: () => latest.current.cancel() },
    ],
    [],
  );
  useRegisteredActions(actions);
  return (
    <Stack gap="sm" mt="lg" component="section" aria-label={t('stack.many')}>
      <Title order={2}>{t('stack.many')}</Title>
      <Text fz="sm" c="dimmed">
        {t('stack.manyNote')}
      </Text>
      <Group gap="md">
        <StackButton
          stack={stack}
          label="stack.runMany"
          disabled={settings.value === undefined}
          onRun={does.run}
        />
        <Checkbox
          size="sm"
          label={t('scan.duplex')}
          checked={settings.choice.duplex}
          onChange={(event) => settings.set({ duplex: event.currentTarget.checked })}
        />
        <Text fz="sm" c="dimmed">
          {settings.scanners.find(({ scannerId }) => scannerId === settings.value?.scannerId)?.name ??
            t('scan.none')}
        </Text>
      </Group>
      <WaitingList waiting={waiting} stack={stack} dossier={undefined} mayFile={false} />
      {waiting.shown !== undefined && (
        <PageImage
          sha256={waiting.shown.sha256}
          alt={t('stack.pageNumber', { number: waiting.shown.number })}
        />
      )}
      <MissingSigned />
    </Stack>
  );
}

/** The day at the office, by the host's clock. */
function useOfficeDay(): string {
  return officeDay(new Date(useHostClock()).toISOString());
}

/** What citizens should have signed on a day and nobody scanned. */
function MissingSigned() {
  const { t } = useWords();
  const client = useClient();
  const [today] = useState(useOfficeDay());
  const [day, setDay] = useState<string>(today);
  const isWhole = /^\d{4}-\d{2}-\d{2}$/u.test(day);
  const asked = useAsk(['stack', 'missing'], { day }, () => client.stack.missingSigned({ day }), isWhole);
  return (
    <section aria-label={t('stack.missing')}>
      <Title order={2} mb={6}>
        {t('stack.missing')}
      </Title>
      <DateField label={t('stack.day')} value={day} onDate={setDay} w={160} mb={8} />
      <Asked query={asked}>
        {({ papers, total }) => (
          <ListTable
            rows={papers}
            total={total}
            keyOf={({ dossierId, kind }) => `${dossierId} ${kind}`}
            empty={
              <Empty
                icon={<IconSignature size={48} stroke={1.3} aria-hidden />}
                title={t('stack.noneMissing')}
                note={t('stack.noneMissingNote')}
              />
            }
            columns={[
              codeColumn(t),
              { title: t('stack.paper'), width: 200, cell: ({ kind }) => t(`stack.paperOf.${kind}`) },
              { title: t('party.owner'), width: 200, cell: ({ ownerName }) => ownerName },
              { title: t('list.column.procedure'), cell: ({ procedureName }) => procedureName },
              { title: t('stack.at'), width: 140, cell: ({ at }) => showInstant(at) },
              { title: t('stack.by'), width: 170, cell: ({ byName }) => byName },
            ]}
          />
        )}
      </Asked>
    </section>
  );
}
