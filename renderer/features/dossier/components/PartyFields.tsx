import { NativeSelect, TextInput } from '@mantine/core';
import { useWords } from '../../../lib/context.tsx';
import { isMessageKey } from '../../../lib/i18n.ts';
import { DateField } from '../../../ui/DateField.tsx';
import { IDENTITY_KINDS, NO_NUMBER_REASONS, type PartyForm } from '../party-form.ts';
import type { FieldMarks } from '../reception-problems.ts';

type PartyFieldsProps = {
  /** The place in the form, for marks and for telling equal labels apart: `submitter`, `owner` and so on. */
  place: 'submitter' | 'owner' | 'authoriser' | 'receiver' | 'together';
  value: PartyForm;
  marks: FieldMarks;
  onChange: (value: PartyForm) => void;
  /** A newborn needs only a name, if it has one. */
  newborn?: boolean;
  mayBeOrganisation?: boolean;
};

/** The words for a marked field: what is wrong with it, or just the mark when the notice says it. */
export function useMark(marks: FieldMarks): (field: string) => string | boolean | undefined {
  const { t } = useWords();
  return (field) => {
    const code = marks[field];
    if (code === undefined) return undefined;
    const key = `invalid.${code}`;
    return code === '' ? true : isMessageKey(key) ? t(key) : t('invalid.other');
  };
}

/** A person or an organisation: paper and number, name, birth, sex, address, telephone. */
export function PartyFields(props: PartyFieldsProps) {
  const { t } = useWords();
  const { value, place, marks, newborn = false } = props;
  const mark = useMark(marks);
  const set = (patch: Partial<PartyForm>) => props.onChange({ ...value, ...patch });
  const isPerson = value.kind === 'person';
  return (
    <fieldset className="qmc-party">
      <legend className="qmc-skip">{t(`party.${place}`)}</legend>
      {!newborn && <IdentityFields {...props} set={set} />}
      <TextInput
        className={newborn ? 'qmc-span-6' : 'qmc-span-4'}
        label={isPerson ? t('party.name') : t('party.organisationName')}
        value={value.name}
        error={mark(`${place}.name`)}
        autoComplete="off"
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      {isPerson && (
        <>
          <DateField
            className={newborn ? 'qmc-span-3' : 'qmc-span-2'}
            label={t('party.birthDate')}
            value={value.birthDate}
            yearMayDo
            error={mark(`${place}.birthDate`)}
            onDate={(birthDate) => set({ birthDate })}
          />
          <NativeSelect
            className={newborn ? 'qmc-span-3' : 'qmc-span-2'}
            label={t('party.sex')}
            value={value.sex}
            data={(['', 'male', 'female'] as const).map((sex) => ({
              value: sex,
              label: t(sex === '' ? 'party.sex.none' : `party.sex.${sex}`),
            }))}
            onChange={(event) => set({ sex: event.currentTarget.value as PartyForm['sex'] })}
          />
        </>
      )}
      <TextInput
        label={t('party.address')}
        className={newborn ? 'qmc-span-6' : 'qmc-span-4'}
        value={value.address}
        error={mark(`${place}.address`)}
        autoComplete="off"
        onChange={(event) => set({ address: event.currentTarget.value })}
      />
      {!newborn && place !== 'receiver' && place !== 'together' && (
        <>
          <TextInput
            className="qmc-span-3"
            label={t('party.phone')}
            value={value.phone}
            error={mark(`${place}.phone`)}
            inputMode="tel"
            autoComplete="off"
            onChange={(event) => set({ phone: event.currentTarget.value })}
          />
          <TextInput
            className="qmc-span-3"
            label={t('party.email')}
            value={value.email}
            error={mark(`${place}.email`)}
            inputMode="email"
            autoComplete="off"
            onChange={(event) => set({ email: event.currentTarget.value })}
          />
        </>
      )}
    </fieldset>
  );
}

function IdentityFields(props: PartyFieldsProps & { set: (patch: Partial<PartyForm>) => void }) {
  const { t } = useWords();
  const { value, place, set } = props;
  const mark = useMark(props.marks);
  const kinds =
    props.mayBeOrganisation === false ? IDENTITY_KINDS : ([...IDENTITY_KINDS, 'organisation'] as const);
  const choose = (kind: (typeof kinds)[number]) =>
    set(kind === 'organisation' ? { kind } : { kind: 'person', identityKind: kind });
  return (
    <>
      <NativeSelect
        className="qmc-span-2"
        label={t('party.identity')}
        value={value.kind === 'organisation' ? 'organisation' : value.identityKind}
        data={kinds.map((kind) => ({ value: kind, label: t(`party.identity.${kind}`) }))}
        onChange={(event) => choose(event.currentTarget.value as (typeof kinds)[number])}
      />
      {value.kind === 'person' && value.identityKind === 'none' ? (
        <NativeSelect
          className="qmc-span-4"
          label={t('party.reason')}
          value={value.reason}
          error={mark(`${place}.number`)}
          data={NO_NUMBER_REASONS.map((reason) => ({ value: reason, label: t(`party.reason.${reason}`) }))}
          onChange={(event) => set({ reason: event.currentTarget.value as PartyForm['reason'] })}
        />
      ) : (
        <TextInput
          className="qmc-span-4"
          label={value.kind === 'organisation' ? t('party.taxCode') : t('party.number')}
          value={value.number}
          error={mark(`${place}.number`)}
          description={value.oldNumber ? t('party.oldNumber', { number: value.oldNumber }) : undefined}
          inputMode="numeric"
          autoComplete="off"
          onChange={(event) => set({ number: event.currentTarget.value, oldNumber: '' })}
        />
      )}
    </>
  );
}
