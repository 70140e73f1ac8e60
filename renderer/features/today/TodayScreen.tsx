import { Group, Stack, Text, Title } from '@mantine/core';
import {
  IconAlarm,
  IconArrowsDiff,
  IconCalendarDue,
  IconCalendarQuestion,
  IconChecklist,
  IconChevronRight,
  IconClockShare,
  IconCloudUp,
  IconFileExport,
  IconHourglass,
  IconLock,
  IconMailQuestion,
  IconNumber,
  IconPackageExport,
  IconPhone,
  IconRubberStamp,
  IconSend,
  IconSignature,
  IconUserCheck,
  IconUserQuestion,
  IconUsersPlus,
  IconWorldCheck,
  type TablerIcon,
} from '@tabler/icons-react';
import { Link } from 'wouter';
import { useWords } from '../../lib/context.tsx';
import { showDayInWords, showInstant } from '../../lib/format.ts';
import { isMessageKey } from '../../lib/i18n.ts';
import { useHostClock, useToday } from '../../lib/use-host-clock.ts';
import { Asked, Empty } from '../../ui/ScreenStates.tsx';
import { WhyUnsent } from '../delivery/index.ts';

/** Where each list is worked off, in the order of urgency. */
const LISTS: Readonly<Record<string, { Icon: TablerIcon; path: string; tone: string }>> = {
  mine: { Icon: IconUserCheck, path: '/ho-so/list/mine', tone: 'var(--mantine-color-text)' },
  unassigned: { Icon: IconUsersPlus, path: '/ho-so/list/mine', tone: 'var(--mantine-color-text)' },
  promises: { Icon: IconCalendarQuestion, path: '/ho-so/list/promises', tone: 'var(--qmc-amber)' },
  online: { Icon: IconWorldCheck, path: '/ho-so/list/online', tone: 'var(--qmc-amber)' },
  overdue: { Icon: IconAlarm, path: '/ho-so/list/overdue', tone: 'var(--qmc-red)' },
  'due-today': { Icon: IconCalendarDue, path: '/ho-so/list/due-today', tone: 'var(--qmc-amber)' },
  'due-soon': { Icon: IconClockShare, path: '/ho-so/list/due-soon', tone: 'var(--qmc-amber)' },
  'to-call': { Icon: IconPhone, path: '/ho-so/list/to-call', tone: 'var(--qmc-amber)' },
  asked: { Icon: IconHourglass, path: '/ho-so/list/asked', tone: 'var(--mantine-color-text)' },
  'to-return': { Icon: IconPackageExport, path: '/ho-so/list/to-return', tone: 'var(--mantine-color-text)' },
  unacknowledged: {
    Icon: IconMailQuestion,
    path: '/ho-so/list/unacknowledged',
    tone: 'var(--qmc-amber)',
  },
  'to-sign': { Icon: IconSignature, path: '/certify/sign', tone: 'var(--mantine-color-text)' },
  'to-seal': { Icon: IconRubberStamp, path: '/certify/seal', tone: 'var(--mantine-color-text)' },
  'to-transfer': { Icon: IconFileExport, path: '/ho-so/list/to-transfer', tone: 'var(--qmc-amber)' },
  awaited: { Icon: IconSend, path: '/ho-so/list/awaited', tone: 'var(--qmc-amber)' },
  codeless: { Icon: IconNumber, path: '/ho-so/list/codeless', tone: 'var(--mantine-color-text)' },
  'to-verify': { Icon: IconUserQuestion, path: '/ho-so/list/to-verify', tone: 'var(--mantine-color-text)' },
  originals: { Icon: IconLock, path: '/ho-so/list/originals', tone: 'var(--mantine-color-text)' },
  differences: { Icon: IconArrowsDiff, path: '/delivery', tone: 'var(--qmc-amber)' },
  unsent: { Icon: IconCloudUp, path: '/delivery', tone: 'var(--qmc-amber)' },
};
const ORDER = Object.keys(LISTS);

interface WorkList {
  list: string;
  count: number;
  oldestAt: string | null;
}

/** What waits for me: each list leads to the screen where it is worked off. */
export function TodayScreen() {
  const { t, language } = useWords();
  const today = useToday();
  const now = useHostClock();
  return (
    <Asked query={today}>
      {({ lists }) => {
        const known = (lists as WorkList[]).filter(({ list }) => list in LISTS);
        const sorted = known.sort((a, b) => ORDER.indexOf(a.list) - ORDER.indexOf(b.list));
        // What is sent by itself, or lies in the cupboard, is no work of today.
        const nothing = sorted.every(
          ({ list, count }) => count === 0 || list === 'unsent' || list === 'originals',
        );
        return (
          <Stack gap="lg">
            <Title order={2} fz="xl">
              {showDayInWords(now, language)}
            </Title>
            <section aria-label={t('today.lists')} className="qmc-work-lists">
              {sorted.map((entry) => (
                <List key={entry.list} {...entry} />
              ))}
            </section>
            {nothing && (
              <Empty
                icon={<IconChecklist size={56} stroke={1.2} aria-hidden />}
                title={t('today.empty.title')}
                note={t('today.empty.note')}
              />
            )}
          </Stack>
        );
      }}
    </Asked>
  );
}

function List({ list, count, oldestAt }: WorkList) {
  const { t } = useWords();
  const { Icon, path, tone } = LISTS[list] ?? { Icon: IconChecklist, path: '/today', tone: 'inherit' };
  // These count from the due time, the others from when the work began to wait.
  const isDue =
    list === 'due-today' ||
    list === 'overdue' ||
    list === 'due-soon' ||
    list === 'to-transfer' ||
    list === 'awaited' ||
    list === 'online';
  const words = (key: string) => (isMessageKey(key) ? t(key) : list);
  return (
    <Link href={path} className="qmc-work-list">
      <Group wrap="nowrap">
        <Icon size={26} stroke={1.6} style={{ flexShrink: 0 }} aria-hidden />
        <div>
          <Text fw={600}>{words(`today.list.${list}`)}</Text>
          <Text fz="sm" c="dimmed">
            {words(`today.list.${list}Note`)}
            {oldestAt !== null &&
              ` · ${t(isDue ? 'today.earliestDue' : 'today.oldest', { time: showInstant(oldestAt) })}`}
          </Text>
          {list === 'unsent' && count > 0 && <WhyUnsent />}
        </div>
      </Group>
      <Group gap={8} wrap="nowrap" style={{ flexShrink: 0 }}>
        <Text fz={count > 0 ? '1.5rem' : 'md'} fw={600} c={count > 0 ? tone : 'dimmed'}>
          {count > 0 ? count : t('today.nothing')}
        </Text>
        <IconChevronRight size={18} aria-hidden />
      </Group>
    </Link>
  );
}
