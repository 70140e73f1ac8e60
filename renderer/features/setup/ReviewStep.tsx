import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { useWords } from '../../lib/context.tsx';
import { useSetupDraft } from './draft.ts';

/** Everything once more before it is written. */
export function ReviewStep({ onEdit }: { onEdit: (step: number) => void }) {
  const { t } = useWords();
  const draft = useSetupDraft();
  const place =
    draft.typedPlace || draft.commune === null
      ? `${t(`communeType.${draft.communeType}`)} ${draft.communeName}, ${draft.provinceName}`
      : `${draft.commune.type} ${draft.commune.name}, ${draft.commune.provinceName}`;
  const kept = draft.books.filter((book) => book.kept);
  const rows: [string, string, number][] = [
    [t('setup.office.name'), draft.name, 1],
    [t('setup.office.superior'), draft.superiorName, 1],
    [t('setup.office.agencyCode'), draft.agencyCode, 1],
    [t('setup.office.place'), place, 1],
    [t('setup.installation.title'), `${draft.deviceName} · ${draft.first}–${draft.last}`, 2],
    [t('setup.books.title'), kept.map(({ symbol, next }) => `${symbol}: ${next}`).join(' · '), 3],
    [t('setup.admin.title'), `${draft.displayName} (${draft.login})`, 4],
  ];
  return (
    <Stack gap="sm">
      <div className="qmc-table">
        <Table>
          <Table.Tbody>
            {rows.map(([label, value, step]) => (
              <Table.Tr key={label}>
                <Table.Td c="dimmed" w={190}>
                  {label}
                </Table.Td>
                <Table.Td fw={500}>{value}</Table.Td>
                <Table.Td w={90}>
                  <Group justify="flex-end">
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      className="qmc-text-button"
                      aria-label={`${t('setup.edit')}: ${label}`}
                      onClick={() => onEdit(step)}
                    >
                      {t('setup.edit')}
                    </Button>
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <Text fz="sm" c="dimmed">
        {t('setup.review.note')}
      </Text>
    </Stack>
  );
}
