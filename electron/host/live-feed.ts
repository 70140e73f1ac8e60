import type { LiveEvent, ProgressTopic } from '../../shared/contract/live.ts';

/** Topics that a committed command announces to every window. */
export type Topic = Exclude<LiveEvent['topic'], 'connected' | ProgressTopic>;

// A window that does not read for so long is told only the newest: every topic means "ask again", so older ones add nothing.
const LONGEST_BACKLOG = 256;

/** Pushed events: every subscriber sees every event published after it subscribed. */
export function createLiveFeed() {
  const subscribers = new Set<(event: LiveEvent) => void>();

  async function* watch(signal: AbortSignal | undefined): AsyncGenerator<LiveEvent> {
    const backlog: LiveEvent[] = [{ topic: 'connected' }];
    let wake: () => void = () => undefined;
    const receive = (event: LiveEvent) => {
      backlog.push(event);
      if (backlog.length > LONGEST_BACKLOG) backlog.shift();
      wake();
    };
    const stop = () => wake();
    subscribers.add(receive);
    signal?.addEventListener('abort', stop);
    try {
      while (signal?.aborted !== true) {
        const event = backlog.shift();
        if (event !== undefined) yield event;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    } finally {
      subscribers.delete(receive);
      signal?.removeEventListener('abort', stop);
    }
  }

  return {
    publish(event: LiveEvent): void {
      for (const receive of subscribers) receive(event);
    },
    watch,
    get size(): number {
      return subscribers.size;
    },
  };
}
export type LiveFeed = ReturnType<typeof createLiveFeed>;
