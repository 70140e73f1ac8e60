import { Anchor, Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { StatementPlace } from '../../../shared/domain/certification/statement-place.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';

/** Where the statement comes out on the last page: moved until it stands in the blank part of this office's copies, as its printer feeds them. */
export function StatementPlaceFields() {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['certify', 'place'], {}, () => client.paperCopy.place({}));
  const set = useCommand(client.paperCopy.setPlace);
  const [typed, setTyped] = useState<StatementPlace>();
  if (asked.data === undefined) return null;
  if (typed === undefined)
    return (
      <Text fz="xs" c="dimmed">
        {t('paperCopy.placeNow', { ...asked.data })}{' '}
        <Anchor component="button" type="button" fz="xs" onClick={() => setTyped(asked.data)}>
          {t('paperCopy.placeMove')}
        </Anchor>
      </Text>
    );
  const save = async () => {
    if ((await set.run({ place: typed })) !== undefined) setTyped(undefined);
  };
  return (
    <Stack gap={6}>
      <Group gap="sm" grow>
        {(['leftMm', 'topMm'] as const).map((side) => (
          <NumberInput
            key={side}
            label={t(`paperCopy.place.${side}`)}
            suffix=" mm"
            min={0}
            max={side === 'leftMm' ? 92 : 230}
            value={typed[side]}
            onChange={(value) => setTyped({ ...typed, [side]: Number(value) })}
          />
        ))}
      </Group>
      <Text fz="xs" c="dimmed">
        {t('paperCopy.placeNote')}
      </Text>
      <RefusalNotice refused={set.refused} />
      <Button size="compact-sm" variant="default" loading={set.running} onClick={() => void save()}>
        {t('app.save')}
      </Button>
    </Stack>
  );
}
