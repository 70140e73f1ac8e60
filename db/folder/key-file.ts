import { readFileSync, statSync } from 'node:fs';
import * as z from 'zod';
import { writeFileAtomically } from './durable-file.ts';
import type { KeyWrapper } from './key-wrapper.ts';

const KeyFileContent = z.object({
  version: z.literal(1),
  keys: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});
const OWNER_ONLY = 0o600;
const GROUP_AND_OTHERS = 0o077;

/** Others on this machine may read the key file; nothing is opened with it until its permissions are 0600. */
export class KeyFileTooOpen extends Error {
  readonly code = 'KEY_FILE_TOO_OPEN';
  readonly data: { file: string; mode: string };
  constructor(file: string, mode: number) {
    super(`${file} has mode ${(mode & 0o777).toString(8)}`);
    this.name = 'KeyFileTooOpen';
    this.data = { file, mode: `0${(mode & 0o777).toString(8)}` };
  }
}

function readKeys(path: string): Record<string, string> {
  let mode: number;
  try {
    mode = statSync(path).mode;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
  // Windows has no such bits; there the file inherits the profile folder's access list.
  if (process.platform !== 'win32' && (mode & GROUP_AND_OTHERS) !== 0) throw new KeyFileTooOpen(path, mode);
  try {
    return KeyFileContent.parse(JSON.parse(readFileSync(path, 'utf8'))).keys;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== undefined) throw error;
    return {}; // Not a key file (any more): the same as no key, and the slots say what else would open the folder.
  }
}

function writeKeys(path: string, keys: Record<string, string>): void {
  writeFileAtomically(path, `${JSON.stringify({ version: 1, keys }, undefined, 2)}\n`, OWNER_ONLY);
}

/**
 * Keeps slot keys in a file that only its owner may read, for servers and tests. One file may serve several folders (slot ids are
 * unique). Throws {@link KeyFileTooOpen}.
 */
export function createKeyFileWrapper(path: string): KeyWrapper {
  return {
    kind: 'key-file',
    store(slotId, kek) {
      writeKeys(path, { ...readKeys(path), [slotId]: kek.toString('hex') });
    },
    load(slotId) {
      const key = readKeys(path)[slotId];
      return Promise.resolve(key === undefined ? undefined : Buffer.from(key, 'hex'));
    },
    remove(slotId) {
      const { [slotId]: removed, ...rest } = readKeys(path);
      if (removed !== undefined) writeKeys(path, rest);
    },
  };
}
