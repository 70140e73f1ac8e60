import { Button, Checkbox, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useClient, useWords } from '../../lib/context.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';

/** Issues recovery shares and shows them once; the dialog ends when somebody has said of each that it is kept. */
export function RecoveryShares({ note, onDone }: { note: string | undefined; onDone: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const issue = useCommand(client.health.issueRecoveryShares);
  const [shares, setShares] = useState<readonly string[]>([]);
  const [kept, setKept] = useState<readonly number[]>([]);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (shares.length > 0) list.current?.querySelector<HTMLElement>('input')?.focus();
  }, [shares]);
  if (shares.length === 0) {
    return (
      <Stack gap="md">
        <Text>{note ?? t('recovery.note')}</Text>
        {note === undefined && <Text c="var(--qmc-amber)">{t('recovery.replaces')}</Text>}
        <RefusalNotice refused={issue.refused} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('recovery.later')}
          </Button>
          <Button
            data-autofocus
            loading={issue.running}
            onClick={() => void issue.run({}).then((issued) => setShares(issued?.shares ?? []))}
          >
            {t('recovery.issue')}
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <Stack gap="md" ref={list}>
      <Text>{t('recovery.note')}</Text>
      {shares.map((share, index) => (
        <div key={share} className="qmc-panel qmc-tight">
          <Group mb={8}>
            <Text fw={600}>{t('recovery.share', { number: index + 1 })}</Text>
            <CopyButton value={share}>
              {({ copied, copy }) => (
                <Button size="compact-sm" variant="default" className="qmc-no-print" onClick={copy}>
                  {copied ? t('recovery.copied') : t('recovery.copy')}
                </Button>
              )}
            </CopyButton>
            <Checkbox
              ml="auto"
              className="qmc-no-print"
              label={t('recovery.kept', { number: index + 1 })}
              checked={kept.includes(index)}
              onChange={(event) =>
                setKept(event.currentTarget.checked ? [...kept, index] : kept.filter((at) => at !== index))
              }
            />
          </Group>
          <Code block fz="md">
            {share}
          </Code>
        </div>
      ))}
      <Group justify="flex-end" className="qmc-no-print">
        <Button variant="default" onClick={() => window.print()}>
          {t('recovery.print')}
        </Button>
        <Button disabled={kept.length < shares.length} onClick={onDone}>
          {t('recovery.done')}
        </Button>
      </Group>
    </Stack>
  );
}
