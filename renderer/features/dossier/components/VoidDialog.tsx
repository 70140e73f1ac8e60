import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { useDraft, useDrafts } from '../../../lib/drafts.ts';
import { fieldProblems } from '../../../lib/refusal.ts';
import { useCommand } from '../../../lib/use-command.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { HeadApprovalFields } from './HeadApprovalFields.tsx';

/** Makes a wrong intake void. A clerk needs the head, who types their own name and password here; they are kept nowhere. */
export function VoidDialog(props: {
  dossier: DossierView;
  isHead: boolean;
  opened: boolean;
  onClose: () => void;
}) {
  const { t } = useWords();
  const client = useClient();
  const { dossier, isHead } = props;
  const command = useCommand(client.life.void, { resend: false });
  const name = `dossier.void.${dossier.dossierId}`;
  const [said, setSaid] = useDraft(name, { reason: '', givenBack: '' });
  const [head, setHead] = useState({ login: '', password: '' });
  const forget = useDrafts((state) => state.forget);
  const close = () => {
    command.reset();
    setHead({ login: '', password: '' });
    props.onClose();
  };
  const submit = async () => {
    const done = await command.run({ dossierId: dossier.dossierId, ...said, approval: isHead ? null : head });
    if (done === undefined) return;
    forget(name);
    close();
  };
  const problems = fieldProblems(t, command.refused);
  return (
    <Dialog
      title={t('step.void')}
      opened={props.opened}
      size="lg"
      onClose={close}
      onSubmit={() => void submit()}
      submitLabel={t('step.voidNow')}
      running={command.running}
      refused={command.refused}
    >
      <Text fz="sm" c="dimmed">
        {t('step.voidNote', { code: dossier.code })}
      </Text>
      <TextInput
        data-autofocus
        label={t('step.voidReason')}
        placeholder={t('step.voidReasonHint')}
        value={said.reason}
        error={problems['reason']}
        autoComplete="off"
        onChange={(event) => setSaid({ ...said, reason: event.currentTarget.value })}
      />
      <TextInput
        label={t('step.givenBack')}
        placeholder={t('step.givenBackHint')}
        value={said.givenBack}
        error={problems['givenBack']}
        autoComplete="off"
        onChange={(event) => setSaid({ ...said, givenBack: event.currentTarget.value })}
      />
      {!isHead && <HeadApprovalFields value={head} onChange={setHead} />}
    </Dialog>
  );
}
