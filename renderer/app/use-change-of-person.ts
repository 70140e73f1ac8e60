import { useEffect, useRef } from 'react';
import { navigate } from 'wouter/use-hash-location';
import type { SessionView } from '../../shared/contract/session.ts';
import { useDrafts } from '../lib/drafts.ts';

/**
 * What a person had typed is theirs: it waits behind the lock and over a restarted host, and goes when somebody else signs in on this window.
 * That person begins at Today, not on the screen that another one left open.
 */
export function useChangeOfPerson(session: SessionView): void {
  const userId = session.user?.id;
  const owner = useRef(userId);
  const clear = useDrafts((state) => state.clear);
  useEffect(() => {
    if (userId === undefined) return;
    if (owner.current !== undefined && owner.current !== userId) {
      clear();
      navigate('/today', { replace: true });
    }
    owner.current = userId;
  }, [userId, clear]);
}
