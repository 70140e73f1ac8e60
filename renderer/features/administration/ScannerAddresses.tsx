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
  return <Asked query={asked}>{(answer) => <Addresses {...answer} />}</Asked>;
}

interface Announced {
  name: string;
  address: string;
}

function Addresses(props: { addresses: readonly string[]; announced: readonly Announced[] }) {
  const { t } = useWords();
  const client = useClient();
  const save = useCommand(client.scan.setAddresses);
  const [text, setText] = useDraft(DRAFT, props.addresses.join('\n'));
  const forget = useDrafts((state) => state.forget);
  const [saved, setSaved] = useState<number>();
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const submit = async () => {
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
      <AnnouncedScanners
        announced={props.announced.filter(({ address }) => !lines.includes(address))}
        onAdd={(address) => setText([...lines, address].join('\n'))}
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

/** Scanners that say of themselves that they are there; entering one keeps its name before those that only announce themselves. */
function AnnouncedScanners(props: { announced: readonly Announced[]; onAdd: (address: string) => void }) {
  const { t } = useWords();
  if (props.announced.length === 0) return null;
  return (
    <div>
      <Text fz="sm" fw={500}>
        {t('devices.announced')}
      </Text>
      <ul className="qmc-list">
        {props.announced.map(({ name, address }) => (
          <li key={address}>
            <Group justify="space-between" wrap="nowrap">
              <Text fz="sm">
                {name} <span className="qmc-mono">{address}</span>
              </Text>
              <Button
                size="compact-sm"
                variant="subtle"
                style={{ flex: 'none' }}
                aria-label={t('devices.announcedAdd', { name })}
                onClick={() => props.onAdd(address)}
              >
                {t('devices.announcedAddShort')}
              </Button>
            </Group>
          </li>
        ))}
      </ul>
    </div>
  );
}
