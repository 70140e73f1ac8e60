import { fileURLToPath } from 'node:url';
import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import type { HostToMain, MainToHost } from '../host/host-channel.ts';
import { programFile } from '../host/running-from.ts';
import { endNow } from './end-process.ts';

/** A helper that the host asks for. */
type HelperOrder = Extract<HostToMain, { type: 'spawn-helper' }>;

/** Starts helper processes for the host, which cannot start them itself, and tells it how they end. */
export interface HelperSpawner {
  spawn(order: HelperOrder): void;
  kill(id: number): void;
  /** The host is gone: nobody wants their work. */
  killAll(): void;
}

/** What the spawner needs to know of the host. */
interface HelperSpawnerOptions {
  hostPid(): number | undefined;
  tellHost(message: MainToHost, ports?: MessagePortMain[]): void;
  /** Path of another table of kinds than the product's. */
  kinds?: string | undefined;
}

/** Makes the spawner of one host. */
export function createHelperSpawner({ hostPid, tellHost, kinds }: HelperSpawnerOptions): HelperSpawner {
  const children = new Map<number, UtilityProcess>();
  const runner = fileURLToPath(programFile('helper-runner'));

  return {
    spawn({ id, kind, memoryLimitMb }) {
      const args = [
        '--host-pid',
        String(hostPid() ?? process.pid),
        ...(kinds === undefined ? [] : ['--kinds', kinds]),
      ];
      const child = utilityProcess.fork(runner, args, {
        serviceName: `Quay Mot Cua helper: ${kind}`,
        execArgv: [`--max-old-space-size=${memoryLimitMb}`],
        stdio: 'ignore',
      });
      children.set(id, child);
      let outOfMemory = false;
      child.once('spawn', () => {
        const { port1, port2 } = new MessageChannelMain();
        child.postMessage({ type: 'start' }, [port1]);
        const { pid } = child;
        tellHost(pid === undefined ? { type: 'helper-spawned', id } : { type: 'helper-spawned', id, pid }, [
          port2,
        ]);
      });
      child.on('error', (_type, location) => {
        outOfMemory ||= /heap limit|out of memory|OOM/iu.test(location);
      });
      child.once('exit', (code) => {
        children.delete(id);
        tellHost({ type: 'helper-exited', id, exit: String(code), outOfMemory });
      });
    },
    kill: (id) => endNow(children.get(id)),
    killAll() {
      for (const child of children.values()) endNow(child);
      children.clear();
    },
  };
}
