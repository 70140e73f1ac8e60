import { Anchor, Table, Text } from '@mantine/core';
import { IconLockOpen } from '@tabler/icons-react';
import { Link } from 'wouter';
import { useClient, useWords } from '../../lib/context.tsx';
import { showInstant } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { Asked, Empty } from '../../ui/ScreenStates.tsx';

/** Every original that the office keeps now, the oldest first. */
export function OriginalsList() {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['dossier', 'originals'], {}, () => client.custody.list({}));
  return (
    <Asked query={asked}>
      {({ originals }) =>
        originals.length === 0 ? (
          <Empty
            icon={<IconLockOpen size={48} stroke={1.3} aria-hidden />}
            title={t('custody.noneOut')}
            note={t('custody.noneOutNote')}
          />
        ) : (
          <div className="qmc-table">
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th w={190}>{t('dossier.code')}</Table.Th>
                  <Table.Th>{t('custody.paper')}</Table.Th>
                  <Table.Th w={180}>{t('party.owner')}</Table.Th>
                  <Table.Th w={170}>{t('custody.place')}</Table.Th>
                  <Table.Th w={170}>{t('custody.holder')}</Table.Th>
                  <Table.Th w={140}>{t('custody.since')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {originals.map((original) => (
                  <Table.Tr key={original.originalId}>
                    <Table.Td>
                      <Anchor
                        component={Link}
                        href={`/ho-so/${original.dossierId}`}
                        className="qmc-mono"
                        fz="sm"
                      >
                        {original.code}
                      </Anchor>
                    </Table.Td>
                    <Table.Td>
                      {original.count} × {original.name}
                      <Text fz="xs" c="dimmed">
                        {original.purpose}
                      </Text>
                    </Table.Td>
                    <Table.Td>{original.ownerName}</Table.Td>
                    <Table.Td>{original.place}</Table.Td>
                    <Table.Td>{original.holder}</Table.Td>
                    <Table.Td>{showInstant(original.keptAt)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )
      }
    </Asked>
  );
}
