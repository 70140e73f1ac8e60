import { Button, Group, SegmentedControl, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { SessionView } from '../../../shared/contract/session.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { SCHEMES, type Scheme, usePreferences } from '../../lib/preferences.ts';
import { fieldProblems } from '../../lib/refusal.ts';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { SecretInput } from '../../ui/SecretInput.tsx';
import { ChangePasswordForm } from '../session/index.ts';

const TEXT_SIZES = [90, 100, 110, 120, 130];

/** The caller's own password, unlock code and looks of the window. */
export function AccountTab({ session }: { session: SessionView }) {
  const { t } = useWords();
  return (
    <SimpleGrid cols={3} spacing="lg">
      <section className="qmc-panel">
        <Title order={2} mb="sm">
          {t('password.change.title')}
        </Title>
        <ChangePasswordForm />
      </section>
      <section className="qmc-panel">
        <UnlockCodeForm hasCode={session.user?.hasUnlockCode === true} />
      </section>
      <section className="qmc-panel">
        <DisplayForm />
      </section>
    </SimpleGrid>
  );
}

function UnlockCodeForm({ hasCode }: { hasCode: boolean }) {
  const { t } = useWords();
  const client = useClient();
  const setCode = useCommand(client.session.setUnlockCode);
  const [currentPassword, setCurrentPassword] = useState('');
  const [unlockCode, setUnlockCode] = useState('');
  const [done, setDone] = useState(false);
  const send = async (code: string | null) => {
    setDone(false);
    if ((await setCode.run({ currentPassword, unlockCode: code })) === undefined) return;
    setDone(true);
    setCurrentPassword('');
    setUnlockCode('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send(unlockCode);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Title order={2}>{t('account.unlockCode')}</Title>
        <Text fz="sm" c="dimmed">
          {t('account.unlockCodeNote')}
        </Text>
        <Text fw={500}>{hasCode ? t('account.unlockCodeHas') : t('account.unlockCodeNone')}</Text>
        <SecretInput
          label={t('password.current')}
          value={currentPassword}
          onChange={(event) => setCurrentPassword(event.currentTarget.value)}
        />
        <TextInput
          label={t('account.unlockCodeNew')}
          value={unlockCode}
          inputMode="numeric"
          autoComplete="off"
          onChange={(event) => setUnlockCode(event.currentTarget.value)}
          error={fieldProblems(t, setCode.refused)['unlockCode']}
        />
        <RefusalNotice refused={setCode.refused} />
        {done && (
          <Text role="status" c="var(--qmc-green)">
            {t('account.unlockCodeDone')}
          </Text>
        )}
        <Group>
          <Button type="submit" loading={setCode.running}>
            {t('account.unlockCodeSet')}
          </Button>
          {hasCode && (
            <Button variant="default" onClick={() => void send(null)}>
              {t('account.unlockCodeRemove')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

function DisplayForm() {
  const { t } = useWords();
  const { language, scheme, textSize, setLanguage, setScheme, setTextSize } = usePreferences();
  return (
    <Stack gap="md">
      <Title order={2}>{t('account.display')}</Title>
      <div>
        <Text fw={500} mb={4}>
          {t('language.label')}
        </Text>
        <SegmentedControl
          fullWidth
          aria-label={t('language.label')}
          value={language === 'en' ? 'en' : 'vi'}
          onChange={(value) => setLanguage(value as 'vi' | 'en')}
          data={[
            { value: 'vi', label: t('language.vi') },
            { value: 'en', label: t('language.en') },
          ]}
        />
      </div>
      <div>
        <Text fw={500} mb={4}>
          {t('theme.label')}
        </Text>
        <SegmentedControl
          fullWidth
          aria-label={t('theme.label')}
          value={scheme}
          onChange={(value) => setScheme(value as Scheme)}
          data={SCHEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
        />
      </div>
      <div>
        <Text fw={500} mb={4}>
          {t('textSize.label')}
        </Text>
        <SegmentedControl
          fullWidth
          aria-label={t('textSize.label')}
          value={String(textSize)}
          onChange={(value) => setTextSize(Number(value))}
          data={TEXT_SIZES.map((size) => ({ value: String(size), label: `${size} %` }))}
        />
      </div>
    </Stack>
  );
}
