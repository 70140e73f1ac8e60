import { ActionIcon, Text, Title, UnstyledButton } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../../../lib/context.tsx';
import { showInstant } from '../../../lib/format.ts';
import type { Refused } from '../../../lib/refusal.ts';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import type { Reception } from '../use-reception.ts';

/** Forms put aside while somebody fetched a missing paper; one press takes them up again. */
export function ParkedForms({ reception }: { reception: Reception }) {
  const { t } = useWords();
  const [refused, setRefused] = useState<Refused>();
  const take = async (draftId: string) => setRefused(await reception.take(draftId));
  if (reception.parked.length === 0) return null;
  return (
    <section aria-label={t('reception.parked')}>
      <Title order={3}>{t('reception.parked')}</Title>
      <ul className="qmc-list">
        {reception.parked.map(({ form, savedAt, heldSince }) => {
          const name = form.submitter.name || t('reception.parkedNobody');
          return (
            <li key={form.draftId} className="qmc-parked">
              <UnstyledButton className="qmc-choice" onClick={() => void take(form.draftId)}>
                <Text fz="sm" fw={500} truncate>
                  {name}
                </Text>
                <Text fz="xs" c="dimmed" truncate>
                  {form.procedureName || t('reception.noProcedure')} · {showInstant(savedAt)}
                </Text>
                {heldSince !== null && (
                  <Text fz="xs" c="var(--qmc-amber)">
                    {t('reception.heldElsewhere', { time: showInstant(heldSince).slice(0, 5) })}
                  </Text>
                )}
              </UnstyledButton>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('reception.parkedDiscard', { name })}
                onClick={() => reception.discard(form)}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
      <RefusalNotice refused={refused} />
    </section>
  );
}
