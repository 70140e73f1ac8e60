import { ActionIcon, Button, Group, Menu, Text, Tooltip } from '@mantine/core';
import { IconKeyboard, IconLanguage, IconLock, IconLogout, IconSunHigh, IconUser } from '@tabler/icons-react';
import { navigate } from 'wouter/use-hash-location';
import type { SessionView } from '../../shared/contract/session.ts';
import { useWords } from '../lib/context.tsx';
import type { Translate } from '../lib/i18n.ts';
import type { Action } from './actions.ts';

type User = NonNullable<SessionView['user']>;

const MENU_ICONS = {
  lock: IconLock,
  theme: IconSunHigh,
  language: IconLanguage,
  'sign-out': IconLogout,
  keys: IconKeyboard,
};

/** Who is working, what they may do to their own session, and the lock beside it. */
export function PersonMenu({ user, actions }: { user: User; actions: readonly Action[] }) {
  const { t } = useWords();
  const inMenu = actions.filter(({ id }) => id in MENU_ICONS);
  const lock = actions.find(({ id }) => id === 'lock');
  return (
    <Group gap={0} wrap="nowrap">
      {personMenu(t, user, inMenu)}
      {lock !== undefined && (
        <Tooltip label={`${t(lock.label)} (${lock.keys})`}>
          <ActionIcon size={40} variant="subtle" aria-label={t(lock.label)} onClick={lock.run}>
            <IconLock size={20} />
          </ActionIcon>
        </Tooltip>
      )}
    </Group>
  );
}

function personMenu(t: Translate, user: User, inMenu: readonly Action[]) {
  return (
    <Menu position="bottom-end" shadow="md" width={260} transitionProps={{ duration: 80 }}>
      <Menu.Target>
        <Button
          variant="subtle"
          px={8}
          leftSection={<IconUser size={20} aria-hidden />}
          aria-label={t('header.person', { name: user.displayName })}
        >
          {user.displayName}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text fz="sm" fw={600} c="var(--mantine-color-text)">
            {user.displayName}
          </Text>
          {user.roles.map((role) => t(`role.${role}`)).join(', ')}
        </Menu.Label>
        <Menu.Item leftSection={<IconUser size={18} />} onClick={() => navigate('/administration/account')}>
          {t('header.myAccount')}
        </Menu.Item>
        {inMenu.map(({ id, label, keys, run }) => {
          const Icon = MENU_ICONS[id as keyof typeof MENU_ICONS];
          return (
            <Menu.Item
              key={id}
              leftSection={<Icon size={18} />}
              rightSection={<kbd>{keys}</kbd>}
              onClick={run}
            >
              {t(label)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
