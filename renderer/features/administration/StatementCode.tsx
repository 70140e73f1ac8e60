import { Stack, Switch, Text, Title } from '@mantine/core';
import { useClient, useWords } from '../../lib/context.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';

/** Whether the statement of a paper copy carries a code by which its entry is found. */
export function StatementCode() {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['certify', 'code'], {}, () => client.paperCopy.code({}));
  const set = useCommand(client.paperCopy.setCode);
  return (
    <Stack component="section" gap="sm" maw={760}>
      <Title order={2}>{t('statementCode.title')}</Title>
      <Text fz="sm" c="dimmed">
        {t('statementCode.note')}
      </Text>
      <Asked query={asked}>
        {({ on }) => (
          <Switch
            label={t('statementCode.on')}
            checked={on}
            onChange={(event) => void set.run({ on: event.currentTarget.checked })}
          />
        )}
      </Asked>
      <RefusalNotice refused={set.refused} />
    </Stack>
  );
}
