import { useEffect, useRef } from 'react';
import type { SessionView } from '../../shared/contract/session.ts';
import { useDrafts } from '../lib/drafts.ts';

/**
 * What a person had typed is theirs: it waits behind the lock and over a restarted host, and goes when somebody else signs in on this window.
 */
export function useEndedDrafts(session: SessionView): void {
  const userId = session.user?.id;
  const owner = useRef(userId);
  const clear = useDrafts((state) => state.clear);
  useEffect(() => {
    if (userId === undefined) return;
    if (owner.current !== undefined && owner.current !== userId) clear();
    owner.current = userId;
  }, [userId, clear]);
}
