import { Group, Text, TextInput } from '@mantine/core';
import { useWords } from '../../../lib/context.tsx';
import { SecretInput } from '../../../ui/SecretInput.tsx';

/** What the head types to approve one thing at somebody else's window; it is kept nowhere. */
export interface TypedApproval {
  login: string;
  password: string;
}

/** Name and password of the head. */
export function HeadApprovalFields(props: {
  value: TypedApproval;
  onChange: (value: TypedApproval) => void;
}) {
  const { t } = useWords();
  const { value, onChange } = props;
  return (
    <section className="qmc-panel qmc-tight" aria-label={t('approval.title')}>
      <Text fw={600}>{t('approval.title')}</Text>
      <Text fz="sm" c="dimmed" mb={8}>
        {t('approval.note')}
      </Text>
      <Group grow align="flex-start">
        <TextInput
          label={t('approval.login')}
          value={value.login}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange({ ...value, login: event.currentTarget.value })}
        />
        <SecretInput
          label={t('approval.password')}
          value={value.password}
          onChange={(event) => onChange({ ...value, password: event.currentTarget.value })}
        />
      </Group>
    </section>
  );
}
