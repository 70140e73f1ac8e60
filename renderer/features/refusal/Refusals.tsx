import { Button, Group, Text, Title } from '@mantine/core';
import type { RefusalView } from '../../../shared/contract/refusal.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showInstant } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { usePrint } from '../print/index.ts';

/** What was not certified of a dossier, why, and its papers to be printed again. */
export function Refusals({ dossierId, mayPrint }: { dossierId: DossierId; mayPrint: boolean }) {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['certify', 'refusals'], { dossierId }, () => client.refusal.ofDossier({ dossierId }));
  const draw = useCommand(client.refusal.draw);
  const printing = usePrint();
  const refusals = asked.data?.refusals ?? [];
  if (refusals.length === 0) return null;
  const print = async ({ refusalId }: RefusalView, paper: 'refusal' | 'record') => {
    const drawn = await draw.run({ refusalId, paper });
    if (drawn !== undefined) await printing.printDrawn(drawn);
  };
  return (
    <section>
      <Title order={3} mb={4}>
        {t('refuse.list')}
      </Title>
      {refusals.map((refused) => (
        <div key={refused.refusalId}>
          <Text fz="sm" fw={500}>
            {refused.title}
          </Text>
          <Text fz="sm">{t(`refuse.ground.${refused.ground}`)}</Text>
          {refused.words !== '' && <Text fz="sm">{refused.words}</Text>}
          <Text fz="xs" c="dimmed">
            {t('refuse.by', { name: refused.refusedBy, at: showInstant(refused.refusedAt) })}
          </Text>
          {mayPrint && (
            <Group gap="xs" mt={4} mb={8}>
              <Button size="compact-sm" variant="default" onClick={() => void print(refused, 'refusal')}>
                {t('refuse.printRefusal')}
              </Button>
              {refused.ground === 'forgery' && (
                <Button size="compact-sm" variant="default" onClick={() => void print(refused, 'record')}>
                  {t('refuse.printRecord')}
                </Button>
              )}
            </Group>
          )}
        </div>
      ))}
      <RefusalNotice refused={draw.refused ?? printing.refused} />
    </section>
  );
}
