import { Button, Checkbox, Menu, Text, TextInput } from '@mantine/core';
import { IconBookmark, IconChevronDown, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { navigate } from 'wouter/use-hash-location';
import type { SavedView } from '../../../../shared/contract/lists.ts';
import {
  type ListColumn,
  type ListFilter,
  LONGEST_VIEW_NAME,
  LONGEST_VIEW_TEXT,
  viewNameKey,
} from '../../../../shared/domain/dossier/list-view.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { fieldProblems } from '../../../lib/refusal.ts';
import { useCommand } from '../../../lib/use-command.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { DOSSIER_LISTS, type DossierList } from '../dossier-lists.ts';

/** What a view keeps. */
export interface ViewContent {
  text: string;
  filter: ListFilter;
  columns: readonly ListColumn[];
}

/** The lists that everybody has, the views of the person, those that others share; keeping one and throwing one away. */
export function SavedViews(props: {
  list: DossierList;
  opened: boolean;
  onOpened: (opened: boolean) => void;
  views: readonly SavedView[];
  current: SavedView | undefined;
  content: ViewContent;
  onOpen: (view: SavedView | undefined) => void;
}) {
  const { t } = useWords();
  const client = useClient();
  const remove = useCommand(client.lists.removeView);
  const [saving, setSaving] = useState(false);
  const { current } = props;
  const mine = props.views.filter((view) => view.mine);
  const others = props.views.filter((view) => !view.mine);
  const throwAway = async (view: SavedView) => {
    if ((await remove.run({ viewId: view.viewId })) !== undefined) props.onOpen(undefined);
  };
  return (
    <>
      <Menu opened={props.opened} onChange={props.onOpened} width={300} position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconBookmark size={16} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
            title="Alt+V"
          >
            <Text span truncate maw={180}>
              {current?.name ?? t(`dossiers.list.${props.list}`)}
            </Text>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('views.given')}</Menu.Label>
          {DOSSIER_LISTS.map((list) => (
            <Menu.Item
              key={list}
              onClick={() => {
                props.onOpen(undefined);
                navigate(`/ho-so/list/${list}`);
              }}
            >
              {t(`dossiers.list.${list}`)}
            </Menu.Item>
          ))}
          {mine.length > 0 && <Menu.Label>{t('views.mine')}</Menu.Label>}
          {mine.map((view) => (
            <Menu.Item key={view.viewId} onClick={() => props.onOpen(view)}>
              {view.name}
            </Menu.Item>
          ))}
          {others.length > 0 && <Menu.Label>{t('views.shared')}</Menu.Label>}
          {others.map((view) => (
            <Menu.Item key={view.viewId} onClick={() => props.onOpen(view)}>
              {view.name}
              <Text fz="xs" c="dimmed">
                {view.ownerName}
              </Text>
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconBookmark size={16} aria-hidden />}
            disabled={props.content.text.length > LONGEST_VIEW_TEXT}
            onClick={() => setSaving(true)}
          >
            {t('views.save')}
          </Menu.Item>
          {current?.mine && (
            <Menu.Item
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => void throwAway(current)}
            >
              {t('views.remove', { name: current.name })}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <RefusalNotice refused={remove.refused} />
      {saving && (
        <SaveView
          current={current?.mine ? current : undefined}
          content={props.content}
          onSaved={(view) => {
            setSaving(false);
            props.onOpen(view);
          }}
          onClose={() => setSaving(false)}
        />
      )}
    </>
  );
}

function SaveView(props: {
  current: SavedView | undefined;
  content: ViewContent;
  onSaved: (view: SavedView) => void;
  onClose: () => void;
}) {
  const { t } = useWords();
  const client = useClient();
  const save = useCommand(client.lists.saveView);
  const { current, content } = props;
  const [newId] = useState(uuidv7);
  const [name, setName] = useState(current?.name ?? '');
  const [shared, setShared] = useState(current?.shared ?? false);
  // Under its own name a view is changed; under another one more is kept.
  const isSame = current !== undefined && viewNameKey(current.name) === viewNameKey(name);
  const submit = async () => {
    const view = {
      viewId: isSame ? current.viewId : newId,
      name,
      shared,
      text: content.text,
      filter: content.filter,
      columns: [...content.columns],
    };
    const kept = await save.run(view);
    if (kept !== undefined) props.onSaved({ ...view, name: kept.name, mine: true, ownerName: '', gone: [] });
  };
  return (
    <Dialog
      title={t('views.saveTitle')}
      opened
      onClose={props.onClose}
      onSubmit={() => void submit()}
      submitLabel={isSame ? t('views.change') : t('app.save')}
      running={save.running}
      refused={save.refused}
    >
      <Text fz="sm" c="dimmed">
        {t('views.saveNote')}
      </Text>
      <TextInput
        data-autofocus
        label={t('views.name')}
        value={name}
        maxLength={LONGEST_VIEW_NAME}
        autoComplete="off"
        error={fieldProblems(t, save.refused)['name']}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox
        label={t('views.share')}
        checked={shared}
        onChange={(event) => setShared(event.currentTarget.checked)}
      />
    </Dialog>
  );
}
