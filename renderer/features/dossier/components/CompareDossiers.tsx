import { Modal, Table, Text } from '@mantine/core';
import { useClient, useWords } from '../../../lib/context.tsx';
import { useAsk } from '../../../lib/use-ask.ts';
import { DossierLink } from '../../../ui/list-cells.tsx';
import { Asked } from '../../../ui/ScreenStates.tsx';
import { StateMark } from '../../../ui/StateMark.tsx';
import { COMPARED, differs, type Side, sideOfDossier } from './compare-rows.ts';

/** Two dossiers beside each other, row by row; where they differ is marked by word, not only by colour. */
export function CompareDossiers(props: {
  one: { title: string; side: Side };
  otherId: string;
  onClose: () => void;
}) {
  const { t } = useWords();
  const client = useClient();
  const { one, otherId } = props;
  const asked = useAsk(['dossier', 'get'], { dossierId: otherId }, () =>
    client.dossier.get({ dossierId: otherId as never }),
  );
  return (
    <Modal
      opened
      size="xl"
      title={t('compare.title')}
      onClose={props.onClose}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <Asked query={asked}>
        {(dossier) => {
          const other = sideOfDossier(t, dossier);
          const count = COMPARED.filter((row) => differs(one.side[row], other[row])).length;
          return (
            <>
              <Text fz="sm" mb="xs" role="status">
                {count === 0 ? t('compare.same') : t('compare.differ', { count })}
              </Text>
              <div className="qmc-table">
                <Table>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th w={130}>{t('compare.what')}</Table.Th>
                      <Table.Th w="38%">{one.title}</Table.Th>
                      <Table.Th w="38%">
                        <DossierLink dossierId={dossier.dossierId} code={dossier.code} />
                      </Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {COMPARED.map((row) => (
                      <Table.Tr key={row}>
                        <Table.Th scope="row">
                          {t(`compare.${row}`)}
                          {differs(one.side[row], other[row]) && (
                            <div>
                              <StateMark state="attention">{t('compare.differs')}</StateMark>
                            </div>
                          )}
                        </Table.Th>
                        <Table.Td>{one.side[row] || '–'}</Table.Td>
                        <Table.Td>{other[row] || '–'}</Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </div>
            </>
          );
        }}
      </Asked>
    </Modal>
  );
}
