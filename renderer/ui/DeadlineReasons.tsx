import { List } from '@mantine/core';
import type * as z from 'zod';
import type { DeadlineStep } from '../../shared/contract/catalogue.ts';
import { useWords } from '../lib/context.tsx';
import { showValue } from '../lib/format.ts';

/** Each reason of an appointment in words. */
export function DeadlineReasons({ steps }: { steps: readonly z.infer<typeof DeadlineStep>[] }) {
  const { t } = useWords();
  if (steps.length === 0) return null;
  return (
    <List fz="sm" spacing={2} mt={4} aria-label={t('catalogue.why')}>
      {steps.map(({ kind, ...values }) => (
        <List.Item key={`${kind}${values.date}`}>
          {t(
            `deadlineStep.${kind}`,
            Object.fromEntries(Object.entries(values).map(([name, value]) => [name, showValue(value)])),
          )}
        </List.Item>
      ))}
    </List>
  );
}
