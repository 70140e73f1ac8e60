import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../shared/contract/index.ts';

/** The typed client of the contract. */
export type CounterClient = ContractRouterClient<Contract>;

/** `online`; `lost`: the host does not answer; `turned-away`: it answers but does not know this window any more (it was started anew). */
export type LinkState = 'online' | 'lost' | 'turned-away';

/** How the host can be reached now, and how to hear of a change. */
export interface Connection {
  client: CounterClient;
  state(): LinkState;
  subscribe(listener: () => void): () => void;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5000;

/** How long to wait before the n-th try to reconnect; the chance spreads several windows. */
export function reconnectDelay(attempt: number, chance: number): number {
  const base = Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS);
  return Math.round(base * (0.75 + chance / 2));
}

/** In Electron the preload script hands a message port over; in a browser the page came from the host it talks to. */
export async function connect(): Promise<Connection> {
  return window.location.protocol === 'app:' ? await connectByPort() : connectBySocket();
}

async function connectByPort(): Promise<Connection> {
  let current: CounterClient | undefined;
  const listeners = new Set<() => void>();
  const first = new Promise<void>((resolve) => {
    window.addEventListener('message', (event: MessageEvent<unknown>) => {
      const [port] = event.ports;
      const isPort =
        typeof event.data === 'object' &&
        event.data !== null &&
        'type' in event.data &&
        event.data.type === 'qmc:port';
      if (event.source !== window || !isPort || port === undefined) return;
      const client: CounterClient = createORPCClient(new PortLink({ port }));
      // The host died: main starts it again and hands a new port over.
      port.addEventListener('close', () => {
        if (current === client) current = undefined;
        for (const listener of listeners) listener();
      });
      port.start();
      current = client;
      resolve();
      for (const listener of listeners) listener();
    });
  });
  await first;
  return followed(
    () => current,
    () => (current === undefined ? 'lost' : 'online'),
    listeners,
  );
}

function connectBySocket(): Connection {
  const listeners = new Set<() => void>();
  let current: CounterClient | undefined;
  let state: LinkState = 'lost';
  let attempt = 0;
  const tell = (next: LinkState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const open = () => {
    const socket = new WebSocket(
      `${window.location.protocol === 'https:' ? 'wss' : 'ws'}://${window.location.host}/ws`,
    );
    const client: CounterClient = createORPCClient(new SocketLink({ websocket: socket }));
    socket.addEventListener('open', () => {
      attempt = 0;
      current = client;
      tell('online');
    });
    socket.addEventListener('close', () => {
      current = undefined;
      tell(state === 'online' ? 'lost' : state);
      void isTurnedAway().then((turnedAway) => {
        if (current === undefined) tell(turnedAway ? 'turned-away' : 'lost');
      });
      setTimeout(open, reconnectDelay(attempt, Math.random()));
      attempt += 1;
    });
  };
  open();
  return followed(
    () => current,
    () => state,
    listeners,
  );
}

/** A socket says nothing of why it was refused; a plain request does. */
async function isTurnedAway(): Promise<boolean> {
  try {
    return (await fetch('/', { method: 'HEAD', cache: 'no-store' })).status === 401;
  } catch {
    return false;
  }
}

/** A client that always speaks through the newest link, or fails at once while there is none. */
function followed(
  now: () => CounterClient | undefined,
  state: () => LinkState,
  listeners: Set<() => void>,
): Connection {
  const along = (path: string[]): unknown =>
    new Proxy(() => undefined, {
      get: (_target, key) => (typeof key === 'string' && key !== 'then' ? along([...path, key]) : undefined),
      apply: (_target, _self, args: unknown[]) => {
        const client = now();
        if (client === undefined) return Promise.reject(new HostUnreachable());
        const call = path.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], client);
        return (call as (...input: unknown[]) => unknown)(...args);
      },
    });
  return {
    client: along([]) as CounterClient,
    state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** There is no link to the host at this moment; the call was not sent. */
class HostUnreachable extends Error {
  constructor() {
    super('the host is not reachable');
    this.name = 'HostUnreachable';
  }
}
