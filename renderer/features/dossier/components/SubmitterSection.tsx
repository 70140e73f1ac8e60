import { NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { type Ref, useRef, useState } from 'react';
import type { Procedure } from '../../../../shared/domain/catalogue/procedure-catalogue.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { focusBeside } from '../../../lib/enter-next.ts';
import { StateMark } from '../../../ui/StateMark.tsx';
import { MethodField } from '../../identity/index.ts';
import { fromCard } from '../party-form.ts';
import { type ReceptionForm, withProcedure, withSubmitter } from '../reception-form.ts';
import { CardField, methodOf, type ReadCard } from './CardField.tsx';
import { CompetentField } from './CompetentField.tsx';
import { KnownBefore } from './KnownBefore.tsx';
import { LinkedChoices } from './LinkedChoices.tsx';
import { PartyFields, useMark } from './PartyFields.tsx';
import { type ChosenProcedure, ProcedureField } from './ProcedureField.tsx';
import { Section, type SectionProps } from './Section.tsx';

/** Who stands at the counter, by card or typed. */
export function SubmitterSection({
  form,
  marks,
  onChange,
  inputRef,
}: SectionProps & { inputRef: Ref<HTMLInputElement> }) {
  const { t } = useWords();
  const [read, setRead] = useState<ReadCard>();
  const place = useRef<HTMLDivElement>(null);
  const take = (card: ReadCard) => {
    setRead(card);
    onChange((before) => ({
      ...before,
      submitter: fromCard(card.person, before.submitter),
      submitterCheck: methodOf(card),
    }));
    // The card holds all that is asked of a person; the procedure comes next.
    const fields = place.current?.closest('form');
    const inputs = place.current?.querySelectorAll('input, select');
    const end = inputs?.[inputs.length - 1];
    if (fields != null && end !== undefined) setTimeout(() => focusBeside(fields, end, 1));
  };
  return (
    <Section
      number={1}
      title={t('reception.submitter')}
      aside={
        read?.source !== undefined && (
          <span role="status">
            <StateMark state="good">{t(read.source === 'mrz' ? 'card.readBack' : 'card.read')}</StateMark>
          </span>
        )
      }
    >
      <Stack gap={6} ref={place}>
        <CardField
          label={t('card.submitter')}
          inputRef={inputRef}
          isFilled={form.submitter.number !== ''}
          autoFocus
          onRead={take}
        />
        <PartyFields
          place="submitter"
          value={form.submitter}
          marks={marks}
          onChange={(submitter) => onChange((before) => withSubmitter(before, submitter))}
        />
        <KnownBefore
          value={form.submitter}
          onTake={(submitter) => onChange((before) => withSubmitter(before, submitter))}
        />
        <MethodField
          value={form.submitterCheck}
          onChange={(submitterCheck) => onChange({ submitterCheck })}
        />
      </Stack>
    </Section>
  );
}

/** What is asked for: procedure, case, the words of the request, sets, way of filing. */
export function ProcedureSection({
  form,
  marks,
  onChange,
  procedure,
}: SectionProps & { procedure: Procedure | undefined }) {
  const { t } = useWords();
  const client = useClient();
  const mark = useMark(marks);
  const take = async ({ code, caseIds }: ChosenProcedure, field: HTMLInputElement) => {
    const { procedure: taken } = await client.catalogue.get({ code });
    const caseId = caseIds[0] ?? taken.cases[0]?.id ?? '';
    onChange((before) => withProcedure(before, taken, caseId));
    const fields = field.closest('form');
    if (fields !== null) setTimeout(() => focusBeside(fields, field, 1));
  };
  return (
    <Stack gap={8}>
      <ProcedureField
        name={form.procedureName}
        error={mark('procedure')}
        onTake={(chosen, field) => void take(chosen, field).catch(() => undefined)}
      />
      {procedure !== undefined && (
        <Text fz="xs" c="dimmed" lineClamp={1} title={procedure.name}>
          <span className="qmc-mono">{procedure.code}</span> · {procedure.name} ·{' '}
          {t('catalogue.owner', { owner: t(`catalogue.owner.${procedure.processingOwner}`) })}
        </Text>
      )}
      {procedure !== undefined && procedure.cases.length > 1 && (
        <NativeSelect
          label={t('reception.case')}
          value={form.caseId}
          error={mark('case')}
          data={procedure.cases.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => {
            const caseId = event.currentTarget.value;
            onChange((before) => withProcedure(before, procedure, caseId));
          }}
        />
      )}
      {procedure?.linked !== undefined && (
        <LinkedChoices
          form={form}
          procedure={procedure}
          wrong={mark('linkedChoices') !== undefined}
          onChange={onChange}
        />
      )}
      <div className="qmc-request">
        <TextInput
          label={t('reception.request')}
          value={form.request}
          error={mark('request')}
          autoComplete="off"
          onChange={(event) => onChange({ request: event.currentTarget.value })}
        />
        <TextInput
          label={t('reception.sets')}
          value={form.sets}
          error={mark('sets')}
          inputMode="numeric"
          autoComplete="off"
          onChange={(event) => onChange({ sets: event.currentTarget.value.replace(/\D/gu, '') })}
        />
        <NativeSelect
          label={t('reception.channel')}
          value={form.channel}
          data={(['direct', 'online', 'post'] as const).map((value) => ({
            value,
            label: t(`channel.${value}`),
          }))}
          onChange={(event) => onChange({ channel: event.currentTarget.value as ReceptionForm['channel'] })}
        />
      </div>
      {procedure !== undefined && procedure.linked === undefined && (
        <CompetentField form={form} marks={marks} onChange={onChange} />
      )}
    </Stack>
  );
}
