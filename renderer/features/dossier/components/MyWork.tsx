import { Stack, Text, Title } from '@mantine/core';
import { IconUserCheck } from '@tabler/icons-react';
import { isPermitted } from '../../../../shared/domain/people/permissions.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { showDue, showInstant } from '../../../lib/format.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import { useSession } from '../../../lib/use-session.ts';
import { ListTable } from '../../../ui/ListTable.tsx';
import { codeColumn, procedureColumn } from '../../../ui/list-cells.tsx';
import { Asked, Empty } from '../../../ui/ScreenStates.tsx';
import { StateMark } from '../../../ui/StateMark.tsx';
import { DossierState } from './DossierState.tsx';
import { stepName } from './WorkDialog.tsx';

/** What the signed-in person holds and, for those who assign, what nobody works on. */
export function MyWork() {
  const { t } = useWords();
  const client = useClient();
  const mayAssign = isPermitted('dossier:assign', useSession().data?.user?.roles ?? []);
  const asked = useAsk(['dossier', 'work', 'mine'], {}, () => client.work.mine({}));
  return (
    <Asked query={asked}>
      {({ mine, unassigned, totals }) => (
        <Stack gap="lg">
          {mine.length === 0 && mayAssign && unassigned.length > 0 && (
            <Text c="dimmed">{t('work.noneMine')}</Text>
          )}
          {mine.length > 0 && <Mine rows={mine} total={totals.mine} />}
          {mine.length === 0 && !(mayAssign && unassigned.length > 0) && (
            <Empty
              icon={<IconUserCheck size={48} stroke={1.3} aria-hidden />}
              title={t('work.noneMine')}
              note={t('work.noneMineNote')}
            />
          )}
          {mayAssign && unassigned.length > 0 && (
            <section>
              <Title order={2} mb={6}>
                {t('work.unassigned', { count: totals.unassigned })}
              </Title>
              <Unassigned rows={unassigned} total={totals.unassigned} />
            </section>
          )}
        </Stack>
      )}
    </Asked>
  );
}

type Listed = Awaited<ReturnType<ReturnType<typeof useClient>['work']['mine']>>;

function Mine({ rows, total }: { rows: Listed['mine']; total: number }) {
  const { t, language } = useWords();
  return (
    <ListTable
      rows={rows}
      total={total}
      keyOf={({ dossierId }) => dossierId}
      columns={[
        codeColumn(t),
        procedureColumn(t),
        { title: t('work.step'), width: 210, cell: ({ step, role }) => stepName(t, { name: step, role }) },
        { title: t('work.since'), width: 140, cell: ({ begunAt }) => showInstant(begunAt) },
        {
          title: t('work.due'),
          width: 220,
          cell: ({ dueAt, late, waits }) => (
            <>
              {dueAt === null ? <Text c="dimmed">{t('work.noDue')}</Text> : showDue(dueAt, language)}
              {late && <StateMark state="bad">{t('work.late')}</StateMark>}
              {waits && <StateMark state="attention">{t('work.waits')}</StateMark>}
            </>
          ),
        },
        {
          title: t('dossier.due'),
          width: 210,
          cell: ({ dossierDueAt }) => showDue(dossierDueAt, language),
        },
      ]}
    />
  );
}

function Unassigned({ rows, total }: { rows: Listed['unassigned']; total: number }) {
  const { t, language } = useWords();
  return (
    <ListTable
      rows={rows}
      total={total}
      keyOf={({ dossierId }) => dossierId}
      columns={[
        codeColumn(t),
        procedureColumn(t),
        {
          title: t('dossier.stateTitle'),
          width: 210,
          cell: ({ state, holder }) => (
            <>
              <DossierState state={state} />
              {holder !== null && (
                <StateMark state="attention">{t('work.leftWith', { name: holder })}</StateMark>
              )}
            </>
          ),
        },
        { title: t('dossier.receivedAt'), width: 140, cell: ({ receivedAt }) => showInstant(receivedAt) },
        {
          title: t('dossier.due'),
          width: 210,
          cell: ({ dossierDueAt }) => showDue(dossierDueAt, language),
        },
      ]}
    />
  );
}
