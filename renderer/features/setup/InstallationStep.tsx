import { NumberInput, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useWords } from '../../lib/context.tsx';
import { exampleCode, useSetupDraft } from './draft.ts';
import { fieldsOf, type StepProps } from './step-fields.ts';

/** The machine and the daily range of dossier codes. */
export function InstallationStep(props: StepProps) {
  const { t } = useWords();
  const draft = useSetupDraft();
  const field = fieldsOf(props);
  const number = (value: string | number) => (typeof value === 'number' ? value : Number(value) || 0);
  return (
    <Stack gap="sm">
      <SimpleGrid cols={2}>
        <TextInput
          label={t('setup.installation.name')}
          value={draft.installationName}
          onChange={(event) => draft.set({ installationName: event.currentTarget.value })}
          {...field('installation.name')}
        />
        <TextInput
          label={t('setup.installation.device')}
          value={draft.deviceName}
          onChange={(event) => draft.set({ deviceName: event.currentTarget.value })}
          {...field('installation.deviceName')}
        />
        <NumberInput
          label={t('setup.installation.first')}
          value={draft.first}
          onChange={(value) => draft.set({ first: number(value) })}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          error={props.problems['installation.dailyCodes.first']}
        />
        <NumberInput
          label={t('setup.installation.last')}
          value={draft.last}
          onChange={(value) => draft.set({ last: number(value) })}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          error={props.problems['installation.dailyCodes.last']}
        />
      </SimpleGrid>
      <Text fz="sm" c="dimmed">
        {t('setup.installation.rangeHint')}
      </Text>
      <Text className="qmc-mono" fw={600}>
        {t('setup.installation.example', { code: exampleCode(draft, props.status.today) })}
      </Text>
    </Stack>
  );
}
