import { Anchor } from '@mantine/core';
import { IconFileDescription } from '@tabler/icons-react';
import { Link } from 'wouter';
import { useClient, useWords } from '../../../lib/context.tsx';
import { showInstant } from '../../../lib/format.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import { ListTable } from '../../../ui/ListTable.tsx';
import { codeColumn } from '../../../ui/list-cells.tsx';
import { Asked, Empty } from '../../../ui/ScreenStates.tsx';

/** Digital copies of which the national data still lack something; each leads to its paper on the scan screen. */
export function LackingCopies() {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['dossier', 'lacking'], {}, () => client.scan.lacking({}));
  return (
    <Asked query={asked}>
      {({ copies, total }) => (
        <ListTable
          rows={copies}
          total={total}
          keyOf={({ dossierId, componentId }) => `${dossierId} ${componentId}`}
          empty={
            <Empty
              icon={<IconFileDescription size={48} stroke={1.3} aria-hidden />}
              title={t('facts.none')}
              note={t('facts.noneNote')}
            />
          }
          columns={[
            codeColumn(t),
            { title: t('party.name'), width: 200, cell: ({ ownerName }) => ownerName },
            {
              title: t('facts.paper'),
              cell: ({ dossierId, componentId, componentName }) => (
                <Anchor component={Link} href={`/scan/${dossierId}/${componentId}`} fz="inherit">
                  {componentName}
                </Anchor>
              ),
            },
            {
              title: t('facts.lackingColumn'),
              cell: ({ lacking }) => lacking.map((field) => t(`facts.lacking.${field}`)).join(', '),
            },
            { title: t('facts.madeAt'), width: 140, cell: ({ madeAt }) => showInstant(madeAt) },
          ]}
        />
      )}
    </Asked>
  );
}
