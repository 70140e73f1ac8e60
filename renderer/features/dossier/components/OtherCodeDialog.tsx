import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { useDraft, useDrafts } from '../../../lib/drafts.ts';
import { fieldProblems } from '../../../lib/refusal.ts';
import { useCommand } from '../../../lib/use-command.ts';
import { Dialog } from '../../../ui/Dialog.tsx';

/**
 * Notes the code that a central service gave a dossier: its own from then on where it has a provisional number, else one beside its own. A code of
 * unusual shape is noted when the clerk has looked again and says so.
 */
export function OtherCodeDialog(props: { dossier: DossierView; opened: boolean; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const { dossier } = props;
  const link = useCommand(client.dossier.linkCode);
  const name = `dossier.otherCode.${dossier.dossierId}`;
  const [code, setCode] = useDraft(name, '');
  const [sure, setSure] = useState(false);
  const isUnusual = link.refused?.code === 'CODE_UNUSUAL';
  const hasNumber =
    dossier.codeSystem !== null || dossier.otherCodes.some(({ kind }) => kind === 'provisional');
  const forget = useDrafts((state) => state.forget);
  const close = () => {
    link.reset();
    props.onClose();
  };
  const submit = async () => {
    const done = await link.run({ dossierId: dossier.dossierId, code: code.trim(), sure: isUnusual && sure });
    if (done === undefined) return;
    forget(name);
    close();
  };
  return (
    <Dialog
      title={t('dossier.linkCode')}
      opened={props.opened}
      onClose={close}
      onSubmit={() => void submit()}
      submitLabel={t('app.save')}
      running={link.running}
      refused={link.refused}
    >
      <TextInput
        data-autofocus
        label={t('dossier.otherCode.central')}
        description={t(hasNumber ? 'dossier.codeBecomesOwn' : 'dossier.linkCodeNote', { code: dossier.code })}
        value={code}
        error={fieldProblems(t, link.refused)['code']}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setCode(event.currentTarget.value);
          setSure(false);
        }}
      />
      {isUnusual && (
        <Checkbox
          mt="sm"
          label={t('dossier.codeSure')}
          checked={sure}
          onChange={(event) => setSure(event.currentTarget.checked)}
        />
      )}
    </Dialog>
  );
}
