import { Button, Table, Text, Title } from '@mantine/core';
import type { PaperVisit } from '../../../shared/contract/paper-copy.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showInstant } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { DossierLink } from '../../ui/list-cells.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';

/** Visits whose copies are with the officer or wait to be taken home; those of today end here, the others where every result is handed over. */
export function VisitsToHandOver({ mayHandOver }: { mayHandOver: boolean }) {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['certify', 'paperVisits'], {}, () => client.paperCopy.visits({}));
  const give = useCommand(client.paperCopy.handOver);
  const visits = asked.data?.visits ?? [];
  if (visits.length === 0) return <RefusalNotice refused={give.refused} />;
  return (
    <section aria-label={t('paperCopy.visits')}>
      <Title order={3} mb={4}>
        {t('paperCopy.visits')}
      </Title>
      <RefusalNotice refused={give.refused} />
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {visits.map((visit) => (
            <Table.Tr key={visit.dossierId}>
              <Table.Td w={190}>
                <DossierLink dossierId={visit.dossierId} code={visit.dossierCode} />
              </Table.Td>
              <Table.Td>
                {visit.requester}
                <Text fz="xs" c="dimmed">
                  {showInstant(visit.receivedAt)}
                </Text>
              </Table.Td>
              <Table.Td>
                {t('paperCopy.visitSize', { originals: visit.originals, copies: visit.copies })}
              </Table.Td>
              <Table.Td w={250}>{t(stageOf(visit))}</Table.Td>
              <Table.Td w={150}>
                {mayHandOver && visit.sameDay && visit.underCover === 0 && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    loading={give.running}
                    aria-label={t('paperCopy.giveVisitOf', {
                      name: visit.requester,
                      code: visit.dossierCode,
                    })}
                    onClick={() => void give.run({ dossierId: visit.dossierId, signed: true })}
                  >
                    {t('paperCopy.giveVisitShort')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function stageOf({ signed, underCover, sameDay }: PaperVisit) {
  if (underCover > 0) return 'paperCopy.visit.underCover' as const;
  if (!sameDay) return 'paperCopy.visit.otherDay' as const;
  return signed ? ('paperCopy.visit.signed' as const) : ('paperCopy.visit.signing' as const);
}
