import { Checkbox, NumberInput, Stack, Table, Text } from '@mantine/core';
import { useWords } from '../../lib/context.tsx';
import { useSetupDraft } from './draft.ts';

/** The certification books this installation keeps. */
export function BooksStep() {
  const { t } = useWords();
  const draft = useSetupDraft();
  const change = (index: number, part: Partial<(typeof draft.books)[number]>) =>
    draft.set({ books: draft.books.map((book, at) => (at === index ? { ...book, ...part } : book)) });
  return (
    <Stack gap="sm">
      <Text fz="sm" c="dimmed">
        {t('setup.books.note')}
      </Text>
      <div className="qmc-table">
        <Table>
          <Table.Tbody>
            {draft.books.map(({ symbol, kept, next }, index) => (
              <Table.Tr key={symbol}>
                <Table.Td>
                  <Checkbox
                    label={<b className="qmc-mono">{symbol}</b>}
                    aria-label={t('setup.books.use', { symbol })}
                    checked={kept}
                    onChange={(event) => change(index, { kept: event.currentTarget.checked })}
                  />
                </Table.Td>
                <Table.Td>{t(`setup.books.${symbol}`)}</Table.Td>
                <Table.Td w={170}>
                  <NumberInput
                    size="sm"
                    aria-label={t('setup.books.next', { symbol })}
                    value={next}
                    disabled={!kept}
                    min={1}
                    allowDecimal={false}
                    allowNegative={false}
                    hideControls
                    onChange={(value) => change(index, { next: Number(value) || 1 })}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Stack>
  );
}
