import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft, useDrafts } from '../../lib/drafts.ts';
import { fieldProblems } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';

const DRAFT = 'devices.scannerAddresses';

/** The scanners that do not announce themselves, by their address on the network. */
export function ScannerAddresses() {
  const client = useClient();
  const asked = useAsk(['scan', 'addresses'], {}, () => client.scan.addresses({}));
  return <Asked query={asked}>{({ addresses }) => <Addresses addresses={addresses} />}</Asked>;
}

function Addresses({ addresses }: { addresses: readonly string[] }) {
  const { t } = useWords();
  const client = useClient();
  const save = useCommand(client.scan.setAddresses);
  const [text, setText] = useDraft(DRAFT, addresses.join('\n'));
  const forget = useDrafts((state) => state.forget);
  const [saved, setSaved] = useState<number>();
  const submit = async () => {
    const lines = text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
    const done = await save.run({ addresses: lines });
    setSaved(done?.addresses.length);
    if (done !== undefined) forget(DRAFT);
  };
  const problem = Object.values(fieldProblems(t, save.refused))[0];
  return (
    <Stack component="section" gap="sm" mt="xl" maw={640}>
      <div>
        <Title order={2}>{t('devices.scanners')}</Title>
        <Text fz="sm" c="dimmed">
          {t('devices.scannersNote')}
        </Text>
      </div>
      <Textarea
        label={t('devices.scannerAddresses')}
        placeholder="http://192.168.1.20:80/eSCL"
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
        value={text}
        error={problem}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <RefusalNotice refused={save.refused} />
      <Group justify="space-between">
        <Text fz="sm" c="var(--qmc-green)" role="status">
          {saved === undefined ? '' : t('devices.scannersSaved', { count: saved })}
        </Text>
        <Button loading={save.running} onClick={() => void submit()}>
          {t('app.save')}
        </Button>
      </Group>
    </Stack>
  );
}
