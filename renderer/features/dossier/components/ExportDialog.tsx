import { Button, Group, Modal, Progress, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { blobUrl } from '../../../lib/blob-url.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { showInstant } from '../../../lib/format.ts';
import { useCommand } from '../../../lib/use-command.ts';
import { useExportProgress } from '../../../lib/use-live.ts';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
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
  const progress = useExportProgress((state) =>
    state.progress?.exportId === exportId ? state.progress : undefined,
  );
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
          {run.running && (
            <div role="status">
              <Progress
                value={progress === undefined ? 0 : (100 * progress.done) / Math.max(1, progress.total)}
                aria-label={t('export.title')}
              />
              <Text fz="sm" c="dimmed" mt={4}>
                {progress === undefined ? t('export.reading') : t('export.progress', { ...progress })}
              </Text>
            </div>
          )}
          {made !== undefined && (
            <Text role="status">
              <a className="qmc-link" href={blobUrl(made.sha256)} download={made.fileName}>
                {t('export.open', { name: made.fileName, rows: made.rows })}
              </a>
              <Text fz="sm" c="dimmed">
                {t('export.kept', { until: showInstant(made.keepUntil) })}
              </Text>
            </Text>
          )}
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
