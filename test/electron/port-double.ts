import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

interface Envelope {
  message: unknown;
  ports: MessagePort[];
}

/** Electron's MessagePortMain over a real message port of Node. */
export class PortDouble extends EventEmitter {
  readonly node: MessagePort;

  constructor(node: MessagePort) {
    super();
    this.node = node;
    node.on('close', () => this.emit('close'));
  }

  postMessage(message: unknown, transfer: PortDouble[] = []): void {
    const ports = transfer.map((port) => port.node);
    this.node.postMessage({ message, ports } satisfies Envelope, ports);
  }

  start(): void {
    this.node.on('message', ({ message, ports }: Envelope) => {
      this.emit('message', { data: message, ports: ports.map((port) => new PortDouble(port)) });
    });
  }

  close(): void {
    this.node.close();
  }
}

/** Electron's MessageChannelMain. */
export class ChannelDouble {
  readonly port1: PortDouble;
  readonly port2: PortDouble;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new PortDouble(port1);
    this.port2 = new PortDouble(port2);
  }
}
