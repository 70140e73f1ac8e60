import { ActionIcon, Text, Title, UnstyledButton } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useWords } from '../../../lib/context.tsx';
import { showInstant } from '../../../lib/format.ts';
import type { Reception } from '../use-reception.ts';

/** Forms put aside while somebody fetched a missing paper; one press takes them up again. */
export function ParkedForms({ reception }: { reception: Reception }) {
  const { t } = useWords();
  if (reception.parked.length === 0) return null;
  return (
    <section aria-label={t('reception.parked')}>
      <Title order={3}>{t('reception.parked')}</Title>
      <ul className="qmc-list">
        {reception.parked.map(({ form, savedAt }) => {
          const name = form.submitter.name || t('reception.parkedNobody');
          return (
            <li key={form.draftId} className="qmc-parked">
              <UnstyledButton className="qmc-choice" onClick={() => reception.take(form)}>
                <Text fz="sm" fw={500} truncate>
                  {name}
                </Text>
                <Text fz="xs" c="dimmed" truncate>
                  {form.procedureName || t('reception.noProcedure')} · {showInstant(savedAt)}
                </Text>
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
    </section>
  );
}
