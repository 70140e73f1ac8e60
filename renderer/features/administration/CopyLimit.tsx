import { Button, Group, NumberInput, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft, useDrafts } from '../../lib/drafts.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';

const DRAFT = 'devices.copyLimit';

/** How large a digital copy may be: what the system of the province takes. */
export function CopyLimit() {
  const client = useClient();
  const asked = useAsk(['device', 'copyLimit'], {}, () => client.scan.copyLimit({}));
  return <Asked query={asked}>{(answer) => <Limit {...answer} />}</Asked>;
}

function Limit({ megabytes }: { megabytes: number | null }) {
  const { t } = useWords();
  const client = useClient();
  const save = useCommand(client.scan.setCopyLimit);
  const [text, setText] = useDraft(DRAFT, megabytes === null ? '' : String(megabytes));
  const forget = useDrafts((state) => state.forget);
  const [saved, setSaved] = useState(false);
  const submit = async () => {
    const done = await save.run({ megabytes: text === '' ? null : Number(text) });
    setSaved(done !== undefined);
    if (done !== undefined) forget(DRAFT);
  };
  return (
    <Stack component="section" gap="sm" mt="xl" maw={640}>
      <div>
        <Title order={2}>{t('copyLimit.title')}</Title>
        <Text fz="sm" c="dimmed">
          {t('copyLimit.note')}
        </Text>
      </div>
      <NumberInput
        label={t('copyLimit.megabytes')}
        description={t('copyLimit.empty')}
        w={260}
        min={1}
        max={100}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        value={text}
        onChange={(value) => {
          setText(String(value));
          setSaved(false);
        }}
      />
      <RefusalNotice refused={save.refused} />
      <Group justify="space-between">
        <Text fz="sm" c="var(--qmc-green)" role="status">
          {saved && t(megabytes === null ? 'copyLimit.none' : 'copyLimit.saved', { megabytes })}
        </Text>
        <Button loading={save.running} onClick={() => void submit()}>
          {t('app.save')}
        </Button>
      </Group>
    </Stack>
  );
}
