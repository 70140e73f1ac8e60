import { Button, SegmentedControl, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useWords } from '../../lib/context.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { CommuneField } from './CommuneField.tsx';
import { type CommuneType, useSetupDraft } from './draft.ts';
import { fieldsOf, type StepProps } from './step-fields.ts';

/** The office and its place. */
export function OfficeStep(props: StepProps) {
  const { t } = useWords();
  const draft = useSetupDraft();
  const field = fieldsOf(props);
  return (
    <Stack gap="sm">
      <TextInput
        label={t('setup.office.name')}
        description={t('setup.office.nameHint')}
        value={draft.name}
        onChange={(event) => draft.set({ name: event.currentTarget.value })}
        {...field('office.name')}
      />
      <SimpleGrid cols={2}>
        <TextInput
          label={t('setup.office.superior')}
          value={draft.superiorName}
          onChange={(event) => draft.set({ superiorName: event.currentTarget.value })}
          {...field('office.superiorName')}
        />
        <TextInput
          label={t('setup.office.agencyCode')}
          value={draft.agencyCode}
          onChange={(event) => draft.set({ agencyCode: event.currentTarget.value })}
          {...field('office.agencyCode')}
        />
      </SimpleGrid>
      <Text fz="xs" c="dimmed">
        {t('setup.office.agencyCodeHint')}
      </Text>
      <PlaceFields {...props} />
      <SimpleGrid cols={2}>
        <TextInput
          label={t('setup.office.address')}
          value={draft.address}
          onChange={(event) => draft.set({ address: event.currentTarget.value })}
          {...field('office.address', false)}
        />
        <TextInput
          label={t('setup.office.phone')}
          value={draft.phone}
          onChange={(event) => draft.set({ phone: event.currentTarget.value })}
          {...field('office.phone', false)}
        />
      </SimpleGrid>
    </Stack>
  );
}

function PlaceFields(props: StepProps) {
  const { t } = useWords();
  const draft = useSetupDraft();
  const field = fieldsOf(props);
  if (!draft.typedPlace) {
    return (
      <Stack gap={4} align="stretch">
        <CommuneField error={props.problems['office.place']} />
        <Button
          variant="subtle"
          size="compact-sm"
          className="qmc-text-button"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => draft.set({ typedPlace: true })}
        >
          {t('setup.office.placeNone')}
        </Button>
      </Stack>
    );
  }
  const types: readonly CommuneType[] = ['xa', 'phuong', 'dac-khu'];
  return (
    <Stack gap={4}>
      <Text fw={500}>{t('setup.office.place')}</Text>
      <SegmentedControl
        aria-label={t('setup.office.communeType')}
        value={draft.communeType}
        onChange={(value) => draft.set({ communeType: value as CommuneType })}
        data={types.map((value) => ({ value, label: t(`communeType.${value}`) }))}
      />
      <SimpleGrid cols={3}>
        <TextInput
          label={t('setup.office.communeName')}
          value={draft.communeName}
          onChange={(event) => draft.set({ communeName: event.currentTarget.value })}
          {...field('office.place.communeName')}
        />
        <TextInput
          label={t('setup.office.province')}
          value={draft.provinceName}
          onChange={(event) => draft.set({ provinceName: event.currentTarget.value })}
          {...field('office.place.provinceName')}
        />
        <DateField
          label={t('setup.office.placeFrom')}
          value={draft.placeFrom}
          onDate={(date) => draft.set({ placeFrom: date })}
          {...field('office.place.validFrom')}
        />
      </SimpleGrid>
      <Button
        variant="subtle"
        size="compact-sm"
        className="qmc-text-button"
        style={{ alignSelf: 'flex-start' }}
        onClick={() => draft.set({ typedPlace: false })}
      >
        {t('setup.office.placeListed')}
      </Button>
    </Stack>
  );
}
