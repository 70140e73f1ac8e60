import { ActionIcon, Group, Menu, Modal, Table, Text, Tooltip } from '@mantine/core';
import { IconKeyboard, IconLock, IconLogout, IconSettings, IconSunHigh, IconUser } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { Link, Redirect, Route, Router, Switch } from 'wouter';
import { navigate, useHashLocation } from 'wouter/use-hash-location';
import type { SessionView } from '../../shared/contract/session.ts';
import type { SetupStatus } from '../../shared/contract/setup.ts';
import { AdministrationScreen } from '../features/administration/index.ts';
import { TodayScreen } from '../features/today/index.ts';
import { useClient, useOnline, useWords } from '../lib/context.tsx';
import { SCHEMES, usePreferences } from '../lib/preferences.ts';
import { useCommand } from '../lib/use-command.ts';
import { type Action, useActions } from './actions.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { HeaderStatus } from './HeaderStatus.tsx';
import { PracticeFrame } from './PracticeFrame.tsx';
import { PLACES } from './places.ts';
import { useRegisteredActions } from './use-actions.ts';

type User = NonNullable<SessionView['user']>;

/** The frame of every screen: rail, header, content, key bar. */
export function Shell({ setup, session, user }: { setup: SetupStatus; session: SessionView; user: User }) {
  const { t } = useWords();
  const online = useOnline();
  const [location] = useHashLocation();
  const [keysShown, setKeysShown] = useState(false);
  const showKeys = useCallback(() => setKeysShown(true), []);
  const actions = useShellActions(showKeys);
  const place = PLACES.find(({ path }) => location.startsWith(path));
  return (
    <PracticeFrame practice={setup.workspace === 'practice'}>
      <Router hook={useHashLocation}>
        <div className="qmc-shell">
          <button type="button" className="qmc-skip" onClick={goToMain}>
            {t('nav.skip')}
          </button>
          <Rail location={location} />
          <header className="qmc-header" style={{ gridRow: 2 }}>
            <h1>{place === undefined ? t('app.name') : t(place.label)}</h1>
            <span className="qmc-office">{setup.officeName}</span>
            <HeaderStatus />
            <PersonMenu user={user} actions={actions} />
          </header>
          <main id="main" tabIndex={-1} className="qmc-main" style={{ gridRow: 3 }}>
            {!online && (
              <Text role="status" c="var(--qmc-amber)" fw={600} mb="sm">
                {t('app.offline')}
              </Text>
            )}
            <ErrorBoundary t={t} key={location}>
              <Switch>
                <Route path="/today" component={TodayScreen} />
                <Route path="/administration/:tab?">
                  {({ tab }) => <AdministrationScreen tab={tab} session={session} user={user} />}
                </Route>
                <Route>
                  <Redirect to="/today" />
                </Route>
              </Switch>
            </ErrorBoundary>
          </main>
          <KeyBar />
        </div>
      </Router>
      <CheatSheet opened={keysShown} onClose={() => setKeysShown(false)} />
    </PracticeFrame>
  );
}

function goToMain(): void {
  document.getElementById('main')?.focus();
}

function useShellActions(showKeys: () => void): readonly Action[] {
  const client = useClient();
  const { run: lock } = useCommand(client.session.lock);
  const { run: signOut } = useCommand(client.session.signOut);
  const actions = useMemo<readonly Action[]>(
    () => [
      ...PLACES.map(({ id, label, keys, path }) => ({ id, label, keys, run: () => navigate(path) })),
      { id: 'lock', label: 'action.lock', keys: 'F8', run: () => void lock({}) },
      { id: 'theme', label: 'action.theme', keys: 'Alt+T', run: nextScheme },
      { id: 'language', label: 'action.language', keys: 'Alt+L', run: otherLanguage },
      { id: 'sign-out', label: 'action.signOut', keys: 'Alt+Q', run: () => void signOut({}) },
      { id: 'keys', label: 'action.keys', keys: 'F1', run: showKeys },
    ],
    [lock, signOut, showKeys],
  );
  useRegisteredActions(actions);
  return actions;
}

function nextScheme(): void {
  const { scheme, setScheme } = usePreferences.getState();
  setScheme(SCHEMES[(SCHEMES.indexOf(scheme) + 1) % SCHEMES.length] ?? 'light');
}

function otherLanguage(): void {
  const { language, setLanguage } = usePreferences.getState();
  setLanguage(language === 'vi' ? 'en' : 'vi');
}

function Rail({ location }: { location: string }) {
  const { t } = useWords();
  return (
    <nav className="qmc-rail" aria-label={t('nav.label')}>
      {PLACES.map(({ id, label, keys, path, Icon }) => (
        <Tooltip
          key={id}
          label={`${t(label)} (${keys})`}
          position="right"
          events={{ hover: true, focus: true, touch: false }}
        >
          <Link
            href={path}
            aria-label={t(label)}
            aria-current={location.startsWith(path) ? 'page' : undefined}
          >
            <Icon size={24} stroke={1.7} aria-hidden />
          </Link>
        </Tooltip>
      ))}
    </nav>
  );
}

const MENU_ICONS = {
  lock: IconLock,
  theme: IconSunHigh,
  language: IconSettings,
  'sign-out': IconLogout,
  keys: IconKeyboard,
};

function PersonMenu({ user, actions }: { user: User; actions: readonly Action[] }) {
  const { t } = useWords();
  const inMenu = actions.filter(({ id }) => id in MENU_ICONS);
  return (
    <Menu position="bottom-end" shadow="md" width={260} transitionProps={{ duration: 80 }}>
      <Menu.Target>
        <ActionIcon size={40} variant="subtle" aria-label={t('header.person', { name: user.displayName })}>
          <IconUser size={22} />
        </ActionIcon>
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

function KeyBar() {
  const { t } = useWords();
  const actions = useActions((state) => state.actions);
  return (
    <section className="qmc-keys qmc-no-print" aria-label={t('keys.bar')} style={{ gridRow: 4 }}>
      {actions.map(({ id, keys, label, run }) => (
        <button key={id} type="button" tabIndex={-1} onClick={run}>
          <kbd>{keys}</kbd> {t(label)}
        </button>
      ))}
    </section>
  );
}

function CheatSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useWords();
  const actions = useActions((state) => state.actions);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keys.title')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <Table>
        <Table.Tbody>
          {actions.map(({ id, keys, label }) => (
            <Table.Tr key={id}>
              <Table.Td w={140}>
                <kbd>{keys}</kbd>
              </Table.Td>
              <Table.Td>{t(label)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group mt="md">
        <Text fz="sm" c="dimmed">
          {t('keys.note')}
        </Text>
      </Group>
    </Modal>
  );
}
