import { ActionIcon, Autocomplete, Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { OnlineView } from '../../../shared/contract/online.ts';
import type { ProcedureCase } from '../../../shared/domain/catalogue/procedure-catalogue.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft, useDrafts } from '../../lib/drafts.ts';
import { fieldProblems } from '../../lib/refusal.ts';
import { useCommand } from '../../lib/use-command.ts';
import { Dialog } from '../../ui/Dialog.tsx';

const EMPTY = { name: '', reason: '' };

/** Sends a submission back to be completed, once: everything that is missing with its reason, and how to do it. */
export function CompletionDialog(props: {
  submission: OnlineView;
  entry: ProcedureCase | undefined;
  onClose: () => void;
}) {
  const { t } = useWords();
  const client = useClient();
  const { submissionId, revision } = props.submission;
  const draft = `online.${submissionId}.${revision}.completion`;
  const [said, setSaid] = useDraft(draft, { items: [EMPTY], instruction: '' });
  const forget = useDrafts((state) => state.forget);
  const command = useCommand(client.online.askCompletion);
  const problems = fieldProblems(t, command.refused);
  const submit = async () => {
    if ((await command.run({ submissionId, revision, ...said })) === undefined) return;
    forget(draft);
    props.onClose();
  };
  const change = (index: number, changed: Partial<typeof EMPTY>) =>
    setSaid({
      ...said,
      items: said.items.map((item, at) => (at === index ? { ...item, ...changed } : item)),
    });
  const names = [...new Set(props.entry?.components.map(({ name }) => name.slice(0, 200)))];
  return (
    <Dialog
      title={t('online.askTitle')}
      opened
      size="lg"
      onClose={props.onClose}
      onSubmit={() => void submit()}
      submitLabel={t('online.send')}
      running={command.running}
      refused={command.refused}
    >
      <Text fz="sm" c="dimmed">
        {t('online.askCompletionNote')}
      </Text>
      <Stack gap={6}>
        {said.items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its place
          <Group key={index} gap={6} wrap="nowrap" align="flex-end">
            <Autocomplete
              label={index === 0 ? t('online.item.name') : undefined}
              aria-label={t('online.item.nameOf', { number: index + 1 })}
              w={240}
              data={names}
              value={item.name}
              error={problems[`items.${index}.name`]}
              data-autofocus={index === 0 ? true : undefined}
              onChange={(name) => change(index, { name })}
            />
            <TextInput
              flex={1}
              label={index === 0 ? t('online.item.reason') : undefined}
              aria-label={t('online.item.reasonOf', { number: index + 1 })}
              value={item.reason}
              error={problems[`items.${index}.reason`]}
              autoComplete="off"
              onChange={(event) => change(index, { reason: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              size="lg"
              aria-label={t('online.item.drop', { number: index + 1 })}
              disabled={said.items.length === 1}
              onClick={() => setSaid({ ...said, items: said.items.filter((_, at) => at !== index) })}
            >
              <IconX size={18} />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={16} />}
            onClick={() => setSaid({ ...said, items: [...said.items, EMPTY] })}
          >
            {t('online.item.add')}
          </Button>
        </Group>
      </Stack>
      <Textarea
        label={t('online.instruction')}
        value={said.instruction}
        error={problems['instruction']}
        autosize
        minRows={2}
        onChange={(event) => setSaid({ ...said, instruction: event.currentTarget.value })}
      />
    </Dialog>
  );
}

/** Refuses a submission with the reason the citizen reads. */
export function RefuseDialog(props: { submission: OnlineView; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const { submissionId, revision } = props.submission;
  const draft = `online.${submissionId}.${revision}.refusal`;
  const [reason, setReason] = useDraft(draft, '');
  const forget = useDrafts((state) => state.forget);
  const command = useCommand(client.online.refuse);
  const submit = async () => {
    if ((await command.run({ submissionId, revision, reason })) === undefined) return;
    forget(draft);
    props.onClose();
  };
  return (
    <Dialog
      title={t('online.refuseTitle')}
      opened
      onClose={props.onClose}
      onSubmit={() => void submit()}
      submitLabel={t('online.refuseTitle')}
      running={command.running}
      refused={command.refused}
    >
      <Text fz="sm" c="dimmed">
        {t('online.refuseNote')}
      </Text>
      <Textarea
        label={t('online.refusalReason')}
        data-autofocus
        value={reason}
        error={fieldProblems(t, command.refused)['reason']}
        autosize
        minRows={2}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Dialog>
  );
}
