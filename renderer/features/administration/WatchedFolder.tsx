import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft, useDrafts } from '../../lib/drafts.ts';
import { fieldProblems } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';

const DRAFT = 'devices.watchedFolder';

/** The folder into which scanners that no driver reaches put their files. */
export function WatchedFolder() {
  const client = useClient();
  const asked = useAsk(['tray', 'folder'], {}, () => client.tray.folder({}));
  return <Asked query={asked}>{(answer) => <Folder {...answer} />}</Asked>;
}

function Folder({ folder, folderMissing }: { folder: string | null; folderMissing: boolean }) {
  const { t } = useWords();
  const client = useClient();
  const save = useCommand(client.tray.watch);
  const [text, setText] = useDraft(DRAFT, folder ?? '');
  const forget = useDrafts((state) => state.forget);
  const [saved, setSaved] = useState(false);
  const submit = async () => {
    const chosen = text.trim() === '' ? null : text.trim();
    const done = await save.run({ folder: chosen });
    setSaved(done !== undefined);
    if (done !== undefined) forget(DRAFT);
  };
  return (
    <Stack component="section" gap="sm" mt="xl" maw={640}>
      <div>
        <Title order={2}>{t('tray.watchTitle')}</Title>
        <Text fz="sm" c="dimmed">
          {t('tray.watchNote')}
        </Text>
      </div>
      <TextInput
        label={t('tray.folder')}
        description={t('tray.folderNote')}
        spellCheck={false}
        value={text}
        error={fieldProblems(t, save.refused)['folder']}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setSaved(false);
        }}
      />
      {folder !== null && folderMissing && <StateMark state="bad">{t('tray.missing', { folder })}</StateMark>}
      <RefusalNotice refused={save.refused} />
      <Group justify="space-between">
        <Text fz="sm" c="var(--qmc-green)" role="status">
          {saved && t(folder === null ? 'tray.unwatched' : 'tray.watched', { folder: folder ?? '' })}
        </Text>
        <Button loading={save.running} onClick={() => void submit()}>
          {t('app.save')}
        </Button>
      </Group>
    </Stack>
  );
}
