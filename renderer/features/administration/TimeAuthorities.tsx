import { Button, Group, NativeSelect, Stack, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft, useDrafts } from '../../lib/drafts.ts';
import { showInstant } from '../../lib/format.ts';
import { fieldProblems, type Refused, refusalText, toRefused } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';

const DRAFT = 'signing.timeAuthorities';
const DIGESTS = [
  { value: 'sha256', label: 'SHA-256' },
  { value: 'sha384', label: 'SHA-384' },
  { value: 'sha512', label: 'SHA-512' },
];

type Client = ReturnType<typeof useClient>;
type Settings = Awaited<ReturnType<Client['certify']['timeAuthorities']>>;
type Said = Awaited<ReturnType<Client['certify']['tryTimeAuthority']>>;

/** Whom the office asks for time stamps, in order, each with a trial. */
export function TimeAuthorities() {
  const client = useClient();
  const asked = useAsk(['certify', 'timeAuthorities'], {}, () => client.certify.timeAuthorities({}));
  return <Asked query={asked}>{(settings) => <Addresses settings={settings} />}</Asked>;
}

function Addresses({ settings }: { settings: Settings }) {
  const { t } = useWords();
  const client = useClient();
  const save = useCommand(client.certify.setTimeAuthorities);
  const [text, setText] = useDraft(DRAFT, settings.addresses.join('\n'));
  const [digest, setDigest] = useState(settings.digest);
  const forget = useDrafts((state) => state.forget);
  const [saved, setSaved] = useState('');
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const submit = async () => {
    const done = await save.run({ addresses: lines, digest });
    if (done === undefined) return setSaved('');
    forget(DRAFT);
    const words = [t('time.saved', { count: done.addresses.length })];
    if (done.waiting > 0) words.push(t('time.waiting', { count: done.waiting }));
    setSaved(words.join(' '));
  };
  return (
    <Stack component="section" gap="sm" maw={760}>
      <div>
        <Title order={2}>{t('time.title')}</Title>
        <Text fz="sm" c="dimmed">
          {t('time.note')}
        </Text>
      </div>
      <Textarea
        label={t('time.addresses')}
        description={t('time.addressesHint')}
        autosize
        minRows={2}
        maxRows={5}
        spellCheck={false}
        value={text}
        error={Object.values(fieldProblems(t, save.refused))[0]}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {lines.map((address) => (
        <Trial key={address} address={address} />
      ))}
      <NativeSelect
        label={t('time.digest')}
        data={DIGESTS}
        w={200}
        value={digest}
        onChange={(event) => setDigest(event.currentTarget.value as Settings['digest'])}
      />
      <RefusalNotice refused={save.refused} />
      <Group justify="space-between">
        <Text fz="sm" c="var(--qmc-green)" role="status">
          {saved}
        </Text>
        <Button loading={save.running} onClick={() => void submit()}>
          {t('app.save')}
        </Button>
      </Group>
    </Stack>
  );
}

/** One address with what it said when it was tried. */
function Trial({ address }: { address: string }) {
  const { t } = useWords();
  const client = useClient();
  const [running, setRunning] = useState(false);
  const [outcome, setOutcome] = useState<{ said: Said } | { refused: Refused }>();
  const tryIt = async () => {
    setRunning(true);
    try {
      setOutcome({ said: await client.certify.tryTimeAuthority({ address }) });
    } catch (error) {
      setOutcome({ refused: toRefused(error) });
    }
    setRunning(false);
  };
  return (
    <Stack gap={4}>
      <Group justify="space-between" wrap="nowrap">
        <Text fz="sm" className="qmc-mono qmc-wrap">
          {address}
        </Text>
        <Button
          size="compact-sm"
          variant="subtle"
          loading={running}
          style={{ flex: 'none' }}
          aria-label={t('time.tryOf', { address })}
          onClick={() => void tryIt()}
        >
          {t('time.try')}
        </Button>
      </Group>
      <div role="status">
        {outcome !== undefined && (
          <StateMark state={'said' in outcome ? 'good' : 'bad'}>
            <span className="qmc-wrap">{outcomeWords(outcome)}</span>
          </StateMark>
        )}
      </div>
    </Stack>
  );

  function outcomeWords(tried: { said: Said } | { refused: Refused }): string {
    if ('refused' in tried) return refusalText(t, tried.refused);
    const { authority, at, authorityNotAfter } = tried.said;
    return t('time.tried', { authority, time: showInstant(at), until: showInstant(authorityNotAfter) });
  }
}
