import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import {
  IconBook2,
  IconColumns3,
  IconFileExport,
  IconFilter,
  IconFolderOpen,
  IconListCheck,
} from '@tabler/icons-react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { navigate } from 'wouter/use-hash-location';
import type { SavedView } from '../../../../shared/contract/lists.ts';
import {
  FIRST_COLUMNS,
  type ListColumn,
  type ListFilter,
} from '../../../../shared/domain/dossier/list-view.ts';
import { isPermitted } from '../../../../shared/domain/people/permissions.ts';
import type { Action } from '../../../app/actions.ts';
import { useRegisteredActions } from '../../../app/use-actions.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { useDraft } from '../../../lib/drafts.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import { useCommand } from '../../../lib/use-command.ts';
import { useHostClock } from '../../../lib/use-host-clock.ts';
import { useSession } from '../../../lib/use-session.ts';
import { Asked, Empty } from '../../../ui/ScreenStates.tsx';
import { VirtualTable } from '../../../ui/VirtualTable.tsx';
import { type DossierList, presetOf } from '../dossier-lists.ts';
import { drawnColumns } from '../list-columns.tsx';
import { type ListQuestion, useFoundDossiers } from '../use-found-dossiers.ts';
import { ColumnsDialog } from './ColumnsDialog.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { FilterChips, FilterPanel } from './FilterPanel.tsx';
import { RegisterDialog } from './RegisterDialog.tsx';
import { ResultListDialog } from './ResultListDialog.tsx';
import { SavedViews } from './SavedViews.tsx';

/** Dossiers found by words and filters, shown in the columns that the person chose, to any length. */
export function FoundDossiers({ list }: { list: DossierList }) {
  const { t } = useWords();
  const client = useClient();
  const [text, setText] = useDraft('dossier.list.text', '');
  const [filter, setFilter] = useDraft<ListFilter>(`dossier.list.${list}.filter`, presetOf(list));
  const [view, setView] = useDraft<SavedView | undefined>(`dossier.list.${list}.view`, undefined);
  const [filtering, setFiltering] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const [exporting, setExporting] = useState(false);
  const [booking, setBooking] = useState(false);
  const [listing, setListing] = useState(false);
  const roles = useSession().data?.user?.roles ?? [];
  const mayExport = isPermitted('dossier:export', roles);
  const mayList = list === 'to-return' && isPermitted('dossier:process', roles);
  const [viewsOpened, setViewsOpened] = useState(false);
  const kept = useAsk(['lists', 'get'], {}, () => client.lists.get({}));
  const setColumns = useCommand(client.lists.setColumns);
  const columns = view?.columns ?? kept.data?.columns ?? FIRST_COLUMNS;
  const clerks = kept.data?.clerks ?? [];
  const asked = { text: useDeferredValue(text), filter: useDeferredValue(filter) };

  const open = (opened: SavedView | undefined) => {
    setView(opened);
    if (opened === undefined) return setFilter(presetOf(list));
    setText(opened.text);
    setFilter(opened.filter);
  };
  const chooseColumns = async (chosen: ListColumn[]) => {
    // In an opened view the columns are that view's; it is kept when the person keeps it.
    if (view !== undefined) setView({ ...view, columns: chosen });
    else if ((await setColumns.run({ columns: chosen })) === undefined) return;
    setChoosing(false);
  };
  const table = useRef<HTMLDivElement>(null);
  const intoList = () => table.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus();

  const actions = useMemo<Action[]>(
    () => [
      {
        id: 'list-filter',
        label: 'action.filter',
        keys: 'Alt+B',
        inBar: true,
        run: () => setFiltering((shown) => !shown),
      },
      {
        id: 'list-views',
        label: 'action.views',
        keys: 'Alt+V',
        inBar: true,
        run: () => setViewsOpened((shown) => !shown),
      },
      {
        id: 'list-columns',
        label: 'action.columns',
        keys: 'Alt+C',
        inBar: true,
        run: () => setChoosing(true),
      },
      ...(mayExport
        ? [
            {
              id: 'list-export',
              label: 'action.export',
              keys: 'Alt+X',
              inBar: true,
              run: () => setExporting(true),
            } as const,
            {
              id: 'list-register',
              label: 'action.register',
              keys: 'Alt+S',
              run: () => setBooking(true),
            } as const,
          ]
        : []),
      ...(mayList
        ? [
            {
              id: 'list-results',
              label: 'action.resultList',
              keys: 'Alt+G',
              inBar: true,
              run: () => setListing(true),
            } as const,
          ]
        : []),
    ],
    [mayExport, mayList],
  );
  useRegisteredActions(actions);

  return (
    <Stack gap={8} className="qmc-fill">
      <Group align="flex-end" gap={8} wrap="nowrap">
        <TextInput
          flex={1}
          label={t('dossiers.search')}
          placeholder={t('dossiers.searchHint')}
          value={text}
          autoComplete="off"
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            intoList();
          }}
        />
        <Button
          variant={filtering ? 'light' : 'default'}
          leftSection={<IconFilter size={16} aria-hidden />}
          aria-expanded={filtering}
          aria-controls={filtering ? 'qmc-filters' : undefined}
          title="Alt+B"
          onClick={() => setFiltering(!filtering)}
        >
          {t('filter.title')}
        </Button>
        <SavedViews
          list={list}
          opened={viewsOpened}
          onOpened={setViewsOpened}
          views={kept.data?.views ?? []}
          current={view}
          content={{ text, filter, columns }}
          onOpen={open}
        />
        <Button
          variant="default"
          leftSection={<IconColumns3 size={16} aria-hidden />}
          title="Alt+C"
          onClick={() => setChoosing(true)}
        >
          {t('columns.button')}
        </Button>
        {mayExport && (
          <Button
            variant="default"
            leftSection={<IconFileExport size={16} aria-hidden />}
            title="Alt+X"
            onClick={() => setExporting(true)}
          >
            {t('export.button')}
          </Button>
        )}
        {mayExport && (
          <Button
            variant="default"
            leftSection={<IconBook2 size={16} aria-hidden />}
            title="Alt+S"
            onClick={() => setBooking(true)}
          >
            {t('register.button')}
          </Button>
        )}
        {mayList && (
          <Button
            variant="default"
            leftSection={<IconListCheck size={16} aria-hidden />}
            title="Alt+G"
            onClick={() => setListing(true)}
          >
            {t('results.button')}
          </Button>
        )}
      </Group>
      {filtering && <FilterPanel filter={filter} clerks={clerks} onChange={setFilter} />}
      {view !== undefined && view.gone.length > 0 && (
        <Alert role="status" color="yellow" variant="outline" py={6}>
          {t('views.gone', { name: view.name, gone: view.gone.map(storedName).join(', ') })}
        </Alert>
      )}
      <div ref={table} className="qmc-found">
        <Found asked={asked} columns={columns}>
          <FilterChips filter={filter} clerks={clerks} onChange={setFilter} />
        </Found>
      </div>
      {exporting && <ExportDialog content={{ text, filter, columns }} onClose={() => setExporting(false)} />}
      {booking && <RegisterDialog onClose={() => setBooking(false)} />}
      {listing && <ResultListDialog onClose={() => setListing(false)} />}
      {choosing && (
        <ColumnsDialog
          columns={columns}
          running={setColumns.running}
          refused={setColumns.refused}
          onSave={(chosen) => void chooseColumns(chosen)}
          onClose={() => setChoosing(false)}
        />
      )}
    </Stack>
  );
}

