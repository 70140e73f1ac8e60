import { Button, Group, Modal, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { officeDay } from '../../../../shared/domain/time/office-time.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { fieldProblems } from '../../../lib/refusal.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import { useCommand } from '../../../lib/use-command.ts';
import { useHostClock } from '../../../lib/use-host-clock.ts';
import { DateField } from '../../../ui/DateField.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { useRegisterPrint } from '../../print/index.ts';
import { ExportedFile, RunningExport } from './RunningExport.tsx';

type Sheet = 'A4' | 'A3';

/** Draws the book of dossiers: its days, its field, its sheet; how many it will hold; how far it is; the file, which is printed. */
export function RegisterDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const today = officeDay(new Date(useHostClock()).toISOString());
  const [from, setFrom] = useState(`${today.slice(0, 8)}01`);
  const [to, setTo] = useState(today);
  const [field, setField] = useState<string | null>(null);
  const [paper, setPaper] = useState<Sheet>('A4');
  const run = useCommand(client.register.draw, { resend: false });
  const stop = useCommand(client.lists.cancelExport);
  const printing = useRegisterPrint();
  const [exportId, setExportId] = useState(uuidv7);
  const [made, setMade] = useState<Awaited<ReturnType<typeof client.register.draw>> & { exportId: string }>();
  const days = isDay(from) && isDay(to) && from <= to;
  const looked = useAsk(
    ['dossier', 'register'],
    { from, to, field },
    () => client.register.look({ from, to, field }),
    days,
  );
  const rows = days ? looked.data?.rows : undefined;
  const problems = fieldProblems(t, run.refused);
  const change =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      set(value);
      setMade(undefined);
    };
  const begin = async () => {
    setMade(undefined);
    const drawn = await run.run({ exportId, from, to, field, paper });
    if (drawn !== undefined) setMade({ ...drawn, exportId });
    // The next one is another.
    setExportId(uuidv7());
  };
  const close = () => {
    if (run.running) void stop.run({ exportId });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('register.title')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!run.running) void begin();
        }}
      >
        <Stack gap="md">
          <Text fz="sm">{t('register.note')}</Text>
          <Group grow align="flex-start">
            <DateField
              label={t('filter.from')}
              value={from}
              data-autofocus
              error={problems['from']}
              disabled={run.running}
              onDate={change(setFrom)}
            />
            <DateField
              label={t('filter.to')}
              value={to}
              error={problems['to']}
              disabled={run.running}
              onDate={change(setTo)}
            />
          </Group>
          <Select
            label={t('register.field')}
            placeholder={t('register.everyField')}
            data={looked.data?.fields ?? []}
            value={field}
            searchable
            clearable
            disabled={run.running}
            onChange={change(setField)}
          />
          <Group justify="space-between">
            <Text fz="sm" role="status">
              {rows === undefined ? '' : t('register.rows', { rows })}
            </Text>
            <SegmentedControl
              size="xs"
              aria-label={t('register.sheet')}
              value={paper}
              data={['A4', 'A3']}
              disabled={run.running}
              onChange={change((value: string) => setPaper(value as Sheet))}
            />
          </Group>
          {run.running && <RunningExport exportId={exportId} title={t('register.title')} />}
          {made !== undefined && <ExportedFile made={made} kept="register.kept" />}
          <RefusalNotice refused={run.running ? undefined : (printing.refused ?? run.refused)} />
          <Group justify="flex-end">
            <Button variant="default" onClick={run.running ? () => void stop.run({ exportId }) : close}>
              {run.running ? t('register.stop') : t('app.close')}
            </Button>
            {made === undefined ? (
              <Button key="draw" type="submit" loading={run.running} disabled={!days}>
                {t('register.draw')}
              </Button>
            ) : (
              <Button
                key="print"
                autoFocus
                leftSection={<IconPrinter size={16} aria-hidden />}
                loading={printing.running}
                onClick={() => {
                  // A book that is held is told beside the list, not under the dialog.
                  if (made.lacking !== '') onClose();
                  void printing.printDrawn(made);
                }}
              >
                {t('register.print', { pages: made.pages })}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

// A half-typed day is no day.
function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/u.test(text);
}
