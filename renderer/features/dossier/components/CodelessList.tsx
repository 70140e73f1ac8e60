import { Button } from '@mantine/core';
import { IconLink, IconNumber } from '@tabler/icons-react';
import { useState } from 'react';
import { isPermitted } from '../../../../shared/domain/people/permissions.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { showInstant } from '../../../lib/format.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import { useSession } from '../../../lib/use-session.ts';
import { ListTable } from '../../../ui/ListTable.tsx';
import { codeColumn, procedureColumn } from '../../../ui/list-cells.tsx';
import { Asked, Empty } from '../../../ui/ScreenStates.tsx';
import { useDossier } from '../use-dossier.ts';
import { DossierState } from './DossierState.tsx';
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
        {({ dossiers, total }) => (
          <ListTable
            rows={dossiers}
            total={total}
            keyOf={({ dossierId }) => dossierId}
            empty={
              <Empty
                icon={<IconNumber size={48} stroke={1.3} aria-hidden />}
                title={t('codeless.none')}
                note={t('codeless.noneNote')}
              />
            }
            columns={[
              { ...codeColumn(t, 260), title: t('codeless.number') },
              procedureColumn(t),
              { title: t('codeless.system'), width: 230, cell: ({ codeSystem }) => codeSystem },
              {
                title: t('dossier.stateTitle'),
                width: 170,
                cell: ({ state }) => <DossierState state={state} />,
              },
              {
                title: t('dossier.receivedAt'),
                width: 140,
                cell: ({ receivedAt }) => showInstant(receivedAt),
              },
              mayNote && {
                title: t('codeless.official'),
                width: 150,
                cell: ({ dossierId, code }) => (
                  <Button
                    variant="default"
                    size="compact-sm"
                    leftSection={<IconLink size={16} />}
                    aria-label={t('codeless.noteOf', { code })}
                    onClick={() => setNoted(dossierId)}
                  >
                    {t('codeless.note')}
                  </Button>
                ),
              },
            ]}
          />
        )}
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
