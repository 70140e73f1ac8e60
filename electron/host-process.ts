import { parseArgs } from 'node:util';
import { createUtilityHelpers, type MainLine } from './adapters/utility-helper.ts';
import type { CounterHost } from './host/counter-host.ts';
import { HostToMain, MainToHost } from './host/host-channel.ts';
import { type ElectronPort, plainElectronPort } from './host/ports/plain-port.ts';
import { StartOptions } from './host/start-options.ts';
import { startOfficeHost } from './start-office-host.ts';
import { serveBlobPort } from './transports/blob-port.ts';
import { serveMessagePort } from './transports/message-port.ts';

/** Electron's `process.parentPort`, stated without importing Electron. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: ElectronPort[] }) => void): unknown;
  postMessage(message: HostToMain): void;
}

/** The host in Electron's utility process: the same host as the headless one, behind message ports that main hands over. */
async function main(): Promise<void> {
  const { parentPort } = process as unknown as { parentPort?: ParentPort };
  if (parentPort === undefined)
    throw new Error('host-process runs in a utility process; headless.ts is the host without Electron');
  let host: CounterHost | undefined;
  let closeWanted = false;
  parentPort.on('message', ({ data, ports }) => {
    const message = MainToHost.parse(data);
    if (message.type === 'connect' && host !== undefined) connectWindow(host, message.clientId, ports);
    if (message.type === 'ask-unsent')
      parentPort.postMessage({ type: 'unsent', count: host?.unsentCount() ?? 0 });
    if (message.type !== 'close') return;
    closeWanted = true;
    if (host !== undefined) void close(host, parentPort);
  });
  const started = await startOfficeHost(readOptions(), createUtilityHelpers(lineTo(parentPort)));
  if (!started.ok) {
    parentPort.postMessage(HostToMain.parse({ type: 'refused', refusal: started.refusal }));
    return;
  }
  host = started.value;
  if (closeWanted) await close(host, parentPort);
  else parentPort.postMessage({ type: 'ready' });
}

function readOptions(): StartOptions {
  const { values } = parseArgs({
    options: {
      'data-dir': { type: 'string' },
      'key-file': { type: 'string' },
      'log-level': { type: 'string' },
    },
  });
  return StartOptions.parse({
    dataDir: values['data-dir'],
    keyFile: values['key-file'],
    logLevel: values['log-level'],
  });
}

function lineTo(parentPort: ParentPort): MainLine {
  return {
    post: (message) => parentPort.postMessage(message),
    onMessage: (listener) => {
      parentPort.on('message', ({ data, ports }) =>
        listener(MainToHost.parse(data), ports.map(plainElectronPort)),
      );
    },
  };
}

/** One window: its calls on the first port, the files it shows and gives on the second, both as the same client. */
function connectWindow(host: CounterHost, clientId: string, [calls, files]: ElectronPort[]): void {
  if (calls === undefined || files === undefined) throw new Error('a window is connected with two ports');
  const { client } = host.connect('window', clientId);
  const served = serveMessagePort(host, calls, clientId);
  calls.on('close', () => served.close());
  calls.start();
  serveBlobPort(
    plainElectronPort(files),
    {
      read: (sha256, range) => host.readBlob(client, sha256, range),
      store: (bytes, mediaType) => host.storeUpload(client, bytes, mediaType),
    },
    (error) => host.log.error({ error: String(error) }, 'a file could not be read or stored'),
  );
}

async function close(host: CounterHost, parentPort: ParentPort): Promise<void> {
  await host.close();
  parentPort.postMessage({ type: 'closed' });
}

await main();
