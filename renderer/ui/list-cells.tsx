import { Anchor, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { Translate } from '../lib/i18n.ts';
import type { ListTableColumn } from './ListTable.tsx';

/** Where a dossier is opened from a list elsewhere. */
export function DossierLink(props: { dossierId: string; code: string }) {
  return (
    <Anchor component={Link} href={`/ho-so/${props.dossierId}`} className="qmc-mono" fz="sm">
      {props.code}
    </Anchor>
  );
}

/** The code of a dossier, which opens it. */
export function codeColumn(t: Translate, width = 190): ListTableColumn<{ dossierId: string; code: string }> {
  return { title: t('dossier.code'), width, cell: (row) => <DossierLink {...row} /> };
}

/** The procedure in one line with the owner below it, or whoever else `below` names. */
export function procedureColumn<Row extends { procedureName: string; ownerName: string }>(
  t: Translate,
  below: (row: Row) => string = ({ ownerName }) => ownerName,
): ListTableColumn<Row> {
  return {
    title: t('dossier.procedure'),
    cell: (row) => (
      <>
        <Text fz="sm" lineClamp={1} title={row.procedureName}>
          {row.procedureName}
        </Text>
        <Text fz="xs" c="dimmed">
          {below(row)}
        </Text>
      </>
    ),
  };
}
