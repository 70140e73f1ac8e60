import type { SessionView } from '../../shared/contract/session.ts';
import type { SetupStatus } from '../../shared/contract/setup.ts';
import { ChangeFirstPassword, LockScreen, SignInScreen } from '../features/session/index.ts';
import { SetupWizard } from '../features/setup/index.ts';
import { useWords } from '../lib/context.tsx';
import { useLive } from '../lib/use-live.ts';
import { useSession, useSetupStatus } from '../lib/use-session.ts';
import { Asked } from '../ui/ScreenStates.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { PracticeFrame } from './PracticeFrame.tsx';
import { PreferenceControls } from './PreferenceControls.tsx';
import { Shell } from './Shell.tsx';
import { useShortcuts } from './use-actions.ts';
import { useIdleLock } from './use-idle-lock.ts';

/** Decides what a person sees: first run, sign-in, lock screen, first password, or the program. */
export function Gate() {
  const { t } = useWords();
  const status = useSetupStatus();
  const session = useSession();
  useLive();
  useShortcuts();
  return (
    <ErrorBoundary t={t}>
      <Asked query={status}>
        {(setup) => <Asked query={session}>{(view) => <Behind setup={setup} session={view} />}</Asked>}
      </Asked>
    </ErrorBoundary>
  );
}

function Behind({ setup, session }: { setup: SetupStatus; session: SessionView }) {
  useIdleLock(session);
  const practice = setup.workspace === 'practice';
  if (session.user !== null && session.state === 'signed-in' && !session.user.mustChangePassword) {
    return <Shell setup={setup} session={session} user={session.user} />;
  }
  return (
    <PracticeFrame practice={practice}>
      <div className="qmc-door">
        <div className="qmc-door-main">{door(setup, session)}</div>
        <PreferenceControls />
      </div>
    </PracticeFrame>
  );
}

function door(setup: SetupStatus, session: SessionView) {
  if (!setup.isSetUp) return <SetupWizard status={setup} />;
  if (session.user === null) return <SignInScreen status={setup} />;
  if (session.state === 'locked') return <LockScreen session={session} />;
  return <ChangeFirstPassword />;
}
