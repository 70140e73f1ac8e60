import { ActionIcon, Button, Checkbox, Group } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import { FIRST_COLUMNS, LIST_COLUMNS, type ListColumn } from '../../../../shared/domain/dossier/list-view.ts';
import { useWords } from '../../../lib/context.tsx';
import type { Refused } from '../../../lib/refusal.ts';
import { Dialog } from '../../../ui/Dialog.tsx';

/** Chooses which columns a list shows, and in what order. */
export function ColumnsDialog(props: {
  columns: readonly ListColumn[];
  running: boolean;
  refused: Refused | undefined;
  onSave: (columns: ListColumn[]) => void;
  onClose: () => void;
}) {
  const { t } = useWords();
  const [order, setOrder] = useState(() => inOrder(props.columns));
  const [shown, setShown] = useState<ReadonlySet<ListColumn>>(() => new Set(props.columns));
  const move = (index: number, by: number) => {
    const next = [...order];
    const [column] = next.splice(index, 1);
    next.splice(index + by, 0, column as ListColumn);
    setOrder(next);
  };
  const toggle = (column: ListColumn, on: boolean) => {
    const next = new Set(shown);
    if (on) next.add(column);
    else next.delete(column);
    // A list without any column shows nothing.
    if (next.size > 0) setShown(next);
  };
  return (
    <Dialog
      title={t('columns.title')}
      opened
      onClose={props.onClose}
      onSubmit={() => props.onSave(order.filter((column) => shown.has(column)))}
      submitLabel={t('app.save')}
      running={props.running}
      refused={props.refused}
    >
      <ul className="qmc-list">
        {order.map((column, index) => {
          const name = t(`list.column.${column}`);
          return (
            <li key={column}>
              <Group justify="space-between" h={34}>
                <Checkbox
                  label={name}
                  checked={shown.has(column)}
                  onChange={(event) => toggle(column, event.currentTarget.checked)}
                />
                <Group gap={4}>
                  <ActionIcon
                    variant="subtle"
                    disabled={index === 0}
                    aria-label={t('columns.up', { name })}
                    onClick={() => move(index, -1)}
                  >
                    <IconArrowUp size={16} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    disabled={index === order.length - 1}
                    aria-label={t('columns.down', { name })}
                    onClick={() => move(index, 1)}
                  >
                    <IconArrowDown size={16} aria-hidden />
                  </ActionIcon>
                </Group>
              </Group>
            </li>
          );
        })}
      </ul>
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            setOrder(inOrder(FIRST_COLUMNS));
            setShown(new Set(FIRST_COLUMNS));
          }}
        >
          {t('columns.first')}
        </Button>
      </div>
    </Dialog>
  );
}

/** Those that are shown in their order, then the others in the order in which they are offered. */
function inOrder(columns: readonly ListColumn[]): ListColumn[] {
  return [...columns, ...LIST_COLUMNS.filter((column) => !columns.includes(column))];
}
