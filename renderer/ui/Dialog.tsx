import { Button, Group, Modal, Stack } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, type ReactNode, useRef } from 'react';
import { useWords } from '../lib/context.tsx';
import type { Refused } from '../lib/refusal.ts';
import { useFocusBack } from '../lib/use-focus-back.ts';
import { useFocusWrong } from '../lib/use-focus-wrong.ts';
import { RefusalNotice } from './RefusalNotice.tsx';

/** A form in a dialog: Enter submits, Esc closes, the refusal stands above the buttons; the focus goes back to where it was. */
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
  useFocusBack(props.opened);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSubmit();
  };
  // A browser submits by Enter from any field but a choice.
  const submitFromChoice = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLSelectElement)) return;
    event.preventDefault();
    form.current?.requestSubmit();
  };
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      size={props.size ?? 'md'}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form ref={form} onSubmit={submit} onKeyDown={submitFromChoice} noValidate>
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
