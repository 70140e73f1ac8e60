import { FileInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useClient, useWords } from '../../../lib/context.tsx';
import { useDraft, useDrafts } from '../../../lib/drafts.ts';
import { fieldProblems, type Refused } from '../../../lib/refusal.ts';
import { UploadRefused, uploadFile } from '../../../lib/upload.ts';
import { useCommand } from '../../../lib/use-command.ts';
import { Dialog } from '../../../ui/Dialog.tsx';

/** Records that the result came: what it is, and its file when there is one. */
export function ResultDialog(props: { dossierId: string; opened: boolean; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const record = useCommand(client.dossier.recordResult);
  const name = `dossier.result.${props.dossierId}`;
  const [description, setDescription] = useDraft(name, '');
  const forget = useDrafts((state) => state.forget);
  const [file, setFile] = useState<File | null>(null);
  const [uploadRefused, setUploadRefused] = useState<Refused>();
  const submit = async () => {
    setUploadRefused(undefined);
    try {
      const sha256 = file === null ? null : (await uploadFile(file)).sha256;
      const done = await record.run({ dossierId: props.dossierId, description, sha256 } as never);
      if (done === undefined) return;
      forget(name);
      setFile(null);
      props.onClose();
    } catch (error) {
      setUploadRefused(error instanceof UploadRefused ? error.refused : { code: 'UNREACHABLE', data: {} });
    }
  };
  const problems = fieldProblems(t, record.refused);
  return (
    <Dialog
      title={t('action.recordResult')}
      opened={props.opened}
      onClose={() => {
        record.reset();
        props.onClose();
      }}
      onSubmit={() => void submit()}
      submitLabel={t('app.save')}
      running={record.running}
      refused={uploadRefused ?? record.refused}
    >
      <TextInput
        data-autofocus
        label={t('dossier.resultDescription')}
        placeholder={t('dossier.resultHint')}
        value={description}
        error={problems['description']}
        autoComplete="off"
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <FileInput
        label={t('dossier.resultFile')}
        placeholder={t('dossier.resultFileHint')}
        clearable
        accept="application/pdf,image/jpeg,image/png"
        value={file}
        onChange={setFile}
      />
    </Dialog>
  );
}
