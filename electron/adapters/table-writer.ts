import { Worker } from 'node:worker_threads';
import type { TableCell, TableFiles } from '../host/ports/table-file.ts';
import type { FromTableThread, ToTableThread } from './table-writer-messages.ts';

const THREAD_FILE = import.meta.url.endsWith('.ts') ? './table-writer-thread.ts' : './table-writer-thread.js';

/** Writes tables in a thread of their own: deflating a long list would keep every other call of the host waiting. */
export const threadedTableFiles: TableFiles = {
  async *write(head, rows) {
    const thread = new Worker(new URL(THREAD_FILE, import.meta.url), {
      execArgv: [],
      name: 'table',
      // What it makes is thrown away at once: a small heap is swept often and stays small, however long the list is.
      resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 128 },
    });
    const inbox: FromTableThread[] = [];
    let wake: () => void = () => undefined;
    const hear = (message: FromTableThread) => {
      inbox.push(message);
      wake();
    };
    thread.on('message', hear);
    thread.on('error', (error) => hear({ kind: 'failed', message: error.message }));
    thread.on('exit', () => hear({ kind: 'failed', message: 'the thread ended' }));
    const tell = (message: ToTableThread) => thread.postMessage(message);
    const source = rows[Symbol.asyncIterator]();
    tell({ kind: 'head', head });
    try {
      for (;;) {
        const message = inbox.shift();
        if (message === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        } else if (message.kind === 'piece') {
          yield message.bytes;
          tell({ kind: 'taken' });
        } else if (message.kind === 'more') {
          tell(toRows(await source.next()));
        } else if (message.kind === 'end') {
          return;
        } else {
          throw new Error(`the table was not written: ${message.message}`);
        }
      }
    } finally {
      await source.return?.();
      await thread.terminate();
    }
  },
};

function toRows({ done, value }: IteratorResult<readonly TableCell[][]>): ToTableThread {
  return done === true ? { kind: 'rows', rows: null } : { kind: 'rows', rows: value };
}
