import { Group, Text } from '@mantine/core';
import { IconCloudCheck, IconCloudUp } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useClient, useWords } from '../lib/context.tsx';
import { showClock, untilThree } from '../lib/format.ts';
import { useAsk } from '../lib/use-ask.ts';

const TICK_MS = 5000;

/** What every screen shows: unsent packets, and the host's clock with the time left until 15:00. */
export function HeaderStatus() {
  const { t } = useWords();
  const client = useClient();
  const today = useAsk(['today', 'get'], {}, () => client.today.get({}));
  const now = useHostClock(today.data?.now, today.dataUpdatedAt);
  const unsent = today.data?.lists.find(({ list }) => list === 'unsent')?.count ?? 0;
  const left = untilThree(now);
  const Icon = unsent === 0 ? IconCloudCheck : IconCloudUp;
  return (
    <Group gap="lg" wrap="nowrap" fz="sm">
      <span className={`qmc-state ${unsent === 0 ? 'qmc-good' : 'qmc-attention'}`}>
        <Icon size={18} aria-hidden />
        {unsent === 0 ? t('header.unsentNone') : t('header.unsent', { count: unsent })}
      </span>
      <Text component="span" fz="sm" style={{ whiteSpace: 'nowrap' }}>
        <b>{showClock(now)}</b>{' '}
        <span style={{ color: 'var(--qmc-muted)' }}>
          {left === undefined ? t('header.after15') : t('header.countdown', { time: left })}
        </span>
      </Text>
    </Group>
  );
}

/** The host's clock, carried on between answers: this machine's own clock may be wrong. */
function useHostClock(hostNow: string | undefined, answeredAt: number): number {
  const offset = useRef(0);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (hostNow !== undefined) offset.current = Date.parse(hostNow) - answeredAt;
    setNow(Date.now() + offset.current);
    const timer = setInterval(() => setNow(Date.now() + offset.current), TICK_MS);
    return () => clearInterval(timer);
  }, [hostNow, answeredAt]);
  return now;
}
