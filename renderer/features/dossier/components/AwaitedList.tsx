import { Button, Table, Text } from '@mantine/core';
import { IconBuildingBank, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { isPermitted } from '../../../../shared/domain/people/permissions.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { showDue, showInstant } from '../../../lib/format.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import { useSession } from '../../../lib/use-session.ts';
import { Asked, Empty } from '../../../ui/ScreenStates.tsx';
import { StateMark } from '../../../ui/StateMark.tsx';
import { useDossier } from '../use-dossier.ts';
import { DossierLink } from './links.tsx';
import { StepDialog } from './StepDialog.tsx';

/** What was received here for other offices and no one has said that it is there: somebody asks, and records the answer with its proof. */
export function AwaitedList() {
  const { t, language } = useWords();
  const client = useClient();
  const [arrived, setArrived] = useState<string>();
  const mayProcess = isPermitted('dossier:process', useSession().data?.user?.roles ?? []);
  const asked = useAsk(['dossier', 'awaited'], {}, () => client.life.awaited({}));
  return (
    <>
      <Asked query={asked}>
        {({ dossiers }) =>
          dossiers.length === 0 ? (
            <Empty
              icon={<IconSend size={48} stroke={1.3} aria-hidden />}
              title={t('competent.noneAwaited')}
              note={t('competent.noneAwaitedNote')}
            />
          ) : (
            <div className="qmc-table">
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th w={190}>{t('dossier.code')}</Table.Th>
                    <Table.Th>{t('dossier.procedure')}</Table.Th>
                    <Table.Th w={230}>{t('competent.office')}</Table.Th>
                    <Table.Th w={190}>{t('dossier.receivedAt')}</Table.Th>
                    <Table.Th w={200}>{t('competent.expectedDue')}</Table.Th>
                    {mayProcess && <Table.Th w={150}>{t('competent.arrival')}</Table.Th>}
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
                      <Table.Td>{row.office}</Table.Td>
                      <Table.Td>
                        {showInstant(row.receivedAt)}
                        {row.tooLong && (
                          <StateMark state="attention">
                            <span className="qmc-wrap">{t('competent.tooLong')}</span>
                          </StateMark>
                        )}
                      </Table.Td>
                      <Table.Td>{showDue(row.dueAt, language)}</Table.Td>
                      {mayProcess && (
                        <Table.Td>
                          <Button
                            variant="default"
                            size="compact-sm"
                            leftSection={<IconBuildingBank size={16} />}
                            aria-label={t('competent.recordOf', { code: row.code })}
                            onClick={() => setArrived(row.dossierId)}
                          >
                            {t('competent.record')}
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
      {arrived !== undefined && <Arrival dossierId={arrived} onClose={() => setArrived(undefined)} />}
    </>
  );
}

function Arrival({ dossierId, onClose }: { dossierId: string; onClose: () => void }) {
  const asked = useDossier(dossierId);
  if (asked.data === undefined) return null;
  return <StepDialog dossier={asked.data} kind="arrival" opened onClose={onClose} />;
}
