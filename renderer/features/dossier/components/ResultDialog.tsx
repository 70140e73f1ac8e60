import { FileInput, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import type { ResultFacts } from '../../../../shared/domain/digitisation/result-facts.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { useDraft, useDrafts } from '../../../lib/drafts.ts';
import { fieldProblems, type Refused } from '../../../lib/refusal.ts';
import { UploadRefused, uploadFile } from '../../../lib/upload.ts';
import { useCommand } from '../../../lib/use-command.ts';
import { DateField } from '../../../ui/DateField.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';

/** What a person types of a result; empty is nothing said, and a document without a last day is permanent. */
interface ResultForm {
  code: string;
  number: string;
  issuedOn: string;
  signer: string;
  validUntil: string;
  link: string;
}
const NO_FACTS: ResultForm = { code: '', number: '', issuedOn: '', signer: '', validUntil: '', link: '' };

function toResultFacts({ code, number, issuedOn, signer, validUntil, link }: ResultForm): ResultFacts {
  const said = (text: string) => (text.trim() === '' ? null : text.trim());
  const isSaid = said(number) !== null || said(issuedOn) !== null;
  return {
    code: said(code),
    number: said(number),
    issuedOn: said(issuedOn),
    issuer: null,
    signer: said(signer),
    validity:
      said(validUntil) !== null ? { kind: 'until', on: validUntil } : isSaid ? { kind: 'permanent' } : null,
    link: said(link),
  };
}

/** Records that the result came: what it is, and its file when there is one. */
export function ResultDialog(props: { dossier: DossierView; opened: boolean; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const record = useCommand(client.dossier.recordResult);
  const { dossierId, resultTypes } = props.dossier;
  const name = `dossier.result.${dossierId}`;
  const [description, setDescription] = useDraft(`${name}.words`, '');
  const [facts, setFacts] = useDraft<ResultForm>(`${name}.facts`, {
    ...NO_FACTS,
    code: resultTypes.length === 1 ? (resultTypes[0]?.code ?? '') : '',
  });
  const put = (change: Partial<ResultForm>) => setFacts({ ...facts, ...change });
  const forget = useDrafts((state) => state.forget);
  const [file, setFile] = useState<File | null>(null);
  const [uploadRefused, setUploadRefused] = useState<Refused>();
  const submit = async () => {
    setUploadRefused(undefined);
    try {
      const sha256 = file === null ? null : (await uploadFile(file)).sha256;
      const said = { description, sha256, facts: toResultFacts(facts) };
      const done = await record.run({ dossierId, ...said } as never);
      if (done === undefined) return;
      forget(name);
      setFile(null);
      props.onClose();
    } catch (error) {
      setUploadRefused(error instanceof UploadRefused ? error.refused : { code: 'UNREACHABLE', data: {} });
    }
  };
  const problems = fieldProblems(t, record.refused);
  const text = (field: 'number' | 'signer') => ({
    label: t(`facts.${field}`),
    value: facts[field],
    error: problems[`facts.${field}`],
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => put({ [field]: event.currentTarget.value }),
  });
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
      {resultTypes.length > 1 && (
        <NativeSelect
          label={t('result.type')}
          value={facts.code}
          data={[
            { value: '', label: t('facts.unsaid') },
            ...resultTypes.flatMap(({ name: label, code }) =>
              code === null ? [] : [{ value: code, label }],
            ),
          ]}
          onChange={(event) => put({ code: event.currentTarget.value })}
        />
      )}
      <div className="qmc-pair">
        <TextInput {...text('number')} />
        <DateField
          label={t('facts.issuedOn')}
          value={facts.issuedOn}
          error={problems['facts.issuedOn']}
          onDate={(issuedOn) => put({ issuedOn })}
        />
        <TextInput {...text('signer')} />
        <DateField
          label={t('facts.validUntil')}
          placeholder={t('result.permanent')}
          value={facts.validUntil}
          error={problems['facts.validity.on']}
          onDate={(validUntil) => put({ validUntil })}
        />
      </div>
      <FileInput
        label={t('dossier.resultFile')}
        placeholder={t('dossier.resultFileHint')}
        clearable
        accept="application/pdf,image/jpeg,image/png"
        value={file}
        onChange={setFile}
      />
      {file === null && (
        <TextInput
          label={t('result.link')}
          description={t('result.linkHint')}
          value={facts.link}
          error={problems['facts.link']}
          autoComplete="off"
          onChange={(event) => put({ link: event.currentTarget.value })}
        />
      )}
    </Dialog>
  );
}
