import { Button, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { SessionView } from '../../../shared/contract/session.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { SecretInput } from '../../ui/SecretInput.tsx';
import { DoorCard } from './DoorCard.tsx';

/** The lock of an idle window: same person, unlock code or password; nothing of the screen behind is drawn. */
export function LockScreen({ session }: { session: SessionView }) {
  const { t } = useWords();
  const client = useClient();
  const unlock = useCommand(client.session.unlock);
  const signOut = useCommand(client.session.signOut);
  const [secret, setSecret] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const passwordOnly = session.user?.hasUnlockCode !== true || unlock.refused?.code === 'PASSWORD_REQUIRED';
  const submit = () => {
    void unlock.run({ secret });
    // Emptied at once and not with the answer, which would swallow what is typed meanwhile.
    setSecret('');
  };
  useEffect(() => {
    if (unlock.refused !== undefined) field.current?.focus();
  }, [unlock.refused]);
  return (
    <DoorCard
      title={t('lock.title')}
      over={t('lock.who', { name: session.user?.displayName ?? '' })}
      onSubmit={submit}
    >
      <SecretInput
        ref={field}
        label={passwordOnly ? t('lock.secretPasswordOnly') : t('lock.secret')}
        value={secret}
        onChange={(event) => setSecret(event.currentTarget.value)}
        autoFocus
      />
      <RefusalNotice refused={unlock.refused} />
      <Button type="submit" loading={unlock.running}>
        {t('lock.submit')}
      </Button>
      <Button
        className="qmc-text-button"
        variant="subtle"
        loading={signOut.running}
        onClick={() => void signOut.run({})}
      >
        {t('lock.signOut')}
      </Button>
      <Text fz="sm" c="dimmed">
        {t('lock.note')}
      </Text>
    </DoorCard>
  );
}
