import { Text } from '@mantine/core';
import { IconLockOpen } from '@tabler/icons-react';
import { useClient, useWords } from '../../lib/context.tsx';
import { showInstant } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { ListTable } from '../../ui/ListTable.tsx';
import { codeColumn } from '../../ui/list-cells.tsx';
import { Asked, Empty } from '../../ui/ScreenStates.tsx';

/** Every original that the office keeps now, the oldest first. */
export function OriginalsList() {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['dossier', 'originals'], {}, () => client.custody.list({}));
  return (
    <Asked query={asked}>
      {({ originals, total }) => (
        <ListTable
          rows={originals}
          total={total}
          keyOf={({ originalId }) => originalId}
          empty={
            <Empty
              icon={<IconLockOpen size={48} stroke={1.3} aria-hidden />}
              title={t('custody.noneOut')}
              note={t('custody.noneOutNote')}
            />
          }
          columns={[
            codeColumn(t),
            {
              title: t('custody.paper'),
              cell: ({ count, name, purpose }) => (
                <>
                  {count} × {name}
                  <Text fz="xs" c="dimmed">
                    {purpose}
                  </Text>
                </>
              ),
            },
            { title: t('party.owner'), width: 180, cell: ({ ownerName }) => ownerName },
            { title: t('custody.place'), width: 170, cell: ({ place }) => place },
            { title: t('custody.holder'), width: 170, cell: ({ holder }) => holder },
            { title: t('custody.since'), width: 140, cell: ({ keptAt }) => showInstant(keptAt) },
          ]}
        />
      )}
    </Asked>
  );
}
