import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useWords } from '../lib/context.tsx';
import { type Refused, refusalText } from '../lib/refusal.ts';

/** Says why a command was refused: what happened, what is safe, what to do. Nothing when there is no refusal. */
export function RefusalNotice({ refused }: { refused: Refused | undefined }) {
  const { t } = useWords();
  if (refused === undefined) return null;
  return (
    <Alert
      role="alert"
      color="red"
      variant="outline"
      icon={<IconAlertTriangle size={20} />}
      styles={{ message: { color: 'var(--mantine-color-text)' } }}
    >
      {refusalText(t, refused)}
    </Alert>
  );
}
