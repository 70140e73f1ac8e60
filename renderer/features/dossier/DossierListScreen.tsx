import { Anchor, Stack, Table, Tabs, Text, TextInput } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { useDeferredValue } from 'react';
import { Link } from 'wouter';
import { navigate } from 'wouter/use-hash-location';
import type { DossierHit } from '../../../shared/contract/dossier.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft } from '../../lib/drafts.ts';
import { showDue, showInstant } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useHostClock } from '../../lib/use-host-clock.ts';
import { Asked, Empty } from '../../ui/ScreenStates.tsx';
import { PromiseList } from '../calendar/index.ts';
import { OriginalsList } from '../custody/index.ts';
import { UnverifiedList } from '../identity/index.ts';
import { TransferList } from '../transfer/index.ts';
import { AwaitedList } from './components/AwaitedList.tsx';
import { CodelessList } from './components/CodelessList.tsx';
import { DossierState, DueMark } from './components/DossierState.tsx';
import { MyWork } from './components/MyWork.tsx';
import { OnlineList } from './components/OnlineList.tsx';
import { CallList, SentList, SoonList } from './components/WatchLists.tsx';
import { belongs, type DossierList, isDossierList, LISTS, statesOf } from './dossier-lists.ts';

const MOST = 200;

/** Lists that Today leads to when there is something in them; their tabs would crowd the others. */
const RARE: ReadonlySet<string> = new Set(['promises', 'unacknowledged', 'awaited', 'codeless']);

/** Dossiers by list, found by code or name. */
export function DossierListScreen({ filter }: { filter: string | undefined }) {
  const { t } = useWords();
  const list = LISTS.find((name) => name === filter) ?? 'all';
  return (
    <Stack gap="sm">
      <Tabs
        value={list}
        onChange={(value) => navigate(`/ho-so/list/${value}`)}
        styles={{ tab: { paddingInline: 9 } }}
      >
        <Tabs.List aria-label={t('dossiers.lists')}>
          {LISTS.filter((name) => !RARE.has(name) || name === list).map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`dossiers.list.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      {isDossierList(list) && <Dossiers list={list} />}
      {list === 'mine' && <MyWork />}
      {list === 'unacknowledged' && <SentList />}
      {list === 'promises' && <PromiseList />}
      {list === 'online' && <OnlineList />}
      {list === 'due-soon' && <SoonList />}
      {list === 'to-call' && <CallList />}
      {list === 'to-transfer' && <TransferList />}
      {list === 'awaited' && <AwaitedList />}
      {list === 'codeless' && <CodelessList />}
      {list === 'originals' && <OriginalsList />}
      {list === 'to-verify' && <UnverifiedList />}
    </Stack>
  );
}

function Dossiers({ list }: { list: DossierList }) {
  const { t } = useWords();
  const client = useClient();
  const now = useHostClock();
  const [typed, setText] = useDraft('dossier.list.text', '');
  const text = useDeferredValue(typed);
  const states = statesOf(list);
  const asked = useAsk(['dossier', 'search'], { text, list }, () =>
    client.dossier.search({
      text,
      limit: MOST,
      ...(states === undefined ? {} : { states }),
      // Only the host sees every dossier: what is late may be older than the newest that a page holds.
      ...(list === 'overdue' ? { late: true } : {}),
    }),
  );
  return (
    <>
      <TextInput
        maw={520}
        label={t('dossiers.search')}
        description={t('dossiers.searchHint')}
        value={typed}
        autoComplete="off"
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Asked query={asked}>
        {({ hits, next }) => (
          <>
            <DossierTable hits={hits.filter((hit) => belongs(list, hit, now))} now={now} />
            {next !== null && (
              <Text fz="sm" c="dimmed" role="status">
                {t('dossiers.more', { shown: MOST })}
              </Text>
            )}
          </>
        )}
      </Asked>
    </>
  );
}

function DossierTable({ hits, now }: { hits: DossierHit[]; now: number }) {
  const { t, language } = useWords();
  if (hits.length === 0)
    return (
      <Empty
        icon={<IconFolderOpen size={48} stroke={1.3} aria-hidden />}
        title={t('dossiers.none')}
        note={t('dossiers.noneNote')}
      />
    );
  return (
    <div className="qmc-table">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={190}>{t('dossier.code')}</Table.Th>
            <Table.Th>{t('dossier.procedure')}</Table.Th>
            <Table.Th>{t('party.owner')}</Table.Th>
            <Table.Th w={170}>{t('dossier.stateTitle')}</Table.Th>
            <Table.Th w={140}>{t('dossier.receivedAt')}</Table.Th>
            <Table.Th w={230}>{t('dossier.due')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {hits.map((hit) => (
            <Table.Tr key={hit.dossierId}>
              <Table.Td>
                <Anchor component={Link} href={`/ho-so/${hit.dossierId}`} className="qmc-mono" fz="sm">
                  {hit.code}
                </Anchor>
              </Table.Td>
              <Table.Td>
                <Text fz="sm" lineClamp={1} title={hit.procedureName}>
                  {hit.shortName}
                </Text>
              </Table.Td>
              <Table.Td>
                {hit.ownerName}
                {hit.submitterName !== hit.ownerName && (
                  <Text fz="xs" c="dimmed">
                    {t('dossier.submittedBy', { name: hit.submitterName })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <DossierState state={hit.state} />
                {hit.voidedFor !== null && (
                  <Text fz="xs" c="dimmed" lineClamp={2} title={hit.voidedFor}>
                    {hit.voidedFor}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>{showInstant(hit.receivedAt)}</Table.Td>
              <Table.Td>
                {showDue(hit.dueAt, language)} <DueMark state={hit.state} dueAt={hit.dueAt} now={now} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
