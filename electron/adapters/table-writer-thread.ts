import { once } from 'node:events';
import { parentPort } from 'node:worker_threads';
import { tableBytes } from '../helpers/workbook/table-rows.ts';
import type { TableCell } from '../host/ports/table-file.ts';
import type { FromTableThread, ToTableThread } from './table-writer-messages.ts';

const port = parentPort;
if (port === null) throw new Error('table-writer-thread runs as a worker thread only');
const waiting: { rows: (message: ToTableThread) => void; taken: () => void } = {
  rows: () => undefined,
  taken: () => undefined,
};
const say = (message: FromTableThread) => port.postMessage(message);

async function* asked(): AsyncGenerator<readonly TableCell[][]> {
  for (;;) {
    const coming = new Promise<ToTableThread>((resolve) => {
      waiting.rows = resolve;
    });
    say({ kind: 'more' });
    const message = await coming;
    if (message.kind !== 'rows' || message.rows === null) return;
    yield message.rows;
  }
}

async function give(bytes: Uint8Array): Promise<void> {
  const taken = new Promise<void>((resolve) => {
    waiting.taken = resolve;
  });
  say({ kind: 'piece', bytes });
  await taken;
}

const [first] = (await once(port, 'message')) as [ToTableThread];
port.on('message', (message: ToTableThread) => {
  if (message.kind === 'rows') waiting.rows(message);
  else waiting.taken();
});
if (first.kind === 'head') {
  try {
    for await (const bytes of tableBytes(first.head, asked())) await give(bytes);
    say({ kind: 'end' });
  } catch (error) {
    say({ kind: 'failed', message: String(error) });
  }
}
