import { parentPort } from 'node:worker_threads';
import { loadDriver, openReader, type ReadDb, sqliteCode } from '../open.ts';
import { type QueryTools, type ReadQueryName, readQueries } from './queries.ts';
import type { PartTaken, WorkerAnswer, WorkerRequest } from './read-worker-messages.ts';

const port = parentPort;
if (port === null) throw new Error('read-worker runs as a worker thread only');
const send = (answer: WorkerAnswer): void => port.postMessage(answer);
let partTaken: () => void = () => undefined;

async function run({ id, query, args, source }: WorkerRequest): Promise<void> {
  let db: ReadDb | undefined;
  const tools: QueryTools = {
    db() {
      if (!source) throw new Error(`${query} was not given a file`);
      db ??= openReader(source.path, { key: Buffer.from(source.key) });
      return db;
    },
    progress: (done, total) => send({ kind: 'progress', id, done, total }),
    part: (part) =>
      new Promise((resolve) => {
        partTaken = resolve;
        send({ kind: 'part', id, part });
      }),
  };
  const close = (): void => {
    db?.close();
    db = undefined;
  };
  // Closed before the answer is sent, and not kept for the next query: an open connection would keep a segment from being sealed.
  try {
    const work = readQueries[query as ReadQueryName] as (tools: QueryTools, args: object) => unknown;
    const value = await work(tools, args);
    close();
    send({ kind: 'result', id, value });
  } catch (error) {
    close();
    const code = sqliteCode(error) ?? (error as { code?: unknown }).code;
    const known = typeof code === 'string' ? { code } : {};
    send({ kind: 'error', id, message: String((error as Error).message), ...known });
  }
}

// A thread that is ended while it loads a native library takes the whole process down: until then it must not be.
loadDriver();
send({ kind: 'loaded' });
port.on('message', (message: WorkerRequest | PartTaken) => {
  if ('taken' in message) partTaken();
  else void run(message);
});
