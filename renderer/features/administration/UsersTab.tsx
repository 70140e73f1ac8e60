import { ActionIcon, Button, Group, Menu, Stack, Table, Text } from '@mantine/core';
import { IconDots, IconUserPlus, IconUsers } from '@tabler/icons-react';
import type { UserSummary } from '../../../shared/contract/people.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft, useDrafts } from '../../lib/drafts.ts';
import { showDate, showInstant } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { Asked, Empty } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { AddUserDialog, EndUserDialog, ResetPasswordDialog, RolesDialog } from './UserDialogs.tsx';

type Open = { dialog: 'add' } | { dialog: 'roles' | 'reset' | 'end'; user: UserSummary } | undefined;

/** Everybody who may sign in, with what they may do and until when. */
export function UsersTab() {
  const { t } = useWords();
  const client = useClient();
  const users = useAsk(['people', 'list'], {}, () => client.people.list({}));
  const [open, setOpen] = useDraft<Open>('users.open', undefined);
  const forget = useDrafts((state) => state.forget);
  const close = () => forget('users.');
  return (
    <Stack gap="md">
      <Group justify="flex-end">
        <Button leftSection={<IconUserPlus size={18} />} onClick={() => setOpen({ dialog: 'add' })}>
          {t('users.add')}
        </Button>
      </Group>
      <Asked query={users}>
        {(answer) =>
          answer.users.length === 0 ? (
            <Empty icon={<IconUsers size={48} aria-hidden />} title={t('state.empty.users')} />
          ) : (
            <UserTable users={answer.users} onOpen={setOpen} />
          )
        }
      </Asked>
      {open?.dialog === 'add' && <AddUserDialog onClose={close} />}
      {open?.dialog === 'roles' && <RolesDialog user={open.user} onClose={close} />}
      {open?.dialog === 'reset' && <ResetPasswordDialog user={open.user} onClose={close} />}
      {open?.dialog === 'end' && <EndUserDialog user={open.user} onClose={close} />}
    </Stack>
  );
}

function UserTable({ users, onOpen }: { users: readonly UserSummary[]; onOpen: (open: Open) => void }) {
  const { t } = useWords();
  return (
    <div className="qmc-table">
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('users.name')}</Table.Th>
            <Table.Th>{t('users.login')}</Table.Th>
            <Table.Th>{t('users.jobTitle')}</Table.Th>
            <Table.Th>{t('users.roles')}</Table.Th>
            <Table.Th>{t('users.state')}</Table.Th>
            <Table.Th w={100}>{t('users.actions')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {users.map((user) => (
            <Table.Tr key={user.id}>
              <Table.Td fw={500}>{user.displayName}</Table.Td>
              <Table.Td className="qmc-mono">{user.login}</Table.Td>
              <Table.Td>{user.jobTitle}</Table.Td>
              <Table.Td>
                <Grants user={user} />
              </Table.Td>
              <Table.Td>
                <UserState user={user} />
              </Table.Td>
              <Table.Td>
                <Menu position="bottom-end" shadow="md">
                  <Menu.Target>
                    <ActionIcon
                      size={24}
                      variant="subtle"
                      aria-label={`${t('users.actions')}: ${user.displayName}`}
                    >
                      <IconDots size={18} />
                    </ActionIcon>
                  </Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Item onClick={() => onOpen({ dialog: 'roles', user })}>
                      {t('users.editRoles')}
                    </Menu.Item>
                    <Menu.Item onClick={() => onOpen({ dialog: 'reset', user })}>
                      {t('users.resetPassword')}
                    </Menu.Item>
                    <Menu.Item onClick={() => onOpen({ dialog: 'end', user })}>{t('users.end')}</Menu.Item>
                  </Menu.Dropdown>
                </Menu>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Grants({ user }: { user: UserSummary }) {
  const { t } = useWords();
  if (user.grants.length === 0) return <Text fz="sm">{t('users.noRoles')}</Text>;
  return user.grants.map(({ role, validFrom, validTo }) => (
    <div key={`${role}${validFrom}`}>
      {t(`role.${role}`)}{' '}
      <span
        style={{ color: 'var(--qmc-muted)' }}
      >{`${showDate(validFrom)} – ${validTo === null ? '…' : showDate(validTo)}`}</span>
    </div>
  ));
}

function UserState({ user }: { user: UserSummary }) {
  const { t } = useWords();
  if (user.validTo !== null)
    return (
      <StateMark state="attention">{t('users.state.ended', { date: showDate(user.validTo) })}</StateMark>
    );
  if (user.lockedUntil !== null)
    return (
      <StateMark state="bad">{t('users.state.delayed', { time: showInstant(user.lockedUntil) })}</StateMark>
    );
  if (user.mustChangePassword) return <StateMark state="attention">{t('users.state.mustChange')}</StateMark>;
  return <StateMark state="good">{t('users.state.active')}</StateMark>;
}
