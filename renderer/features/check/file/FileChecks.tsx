import { Button, Group, Stack, Text } from '@mantine/core';
import { useClient, useWords } from '../../../lib/context.tsx';
import { useCheckProgress } from '../../../lib/use-live.ts';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { type MarkedState, StateMark } from '../../../ui/StateMark.tsx';
import { CheckedFileView } from './CheckedFileView.tsx';
import { type FileCheck, useFileChecks } from './file-checks.ts';
import { fileMark } from './file-mark.ts';

/** The files that were given, and what was found of the one that is looked at. */
export function FileChecks() {
  const { t } = useWords();
  const { files, shown, show } = useFileChecks();
  const file = files.find(({ id }) => id === shown);
  if (file === undefined) return null;
  return (
    <Stack gap="md">
      {files.length > 1 && (
        <Group gap="xs" role="group" aria-label={t('check.files')}>
          {files.map((one) => (
            <Button
              key={one.id}
              size="compact-sm"
              variant="default"
              bd={one.id === file.id ? '2px solid var(--mantine-primary-color-filled)' : undefined}
              aria-pressed={one.id === file.id}
              onClick={() => show(one.id)}
              h={32}
            >
              <StateMark state={markOf(one)}>{one.name}</StateMark>
            </Button>
          ))}
        </Group>
      )}
      <OneFile file={file} key={file.id} />
    </Stack>
  );
}

function markOf({ state, checked }: FileCheck): MarkedState {
  if (checked !== undefined) return fileMark(checked);
  return state === 'refused' || state === 'cancelled' ? 'attention' : 'checking';
}

function OneFile({ file }: { file: FileCheck }) {
  const { t } = useWords();
  const client = useClient();
  const { again, cancel } = useFileChecks();
  const { id, name, state, checked, refused, sha256 } = file;
  if (state === 'done' && checked !== undefined) return <CheckedFileView name={name} checked={checked} />;
  return (
    <Stack gap="sm">
      <Text fw={600}>{name}</Text>
      {state === 'refused' && <RefusalNotice refused={refused} />}
      {state === 'cancelled' && <Text role="status">{t('check.cancelled')}</Text>}
      {(state === 'refused' || state === 'cancelled') && sha256 !== undefined && (
        <Group>
          <Button variant="default" onClick={() => again(client, id)}>
            {t('check.again')}
          </Button>
        </Group>
      )}
      {(state === 'waiting' || state === 'uploading' || state === 'checking') && (
        <Group gap="md">
          <Underway id={id} state={state} />
          <Button variant="default" onClick={() => cancel(id)}>
            {t('check.cancel')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Underway({ id, state }: { id: string; state: 'waiting' | 'uploading' | 'checking' }) {
  const { t } = useWords();
  const progress = useCheckProgress((store) => store.progress);
  const draws = state === 'checking' && progress?.checkId === id && progress.total > 0;
  return (
    <span role="status">
      <StateMark state="checking">
        {draws ? t('check.drawing', { done: progress.done, total: progress.total }) : t(`check.${state}`)}
      </StateMark>
    </span>
  );
}
