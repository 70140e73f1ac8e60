import { Anchor, Stack, Table, Text, Title } from '@mantine/core';
import { IconUserCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { isPermitted } from '../../../../shared/domain/people/permissions.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { showDue, showInstant } from '../../../lib/format.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import { useSession } from '../../../lib/use-session.ts';
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
      {({ mine, unassigned }) => (
        <Stack gap="lg">
          {mine.length === 0 && mayAssign && unassigned.length > 0 && (
            <Text c="dimmed">{t('work.noneMine')}</Text>
          )}
          {mine.length > 0 && <Mine rows={mine} />}
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
                {t('work.unassigned', { count: unassigned.length })}
              </Title>
              <Unassigned rows={unassigned} />
            </section>
          )}
        </Stack>
      )}
    </Asked>
  );
}

type Listed = Awaited<ReturnType<ReturnType<typeof useClient>['work']['mine']>>;

function Mine({ rows }: { rows: Listed['mine'] }) {
  const { t, language } = useWords();
  return (
    <div className="qmc-table">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={190}>{t('dossier.code')}</Table.Th>
            <Table.Th>{t('dossier.procedure')}</Table.Th>
            <Table.Th w={210}>{t('work.step')}</Table.Th>
            <Table.Th w={140}>{t('work.since')}</Table.Th>
            <Table.Th w={220}>{t('work.due')}</Table.Th>
            <Table.Th w={210}>{t('dossier.due')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.dossierId}>
              <Code {...row} />
              <Table.Td>{stepName(t, { name: row.step, role: row.role })}</Table.Td>
              <Table.Td>{showInstant(row.begunAt)}</Table.Td>
              <Table.Td>
                {row.dueAt === null ? (
                  <Text c="dimmed">{t('work.noDue')}</Text>
                ) : (
                  showDue(row.dueAt, language)
                )}
                {row.late && <StateMark state="bad">{t('work.late')}</StateMark>}
                {row.waits && <StateMark state="attention">{t('work.waits')}</StateMark>}
              </Table.Td>
              <Table.Td>{showDue(row.dossierDueAt, language)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Unassigned({ rows }: { rows: Listed['unassigned'] }) {
  const { t, language } = useWords();
  return (
    <div className="qmc-table">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={190}>{t('dossier.code')}</Table.Th>
            <Table.Th>{t('dossier.procedure')}</Table.Th>
            <Table.Th w={210}>{t('dossier.stateTitle')}</Table.Th>
            <Table.Th w={140}>{t('dossier.receivedAt')}</Table.Th>
            <Table.Th w={210}>{t('dossier.due')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.dossierId}>
              <Code {...row} />
              <Table.Td>
                <DossierState state={row.state} />
                {row.holder !== null && (
                  <StateMark state="attention">{t('work.leftWith', { name: row.holder })}</StateMark>
                )}
              </Table.Td>
              <Table.Td>{showInstant(row.receivedAt)}</Table.Td>
              <Table.Td>{showDue(row.dossierDueAt, language)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Code(row: { dossierId: string; code: string; procedureName: string; ownerName: string }): ReactNode {
  return (
    <>
      <Table.Td>
        <Anchor component={Link} href={`/ho-so/${row.dossierId}`} className="qmc-mono" fz="sm">
          {row.code}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <Text fz="sm" lineClamp={1} title={row.procedureName}>
          {row.procedureName}
        </Text>
        <Text fz="xs" c="dimmed">
          {row.ownerName}
        </Text>
      </Table.Td>
    </>
  );
}
