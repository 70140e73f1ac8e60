import { Button, Group, NumberInput, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft, useDrafts } from '../../lib/drafts.ts';
import { showInstant } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';

const DRAFT = 'signing.keepDays';

type Retention = Awaited<ReturnType<ReturnType<typeof useClient>['certify']['retention']>>;

/** How long files of certifications are kept after the citizen has them, and what waits for the province before it goes. */
export function CopyRetention() {
  const client = useClient();
  const asked = useAsk(['certify', 'retention'], {}, () => client.certify.retention({}));
  return <Asked query={asked}>{(retention) => <Days retention={retention} />}</Asked>;
}

function Days({ retention }: { retention: Retention }) {
  const { t } = useWords();
  const client = useClient();
  const save = useCommand(client.certify.setRetention);
  const [text, setText] = useDraft(DRAFT, String(retention.days));
  const forget = useDrafts((state) => state.forget);
  const [saved, setSaved] = useState<number>();
  const submit = async () => {
    const done = text === '' ? undefined : await save.run({ days: Number(text) });
    setSaved(done?.days);
    if (done !== undefined) forget(DRAFT);
  };
  return (
    <Stack component="section" gap="sm" maw={760}>
      <div>
        <Title order={2}>{t('retention.title')}</Title>
        <Text fz="sm" c="dimmed">
          {t('retention.note')}
        </Text>
      </div>
      <Found retention={retention} />
      <NumberInput
        label={t('retention.days')}
        description={t('retention.daysNote')}
        w={260}
        min={0}
        max={30}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        value={text}
        onChange={(value) => {
          setText(String(value));
          setSaved(undefined);
        }}
      />
      <RefusalNotice refused={save.refused} />
      <Group justify="space-between">
        <Text fz="sm" c="var(--qmc-green)" role="status">
          {saved !== undefined && t('retention.saved', { days: saved })}
        </Text>
        <Button loading={save.running} disabled={text === ''} onClick={() => void submit()}>
          {t('app.save')}
        </Button>
      </Group>
    </Stack>
  );
}

function Found({ retention: { lookedAt, awaitingReceipt, forAuthority } }: { retention: Retention }) {
  const { t } = useWords();
  if (lookedAt === null) return <Text fz="sm">{t('retention.notYet')}</Text>;
  const { files, dossiers } = awaitingReceipt;
  return (
    <div>
      {dossiers === 0 ? (
        <Text fz="sm">{t('retention.nothing')}</Text>
      ) : (
        <StateMark state="attention">
          <span className="qmc-wrap">{t('retention.waiting', { files, dossiers })}</span>
        </StateMark>
      )}
      {forAuthority > 0 && <Text fz="sm">{t('retention.forgery', { count: forAuthority })}</Text>}
      <Text fz="xs" c="dimmed">
        {t('retention.looked', { time: showInstant(lookedAt) })}
      </Text>
    </div>
  );
}
