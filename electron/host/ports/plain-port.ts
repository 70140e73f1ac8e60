/** A message port without the differences between Electron's and Node's: structured-clone values in order, and an end. */
export interface PlainPort {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The other side went away or closed. */
  onClose(listener: () => void): void;
  /** Delivery begins; messages that came earlier have waited. */
  start(): void;
  close(): void;
}

/** What Electron's `MessagePortMain` offers, stated without importing Electron. */
export interface ElectronPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** Makes a plain port of Electron's. */
export function plainElectronPort(port: ElectronPort): PlainPort {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', (event) => listener(event.data)),
    onClose: (listener) => port.on('close', listener),
    start: () => port.start(),
    close: () => port.close(),
  };
}

/** What Node's `MessagePort` of worker_threads offers. */
interface NodePort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** Makes a plain port of Node's. */
export function plainNodePort(port: NodePort): PlainPort {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', listener),
    onClose: (listener) => port.on('close', listener),
    start: () => port.start(),
    close: () => port.close(),
  };
}
