import { Button, Tooltip } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { Link, Redirect, Route, Router, Switch } from 'wouter';
import { navigate, useHashLocation } from 'wouter/use-hash-location';
import type { SessionView } from '../../shared/contract/session.ts';
import type { SetupStatus } from '../../shared/contract/setup.ts';
import { isPermitted, type Role } from '../../shared/domain/people/permissions.ts';
import { AdministrationScreen } from '../features/administration/index.ts';
import { AssistScreen } from '../features/assist/index.ts';
import { BatchScreen } from '../features/batch/index.ts';
import { CertifyScreen } from '../features/certify/index.ts';
import { CheckScreen } from '../features/check/index.ts';
import { DeliveryScreen } from '../features/delivery/index.ts';
import { DossierListScreen, DossierScreen, ReceiveScreen } from '../features/dossier/index.ts';
import { HandOverScreen } from '../features/hand-over/index.ts';
import { OnlineScreen } from '../features/online/index.ts';
import { PrintsUnderWay } from '../features/print/index.ts';
import { ScanScreen } from '../features/scan/index.ts';
import { SearchPalette } from '../features/search/index.ts';
import { RecoveryOffer } from '../features/setup/index.ts';
import { StoreScreen } from '../features/store/index.ts';
import { NextTaskSaid, TodayScreen, useNextTask } from '../features/today/index.ts';
import { TransferScreen } from '../features/transfer/index.ts';
import { useClient, useWords } from '../lib/context.tsx';
import { SCHEMES, usePreferences } from '../lib/preferences.ts';
import { useCommand } from '../lib/use-command.ts';
import type { Action } from './actions.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { HeaderStatus } from './HeaderStatus.tsx';
import { CheatSheet, KeyBar } from './Keys.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import { PLACES, type Place } from './places.ts';
import { useRegisteredActions } from './use-actions.ts';

type User = NonNullable<SessionView['user']>;

/** The frame of every screen: rail, header, content, key bar. */
export function Shell({ setup, session, user }: { setup: SetupStatus; session: SessionView; user: User }) {
  const { t } = useWords();
  const [location] = useHashLocation();
  const [keysShown, setKeysShown] = useState(false);
  const [searching, setSearching] = useState(false);
  const showKeys = useCallback(() => setKeysShown(true), []);
  const search = useCallback(() => setSearching(true), []);
  const searched = useCallback(() => setSearching(false), []);
  const places = usePlaces(user.roles);
  const next = useNextTask(user.id);
  const actions = useShellActions(places, showKeys, search, next, mayOpenStore(user.roles));
  const place = PLACES.find(({ path }) => location.startsWith(path));
  const title = t(location.startsWith('/store') ? 'nav.store' : (place?.label ?? 'app.name'));
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title, t]);
  return (
    <Router hook={useHashLocation}>
      <div className="qmc-shell">
        <button type="button" className="qmc-skip" onClick={goToMain}>
          {t('nav.skip')}
        </button>
        <Rail location={location} places={places} />
        <header className="qmc-header">
          <h1>{title}</h1>
          <span className="qmc-office">{setup.officeName}</span>
          <Button
            variant="default"
            size="compact-md"
            className="qmc-find qmc-no-print"
            leftSection={<IconSearch size={16} aria-hidden />}
            rightSection={<kbd>Ctrl+K</kbd>}
            onClick={search}
          >
            {t('action.search')}
          </Button>
          <HeaderStatus />
          <PersonMenu user={user} actions={actions} />
        </header>
        <main id="main" tabIndex={-1} className="qmc-main">
          <ErrorBoundary t={t} key={location}>
            <Screens session={session} user={user} />
          </ErrorBoundary>
        </main>
        <KeyBar />
      </div>
      <SearchPalette opened={searching} onClose={searched} />
      <CheatSheet opened={keysShown} onClose={() => setKeysShown(false)} />
      <NextTaskSaid />
      <PrintsUnderWay />
      <RecoveryOffer />
    </Router>
  );
}

