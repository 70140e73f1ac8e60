import { Anchor, Stack, Table, Text, Title } from '@mantine/core';
import { IconClock, IconWorldCheck } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { OnlineHit } from '../../../../shared/contract/online.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { showDue, showInstant } from '../../../lib/format.ts';
import { isMessageKey, type Translate } from '../../../lib/i18n.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import { useHostClock } from '../../../lib/use-host-clock.ts';
import { Asked, Empty } from '../../../ui/ScreenStates.tsx';
import { StateMark } from '../../../ui/StateMark.tsx';
import { DossierState } from './DossierState.tsx';

/** What was filed online and waits for the office or the citizen, and what came and could not be read. */
export function OnlineList() {
  const client = useClient();
  const { t } = useWords();
  const asked = useAsk(['online', 'list'], {}, () => client.online.list({}));
  return (
    <Asked query={asked}>
      {({ submissions, unread }) => (
        <Stack gap="lg">
          {submissions.length === 0 ? (
            <Empty
              icon={<IconWorldCheck size={48} stroke={1.3} aria-hidden />}
              title={t('online.none')}
              note={t('online.noneNote')}
            />
          ) : (
            <Submissions submissions={submissions} />
          )}
          {unread.length > 0 && <Unread unread={unread} />}
        </Stack>
      )}
    </Asked>
  );
}

function Submissions({ submissions }: { submissions: readonly OnlineHit[] }) {
  const { t, language } = useWords();
  const now = useHostClock();
  return (
    <div className="qmc-table">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={200}>{t('online.code')}</Table.Th>
            <Table.Th>{t('dossier.procedure')}</Table.Th>
            <Table.Th w={190}>{t('party.submitter')}</Table.Th>
            <Table.Th w={170}>{t('dossier.stateTitle')}</Table.Th>
            <Table.Th w={140}>{t('online.filedAt')}</Table.Th>
            <Table.Th w={210}>{t('online.dueAt')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {submissions.map((hit) => (
            <Table.Tr key={hit.submissionId}>
              <Table.Td>
                <Anchor
                  component={Link}
                  href={`/ho-so/online/${hit.submissionId}`}
                  className="qmc-mono"
                  fz="sm"
                >
                  {hit.code}
                </Anchor>
              </Table.Td>
              <Table.Td>
                <Text fz="sm" lineClamp={2}>
                  {hit.procedureName}
                </Text>
                <Text fz="xs" c="dimmed">
                  {t('online.fileCount', { count: hit.files })}
                  {hit.revision > 1 && ` · ${t('online.revision', { number: hit.revision })}`}
                </Text>
              </Table.Td>
              <Table.Td>{hit.submitterName}</Table.Td>
              <Table.Td>
                <DossierState state={hit.state} />
              </Table.Td>
              <Table.Td>{showInstant(hit.filedAt)}</Table.Td>
              <Table.Td>
                {hit.state === 'registered' && hit.dueAt !== null && (
                  <>
                    {showDue(hit.dueAt, language)} <AcceptanceMark dueAt={hit.dueAt} now={now} />
                  </>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
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
      <div className="qmc-table">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={300}>{t('online.submissionId')}</Table.Th>
              <Table.Th>{t('online.why')}</Table.Th>
              <Table.Th w={140}>{t('online.arrivedAt')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {unread.map((line) => (
              <Table.Tr key={`${line.submissionId}.${line.revision}`}>
                <Table.Td className="qmc-mono">
                  <Text fz="xs">{line.submissionId}</Text>
                </Table.Td>
                <Table.Td>
                  <StateMark state="bad">
                    <span className="qmc-wrap">{reasonInWords(t, line)}</span>
                  </StateMark>
                </Table.Td>
                <Table.Td>{showInstant(line.arrivedAt)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
}

function reasonInWords(t: Translate, { reason, detail }: UnreadLine): string {
  const key = `online.reason.${reason}`;
  const words = isMessageKey(key) ? t(key) : t('online.reason.other', { reason });
  return detail === '' ? words : `${words} (${detail})`;
}
