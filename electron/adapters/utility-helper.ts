import type { HostToHelper } from '../host/helper-protocol.ts';
import type { HostToMain, MainToHost } from '../host/host-channel.ts';
import type { HelperProcesses } from '../host/ports/helper-process.ts';
import type { PlainPort } from '../host/ports/plain-port.ts';
import { createHelperPool, type PoolLimits } from './helper-pool.ts';
import type { HelperChild, HelperEnd } from './helper-worker.ts';

/** The host's line to Electron's main process, as far as helpers need it. */
export interface MainLine {
  post(message: HostToMain): void;
  onMessage(listener: (message: MainToHost, ports: readonly PlainPort[]) => void): void;
}

/** A process that main was asked for: it may still be starting. */
interface Ordered {
  child: HelperChild;
  spawned(port: PlainPort, pid: number | undefined): void;
  exited(end: HelperEnd): void;
}

/** Helper processes in Electron, where only the main process may start utility processes: the host asks for each and gets a port to it. */
export function createUtilityHelpers(line: MainLine, limits: Partial<PoolLimits> = {}): HelperProcesses {
  const ordered = new Map<number, Ordered>();
  let lastId = 0;
  line.onMessage((message, [port]) => {
    if (message.type === 'helper-spawned' && port !== undefined)
      ordered.get(message.id)?.spawned(port, message.pid);
    if (message.type === 'helper-exited') {
      ordered.get(message.id)?.exited({ exit: message.exit, outOfMemory: message.outOfMemory });
      ordered.delete(message.id);
    }
  });
  return createHelperPool((kind, memoryLimitMb) => {
    const id = ++lastId;
    const order = orderedHelper(() => line.post({ type: 'kill-helper', id }));
    ordered.set(id, order);
    line.post({ type: 'spawn-helper', id, kind, memoryLimitMb });
    return order.child;
  }, limits);
}

function orderedHelper(askToKill: () => void): Ordered {
  const unsent: HostToHelper[] = [];
  let listener: (message: unknown) => void = () => undefined;
  let tellEnd: (end: HelperEnd) => void = () => undefined;
  let port: PlainPort | undefined;
  let pid: number | undefined;
  return {
    child: {
      pid: () => pid,
      post(message) {
        if (port === undefined) unsent.push(message);
        else port.post(message);
      },
      onMessage(heard) {
        listener = heard;
      },
      onEnd(heard) {
        tellEnd = heard;
      },
      kill: askToKill,
      // Main owns the process; the host never waits for it.
      hold: () => undefined,
    },
    spawned(opened, processId) {
      port = opened;
      pid = processId;
      opened.onMessage((message) => listener(message));
      opened.start();
      for (const message of unsent.splice(0)) opened.post(message);
    },
    exited(end) {
      port?.close();
      tellEnd(end);
    },
  };
}
