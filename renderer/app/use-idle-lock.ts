import { useEffect } from 'react';
import type { SessionView } from '../../shared/contract/session.ts';
import { useClient } from '../lib/context.tsx';
import { useCommand } from '../lib/use-command.ts';

/** Locks the window when nobody has touched keyboard or mouse for as long as the office allows. */
export function useIdleLock(session: SessionView): void {
  const client = useClient();
  const { run } = useCommand(client.session.lock);
  const signedIn = session.state === 'signed-in';
  const limit = session.idleLockMinutes * 60_000;
  useEffect(() => {
    if (!signedIn) return;
    let timer = setTimeout(() => void run({}), limit);
    const touched = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void run({}), limit);
    };
    const events = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
    for (const name of events) window.addEventListener(name, touched, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const name of events) window.removeEventListener(name, touched);
    };
  }, [signedIn, limit, run]);
}
