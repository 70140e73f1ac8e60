import { uuidv7 } from 'uuidv7';
import { create } from 'zustand';
import type { CheckedFile } from '../../../../shared/contract/check.ts';
import type { useClient } from '../../../lib/context.tsx';
import { type Refused, toRefused } from '../../../lib/refusal.ts';
import { UploadRefused, uploadFile } from '../../../lib/upload.ts';

/** So many files are taken at once: a person looks at each. */
export const MOST_FILES = 30;

type Client = ReturnType<typeof useClient>;

/** A file on its way to its verdict. */
export interface FileCheck {
  readonly id: string;
  readonly name: string;
  readonly state: 'waiting' | 'uploading' | 'checking' | 'done' | 'refused' | 'cancelled';
  readonly sha256: string | undefined;
  readonly checked: CheckedFile | undefined;
  readonly refused: Refused | undefined;
}

interface FileChecks {
  readonly files: readonly FileCheck[];
  readonly shown: string | undefined;
  readonly tooMany: boolean;
  show(id: string): void;
  /** Checks files one after another. They stay while the screen is left. */
  add(client: Client, given: readonly { name: string; file?: File; sha256?: string }[]): void;
  again(client: Client, id: string): void;
  cancel(id: string): void;
}

/** The bytes of files that were not given to the host yet; never part of what is drawn. */
const bytesOf = new Map<string, File>();
let underway: { id: string; abort: AbortController } | undefined;

/** Files that were dropped on the screen, with what became of each. */
export const useFileChecks = create<FileChecks>((set, get) => {
  const change = (id: string, to: Partial<FileCheck>) =>
    set(({ files }) => ({ files: files.map((file) => (file.id === id ? { ...file, ...to } : file)) }));

  async function work(client: Client): Promise<void> {
    if (underway !== undefined) return;
    for (let next = waitingIn(get().files); next !== undefined; next = waitingIn(get().files)) {
      underway = { id: next.id, abort: new AbortController() };
      await judge(client, next, underway.abort.signal);
      underway = undefined;
    }
  }

  async function judge(client: Client, { id, sha256: known }: FileCheck, signal: AbortSignal): Promise<void> {
    try {
      const file = bytesOf.get(id);
      if (known === undefined) change(id, { state: 'uploading' });
      const sha256 = known ?? (file === undefined ? undefined : (await uploadFile(file)).sha256);
      if (sha256 === undefined || signal.aborted) return change(id, { state: 'cancelled' });
      bytesOf.delete(id);
      change(id, { state: 'checking', sha256 });
      const checked = await client.check.file({ sha256: sha256 as never, checkId: id }, { signal });
      change(id, { state: 'done', checked });
    } catch (error) {
      if (signal.aborted) return change(id, { state: 'cancelled' });
      change(id, {
        state: 'refused',
        refused: error instanceof UploadRefused ? error.refused : toRefused(error),
      });
    }
  }

  return {
    files: [],
    shown: undefined,
    tooMany: false,
    show: (id) => set({ shown: id }),
    add(client, given) {
      const taken = given.slice(0, MOST_FILES).map(({ name, file, sha256 }): FileCheck => {
        const id = uuidv7();
        if (file !== undefined) bytesOf.set(id, file);
        return { id, name, state: 'waiting', sha256, checked: undefined, refused: undefined };
      });
      const [first] = taken;
      if (first === undefined) return;
      set(({ files }) => ({
        files: [...taken, ...files].slice(0, 2 * MOST_FILES),
        shown: first.id,
        tooMany: given.length > MOST_FILES,
      }));
      void work(client);
    },
    again(client, id) {
      change(id, { state: 'waiting', refused: undefined, checked: undefined });
      void work(client);
    },
    cancel(id) {
      if (underway?.id === id) underway.abort.abort();
      else change(id, { state: 'cancelled' });
    },
  };
});

function waitingIn(files: readonly FileCheck[]): FileCheck | undefined {
  return files.find(({ state }) => state === 'waiting');
}
