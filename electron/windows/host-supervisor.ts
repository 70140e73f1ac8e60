import { fileURLToPath } from 'node:url';
import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import { HostToMain, type MainToHost } from '../host/host-channel.ts';
import { programFile } from '../host/running-from.ts';
import { endNow } from './end-process.ts';
import { createHelperSpawner, type HelperSpawner } from './helper-spawner.ts';
import { RESTART_DELAYS_MS } from './restart-delays.ts';

/** A host that has run for so long starts the row of waits anew. */
const STEADY_MS = 60_000;
/** Time for a host to write what it holds and say that it has closed. */
const CLOSE_WITHIN_MS = 10_000;
const ANSWER_WITHIN_MS = 2000;

/** Why a host does not start; the code has its message `start.refusal.<CODE>`. */
export type HostRefusal = Extract<HostToMain, { type: 'refused' }>['refusal'];

/** What happens to the host. */
interface HostEvents {
  onReady(): void;
  onRefused(refusal: HostRefusal): void;
  /** It died again and again. */
  onGivenUp(): void;
}

/** How the host is started. */
export interface HostProcessOptions {
  args: readonly string[];
  /** Path of another table of helper kinds than the product's. */
  helperKinds?: string | undefined;
}

/** Keeps the one host process running. */
export interface HostSupervisor {
  start(): void;
  readonly ready: boolean;
  /** Gives a client its two ports: calls, files. */
  connect(clientId: string, ports: [MessagePortMain, MessagePortMain]): void;
  /** Packets without a receipt; 0 when there is no host that could know. */
  unsentCount(): Promise<number>;
  /** Lets the host finish writing, then ends it. */
  close(): Promise<void>;
}

/** Starts the host in a utility process, starts it again when it dies, and starts helpers for it. */
export function createHostSupervisor(
  { args, helperKinds }: HostProcessOptions,
  events: HostEvents,
): HostSupervisor {
  let child: UtilityProcess | undefined;
  let state: 'absent' | 'starting' | 'ready' | 'refused' | 'closing' = 'absent';
  let deaths = 0;
  let startedAt = 0;
  let onUnsent: (count: number) => void = () => undefined;
  let restart: NodeJS.Timeout | undefined;

  const tell = (message: MainToHost, ports: MessagePortMain[] = []) => child?.postMessage(message, ports);

  function start(): void {
    const spawned = utilityProcess.fork(fileURLToPath(programFile('host-process')), [...args], {
      serviceName: 'Quay Mot Cua host',
    });
    const helpers = createHelperSpawner({
      hostPid: () => spawned.pid,
      tellHost: (message, ports) => {
        if (child === spawned) spawned.postMessage(message, ports);
      },
      kinds: helperKinds,
    });
    child = spawned;
    state = 'starting';
    startedAt = performance.now();
    spawned.on('message', (message) => hear(HostToMain.parse(message), helpers));
    spawned.once('exit', () => {
      helpers.killAll();
      if (child !== spawned) return;
      child = undefined;
      bury();
    });
  }

  function hear(message: HostToMain, helpers: HelperSpawner): void {
    switch (message.type) {
      case 'ready':
        if (state === 'starting') state = 'ready';
        return events.onReady();
      case 'refused':
        state = 'refused';
        child?.kill();
        return events.onRefused(message.refusal);
      case 'unsent':
        return onUnsent(message.count);
      case 'spawn-helper':
        return helpers.spawn(message);
      case 'kill-helper':
        return helpers.kill(message.id);
      case 'closed':
        child?.kill();
        return;
      default:
        message satisfies never;
    }
  }

  /** After a death that nobody wished for: again, later each time, and at last not without being asked. */
  function bury(): void {
    if (state === 'refused' || state === 'closing') return;
    state = 'absent';
    if (performance.now() - startedAt > STEADY_MS) deaths = 0;
    const delay = RESTART_DELAYS_MS[deaths++];
    if (delay !== undefined) {
      restart = setTimeout(start, delay);
      return;
    }
    deaths = 0;
    events.onGivenUp();
  }

  return {
    start,
    get ready() {
      return state === 'ready';
    },
    connect: (clientId, ports) => tell({ type: 'connect', clientId }, ports),
    unsentCount() {
      if (state !== 'ready') return Promise.resolve(0);
      return new Promise((resolve) => {
        const silent = setTimeout(() => resolve(0), ANSWER_WITHIN_MS);
        onUnsent = (count) => {
          clearTimeout(silent);
          resolve(count);
        };
        tell({ type: 'ask-unsent' });
      });
    },
    close() {
      clearTimeout(restart);
      state = 'closing';
      const closing = child;
      if (closing === undefined) return Promise.resolve();
      return new Promise((resolve) => {
        const late = setTimeout(() => endNow(closing), CLOSE_WITHIN_MS);
        closing.once('exit', () => {
          clearTimeout(late);
          resolve();
        });
        tell({ type: 'close' });
      });
    },
  };
}
