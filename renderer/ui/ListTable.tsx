import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../lib/context.tsx';

/** A column of a list: its heading, its width in pixels (the rest of the room when left out) and what stands in it. */
export interface ListTableColumn<Row> {
  title: string;
  width?: number;
  /** A heading that is only spoken, for a column of buttons. */
  spoken?: boolean;
  cell(row: Row): ReactNode;
}

/** A list of some hundred rows at most under its headings; `empty` stands in its place when there are none, and what is left out is said. */
export function ListTable<Row>(props: {
  rows: readonly Row[];
  /** How many there are, when the list may hold fewer. */
  total?: number;
  keyOf(row: Row): string;
  columns: readonly (ListTableColumn<NoInfer<Row>> | false)[];
  empty?: ReactNode;
}) {
  const { t } = useWords();
  const { rows, total = rows.length } = props;
  const columns = props.columns.filter((column) => column !== false);
  if (rows.length === 0) return props.empty;
  return (
    <>
      {total > rows.length && (
        <Text fz="sm" c="dimmed" mb={6} role="status">
          {t('list.cut', { shown: rows.length, total })}
        </Text>
      )}
      <div className="qmc-table">
        <Table>
          <Table.Thead>
            <Table.Tr>
              {columns.map(({ title, width, spoken }) =>
                spoken === true ? (
                  <Table.Th key={title} w={width} aria-label={title} />
                ) : (
                  <Table.Th key={title} w={width}>
                    {title}
                  </Table.Th>
                ),
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={props.keyOf(row)}>
                {columns.map(({ title, cell }) => (
                  <Table.Td key={title}>{cell(row)}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </>
  );
}
