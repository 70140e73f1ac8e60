import { Button, Stack, Text } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useClient, useWords } from '../../lib/context.tsx';
import { fieldProblems } from '../../lib/refusal.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useFocusWrong } from '../../lib/use-focus-wrong.ts';
import { PasswordStrength } from '../../ui/PasswordStrength.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { SecretInput } from '../../ui/SecretInput.tsx';

/** The form that changes the caller's own password. */
export function ChangePasswordForm(props: { autoFocus?: boolean }) {
  const { t } = useWords();
  const client = useClient();
  const change = useCommand(client.session.changePassword);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [repeated, setRepeated] = useState('');
  const [done, setDone] = useState(false);
  const mismatch = repeated !== '' && repeated !== next;
  const problems = fieldProblems(t, change.refused);
  const form = useRef<HTMLFormElement>(null);
  useFocusWrong(form, change.refused);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setDone(false);
    if (repeated !== next) return;
    const view = await change.run({ currentPassword: current, newPassword: next });
    if (view === undefined) return;
    setDone(true);
    for (const clear of [setCurrent, setNext, setRepeated]) clear('');
  };
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="md">
        <SecretInput
          label={t('password.current')}
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          autoFocus={props.autoFocus ?? false}
        />
        <SecretInput
          label={t('password.new')}
          description={t('password.hint')}
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
          error={problems['newPassword']}
        />
        <PasswordStrength password={next} />
        <SecretInput
          label={t('password.repeat')}
          value={repeated}
          onChange={(event) => setRepeated(event.currentTarget.value)}
          error={mismatch ? t('password.mismatch') : undefined}
        />
        <RefusalNotice refused={change.refused} />
        {done && (
          <Text role="status" c="var(--qmc-green)">
            {t('password.change.done')}
          </Text>
        )}
        <Button type="submit" loading={change.running} disabled={mismatch}>
          {t('password.change.submit')}
        </Button>
      </Stack>
    </form>
  );
}

/** The first sign-in with a password that the administrator chose. */
export function ChangeFirstPassword() {
  const { t } = useWords();
  return (
    <main className="qmc-panel" style={{ maxWidth: 420, margin: 'auto', padding: 32 }}>
      <Stack gap="md">
        <Text component="h1" fz="xl" fw={600} m={0}>
          {t('password.change.title')}
        </Text>
        <Text c="dimmed">{t('password.change.first')}</Text>
        <ChangePasswordForm autoFocus />
      </Stack>
    </main>
  );
}
