import { Button, FileButton, Kbd, Text } from '@mantine/core';
import { IconFileCheck } from '@tabler/icons-react';
import { type DragEvent, useMemo, useRef, useState } from 'react';
import { useRegisteredActions } from '../../../app/use-actions.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { MOST_FILES, useFileChecks } from './file-checks.ts';

const TAKEN = '.pdf,.jpg,.jpeg,.png,.webp,.tif,.tiff,application/pdf,image/*';

/** The one place where a file is dropped, or chosen by hand or key. */
export function FileDrop() {
  const { t } = useWords();
  const client = useClient();
  const add = useFileChecks((state) => state.add);
  const tooMany = useFileChecks((state) => state.tooMany);
  const [over, setOver] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const actions = useMemo(
    () => [
      {
        id: 'check-file',
        label: 'check.choose' as const,
        keys: 'Ctrl+O',
        run: () => button.current?.click(),
      },
    ],
    [],
  );
  useRegisteredActions(actions);
  const take = (files: readonly File[]) =>
    add(
      client,
      files.map((file) => ({ name: file.name, file })),
    );
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take([...event.dataTransfer.files]);
  };
  return (
    <section
      aria-label={t('check.drop')}
      className={over ? 'qmc-drop qmc-drop-over' : 'qmc-drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <IconFileCheck size={36} stroke={1.4} aria-hidden className="qmc-drop-icon" />
      <div>
        <Text fw={600}>{t('check.drop')}</Text>
        <Text fz="sm" c="dimmed">
          {t('check.dropNote')}
        </Text>
        {tooMany && (
          <Text fz="sm" role="status">
            {t('check.tooMany', { most: MOST_FILES })}
          </Text>
        )}
      </div>
      <FileButton multiple accept={TAKEN} onChange={(files) => take(files)}>
        {(props) => (
          <Button {...props} ref={button} rightSection={<Kbd size="xs">Ctrl+O</Kbd>} style={{ flex: 'none' }}>
            {t('check.choose')}
          </Button>
        )}
      </FileButton>
    </section>
  );
}
