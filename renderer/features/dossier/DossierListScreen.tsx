import { Stack, Tabs } from '@mantine/core';
import { navigate } from 'wouter/use-hash-location';
import { useWords } from '../../lib/context.tsx';
import { PromiseList } from '../calendar/index.ts';
import { OriginalsList } from '../custody/index.ts';
import { GuidanceList } from '../guidance/index.ts';
import { UnverifiedList } from '../identity/index.ts';
import { TransferList } from '../transfer/index.ts';
import { AwaitedList } from './components/AwaitedList.tsx';
import { CodelessList } from './components/CodelessList.tsx';
import { FoundDossiers } from './components/FoundDossiers.tsx';
import { LackingCopies } from './components/LackingCopies.tsx';
import { MyWork } from './components/MyWork.tsx';
import { OnlineList } from './components/OnlineList.tsx';
import { ReceiptList } from './components/ReceiptList.tsx';
import { CallList, SentList, SoonList } from './components/WatchLists.tsx';
import { isDossierList, OTHER_LISTS } from './dossier-lists.ts';

/** Lists that Today leads to when there is something in them; their tabs would crowd the others. */
const RARE: ReadonlySet<string> = new Set([
  'promises',
  'unacknowledged',
  'awaited',
  'codeless',
  'copies-lacking',
]);

/** Dossiers by list: one that is searched and filtered, others with a table of their own. */
export function DossierListScreen({ filter }: { filter: string | undefined }) {
  const { t } = useWords();
  const other = OTHER_LISTS.find((name) => name === filter);
  const plain = filter !== undefined && isDossierList(filter) ? filter : 'all';
  return (
    <Stack gap="sm">
      <Tabs value={other ?? 'all'} onChange={(value) => navigate(`/ho-so/list/${value}`)}>
        <Tabs.List aria-label={t('dossiers.lists')}>
          <Tabs.Tab value="all">{t('dossiers.every')}</Tabs.Tab>
          {OTHER_LISTS.filter((name) => !RARE.has(name) || name === other).map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`dossiers.list.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      {other === undefined && <FoundDossiers key={plain} list={plain} />}
      {other === 'mine' && <MyWork />}
      {other === 'unacknowledged' && <SentList />}
      {other === 'promises' && <PromiseList />}
      {other === 'online' && <OnlineList />}
      {other === 'due-soon' && <SoonList />}
      {other === 'to-call' && <CallList />}
      {other === 'to-transfer' && <TransferList />}
      {other === 'awaited' && <AwaitedList />}
      {other === 'codeless' && <CodelessList />}
      {other === 'copies-lacking' && <LackingCopies />}
      {other === 'originals' && <OriginalsList />}
      {other === 'receipts' && <ReceiptList />}
      {other === 'guidance' && <GuidanceList />}
      {other === 'to-verify' && <UnverifiedList />}
    </Stack>
  );
}
