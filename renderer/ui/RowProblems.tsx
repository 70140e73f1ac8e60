import { Stack, Table, Text } from '@mantine/core';
import type { RowProblem } from '../../shared/domain/tables/read-table.ts';
import { useWords } from '../lib/context.tsx';
import { StateMark } from './StateMark.tsx';

const SHOWN = 100;

/** What is wrong in a file of tables: sheet, row, column, and what to do. */
export function RowProblems({ problems }: { problems: readonly RowProblem[] }) {
  const { t } = useWords();
  return (
    <Stack gap="xs">
      <div role="alert">
        <StateMark state="attention">{t('rows.title', { count: problems.length })}</StateMark>
      </div>
      <div className="qmc-table">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={170}>{t('rows.sheet')}</Table.Th>
              <Table.Th w={70}>{t('rows.row')}</Table.Th>
              <Table.Th w={190}>{t('rows.column')}</Table.Th>
              <Table.Th>{t('rows.what')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {problems.slice(0, SHOWN).map(({ sheet, row, column, problem, value }) => (
              <Table.Tr key={`${sheet} ${row} ${column} ${problem} ${value}`}>
                <Table.Td>{sheet}</Table.Td>
                <Table.Td>{row === 0 ? '–' : row}</Table.Td>
                <Table.Td>{column === '' ? '–' : column}</Table.Td>
                <Table.Td>{t(`rows.${problem}`, { value })}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {problems.length > SHOWN && <Text fz="sm">{t('rows.more', { count: problems.length - SHOWN })}</Text>}
    </Stack>
  );
}
