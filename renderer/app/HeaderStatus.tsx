import { Group, Text } from '@mantine/core';
import { IconCloudCheck, IconCloudUp } from '@tabler/icons-react';
import { useWords } from '../lib/context.tsx';
import { showClock, untilThree } from '../lib/format.ts';
import { useHostClock, useToday } from '../lib/use-host-clock.ts';

/** What every screen shows: unsent packets, and the host's clock with the time left until 15:00. */
export function HeaderStatus() {
  const { t } = useWords();
  const today = useToday();
  const now = useHostClock();
  const unsent = today.data?.lists.find(({ list }) => list === 'unsent')?.count;
  const left = untilThree(now);
  const Icon = unsent === 0 ? IconCloudCheck : IconCloudUp;
  return (
    <Group gap="lg" wrap="nowrap" fz="sm">
      {unsent !== undefined && (
        <span className={`qmc-state ${unsent === 0 ? 'qmc-good' : 'qmc-attention'}`}>
          <Icon size={18} aria-hidden />
          {unsent === 0 ? t('header.unsentNone') : t('header.unsent', { count: unsent })}
        </span>
      )}
      <Text component="span" fz="sm" style={{ whiteSpace: 'nowrap' }}>
        <b>{showClock(now)}</b>{' '}
        <span style={{ color: 'var(--qmc-muted)' }}>
          {left === undefined ? t('header.after15') : t('header.countdown', { time: left })}
        </span>
      </Text>
    </Group>
  );
}
