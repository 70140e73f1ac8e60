import { SimpleGrid, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RoleGrant, UserSummary } from '../../../shared/contract/people.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft } from '../../lib/drafts.ts';
import { fieldProblems } from '../../lib/refusal.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useSetupStatus } from '../../lib/use-session.ts';
import { DateField } from '../../ui/DateField.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SecretInput } from '../../ui/SecretInput.tsx';
import { RoleGrid } from './RoleGrid.tsx';

/** A new person with an initial password and first roles. */
export function AddUserDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const today = useSetupStatus().data?.today ?? '';
  const create = useCommand(client.people.create);
  const [login, setLogin] = useDraft('users.add.login', '');
  const [displayName, setDisplayName] = useDraft('users.add.displayName', '');
  const [jobTitle, setJobTitle] = useDraft('users.add.jobTitle', '');
  const [initialPassword, setInitialPassword] = useState('');
  const [grants, setGrants] = useDraft<RoleGrant[]>('users.add.grants', [
    { role: 'clerk', validFrom: today, validTo: null },
  ]);
  const problems = fieldProblems(t, create.refused);
  const submit = async () => {
    if ((await create.run({ login, displayName, jobTitle, initialPassword, grants })) !== undefined)
      onClose();
  };
  return (
    <Dialog
      title={t('users.add')}
      opened
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={t('app.save')}
      running={create.running}
      refused={create.refused}
      size={760}
    >
      <SimpleGrid cols={2}>
        <TextInput
          label={t('users.name')}
          value={displayName}
          onChange={(event) => setDisplayName(event.currentTarget.value)}
          error={problems['displayName']}
          data-autofocus
          withAsterisk
        />
        <TextInput
          label={t('users.jobTitle')}
          value={jobTitle}
          onChange={(event) => setJobTitle(event.currentTarget.value)}
          error={problems['jobTitle']}
        />
        <TextInput
          label={t('users.login')}
          value={login}
          description={t('users.loginHint')}
          onChange={(event) => setLogin(event.currentTarget.value)}
          error={problems['login']}
          autoCapitalize="none"
          spellCheck={false}
          withAsterisk
        />
        <SecretInput
          label={t('users.initialPassword')}
          value={initialPassword}
          description={t('users.initialPasswordHint')}
          onChange={(event) => setInitialPassword(event.currentTarget.value)}
          error={problems['initialPassword']}
          withAsterisk
        />
      </SimpleGrid>
      <RoleGrid grants={grants} today={today} onChange={setGrants} />
    </Dialog>
  );
}

/** Roles with their dates. */
export function RolesDialog({ user, onClose }: { user: UserSummary; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const today = useSetupStatus().data?.today ?? '';
  const setRoles = useCommand(client.people.setRoles);
  const [grants, setGrants] = useDraft<RoleGrant[]>(`users.roles.${user.id}`, user.grants);
  const submit = async () => {
    if ((await setRoles.run({ userId: user.id, grants })) !== undefined) onClose();
  };
  return (
    <Dialog
      title={t('users.rolesTitle', { name: user.displayName })}
      opened
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={t('app.save')}
      running={setRoles.running}
      refused={setRoles.refused}
      size={760}
    >
      <RoleGrid grants={grants} today={today} onChange={setGrants} />
    </Dialog>
  );
}

/** A new initial password; the person's sessions end. */
export function ResetPasswordDialog({ user, onClose }: { user: UserSummary; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const reset = useCommand(client.people.resetPassword);
  const [initialPassword, setInitialPassword] = useState('');
  const problems = fieldProblems(t, reset.refused);
  const submit = async () => {
    if ((await reset.run({ userId: user.id, initialPassword })) !== undefined) onClose();
  };
  return (
    <Dialog
      title={t('users.resetTitle', { name: user.displayName })}
      opened
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={t('app.save')}
      running={reset.running}
      refused={reset.refused}
    >
      <SecretInput
        data-autofocus
        label={t('users.initialPassword')}
        description={t('password.hint')}
        value={initialPassword}
        onChange={(event) => setInitialPassword(event.currentTarget.value)}
        error={problems['initialPassword']}
      />
    </Dialog>
  );
}

/** The last day of a person. */
export function EndUserDialog({ user, onClose }: { user: UserSummary; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const today = useSetupStatus().data?.today ?? '';
  const end = useCommand(client.people.end);
  const [validTo, setValidTo] = useDraft(`users.end.${user.id}`, today);
  const submit = async () => {
    if ((await end.run({ userId: user.id, validTo })) !== undefined) onClose();
  };
  return (
    <Dialog
      title={t('users.endTitle', { name: user.displayName })}
      opened
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={t('app.save')}
      running={end.running}
      refused={end.refused}
    >
      <DateField
        data-autofocus
        label={t('users.endDate')}
        value={validTo}
        onDate={(date) => setValidTo(date)}
        error={fieldProblems(t, end.refused)['validTo']}
      />
      <Text fz="sm" c="dimmed">
        {t('users.endNote')}
      </Text>
    </Dialog>
  );
}
