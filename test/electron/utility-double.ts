import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { PortDouble } from './port-double.ts';
import type { Wire } from './utility-wire.ts';

/** What `utilityProcess.fork` was asked for. */
export interface ForkRecord {
  modulePath: string;
  args: string[];
  options: { serviceName?: string; execArgv?: string[]; stdio?: unknown };
}

/** A utility process that only records; the test plays the process. */
export class RecordedUtility extends EventEmitter {
  readonly record: ForkRecord;
  readonly pid: number | undefined;
  readonly posted: { message: unknown; ports: PortDouble[] }[] = [];
  ended = false;

  constructor(record: ForkRecord, pid: number) {
    super();
    this.record = record;
    this.pid = pid;
  }

  postMessage(message: unknown, ports: PortDouble[] = []): void {
    this.posted.push({ message, ports });
  }

  kill(): boolean {
    this.end(0);
    return true;
  }

  /** The process ends. */
  end(code: number): void {
    if (this.ended) return;
    this.ended = true;
    this.emit('exit', code);
  }

  /** The process says something to main. */
  say(message: unknown): void {
    this.emit('message', message);
  }
}

/** A utility process with a real process behind it. */
export class RealUtility extends EventEmitter {
  readonly record: ForkRecord;
  readonly #child: ChildProcess;
  readonly #ports = new Map<number, PortDouble>();
  #lastPort = 0;

  constructor(record: ForkRecord) {
    super();
    this.record = record;
    const entry = fileURLToPath(new URL('./utility-child.ts', import.meta.url));
    const { execArgv = [] } = record.options;
    this.#child = fork(entry, [record.modulePath, ...record.args], {
      execArgv: [...execArgv],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.once('spawn', () => this.emit('spawn'));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('Reached heap limit') || text.includes('out of memory'))
        this.emit('error', 'FatalError', 'Reached heap limit', '');
      else if (text.includes('Error')) process.stderr.write(text);
    });
    this.#child.on('error', () => undefined);
    this.#child.on('message', (wire: Wire) => this.#hear(wire));
    this.#child.once('close', (code) => {
      for (const port of this.#ports.values()) port.close();
      this.emit('exit', code ?? 1);
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  postMessage(data: unknown, ports: PortDouble[] = []): void {
    const ids = ports.map((port) => {
      const id = ++this.#lastPort;
      this.#ports.set(id, port);
      port.on('message', (event: { data: unknown }) =>
        this.#send({ kind: 'port', port: id, data: event.data }),
      );
      port.on('close', () => this.#send({ kind: 'port-closed', port: id }));
      return id;
    });
    this.#send({ kind: 'message', data, ports: ids });
    for (const port of ports) port.start();
  }

  kill(): boolean {
    return this.#child.kill();
  }

  #send(wire: Wire): void {
    if (this.#child.connected) this.#child.send(wire, () => undefined);
  }

  #hear(wire: Wire): void {
    if (wire.kind === 'message') this.emit('message', wire.data);
    else if (wire.kind === 'port') this.#ports.get(wire.port)?.postMessage(wire.data);
    else this.#ports.get(wire.port)?.close();
  }
}
