import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
import type { Wire } from './utility-wire.ts';

/** The inside of a utility process: a real process whose `process.parentPort` and ports cross its channel. */
class BridgedPort extends EventEmitter {
  readonly #id: number;
  readonly #early: unknown[] = [];
  #started = false;

  constructor(id: number) {
    super();
    this.#id = id;
  }

  postMessage(data: unknown): void {
    send({ kind: 'port', port: this.#id, data });
  }

  start(): void {
    this.#started = true;
    for (const data of this.#early.splice(0)) this.emit('message', { data, ports: [] });
  }

  close(): void {
    send({ kind: 'port-closed', port: this.#id });
  }

  deliver(data: unknown): void {
    if (this.#started) this.emit('message', { data, ports: [] });
    else this.#early.push(data);
  }
}

/** Keeps messages until somebody listens, as Electron's does. */
class ParentPort extends EventEmitter {
  readonly #early: unknown[] = [];

  constructor() {
    super();
    this.on('newListener', (event) => {
      if (event === 'message')
        setImmediate(() => {
          for (const message of this.#early.splice(0)) this.emit('message', message);
        });
    });
  }

  postMessage(data: unknown): void {
    send({ kind: 'message', data, ports: [] });
  }

  deliver(data: unknown, ports: BridgedPort[]): void {
    if (this.listenerCount('message') > 0) this.emit('message', { data, ports });
    else this.#early.push({ data, ports });
  }
}

function send(wire: Wire): void {
  process.send?.(wire, undefined, undefined, () => undefined);
}

const parentPort = new ParentPort();
const ports = new Map<number, BridgedPort>();
process.on('message', (wire: Wire) => {
  if (wire.kind === 'port') ports.get(wire.port)?.deliver(wire.data);
  else if (wire.kind === 'port-closed') ports.get(wire.port)?.emit('close');
  else {
    const opened = wire.ports.map((id) => new BridgedPort(id));
    for (const [index, id] of wire.ports.entries()) ports.set(id, opened[index] as BridgedPort);
    parentPort.deliver(wire.data, opened);
  }
});
process.on('disconnect', () => process.exit(0));
Object.assign(process, { parentPort });

const [modulePath] = process.argv.splice(1, 2).slice(1);
process.argv.splice(1, 0, modulePath as string);
await import(pathToFileURL(modulePath as string).href);
