import { Checkbox, NativeSelect, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useWords } from '../../../lib/context.tsx';
import { fromCard } from '../party-form.ts';
import type { ReceptionForm } from '../reception-form.ts';
import type { FieldMarks } from '../reception-problems.ts';
import { CardField } from './CardField.tsx';
import { KnownBefore } from './KnownBefore.tsx';
import { PartyFields, useMark } from './PartyFields.tsx';

interface SectionProps {
  form: ReceptionForm;
  marks: FieldMarks;
  onChange: (patch: Partial<ReceptionForm>) => void;
}

/** Whose dossier it is; when it is not the submitter's, by what right they bring it. */
export function OwnerSection({ form, marks, onChange }: SectionProps) {
  const { t } = useWords();
  const other = form.ownerIs !== 'submitter';
  return (
    <Stack gap={8}>
      <SegmentedControl
        fullWidth
        aria-label={t('reception.owner')}
        value={form.ownerIs}
        data={(['submitter', 'other', 'newborn'] as const).map((value) => ({
          value,
          label: t(`reception.ownerIs.${value}`),
        }))}
        onChange={(ownerIs) => onChange({ ownerIs })}
      />
      {form.ownerIs === 'other' && (
        <CardField
          label={t('card.owner')}
          isFilled={form.owner.number !== ''}
          onRead={({ person }) => onChange({ owner: fromCard(person, form.owner) })}
        />
      )}
      {other && (
        <PartyFields
          place="owner"
          value={form.owner}
          marks={marks}
          newborn={form.ownerIs === 'newborn'}
          onChange={(owner) => onChange({ owner })}
        />
      )}
      {form.ownerIs === 'other' && <KnownBefore value={form.owner} onTake={(owner) => onChange({ owner })} />}
      {other && <AuthoritySection form={form} marks={marks} onChange={onChange} />}
    </Stack>
  );
}

function AuthoritySection({ form, marks, onChange }: SectionProps) {
  const { t } = useWords();
  const mark = useMark(marks);
  return (
    <>
      <div className="qmc-pair">
        <NativeSelect
          label={t('reception.basis')}
          value={form.basis}
          data={(['legal-representative', 'authorisation'] as const).map((value) => ({
            value,
            label: t(`reception.basis.${value}`),
          }))}
          onChange={(event) => onChange({ basis: event.currentTarget.value as ReceptionForm['basis'] })}
        />
        {form.basis === 'legal-representative' ? (
          <TextInput
            label={t('reception.relation')}
            placeholder={t('reception.relationHint')}
            value={form.relation}
            error={mark('relation')}
            autoComplete="off"
            onChange={(event) => onChange({ relation: event.currentTarget.value })}
          />
        ) : (
          <TextInput
            label={t('reception.paper')}
            placeholder={t('reception.paperHint')}
            value={form.paper}
            error={mark('paper')}
            autoComplete="off"
            onChange={(event) => onChange({ paper: event.currentTarget.value })}
          />
        )}
      </div>
      {form.basis === 'authorisation' && (
        <Checkbox
          label={t('reception.otherAuthoriser')}
          checked={form.otherAuthoriser}
          error={mark('otherAuthoriser')}
          onChange={(event) => onChange({ otherAuthoriser: event.currentTarget.checked })}
        />
      )}
      {form.basis === 'authorisation' && form.otherAuthoriser && (
        <PartyFields
          place="authoriser"
          value={form.authoriser}
          marks={marks}
          mayBeOrganisation={false}
          onChange={(authoriser) => onChange({ authoriser })}
        />
      )}
    </>
  );
}

/** How the result is given, and to whom. */
export function DeliverySection({ form, marks, onChange }: SectionProps) {
  const { t } = useWords();
  const mark = useMark(marks);
  return (
    <Stack gap={8}>
      <div className="qmc-pair">
        <NativeSelect
          label={t('reception.delivery')}
          value={form.delivery}
          data={(['counter', 'post', 'electronic'] as const).map((value) => ({
            value,
            label: t(`delivery.${value}`),
          }))}
          onChange={(event) => onChange({ delivery: event.currentTarget.value as ReceptionForm['delivery'] })}
        />
        <NativeSelect
          label={t('reception.receiver')}
          value={form.receiverIs}
          data={(['submitter', 'owner', 'other'] as const).map((value) => ({
            value,
            label: t(`reception.receiverIs.${value}`),
          }))}
          onChange={(event) =>
            onChange({ receiverIs: event.currentTarget.value as ReceptionForm['receiverIs'] })
          }
        />
      </div>
      {form.delivery === 'post' && (
        <TextInput
          label={t('reception.deliveryAddress')}
          value={form.deliveryAddress}
          error={mark('deliveryAddress')}
          autoComplete="off"
          onChange={(event) => onChange({ deliveryAddress: event.currentTarget.value })}
        />
      )}
      {form.receiverIs === 'other' && (
        <>
          <CardField
            label={t('card.receiver')}
            isFilled={form.receiver.number !== ''}
            onRead={({ person }) => onChange({ receiver: fromCard(person, form.receiver) })}
          />
          <PartyFields
            place="receiver"
            value={form.receiver}
            marks={marks}
            mayBeOrganisation={false}
            onChange={(receiver) => onChange({ receiver })}
          />
          <TextInput
            label={t('reception.receiverPaper')}
            value={form.receiverPaper}
            error={mark('receiverPaper')}
            autoComplete="off"
            onChange={(event) => onChange({ receiverPaper: event.currentTarget.value })}
          />
        </>
      )}
    </Stack>
  );
}
