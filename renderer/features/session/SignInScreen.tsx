import { Anchor, Button, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SetupStatus } from '../../../shared/contract/setup.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { SecretInput } from '../../ui/SecretInput.tsx';
import { DoorCard } from './DoorCard.tsx';

/** Sign-in, and the way to practice and back. */
export function SignInScreen({ status }: { status: SetupStatus }) {
  const { t } = useWords();
  const client = useClient();
  const signIn = useCommand(client.session.signIn);
  const switchTo = useCommand(client.workspace.switch);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const practice = status.workspace === 'practice';
  return (
    <DoorCard
      title={t('signIn.title')}
      over={status.officeName ?? undefined}
      onSubmit={() => void signIn.run({ login, password })}
    >
      <TextInput
        label={t('signIn.login')}
        value={login}
        onChange={(event) => setLogin(event.currentTarget.value)}
        autoFocus
        autoCapitalize="none"
        spellCheck={false}
        autoComplete="username"
      />
      <SecretInput
        label={t('signIn.password')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <RefusalNotice refused={signIn.refused ?? switchTo.refused} />
      <Button type="submit" loading={signIn.running}>
        {t('signIn.submit')}
      </Button>
      <Button
        className="qmc-text-button"
        variant="subtle"
        loading={switchTo.running}
        onClick={() => void switchTo.run({ to: practice ? 'official' : 'practice' })}
      >
        {practice ? t('signIn.toOfficial') : t('signIn.toPractice')}
      </Button>
      <Anchor href="#/cong-khai" ta="center">
        {t('public.open')}
      </Anchor>
      {status.keyWarning && (
        <Text fz="sm" c="var(--qmc-amber)">
          {t('signIn.keyWarning')}
        </Text>
      )}
    </DoorCard>
  );
}
