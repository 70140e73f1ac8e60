import { Group, Stack, Text, Title } from '@mantine/core';
import { IconChecklist, IconCloudUp } from '@tabler/icons-react';
import { useWords } from '../../lib/context.tsx';
import { showDayInWords, showInstant } from '../../lib/format.ts';
import { useHostClock, useToday } from '../../lib/use-host-clock.ts';
import { Asked, Empty } from '../../ui/ScreenStates.tsx';

/** What waits for me. */
export function TodayScreen() {
  const { t, language } = useWords();
  const today = useToday();
  const now = useHostClock();
  return (
    <Asked query={today}>
      {({ lists }) => (
        <Stack gap="lg">
          <Title order={2} fz="xl">
            {showDayInWords(now, language)}
          </Title>
          <section aria-label={t('today.lists')}>
            {lists.map(({ list, count, oldestAt }) => (
              <Group key={list} className="qmc-panel" justify="space-between" wrap="nowrap">
                <Group wrap="nowrap">
                  <IconCloudUp size={26} stroke={1.6} aria-hidden />
                  <div>
                    <Text fw={600}>{t(`today.list.${list}`)}</Text>
                    <Text fz="sm" c="dimmed">
                      {t(`today.list.${list}Note`)}
                      {oldestAt !== null && ` · ${t('today.oldest', { time: showInstant(oldestAt) })}`}
                    </Text>
                  </div>
                </Group>
                <Text fz="1.5rem" fw={600} c={count > 0 ? 'var(--qmc-amber)' : 'dimmed'}>
                  {count > 0 ? count : t('today.nothing')}
                </Text>
              </Group>
            ))}
          </section>
          <Empty
            icon={<IconChecklist size={56} stroke={1.2} aria-hidden />}
            title={t('today.empty.title')}
            note={t('today.empty.note')}
          />
        </Stack>
      )}
    </Asked>
  );
}
