import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../lib/context.tsx';
import { fieldProblems } from '../lib/refusal.ts';
import type { Command } from '../lib/use-command.ts';
import { Dialog } from './Dialog.tsx';

/** Asks for the reason of something that is undone for it: copies given back, a number made void. */
export function ReasonDialog(props: {
  heading: string;
  label: string;
  note: string;
  submitLabel: string;
  command: Pick<Command<never, unknown>, 'running' | 'refused'>;
  /** Whether it was done. */
  give: (reason: string) => Promise<boolean>;
  onClose: () => void;
}) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const { running, refused } = props.command;
  const submit = async () => {
    if (await props.give(reason)) props.onClose();
  };
  return (
    <Dialog
      title={props.heading}
      opened
      onClose={props.onClose}
      onSubmit={() => void submit()}
      submitLabel={props.submitLabel}
      running={running}
      refused={refused}
    >
      <Textarea
        data-autofocus
        label={props.label}
        description={props.note}
        autosize
        minRows={2}
        value={reason}
        error={fieldProblems(t, refused)['reason']}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Dialog>
  );
}
