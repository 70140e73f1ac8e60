import { secondsBetween } from '../../shared/domain/time/office-time.ts';
import type { Clock, Instant } from '../../shared/types/clock.ts';
import type { UserId } from '../../shared/types/ids.ts';

/** Wrong unlock codes before the password itself is asked for. */
const UNLOCK_TRIES = 3;

/** A person signed in on one window or program. Sessions live in memory: a restarted host asks everybody to sign in again. */
export interface Session {
  userId: UserId;
  locked: boolean;
  unlockTriesLeft: number;
  lastSeenAt: Instant;
}

/** The sessions of one open data folder, by client. */
export function createSessions(deps: { clock: Clock; idleLockMinutes: () => number }) {
  const sessions = new Map<string, Session>();

  function lockIfIdle(session: Session): void {
    const idle = secondsBetween(session.lastSeenAt, deps.clock.now());
    if (idle > deps.idleLockMinutes() * 60) session.locked = true;
  }

  return {
    /** The session of a client, locked when it has been silent for too long. */
    find(clientId: string): Session | undefined {
      const session = sessions.get(clientId);
      if (session !== undefined) lockIfIdle(session);
      return session;
    },
    /** Notes that the client was heard of. */
    touch(clientId: string): void {
      const session = sessions.get(clientId);
      if (session !== undefined) session.lastSeenAt = deps.clock.now();
    },
    start(clientId: string, userId: UserId): void {
      sessions.set(clientId, {
        userId,
        locked: false,
        unlockTriesLeft: UNLOCK_TRIES,
        lastSeenAt: deps.clock.now(),
      });
    },
    end(clientId: string): void {
      sessions.delete(clientId);
    },
    /** Ends every session of a person except one client's: after a new password or the end of their validity. */
    endOthersOf(userId: UserId, exceptClientId?: string): void {
      for (const [clientId, session] of sessions) {
        if (session.userId === userId && clientId !== exceptClientId) sessions.delete(clientId);
      }
    },
    endAll(): void {
      sessions.clear();
    },
    lock(clientId: string): void {
      const session = sessions.get(clientId);
      if (session !== undefined) session.locked = true;
    },
    unlock(clientId: string): void {
      const session = sessions.get(clientId);
      if (session === undefined) return;
      session.locked = false;
      session.unlockTriesLeft = UNLOCK_TRIES;
      session.lastSeenAt = deps.clock.now();
    },
    /** Counts a wrong unlock and answers how many are left. */
    countWrongUnlock(clientId: string): number {
      const session = sessions.get(clientId);
      if (session === undefined) return 0;
      session.unlockTriesLeft = Math.max(0, session.unlockTriesLeft - 1);
      return session.unlockTriesLeft;
    },
    /** How many clients other than this one are signed in. */
    countOthers(clientId: string): number {
      return [...sessions.keys()].filter((id) => id !== clientId).length;
    },
  };
}
export type Sessions = ReturnType<typeof createSessions>;