function Found(props: { asked: ListQuestion; columns: readonly ListColumn[]; children: React.ReactNode }) {
  const { t, language } = useWords();
  const now = useHostClock();
  const { pages, hits, count } = useFoundDossiers(props.asked);
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = pages;
  const minute = Math.floor(now / 60_000);
  const columns = useMemo(
    () => drawnColumns(props.columns, { t, language, now: minute * 60_000 }),
    [props.columns, t, language, minute],
  );
  return (
    <>
      <div className="qmc-chips">
        <Text fz="sm" c="dimmed" role="status">
          {count !== undefined && t(count.more ? 'dossiers.foundMore' : 'dossiers.found', count)}
        </Text>
        {props.children}
      </div>
      <Asked query={pages}>
        {() =>
          hits.length === 0 ? (
            <Empty
              icon={<IconFolderOpen size={48} stroke={1.3} aria-hidden />}
              title={t('dossiers.none')}
              note={t('dossiers.noneNote')}
            />
          ) : (
            <VirtualTable
              // Another question begins at its top.
              key={JSON.stringify(props.asked)}
              label={t('dossiers.table')}
              columns={columns}
              rows={hits}
              keyOf={({ dossierId }) => dossierId}
              more={hasNextPage}
              onMore={() => void (isFetchingNextPage || fetchNextPage())}
              onOpen={({ dossierId }) => navigate(`/ho-so/${dossierId}`)}
            />
          )
        }
      </Asked>
    </>
  );
}

/** What a view named that is gone, without the word for its kind. */
function storedName(gone: string): string {
  return gone.slice(gone.indexOf(':') + 1);
}