/** The screens; one that the person may not use leads back to Today. */
function Screens({ session, user }: { session: SessionView; user: User }) {
  const may = (id: string) => PLACES.some((place) => place.id === id && isPermitted(place.needs, user.roles));
  return (
    <Switch>
      <Route path="/today" component={TodayScreen} />
      {may('receive') && <Route path="/receive">{() => <ReceiveScreen />}</Route>}
      {may('receive') && (
        <Route path="/receive/draft/:id">{({ id }) => <ReceiveScreen draftId={id} />}</Route>
      )}
      {may('receive') && (
        <Route path="/receive/list/:number?">{({ number }) => <BatchScreen number={number} />}</Route>
      )}
      {may('receive') && (
        <Route path="/receive/assisted/:id?">{({ id }) => <AssistScreen filingId={id} />}</Route>
      )}
      <Route path="/ho-so">{() => <DossierListScreen filter={undefined} />}</Route>
      <Route path="/ho-so/list/:filter">{({ filter }) => <DossierListScreen filter={filter} />}</Route>
      <Route path="/ho-so/transfer/:id">{({ id }) => <TransferScreen transferId={id} />}</Route>
      <Route path="/ho-so/online/:id">{({ id }) => <OnlineScreen submissionId={id} />}</Route>
      <Route path="/ho-so/:id">{({ id }) => <DossierScreen dossierId={id} />}</Route>
      {may('scan') && (
        <Route path="/scan/:id?/:component?">
          {({ id, component }) => <ScanScreen dossierId={id} componentId={component} />}
        </Route>
      )}
      <Route path="/certify/:tab?/:id?/:component?">
        {({ tab, id, component }) => (
          <CertifyScreen tab={tab} dossierId={id} componentId={component} roles={user.roles} />
        )}
      </Route>
      {may('hand-over') && (
        <Route path="/hand-over/:id?">{({ id }) => <HandOverScreen dossierId={id} />}</Route>
      )}
      <Route path="/check/:text?">{({ text }) => <CheckScreen text={text} />}</Route>
      {mayOpenStore(user.roles) && <Route path="/store">{() => <StoreScreen roles={user.roles} />}</Route>}
      <Route path="/delivery">{() => <DeliveryScreen user={user} />}</Route>
      <Route path="/administration/:tab?">
        {({ tab }) => <AdministrationScreen tab={tab} session={session} user={user} />}
      </Route>
      <Route>
        <Redirect to="/today" />
      </Route>
    </Switch>
  );
}

/** The store of people's papers: to look into it, or to read who looked. */
function mayOpenStore(roles: readonly Role[]): boolean {
  return isPermitted('store:look', roles) || isPermitted('store:review', roles);
}

function usePlaces(roles: readonly Role[]): readonly Place[] {
  const names = roles.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: every answer brings a new array; the same roles are the same places
  return useMemo(() => PLACES.filter(({ needs }) => isPermitted(needs, roles)), [names]);
}

function goToMain(): void {
  document.getElementById('main')?.focus();
}

function useShellActions(
  places: readonly Place[],
  showKeys: () => void,
  search: () => void,
  next: () => void,
  store: boolean,
): readonly Action[] {
  const client = useClient();
  const { run: lock } = useCommand(client.session.lock);
  const { run: signOut } = useCommand(client.session.signOut);
  const actions = useMemo<readonly Action[]>(
    () => [
      ...places.map(({ id, label, keys, alsoKeys, path }) => ({
        id,
        label,
        keys,
        ...(alsoKeys === undefined ? {} : { alsoKeys }),
        inBar: keys.startsWith('F'),
        run: () => navigate(path),
      })),
      {
        id: 'next-task',
        label: 'action.nextTask',
        keys: 'F4',
        alsoKeys: 'Alt+J',
        inBar: true,
        run: next,
      },
      { id: 'search', label: 'action.search', keys: 'Ctrl+K', inBar: true, run: search },
      { id: 'lock', label: 'action.lock', keys: 'F8', inBar: true, run: () => void lock({}) },
      ...(store
        ? [{ id: 'store', label: 'nav.store' as const, keys: 'Alt+E', run: () => navigate('/store') }]
        : []),
      { id: 'theme', label: 'action.theme', keys: 'Alt+T', run: nextScheme },
      { id: 'language', label: 'action.language', keys: 'Alt+L', run: otherLanguage },
      { id: 'sign-out', label: 'action.signOut', keys: 'Alt+Q', run: () => void signOut({}) },
      { id: 'keys', label: 'action.keys', keys: 'F1', alsoKeys: '?', inBar: true, run: showKeys },
    ],
    [places, lock, signOut, showKeys, search, next, store],
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

function Rail({ location, places }: { location: string; places: readonly Place[] }) {
  const { t } = useWords();
  return (
    <nav className="qmc-rail" aria-label={t('nav.label')}>
      {places.map(({ id, label, keys, path, Icon }) => (
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
