import { Checkbox, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { useClient, useWords } from '../../lib/context.tsx';
import type { Refused } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { Dialog } from '../../ui/Dialog.tsx';

/** Whose personal certificate a key goes with; where it names somebody else the administrator must say that this was seen. */
export function KeyHolderFields(props: {
  holderId: string;
  onHolder: (userId: string) => void;
  nameSeen: boolean;
  onNameSeen: (seen: boolean) => void;
  refused: Refused | undefined;
}) {
  const { t } = useWords();
  const client = useClient();
  const people = useAsk(['people', 'list'], {}, () => client.people.list({})).data?.users ?? [];
  const { refused, nameSeen } = props;
  return (
    <>
      <NativeSelect
        label={t('signing.holder')}
        description={t('signing.holderHint')}
        value={props.holderId}
        data={[
          { value: '', label: t('signing.chooseHolder') },
          ...people.map(({ id, displayName, jobTitle }) => ({
            value: id,
            label: `${displayName} – ${jobTitle}`,
          })),
        ]}
        error={refused?.code === 'KEY_HOLDER_MISSING' || refused?.code === 'KEY_HELD_BY_ANOTHER'}
        onChange={(event) => {
          props.onHolder(event.currentTarget.value);
          props.onNameSeen(false);
        }}
      />
      {(refused?.code === 'KEY_NAME_DIFFERS' || nameSeen) && (
        <Checkbox
          label={t('signing.nameSeen')}
          checked={nameSeen}
          onChange={(event) => props.onNameSeen(event.currentTarget.checked)}
        />
      )}
    </>
  );
}

/** Says whose a key is that was taken up before that was asked. */
export function BindKeyDialog(props: {
  signingKey: { keyId: string; label: string; subject: string };
  onClose: () => void;
}) {
  const { t } = useWords();
  const client = useClient();
  const bind = useCommand(client.certify.bindKey);
  const [holderId, setHolderId] = useState('');
  const [nameSeen, setNameSeen] = useState(false);
  const { keyId, label, subject } = props.signingKey;
  const submit = async () => {
    if (holderId === '') return;
    if ((await bind.run({ keyId, holderId, nameSeen } as never)) !== undefined) props.onClose();
  };
  return (
    <Dialog
      title={t('signing.bindKey', { label })}
      opened
      onClose={props.onClose}
      onSubmit={() => void submit()}
      submitLabel={t('app.save')}
      running={bind.running}
      refused={bind.refused}
    >
      <Text fz="sm">{t('signing.bindNote', { subject })}</Text>
      <KeyHolderFields
        holderId={holderId}
        onHolder={setHolderId}
        nameSeen={nameSeen}
        onNameSeen={setNameSeen}
        refused={bind.refused}
      />
    </Dialog>
  );
}
