import { Button, Table, Text } from '@mantine/core';
import { IconLink, IconNumber } from '@tabler/icons-react';
import { useState } from 'react';
import { isPermitted } from '../../../../shared/domain/people/permissions.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { showInstant } from '../../../lib/format.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import { useSession } from '../../../lib/use-session.ts';
import { Asked, Empty } from '../../../ui/ScreenStates.tsx';
import { useDossier } from '../use-dossier.ts';
import { DossierState } from './DossierState.tsx';
import { DossierLink } from './links.tsx';
import { OtherCodeDialog } from './OtherCodeDialog.tsx';

/** What was received under a provisional number: once the central system gave the code, somebody notes it here. */
export function CodelessList() {
  const { t } = useWords();
  const client = useClient();
  const [noted, setNoted] = useState<string>();
  const mayNote = isPermitted('dossier:receive', useSession().data?.user?.roles ?? []);
  const asked = useAsk(['dossier', 'codeless'], {}, () => client.dossier.codeless({}));
  return (
    <>
      <Asked query={asked}>
        {({ dossiers }) =>
          dossiers.length === 0 ? (
            <Empty
              icon={<IconNumber size={48} stroke={1.3} aria-hidden />}
              title={t('codeless.none')}
              note={t('codeless.noneNote')}
            />
          ) : (
            <div className="qmc-table">
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th w={260}>{t('codeless.number')}</Table.Th>
                    <Table.Th>{t('dossier.procedure')}</Table.Th>
                    <Table.Th w={230}>{t('codeless.system')}</Table.Th>
                    <Table.Th w={170}>{t('dossier.stateTitle')}</Table.Th>
                    <Table.Th w={140}>{t('dossier.receivedAt')}</Table.Th>
                    {mayNote && <Table.Th w={150}>{t('codeless.official')}</Table.Th>}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {dossiers.map((row) => (
                    <Table.Tr key={row.dossierId}>
                      <Table.Td>
                        <DossierLink dossierId={row.dossierId} code={row.code} />
                      </Table.Td>
                      <Table.Td>
                        <Text fz="sm" lineClamp={1} title={row.procedureName}>
                          {row.procedureName}
                        </Text>
                        <Text fz="xs" c="dimmed">
                          {row.ownerName}
                        </Text>
                      </Table.Td>
                      <Table.Td>{row.codeSystem}</Table.Td>
                      <Table.Td>
                        <DossierState state={row.state} />
                      </Table.Td>
                      <Table.Td>{showInstant(row.receivedAt)}</Table.Td>
                      {mayNote && (
                        <Table.Td>
                          <Button
                            variant="default"
                            size="compact-sm"
                            leftSection={<IconLink size={16} />}
                            aria-label={t('codeless.noteOf', { code: row.code })}
                            onClick={() => setNoted(row.dossierId)}
                          >
                            {t('codeless.note')}
                          </Button>
                        </Table.Td>
                      )}
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
          )
        }
      </Asked>
      {noted !== undefined && <Noting dossierId={noted} onClose={() => setNoted(undefined)} />}
    </>
  );
}

function Noting({ dossierId, onClose }: { dossierId: string; onClose: () => void }) {
  const asked = useDossier(dossierId);
  if (asked.data === undefined) return null;
  return <OtherCodeDialog dossier={asked.data} opened onClose={onClose} />;
}
