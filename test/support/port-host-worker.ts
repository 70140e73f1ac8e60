import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { startOfficeHost } from '../../electron/start-office-host.ts';
import { serveMessagePort } from '../../electron/transports/message-port.ts';

/** A host in a worker thread: its message ports stand for those of Electron's utility process. */
const { dataDir, keyFile } = workerData as { dataDir: string; keyFile: string };
const started = await startOfficeHost({ dataDir, keyFile, port: 0, headless: true, logLevel: 'warn' });
if (!started.ok) throw new Error(`host refused: ${started.refusal.code}`);
const host = started.value;

parentPort?.on('message', (message: { type: 'connect'; port: MessagePort } | { type: 'stop' }) => {
  if (message.type === 'connect') {
    const served = serveMessagePort(host, message.port);
    message.port.once('close', () => served.close());
  } else {
    void host.close().then(() => process.exit(0));
  }
});
parentPort?.postMessage({ type: 'ready' });
