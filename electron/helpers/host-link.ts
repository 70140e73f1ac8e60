import { type ElectronPort, type PlainPort, plainElectronPort } from '../host/ports/plain-port.ts';

/** The part of Electron's `process.parentPort` that a helper uses; absent in plain Node. */
interface ParentPort {
  once(event: 'message', listener: (event: { ports: ElectronPort[] }) => void): unknown;
}

/** The way from a helper process to its host: Electron's main hands over a port, plain Node has the channel of `fork`. */
export function openHostLink(): Promise<PlainPort> {
  const { parentPort } = process as unknown as { parentPort?: ParentPort };
  if (parentPort === undefined) return Promise.resolve(forkLink());
  return new Promise((resolve, reject) => {
    parentPort.once('message', ({ ports: [port] }) => {
      if (port === undefined) reject(new Error('the first message to a helper brings its port'));
      else resolve(plainElectronPort(port));
    });
  });
}

function forkLink(): PlainPort {
  return {
    post: (message) => process.send?.(message),
    onMessage: (listener) => process.on('message', listener),
    onClose: (listener) => process.on('disconnect', listener),
    start: () => undefined,
    close: () => process.disconnect(),
  };
}
