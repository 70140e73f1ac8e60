import { Button, Group, Modal, Stack } from '@mantine/core';
import { type FormEvent, type ReactNode, useRef } from 'react';
import { useWords } from '../lib/context.tsx';
import type { Refused } from '../lib/refusal.ts';
import { useFocusWrong } from '../lib/use-focus-wrong.ts';
import { RefusalNotice } from './RefusalNotice.tsx';

/** A form in a dialog: Enter submits, Esc closes, the refusal stands above the buttons. */
export function Dialog(props: {
  title: string;
  opened: boolean;
  onClose: () => void;
  onSubmit: () => void;
  submitLabel: string;
  running: boolean;
  refused: Refused | undefined;
  size?: string | number;
  children: ReactNode;
}) {
  const { t } = useWords();
  const form = useRef<HTMLFormElement>(null);
  useFocusWrong(form, props.refused);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSubmit();
  };
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      size={props.size ?? 'md'}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="md">
          {props.children}
          <RefusalNotice refused={props.refused} />
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {t('app.cancel')}
            </Button>
            <Button type="submit" loading={props.running}>
              {props.submitLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
