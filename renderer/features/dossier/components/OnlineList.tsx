import { Anchor, Stack, Text, Title } from '@mantine/core';
import { IconClock, IconWorldCheck } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { OnlineHit } from '../../../../shared/contract/online.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { showDue, showInstant } from '../../../lib/format.ts';
import { isMessageKey, type Translate } from '../../../lib/i18n.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import { useHostClock } from '../../../lib/use-host-clock.ts';
import { ListTable } from '../../../ui/ListTable.tsx';
import { Asked, Empty } from '../../../ui/ScreenStates.tsx';
import { StateMark } from '../../../ui/StateMark.tsx';
import { DossierState } from './DossierState.tsx';

/** What was filed online and waits for the office or the citizen, and what came and could not be read. */
export function OnlineList() {
  const client = useClient();
  const asked = useAsk(['online', 'list'], {}, () => client.online.list({}));
  return (
    <Asked query={asked}>
      {({ submissions, total, unread }) => (
        <Stack gap="lg">
          <Submissions submissions={submissions} total={total} />
          {unread.length > 0 && <Unread unread={unread} />}
        </Stack>
      )}
    </Asked>
  );
}

function Submissions({ submissions, total }: { submissions: readonly OnlineHit[]; total: number }) {
  const { t, language } = useWords();
  const now = useHostClock();
  return (
    <ListTable
      rows={submissions}
      total={total}
      keyOf={({ submissionId }) => submissionId}
      empty={
        <Empty
          icon={<IconWorldCheck size={48} stroke={1.3} aria-hidden />}
          title={t('online.none')}
          note={t('online.noneNote')}
        />
      }
      columns={[
        {
          title: t('online.code'),
          width: 200,
          cell: ({ submissionId, code }) => (
            <Anchor component={Link} href={`/ho-so/online/${submissionId}`} className="qmc-mono" fz="sm">
              {code}
            </Anchor>
          ),
        },
        {
          title: t('dossier.procedure'),
          cell: ({ procedureName, files, revision }) => (
            <>
              <Text fz="sm" lineClamp={2}>
                {procedureName}
              </Text>
              <Text fz="xs" c="dimmed">
                {t('online.fileCount', { count: files })}
                {revision > 1 && ` · ${t('online.revision', { number: revision })}`}
              </Text>
            </>
          ),
        },
        { title: t('party.submitter'), width: 190, cell: ({ submitterName }) => submitterName },
        { title: t('dossier.stateTitle'), width: 170, cell: ({ state }) => <DossierState state={state} /> },
        { title: t('online.filedAt'), width: 140, cell: ({ filedAt }) => showInstant(filedAt) },
        {
          title: t('online.dueAt'),
          width: 210,
          cell: ({ state, dueAt }) =>
            state === 'registered' &&
            dueAt !== null && (
              <>
                {showDue(dueAt, language)} <AcceptanceMark dueAt={dueAt} now={now} />
              </>
            ),
        },
      ]}
    />
  );
}

/** That the limit of acceptance is over; nothing while there is time. */
export function AcceptanceMark({ dueAt, now }: { dueAt: string; now: number }) {
  const { t } = useWords();
  if (Date.parse(dueAt) >= now) return null;
  return (
    <span className="qmc-state qmc-bad">
      <IconClock size={16} aria-hidden />
      <span>{t('due.late')}</span>
    </span>
  );
}

interface UnreadLine {
  submissionId: string;
  revision: number;
  reason: string;
  detail: string;
  arrivedAt: string;
}

function Unread({ unread }: { unread: readonly UnreadLine[] }) {
  const { t } = useWords();
  return (
    <section>
      <Title order={2} fz="md">
        {t('online.unread')}
      </Title>
      <Text fz="sm" c="dimmed" mb={8}>
        {t('online.unreadNote')}
      </Text>
      <ListTable
        rows={unread}
        keyOf={({ submissionId, revision }) => `${submissionId}.${revision}`}
        columns={[
          {
            title: t('online.submissionId'),
            width: 300,
            cell: ({ submissionId }) => (
              <Text fz="xs" className="qmc-mono">
                {submissionId}
              </Text>
            ),
          },
          {
            title: t('online.why'),
            cell: (line) => (
              <StateMark state="bad">
                <span className="qmc-wrap">{reasonInWords(t, line)}</span>
              </StateMark>
            ),
          },
          { title: t('online.arrivedAt'), width: 140, cell: ({ arrivedAt }) => showInstant(arrivedAt) },
        ]}
      />
    </section>
  );
}

function reasonInWords(t: Translate, { reason, detail }: UnreadLine): string {
  const key = `online.reason.${reason}`;
  const words = isMessageKey(key) ? t(key) : t('online.reason.other', { reason });
  return detail === '' ? words : `${words} (${detail})`;
}
