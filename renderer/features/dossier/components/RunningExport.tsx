import { Progress, Text } from '@mantine/core';
import { blobUrl } from '../../../lib/blob-url.ts';
import { useWords } from '../../../lib/context.tsx';
import { showInstant } from '../../../lib/format.ts';
import { useExportProgress } from '../../../lib/use-live.ts';

/** How far an export is that runs. */
export function RunningExport({ exportId, title }: { exportId: string; title: string }) {
  const { t } = useWords();
  const progress = useExportProgress((state) =>
    state.progress?.exportId === exportId ? state.progress : undefined,
  );
  return (
    <div role="status">
      <Progress
        value={progress === undefined ? 0 : (100 * progress.done) / Math.max(1, progress.total)}
        aria-label={title}
      />
      <Text fz="sm" c="dimmed" mt={4}>
        {progress === undefined ? t('export.reading') : t('export.progress', { ...progress })}
      </Text>
    </div>
  );
}

/** The file of an export, and until when it can be fetched. */
export function ExportedFile({
  made: { sha256, fileName, rows, keepUntil },
  kept,
}: {
  made: { sha256: string; fileName: string; rows: number; keepUntil: string };
  kept: 'export.kept' | 'register.kept';
}) {
  const { t } = useWords();
  return (
    <Text role="status" component="div">
      <a className="qmc-link" href={blobUrl(sha256)} download={fileName}>
        {t('export.open', { name: fileName, rows })}
      </a>
      <Text fz="sm" c="dimmed">
        {t(kept, { until: showInstant(keepUntil) })}
      </Text>
    </Text>
  );
}
