import { Stack, Text, Title } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';

/** The card in the middle of an empty window: one form, one button. */
export function DoorCard(props: {
  title: string;
  over?: string | undefined;
  onSubmit: () => void;
  children: ReactNode;
}) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSubmit();
  };
  return (
    <main className="qmc-panel" style={{ maxWidth: 420, margin: 'auto', padding: 32 }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <div>
            {props.over !== undefined && (
              <Text fz="sm" c="dimmed">
                {props.over}
              </Text>
            )}
            <Title order={1}>{props.title}</Title>
          </div>
          {props.children}
        </Stack>
      </form>
    </main>
  );
}
