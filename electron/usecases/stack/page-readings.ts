import type { StackPage } from '../../../db/repositories/stack-repository.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { helperKinds } from '../../host/ports/helper-kinds.ts';
import type { PageCodes } from '../../host/ports/page-codes.ts';

const LIMITS = { timeoutMs: 20_000, memoryLimitMb: 768 };
/** So many pages may wait to be read while the scanner goes on: their bytes stay in memory. */
const AHEAD = 3;

/** What stands on the pages of a stack, read while the scanner works. */
export interface Readings {
  /** Has a page read; waits while too many are waiting. */
  begin(pageId: string, jpeg: Uint8Array): Promise<void>;
  /** The codes of a page, read now where nobody began; null where it could not be looked at. */
  of(page: Pick<StackPage, 'id' | 'sha256'>): Promise<PageCodes | null>;
  /** How many are read. */
  readonly done: number;
}

/** Readings that nobody began yet. A cancelled scan does not end them: the pages that came are sorted. */
export function createReadings({ host, counter, readers }: QueryContext): Readings {
  const begun = new Map<string, Promise<PageCodes | null>>();
  let done = 0;
  const read = (pageId: string, jpeg: Uint8Array) => {
    const reading = host.helpers.run(helperKinds.readCodes, { jpeg }, LIMITS).then((answer) => {
      done += 1;
      return answer.ok ? answer.value : null;
    });
    begun.set(pageId, reading);
    return reading;
  };
  return {
    async begin(pageId, jpeg) {
      void read(pageId, jpeg);
      await [...begun.values()].at(-AHEAD - 1);
    },
    async of({ id, sha256 }) {
      const known = begun.get(id);
      if (known !== undefined) return await known;
      const file = readers.blobs.find(sha256);
      if (file === undefined) throw new Error(`page ${sha256} is named by no blob`);
      return await read(id, await counter.folder.blobs.readAll(file));
    },
    get done() {
      return done;
    },
  };
}
