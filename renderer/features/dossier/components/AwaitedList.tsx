import { Button } from '@mantine/core';
import { IconBuildingBank, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { isPermitted } from '../../../../shared/domain/people/permissions.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { showDue, showInstant } from '../../../lib/format.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import { useSession } from '../../../lib/use-session.ts';
import { ListTable } from '../../../ui/ListTable.tsx';
import { codeColumn, procedureColumn } from '../../../ui/list-cells.tsx';
import { Asked, Empty } from '../../../ui/ScreenStates.tsx';
import { StateMark } from '../../../ui/StateMark.tsx';
import { useDossier } from '../use-dossier.ts';
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
        {({ dossiers, total }) => (
          <ListTable
            rows={dossiers}
            total={total}
            keyOf={({ dossierId }) => dossierId}
            empty={
              <Empty
                icon={<IconSend size={48} stroke={1.3} aria-hidden />}
                title={t('competent.noneAwaited')}
                note={t('competent.noneAwaitedNote')}
              />
            }
            columns={[
              codeColumn(t),
              procedureColumn(t),
              { title: t('competent.office'), width: 230, cell: ({ office }) => office },
              {
                title: t('dossier.receivedAt'),
                width: 190,
                cell: ({ receivedAt, tooLong }) => (
                  <>
                    {showInstant(receivedAt)}
                    {tooLong && (
                      <StateMark state="attention">
                        <span className="qmc-wrap">{t('competent.tooLong')}</span>
                      </StateMark>
                    )}
                  </>
                ),
              },
              {
                title: t('competent.expectedDue'),
                width: 200,
                cell: ({ dueAt }) => showDue(dueAt, language),
              },
              mayProcess && {
                title: t('competent.arrival'),
                width: 150,
                cell: ({ dossierId, code }) => (
                  <Button
                    variant="default"
                    size="compact-sm"
                    leftSection={<IconBuildingBank size={16} />}
                    aria-label={t('competent.recordOf', { code })}
                    onClick={() => setArrived(dossierId)}
                  >
                    {t('competent.record')}
                  </Button>
                ),
              },
            ]}
          />
        )}
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
