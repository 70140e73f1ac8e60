import { SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useWords } from '../../lib/context.tsx';
import { PasswordStrength } from '../../ui/PasswordStrength.tsx';
import { SecretInput } from '../../ui/SecretInput.tsx';
import { useSetupDraft } from './draft.ts';
import { fieldsOf, type StepProps } from './step-fields.ts';

/** The first administrator. */
export function AdministratorStep(
  props: StepProps & {
    password: string;
    repeated: string;
    onPassword: (text: string) => void;
    onRepeated: (text: string) => void;
  },
) {
  const { t } = useWords();
  const draft = useSetupDraft();
  const field = fieldsOf(props);
  return (
    <Stack gap="sm">
      <Text fz="sm" c="dimmed">
        {t('setup.admin.note')}
      </Text>
      <TextInput
        label={t('users.login')}
        description={t('users.loginHint')}
        value={draft.login}
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => draft.set({ login: event.currentTarget.value })}
        {...field('administrator.login')}
      />
      <SimpleGrid cols={2}>
        <TextInput
          label={t('users.name')}
          value={draft.displayName}
          onChange={(event) => draft.set({ displayName: event.currentTarget.value })}
          {...field('administrator.displayName')}
        />
        <TextInput
          label={t('users.jobTitle')}
          value={draft.jobTitle}
          onChange={(event) => draft.set({ jobTitle: event.currentTarget.value })}
          {...field('administrator.jobTitle', false)}
        />
        <SecretInput
          label={t('signIn.password')}
          withAsterisk
          value={props.password}
          onChange={(event) => props.onPassword(event.currentTarget.value)}
          error={props.problems['administrator.password']}
        />
        <SecretInput
          label={t('password.repeat')}
          withAsterisk
          value={props.repeated}
          onChange={(event) => props.onRepeated(event.currentTarget.value)}
          error={props.problems['repeated']}
        />
      </SimpleGrid>
      <Text fz="xs" c="dimmed">
        {t('password.hint')}
      </Text>
      <PasswordStrength password={props.password} />
    </Stack>
  );
}
