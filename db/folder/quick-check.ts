import type { FileDamage } from '../blobs/segment-shelf.ts';
import type { ReadWorkerPool } from '../readers/read-worker-pool.ts';
import { isDamaged } from './refusals.ts';

/** What the check found; `problems` in SQLite's words, for the log and for support. */
export type QuickCheckResult =
  | { readonly outcome: 'passed' }
  | { readonly outcome: 'failed'; readonly problems: readonly FileDamage[] }
  | { readonly outcome: 'cancelled' };

/** SQLite's quick_check of the folder's files, running in a worker since the folder was opened. */
export interface QuickCheck {
  readonly state: 'running' | QuickCheckResult['outcome'];
  /** 0 to 1. */
  readonly progress: number;
  /** True while nothing should be recorded yet: the last host did not close the folder and the check has not passed so far. */
  readonly mustFinish: boolean;
  readonly result: Promise<QuickCheckResult>;
  cancel(): Promise<void>;
}

async function checkFile(
  pool: ReadWorkerPool,
  file: string,
  signal: AbortSignal,
  onShare: (share: number) => void,
): Promise<FileDamage[]> {
  try {
    const problems = await pool.run(
      'quickCheck',
      { file },
      { signal, onProgress: (done, total) => onShare(done / total) },
    );
    return problems.map((detail) => ({ file, detail }));
  } catch (error) {
    if (!isDamaged(error)) throw error;
    return [{ file, detail: String((error as Error).message) }];
  }
}

/** Starts the check and answers at once. `files` with their sizes in bytes, which weigh the progress. */
export function startQuickCheck(
  pool: ReadWorkerPool,
  files: readonly { file: string; size: number }[],
  wasCleanShutdown: boolean,
): QuickCheck {
  const abort = new AbortController();
  const total = files.reduce((sum, { size }) => sum + size, 0) || 1;
  let state: QuickCheck['state'] = 'running';
  let progress = 0;

  async function run(): Promise<QuickCheckResult> {
    const problems: FileDamage[] = [];
    let done = 0;
    for (const { file, size } of files) {
      const found = await checkFile(pool, file, abort.signal, (share) => {
        progress = (done + share * size) / total;
      });
      problems.push(...found);
      done += size;
    }
    return problems.length === 0 ? { outcome: 'passed' } : { outcome: 'failed', problems };
  }

  const result = run()
    .catch((error): QuickCheckResult => {
      if (abort.signal.aborted) return { outcome: 'cancelled' };
      return { outcome: 'failed', problems: [{ file: 'counter.db', detail: String(error) }] };
    })
    .then((found) => {
      state = found.outcome;
      if (found.outcome !== 'cancelled') progress = 1;
      return found;
    });
  return {
    get state() {
      return state;
    },
    get progress() {
      return progress;
    },
    get mustFinish() {
      return !wasCleanShutdown && state !== 'passed';
    },
    result,
    async cancel() {
      abort.abort(new Error('the quick check was cancelled'));
      await result;
    },
  };
}
