import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconChecklist, IconChevronRight, IconPlayerTrackNext } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { WorkListName } from '../../../shared/contract/today.ts';
import { useWords } from '../../lib/context.tsx';
import { showDayInWords, showInstant } from '../../lib/format.ts';
import { useHostClock, useToday } from '../../lib/use-host-clock.ts';
import { useSession } from '../../lib/use-session.ts';
import { Asked, Empty } from '../../ui/ScreenStates.tsx';
import { ExpiryNotices } from '../certify/index.ts';
import { WhyUnsent } from '../delivery/index.ts';
import { useNextTask } from './use-next-task.ts';
import { SHOWN_LISTS } from './work-lists.ts';

interface WorkList {
  list: WorkListName;
  count: number;
  oldestAt: string | null;
}

/** What is sent by itself, or lies in the cupboard, is no work of today. */
const NOT_WORK: ReadonlySet<WorkListName> = new Set(['unsent', 'originals']);

/** What waits: first what the person's roles let them work off, the most urgent first; then, folded, what waits for others in the office. */
export function TodayScreen() {
  const { t, language } = useWords();
  const today = useToday();
  const now = useHostClock();
  const next = useNextTask(useSession().data?.user?.id ?? '');
  return (
    <Asked query={today}>
      {({ lists }) => {
        const mine = lists.filter((each) => each.mine);
        const others = lists.filter((each) => !each.mine);
        const nothing = mine.every(({ list, count }) => count === 0 || NOT_WORK.has(list));
        return (
          <Stack gap="lg">
            <Group justify="space-between">
              <Title order={2} fz="xl">
                {showDayInWords(now, language)}
              </Title>
              {!nothing && (
                <Button
                  leftSection={<IconPlayerTrackNext size={18} aria-hidden />}
                  rightSection={<kbd className="qmc-on-button">F4</kbd>}
                  onClick={next}
                >
                  {t('action.nextTask')}
                </Button>
              )}
            </Group>
            <ExpiryNotices />
            <section aria-labelledby="qmc-mine">
              <Title order={3} id="qmc-mine" mb={8}>
                {t('today.mine')}
              </Title>
              {nothing && (
                <Empty
                  icon={<IconChecklist size={56} stroke={1.2} aria-hidden />}
                  title={t('today.empty.title')}
                  note={t('today.empty.note')}
                />
              )}
              <Lists lists={mine} />
            </section>
            {others.length > 0 && <OfTheOffice lists={others} />}
          </Stack>
        );
      }}
    </Asked>
  );
}

function OfTheOffice({ lists }: { lists: readonly WorkList[] }) {
  const { t } = useWords();
  const waiting = lists.filter(({ count }) => count > 0);
  return (
    <details className="qmc-fold">
      <summary>
        <Title order={3}>{t('today.office')}</Title>
        <Text fz="sm" c="dimmed">
          {waiting.length === 0
            ? t('today.officeNothing')
            : waiting.map(({ list, count }) => `${t(`today.list.${list}`)}: ${count}`).join(' · ')}
        </Text>
      </summary>
      <Lists lists={lists} />
    </details>
  );
}

/** Those with something in them as rows; the empty ones in one small line. */
function Lists({ lists }: { lists: readonly WorkList[] }) {
  const { t } = useWords();
  const waiting = lists.filter(({ count }) => count > 0);
  const empty = lists.filter(({ count }) => count === 0);
  return (
    <>
      {waiting.length > 0 && (
        <div className="qmc-work-lists">
          {waiting.map((entry) => (
            <List key={entry.list} {...entry} />
          ))}
        </div>
      )}
      {empty.length > 0 && (
        <Text component="div" fz="sm" c="dimmed" mt={10} className="qmc-empty-lists">
          {t('today.without')}{' '}
          {empty.map(({ list }) => (
            <Link key={list} href={SHOWN_LISTS[list].path} className="qmc-quiet-link">
              {t(`today.list.${list}`)}
            </Link>
          ))}
        </Text>
      )}
    </>
  );
}

function List({ list, count, oldestAt }: WorkList) {
  const { t } = useWords();
  const { Icon, path, tone, isDue } = SHOWN_LISTS[list];
  return (
    <Link href={path} className="qmc-work-list">
      <Group wrap="nowrap">
        <Icon size={26} stroke={1.6} style={{ flexShrink: 0 }} aria-hidden />
        <div>
          <Text fw={600} className="qmc-work-list-name">
            {t(`today.list.${list}`)}
          </Text>
          <Text fz="sm" c="dimmed">
            {t(`today.list.${list}Note`)}
            {oldestAt !== null &&
              ` · ${t(isDue === true ? 'today.earliestDue' : 'today.oldest', { time: showInstant(oldestAt) })}`}
          </Text>
          {list === 'unsent' && <WhyUnsent />}
        </div>
      </Group>
      <Group gap={8} wrap="nowrap" style={{ flexShrink: 0 }}>
        <Text fz="1.5rem" fw={600} c={tone}>
          {count}
        </Text>
        <IconChevronRight size={18} aria-hidden />
      </Group>
    </Link>
  );
}
