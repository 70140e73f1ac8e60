import { Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useWords } from '../lib/context.tsx';
import { toRefused } from '../lib/refusal.ts';
import { RefusalNotice } from './RefusalNotice.tsx';

const SKELETON_AFTER_MS = 300;

/** The four states of a screen: loading (a skeleton, not at once), refused or failed, empty (the screen says it), ready. */
export function Asked<T>(props: { query: UseQueryResult<T>; children: (value: T) => ReactNode }) {
  const { query } = props;
  if (query.data !== undefined) return props.children(query.data);
  if (query.isError) return <Failed error={query.error} retry={() => void query.refetch()} />;
  return <Loading />;
}

function Loading() {
  const { t } = useWords();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SKELETON_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Stack aria-busy="true" gap="sm" maw={720}>
      <Text className="qmc-skip">{t('app.loading')}</Text>
      {late && [1, 2, 3].map((row) => <Skeleton key={row} height={36} />)}
    </Stack>
  );
}

function Failed(props: { error: unknown; retry: () => void }) {
  const { t } = useWords();
  return (
    <Stack maw={640} gap="sm" align="flex-start">
      <Title order={2}>{t('state.failed.title')}</Title>
      <RefusalNotice refused={toRefused(props.error)} />
      <Button onClick={props.retry}>{t('app.retry')}</Button>
    </Stack>
  );
}

/** Nothing to show, said kindly. */
export function Empty(props: { icon: ReactNode; title: string; note?: string }) {
  return (
    <Stack align="center" gap={8} py={64} c="dimmed">
      {props.icon}
      <Text fw={600} c="var(--mantine-color-text)" fz="lg">
        {props.title}
      </Text>
      {props.note !== undefined && <Text ta="center">{props.note}</Text>}
    </Stack>
  );
}
