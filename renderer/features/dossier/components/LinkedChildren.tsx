import { Button, Table, Text, Title } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useState } from 'react';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import { isOpen } from '../../../../shared/domain/dossier/dossier-state.ts';
import { useWords } from '../../../lib/context.tsx';
import { showDue, showInstant } from '../../../lib/format.ts';
import type { Translate } from '../../../lib/i18n.ts';
import { StateMark } from '../../../ui/StateMark.tsx';
import { LinkedDialog } from './LinkedDialog.tsx';

type Child = DossierView['linked'][number];

/** The procedures of a linked dossier: agency, code, clock and outcome of each; a late one is named as its agency's. */
export function LinkedChildren({ dossier, mayRecord }: { dossier: DossierView; mayRecord: boolean }) {
  const { t } = useWords();
  const [answering, setAnswering] = useState<Child>();
  if (dossier.linked.length === 0) return null;
  return (
    <section>
      <Title order={3} mb={4}>
        {t('linked.title')}
      </Title>
      <div className="qmc-table">
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('linked.procedure')}</Table.Th>
              <Table.Th w={240}>{t('linked.clock')}</Table.Th>
              <Table.Th w={240}>{t('linked.outcome')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {dossier.linked.map((child) => (
              <Table.Tr key={child.childId}>
                <Table.Td>
                  <Text fz="sm" fw={600}>
                    {child.name}
                  </Text>
                  <Text fz="xs" c="dimmed">
                    <span className="qmc-mono">{child.code}</span> · {t(`linked.agency.${child.agency}`)}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Clock child={child} />
                </Table.Td>
                <Table.Td>
                  {child.endedAt !== null && (
                    <>
                      <Text fz="sm">{child.outcome}</Text>
                      <Text fz="xs" c="dimmed">
                        {showInstant(child.endedAt)} · {child.endedBy}
                      </Text>
                    </>
                  )}
                  {child.state === 'running' && mayRecord && isOpen(dossier.state) && (
                    <Button
                      variant="default"
                      size="compact-sm"
                      leftSection={<IconChecks size={16} />}
                      aria-label={t('linked.answerOf', { name: child.name })}
                      onClick={() => setAnswering(child)}
                    >
                      {t('linked.answer')}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {answering !== undefined && <LinkedDialog child={answering} onClose={() => setAnswering(undefined)} />}
    </section>
  );
}

const MARK = {
  waiting: 'checking',
  running: 'checking',
  done: 'good',
  refused: 'bad',
  dropped: 'attention',
} as const satisfies Record<Child['state'], string>;

function Clock({ child }: { child: Child }) {
  const { t, language } = useWords();
  return (
    <>
      <StateMark state={child.late ? 'bad' : MARK[child.state]}>{stateWords(t, child)}</StateMark>
      {child.dueAt !== null && child.state !== 'dropped' && (
        <Text fz="xs" c="dimmed">
          {t(child.state === 'waiting' ? 'linked.expected' : 'linked.due', {
            time: showDue(child.dueAt, language),
          })}
        </Text>
      )}
    </>
  );
}

function stateWords(t: Translate, { state, late, agency }: Child): string {
  return late ? t('linked.lateAt', { agency: t(`linked.agency.${agency}`) }) : t(`linked.state.${state}`);
}
