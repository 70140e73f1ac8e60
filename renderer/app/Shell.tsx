import { Tooltip } from '@mantine/core';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { Link, Redirect, Route, Router, Switch } from 'wouter';
import { navigate, useHashLocation } from 'wouter/use-hash-location';
import type { SessionView } from '../../shared/contract/session.ts';
import type { SetupStatus } from '../../shared/contract/setup.ts';
import { AdministrationScreen } from '../features/administration/index.ts';
import { RecoveryOffer } from '../features/setup/index.ts';
import { TodayScreen } from '../features/today/index.ts';
import { useClient, useWords } from '../lib/context.tsx';
import { SCHEMES, usePreferences } from '../lib/preferences.ts';
import { useCommand } from '../lib/use-command.ts';
import type { Action } from './actions.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { HeaderStatus } from './HeaderStatus.tsx';
import { CheatSheet, KeyBar } from './Keys.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import { PLACES } from './places.ts';
import { useRegisteredActions } from './use-actions.ts';

type User = NonNullable<SessionView['user']>;

/** The frame of every screen: rail, header, content, key bar. */
export function Shell({ setup, session, user }: { setup: SetupStatus; session: SessionView; user: User }) {
  const { t } = useWords();
  const [location] = useHashLocation();
  const [keysShown, setKeysShown] = useState(false);
  const showKeys = useCallback(() => setKeysShown(true), []);
  const actions = useShellActions(showKeys);
  const place = PLACES.find(({ path }) => location.startsWith(path));
  const title = place === undefined ? t('app.name') : t(place.label);
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title, t]);
  return (
    <Router hook={useHashLocation}>
      <div className="qmc-shell">
        <button type="button" className="qmc-skip" onClick={goToMain}>
          {t('nav.skip')}
        </button>
        <Rail location={location} />
        <header className="qmc-header">
          <h1>{title}</h1>
          <span className="qmc-office">{setup.officeName}</span>
          <HeaderStatus />
          <PersonMenu user={user} actions={actions} />
        </header>
        <main id="main" tabIndex={-1} className="qmc-main">
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
      <CheatSheet opened={keysShown} onClose={() => setKeysShown(false)} />
      <RecoveryOffer />
    </Router>
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
      { id: 'keys', label: 'action.keys', keys: 'F1', alsoKeys: '?', run: showKeys },
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
