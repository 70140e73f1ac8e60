import { NativeSelect, Text, TextInput, UnstyledButton } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import {
  DOCUMENT_KINDS,
  type DocumentKind,
  ruleOfKind,
} from '../../../../shared/domain/digitisation/document-kind.ts';
import { COPY_TYPES, holderNumber } from '../../../../shared/domain/digitisation/paper-facts.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { showDate } from '../../../lib/format.ts';
import { fieldProblems } from '../../../lib/refusal.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import { useCommand } from '../../../lib/use-command.ts';
import { DateField } from '../../../ui/DateField.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import {
  type FactsForm,
  fromForm,
  holdersOf,
  type ReadFact,
  saysAlready,
  takenOver,
  toForm,
} from '../facts-form.ts';

/** What a paper says of itself: filled in from the dossier, typed, or taken over field by field from what was read on its pages. */
export function FactsDialog(props: {
  dossier: DossierView;
  slot: DossierView['components'][number];
  onClose: () => void;
}) {
  const { t } = useWords();
  const client = useClient();
  const say = useCommand(client.scan.sayFacts);
  const { dossier, slot, onClose } = props;
  const place = { dossierId: dossier.dossierId, componentId: slot.componentId };
  const holders = useMemo(() => holdersOf(dossier.parties), [dossier.parties]);
  const [form, setForm] = useState(() => toForm(slot.facts ?? slot.first, holders));
  const put = (change: Partial<FactsForm>) => setForm((before) => ({ ...before, ...change }));
  const reading = useAsk(['scan', 'suggestFacts'], place, () => client.scan.suggestFacts(place));
  const readFacts: readonly ReadFact[] = reading.data?.suggestions ?? [];
  const [taken, setTaken] = useState(slot.suggested);
  const offered = (field: ReadFact['field']) => ({
    fact: readFacts.find((fact) => fact.field === field && !saysAlready(form, fact, holders)),
    onTake: (fact: ReadFact) => {
      put(takenOver(fact, holders));
      setTaken((before) => [...new Set([...before, fact.field])]);
    },
  });
  const submit = async () => {
    // A value that was taken over and changed since is the person's own.
    const suggested = taken.filter((field) => offered(field).fact === undefined);
    const facts = fromForm(form, holders);
    if ((await say.run({ ...place, facts, suggested })) !== undefined) onClose();
  };
  const problems = fieldProblems(t, say.refused);
  const { issued } = ruleOfKind(form.kind);
  const text = (field: 'number' | 'issuer' | 'signer' | 'holderName') => ({
    label: t(`facts.${field}`),
    value: form[field],
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => put({ [field]: event.currentTarget.value }),
  });
  return (
    <Dialog
      title={t('facts.of', { name: slot.name })}
      opened
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={t('app.save')}
      running={say.running}
      refused={say.refused}
      size={680}
    >
      <div className="qmc-pair">
        <Offered {...offered('kind')}>
          <NativeSelect
            data-autofocus
            label={t('facts.kind')}
            value={form.kind}
            data={DOCUMENT_KINDS.map((value) => ({ value, label: t(`document.${value}`) }))}
            onChange={(event) => put({ kind: event.currentTarget.value as DocumentKind })}
          />
        </Offered>
        <NativeSelect
          label={t('facts.copyType')}
          value={form.copyType}
          data={[
            { value: '', label: t('facts.unsaid') },
            ...COPY_TYPES.map((value) => ({ value, label: t(`facts.copyType.${value}`) })),
          ]}
          onChange={(event) => put({ copyType: event.currentTarget.value as FactsForm['copyType'] })}
        />
        <Offered {...offered('number')}>
          <TextInput
            {...text('number')}
            placeholder={issued ? t('facts.numberHint') : undefined}
            error={problems['facts.number']}
          />
        </Offered>
        <Offered {...offered('issuedOn')}>
          <DateField
            label={t('facts.issuedOn')}
            value={form.issuedOn}
            error={problems['facts.issuedOn']}
            onDate={(issuedOn) => put({ issuedOn })}
          />
        </Offered>
        <Offered {...offered('issuer')}>
          <TextInput {...text('issuer')} error={problems['facts.issuer']} />
        </Offered>
        <TextInput {...text('signer')} error={problems['facts.signer']} />
        <NativeSelect
          label={t('facts.validity')}
          value={form.validity}
          data={[
            { value: '', label: t('facts.unsaid') },
            { value: 'permanent', label: t('facts.validity.permanent') },
            { value: 'until', label: t('facts.validity.until') },
          ]}
          onChange={(event) => put({ validity: event.currentTarget.value as FactsForm['validity'] })}
        />
        {form.validity === 'until' && (
          <DateField
            label={t('facts.validUntil')}
            value={form.validUntil}
            error={problems['facts.validity.on']}
            onDate={(validUntil) => put({ validUntil })}
          />
        )}
      </div>
      <Offered {...offered('holder')}>
        <NativeSelect
          label={t('facts.holder')}
          value={form.holder}
          data={[
            ...holders.map((holder, index) => ({
              value: String(index),
              label: [holder.name, holderNumber(holder)].filter(Boolean).join(' · '),
            })),
            { value: 'other', label: t('facts.holder.other') },
          ]}
          onChange={(event) => put({ holder: event.currentTarget.value })}
        />
      </Offered>
      {form.holder === 'other' && (
        <div className="qmc-pair">
          <TextInput {...text('holderName')} error={problems['facts.holder.name']} />
          <TextInput
            label={t('facts.holderNumber')}
            description={t('facts.holderNumberHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={form.holderNumber}
            error={problems['facts.holder.identity.number'] ?? problems['facts.holder.taxCode']}
            autoComplete="off"
            onChange={(event) => put({ holderNumber: event.currentTarget.value })}
          />
        </div>
      )}
    </Dialog>
  );
}

/** A field with what was read for it below; nothing is taken over but by the key, or a press. */
function Offered(props: {
  fact: ReadFact | undefined;
  onTake: (fact: ReadFact) => void;
  children: ReactNode;
}) {
  const { t } = useWords();
  const { fact, onTake, children } = props;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key belongs to the field inside, whichever it is
    <div
      onKeyDown={(event) => {
        if (fact === undefined || !event.altKey || event.code !== 'KeyY') return;
        event.preventDefault();
        onTake(fact);
      }}
    >
      {children}
      {fact !== undefined && (
        <UnstyledButton tabIndex={-1} className="qmc-offered" onClick={() => onTake(fact)}>
          <Text component="span" fz="xs" c="dimmed" lineClamp={1} title={fact.words}>
            <kbd>Alt+Y</kbd>{' '}
            {t('facts.read', { value: valueShown(fact), page: fact.page, words: fact.words })}
          </Text>
        </UnstyledButton>
      )}
    </div>
  );

  function valueShown({ field, value }: ReadFact): string {
    if (field === 'issuedOn') return showDate(value);
    return field === 'kind' ? t(`document.${value as DocumentKind}`) : value;
  }
}
