import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { useClient, useWords } from '../../../lib/context.tsx';
import { useCommand } from '../../../lib/use-command.ts';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { ExportedFile, RunningExport } from './RunningExport.tsx';
import type { ViewContent } from './SavedViews.tsx';

type Format = 'xlsx' | 'csv';

/** Exports what the list shows: chosen kind of file, how far it is, a way to stop it, the file. */
export function ExportDialog({ content, onClose }: { content: ViewContent; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const run = useCommand(client.lists.export, { resend: false });
  const stop = useCommand(client.lists.cancelExport);
  const [format, setFormat] = useState<Format>('xlsx');
  const [exportId, setExportId] = useState(uuidv7);
  const [made, setMade] = useState<Awaited<ReturnType<typeof client.lists.export>>>();
  const begin = async () => {
    setMade(undefined);
    const { text, filter, columns } = content;
    setMade(await run.run({ exportId, format, text, filter, columns: [...columns] }));
    // The next export is another one.
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
      title={t('export.title')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!run.running) void begin();
        }}
      >
        <Stack gap="md">
          <Text fz="sm">{t('export.note')}</Text>
          <Radio.Group
            label={t('export.format')}
            value={format}
            onChange={(value) => {
              setFormat(value as Format);
              setMade(undefined);
            }}
          >
            <Group mt={6}>
              <Radio value="xlsx" label={t('export.xlsx')} disabled={run.running} data-autofocus />
              <Radio value="csv" label={t('export.csv')} disabled={run.running} />
            </Group>
          </Radio.Group>
          {run.running && <RunningExport exportId={exportId} title={t('export.title')} />}
          {made !== undefined && <ExportedFile made={made} kept="export.kept" />}
          <RefusalNotice refused={run.running ? undefined : run.refused} />
          <Group justify="flex-end">
            <Button variant="default" onClick={run.running ? () => void stop.run({ exportId }) : close}>
              {run.running ? t('export.stop') : t('app.close')}
            </Button>
            <Button type="submit" loading={run.running}>
              {t('export.run')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
