import { Button, Table, Text, Title } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import { instantOf } from '../../../../shared/domain/time/office-time.ts';
import { useWords } from '../../../lib/context.tsx';
import { showDate, showDue, showInstant, showVnd } from '../../../lib/format.ts';
import type { Translate } from '../../../lib/i18n.ts';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { useNotice } from '../use-notice.ts';

type Step = DossierView['steps'][number];

/** What interrupted the dossier or ended it, in words, with the paper that tells the citizen. */
export function Steps({ dossier, mayPrint }: { dossier: DossierView; mayPrint: boolean }) {
  const { t, language } = useWords();
  const notice = useNotice();
  if (dossier.steps.length === 0) return null;
  return (
    <section>
      <Title order={3} mb={4}>
        {t('step.title')}
      </Title>
      <div className="qmc-table">
        <Table verticalSpacing={6}>
          <Table.Tbody>
            {dossier.steps.map((step) => (
              <Table.Tr key={step.stepId}>
                <Table.Td w={230}>
                  <Text fz="sm" fw={600}>
                    {t(`step.${step.details.kind}`)}
                  </Text>
                  <Text fz="xs" c="dimmed">
                    {showInstant(step.begunAt)} · {step.begunBy}
                  </Text>
                </Table.Td>
                <Table.Td>
                  {wordsOf(t, step.details).map((line) => (
                    <Text key={line} fz="sm">
                      {line}
                    </Text>
                  ))}
                  {step.endedAt !== null && step.brought !== null && (
                    <Text fz="sm">
                      {t('step.came', { time: showInstant(step.endedAt), brought: step.brought })}
                    </Text>
                  )}
                  {step.dueAfter !== null && step.dueAfter !== step.dueBefore && (
                    <Text fz="sm" fw={500}>
                      {t('step.moved', {
                        before: showDue(instantOf(step.dueBefore), language),
                        after: showDue(instantOf(step.dueAfter), language),
                      })}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td w={130}>
                  {step.hasPaper && mayPrint && (
                    <Button
                      variant="default"
                      size="compact-sm"
                      leftSection={<IconPrinter size={16} />}
                      loading={notice.running}
                      aria-label={t('step.printOf', { step: t(`step.${step.details.kind}`) })}
                      onClick={() => void notice.draw(step.stepId)}
                    >
                      {t('step.print')}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <RefusalNotice refused={notice.refused} />
    </section>
  );
}

function wordsOf(t: Translate, details: Step['details']): string[] {
  switch (details.kind) {
    case 'supplement':
      return [
        ...details.items.map(({ text }, index) => `${index + 1}. ${text}`),
        t('step.because', { reason: details.reason }),
        ...(details.answerBy === null ? [] : [t('step.until', { day: showDate(details.answerBy) })]),
        ...(details.ground === null ? [] : [t('step.allowedFor', { ground: details.ground })]),
      ];
    case 'payment':
      return [
        t('step.notice', {
          number: details.noticeNumber,
          issuer: details.issuer,
          amount: showVnd(details.amountVnd),
        }),
        ...(details.payBy === null ? [] : [t('step.until', { day: showDate(details.payBy) })]),
      ];
    case 'stop':
      return [t('step.because', { reason: details.reason }), t('step.by', { article: details.article })];
    case 'withdrawal':
      return [
        t('step.because', { reason: details.reason }),
        ...(details.givenBack === '' ? [] : [t('step.gaveBack', { what: details.givenBack })]),
      ];
    case 'extension':
      return [
        t('step.extendedBy', { value: details.value, unit: t(`step.unit.${details.unit}`) }),
        t('step.by', { article: details.article }),
        t('step.because', { reason: details.reason }),
      ];
    case 'arrival':
      return [
        t('step.arrived', { office: details.office, time: showInstant(details.receivedAt) }),
        ...(details.document === ''
          ? []
          : [t('step.proved', { document: details.document, receiver: details.receiver })]),
      ];
    case 'slip-lost':
      return [t('step.stated', { name: details.statedBy, reason: details.reason })];
    case 'void':
      return [
        t('step.because', { reason: details.reason }),
        t('step.approvedBy', { name: details.approver }),
        ...(details.givenBack === '' ? [] : [t('step.gaveBack', { what: details.givenBack })]),
      ];
    case 'refusal':
    case 'result-sent-back':
    case 'reappointment':
      return [t('step.because', { reason: details.reason })];
  }
}
