import { useEffect } from 'react';
import { useHashLocation } from 'wouter/use-hash-location';
import type { SessionView } from '../../shared/contract/session.ts';
import type { SetupStatus } from '../../shared/contract/setup.ts';
import { PublicScreen } from '../features/public-view/index.ts';
import { ChangeFirstPassword, LockScreen, SignInScreen } from '../features/session/index.ts';
import { SetupWizard } from '../features/setup/index.ts';
import { useWords } from '../lib/context.tsx';
import { useLive } from '../lib/use-live.ts';
import { useSession, useSetupStatus } from '../lib/use-session.ts';
import { Asked } from '../ui/ScreenStates.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { PreferenceControls } from './PreferenceControls.tsx';
import { Shell } from './Shell.tsx';
import { useShortcuts } from './use-actions.ts';
import { useChangeOfPerson } from './use-change-of-person.ts';
import { useIdleLock } from './use-idle-lock.ts';
import { WindowFrame } from './WindowFrame.tsx';

/** Where citizens read procedures, whoever is signed in. */
const PUBLIC_PATH = '/cong-khai';

/** Decides what a person sees: first run, sign-in, lock screen, first password, or the program. */
export function Gate() {
  const { t } = useWords();
  const status = useSetupStatus();
  const session = useSession();
  useLive();
  useShortcuts();
  return (
    <ErrorBoundary t={t}>
      {status.data !== undefined && session.data !== undefined ? (
        <Behind setup={status.data} session={session.data} />
      ) : (
        <WindowFrame practice={false}>
          <main className="qmc-main">
            <Asked query={status}>{() => <Asked query={session}>{() => null}</Asked>}</Asked>
          </main>
        </WindowFrame>
      )}
    </ErrorBoundary>
  );
}

function Behind({ setup, session }: { setup: SetupStatus; session: SessionView }) {
  useIdleLock(session);
  useChangeOfPerson(session);
  const [location] = useHashLocation();
  const works = session.state === 'signed-in' && session.user?.mustChangePassword === false;
  return (
    <WindowFrame practice={setup.workspace === 'practice'}>
      {location.startsWith(PUBLIC_PATH) && setup.isSetUp ? (
        <PublicScreen setup={setup} />
      ) : works && session.user !== null ? (
        <Shell setup={setup} session={session} user={session.user} />
      ) : (
        <Door setup={setup} session={session} />
      )}
    </WindowFrame>
  );
}

function Door({ setup, session }: { setup: SetupStatus; session: SessionView }) {
  const { t } = useWords();
  useEffect(() => {
    document.title = t('app.name');
  }, [t]);
  return (
    <div className="qmc-door">
      <div className="qmc-door-main">{door(setup, session)}</div>
      <PreferenceControls />
    </div>
  );
}

function door(setup: SetupStatus, session: SessionView) {
  if (!setup.isSetUp) return <SetupWizard status={setup} />;
  if (session.user === null) return <SignInScreen status={setup} />;
  if (session.state === 'locked') return <LockScreen session={session} />;
  return <ChangeFirstPassword />;
}
