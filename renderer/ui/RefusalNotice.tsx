import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useWords } from '../lib/context.tsx';
import { showValue } from '../lib/format.ts';
import { type Refused, refusalText } from '../lib/refusal.ts';

/** Says why a command was refused: what happened, what is safe, what to do. Nothing when there is no refusal. */
export function RefusalNotice(props: {
  refused: Refused | undefined;
  show?: (name: string, value: unknown) => string;
}) {
  const { t } = useWords();
  if (props.refused === undefined) return null;
  return (
    <Alert
      role="alert"
      color="red"
      variant="outline"
      icon={<IconAlertTriangle size={20} />}
      styles={{ message: { color: 'var(--mantine-color-text)' } }}
    >
      {refusalText(t, props.refused, props.show ?? showValue)}
    </Alert>
  );
}
