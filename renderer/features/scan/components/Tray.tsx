import { ActionIcon, Button, Group, Text, Title, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconFileTypePdf, IconPhoto, IconTrash } from '@tabler/icons-react';
import type { TrayFile } from '../../../../shared/contract/tray.ts';
import { useWords } from '../../../lib/context.tsx';
import { showInstant } from '../../../lib/format.ts';
import { isMessageKey, type Translate } from '../../../lib/i18n.ts';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import type { useTray } from '../use-tray.ts';

/** What came into the watched folder: each file is looked at by a press, put into the chosen component, or dropped. */
export function Tray(props: {
  tray: ReturnType<typeof useTray>;
  /** False while no component is chosen that pages may go into. */
  mayFile: boolean;
  onFile: (trayId: string) => void;
}) {
  const { t } = useWords();
  const { tray } = props;
  if (tray.folder === null && tray.files.length === 0) return null;
  return (
    <section className="qmc-tray" aria-label={t('tray.title')}>
      <Title order={3}>{t('tray.title')}</Title>
      {tray.folderMissing && (
        <Text fz="xs" c="var(--qmc-red)" role="status">
          {t('tray.missing', { folder: tray.folder ?? '' })}
        </Text>
      )}
      {tray.files.length === 0 && !tray.folderMissing && (
        <Text fz="xs" c="dimmed">
          {t('tray.empty')}
        </Text>
      )}
      <ul className="qmc-list">
        {tray.files.map((file) => (
          <li key={file.trayId}>
            <Entry {...props} file={file} />
          </li>
        ))}
      </ul>
      {tray.dropped !== undefined && (
        <Group justify="space-between" wrap="nowrap" gap={8} role="status">
          <Text fz="xs" truncate>
            {t('tray.dropped', { name: tray.dropped.name })}
          </Text>
          <Button size="compact-xs" variant="subtle" style={{ flex: 'none' }} onClick={tray.restore}>
            {t('scan.putBack')}
          </Button>
        </Group>
      )}
      <RefusalNotice refused={tray.refused} />
    </section>
  );
}

function Entry(props: {
  tray: ReturnType<typeof useTray>;
  file: TrayFile;
  mayFile: boolean;
  onFile: (trayId: string) => void;
}) {
  const { t } = useWords();
  const { file, tray } = props;
  const isShown = tray.shown?.trayId === file.trayId;
  const refused = file.refusal !== null;
  const Icon = refused ? IconAlertTriangle : file.kind === 'pdf' ? IconFileTypePdf : IconPhoto;
  return (
    <div className="qmc-tray-file" data-shown={isShown || undefined}>
      <UnstyledButton
        className="qmc-tray-name"
        aria-current={isShown ? 'true' : undefined}
        disabled={refused}
        onClick={() => tray.show(isShown ? undefined : file.trayId)}
      >
        <Text fz="sm" truncate title={file.name}>
          {file.name}
        </Text>
      </UnstyledButton>
      <Group gap={2} wrap="nowrap">
        {!refused && (
          <Button
            size="compact-xs"
            variant="default"
            disabled={!props.mayFile}
            loading={tray.filing === file.trayId}
            aria-label={t('tray.fileOf', { name: file.name })}
            onClick={() => props.onFile(file.trayId)}
          >
            {t('tray.file')}
          </Button>
        )}
        <ActionIcon
          size={24}
          variant="subtle"
          color="gray"
          title={t('tray.dropNote')}
          aria-label={t('tray.drop', { name: file.name })}
          onClick={() => tray.drop(file)}
        >
          <IconTrash size={15} />
        </ActionIcon>
      </Group>
      <span className={`qmc-state qmc-small ${refused ? 'qmc-attention' : ''}`}>
        <Icon size={15} aria-hidden style={{ flex: 'none' }} />
        <span className="qmc-wrap">
          {file.refusal === null
            ? t('tray.pages', { pages: file.pages, at: showInstant(file.arrivedAt) })
            : t('tray.refused', { reason: reasonOf(t, file.refusal) })}
        </span>
      </span>
    </div>
  );
}

function reasonOf(t: Translate, code: string): string {
  const key = `tray.reason.${code}`;
  return isMessageKey(key) ? t(key) : code;
}
