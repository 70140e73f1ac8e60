import { createHash } from 'node:crypto';
import {
  type FileHandle,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rmdir,
  stat,
} from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { Sha256 } from '../../shared/types/ids.ts';
import { ok, refuse } from '../../shared/types/result.ts';
import type { HotFolder, HotFolderEvent, HotFolders, HotFolderTaker } from '../host/ports/hot-folder.ts';

/** What a folder is watched with besides. */
interface HotFolderOptions {
  /** Bytes a file may have. */
  largest?: number;
}

const LARGEST = 256 * 1024 * 1024;
/** Many programs make an empty file first and write it when the last sheet is through. */
const LOOKS_AT_EMPTY = 30;
const LOOKS = 2;
/** Names of files that are still being written, by the usual programs. */
const UNFINISHED = /^[.~]|\.(?:part|partial|tmp|temp|crdownload)$|~$/iu;
/** Another program has it open, or it has just been taken away. */
const NOT_NOW = ['EBUSY', 'EPERM', 'EACCES', 'ENOENT', 'ETXTBSY'];
/** Hexadecimal digits of the hash before a name: enough to find a file by, its whole content decides. */
const MARK = 16;
const LONGEST_NAME_BYTES = 200;

interface Seen {
  readonly size: number;
  readonly changedAt: number;
  readonly looks: number;
}

/** Folders on the disks and shares that this machine reaches. */
export const hotFolders: HotFolders = { check: checkFolder, open: openHotFolder };

/**
 * Watches a folder by looking again and again: notices of the system are lost on network shares. Files go from it into `taken`, `repeated`
 * or `refused` inside it, never away. A file counts as whole when two looks find it unchanged and it opens for writing, which fails on
 * Windows while another program writes it; Linux has no such lock, there the unchanged size alone decides.
 */
export function openHotFolder(
  folder: string,
  taker: HotFolderTaker,
  { largest = LARGEST }: HotFolderOptions = {},
): HotFolder {
  const watch: Watch = { folder, taker, largest, seen: new Map(), kept: new Map() };
  let looking: ReturnType<HotFolder['look']> | undefined;
  return {
    look() {
      looking ??= lookOnce(watch).finally(() => {
        looking = undefined;
      });
      return looking;
    },
  };
}

async function checkFolder(path: string, dataFolder: string): ReturnType<HotFolders['check']> {
  if (!isAbsolute(path)) return refuse('PATH_NOT_ABSOLUTE', { path });
  const [real, data] = await Promise.all([realpath(path).catch(() => undefined), realpath(dataFolder)]);
  if (real === undefined || !(await stat(real)).isDirectory()) return refuse('FOLDER_MISSING', { path });
  const way = relative(data, real);
  if (way === '' || (way.split(sep)[0] !== '..' && !isAbsolute(way)))
    return refuse('INSIDE_DATA_FOLDER', { path });
  try {
    await rmdir(await mkdtemp(join(real, '.try-')));
    return ok(real);
  } catch {
    return refuse('NOT_WRITABLE', { path });
  }
}

interface Watch {
  readonly folder: string;
  readonly taker: HotFolderTaker;
  readonly largest: number;
  readonly seen: Map<string, Seen>;
  /** Kept by the taker but not yet moved, hash by name. */
  readonly kept: Map<string, string>;
}

async function lookOnce(watch: Watch): ReturnType<HotFolder['look']> {
  const names = await namesIn(watch.folder);
  if (names === undefined) {
    watch.seen.clear();
    return refuse('HOT_FOLDER_MISSING', { folder: watch.folder });
  }
  for (const name of watch.seen.keys()) if (!names.includes(name)) watch.seen.delete(name);
  const events: HotFolderEvent[] = [];
  const errors: unknown[] = [];
  for (const name of names) {
    try {
      const event = await consider(watch, name);
      if (event !== undefined) events.push(event);
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
  return ok(events);
}

/** Names of regular files, in their order; undefined when the folder is not there. */
async function namesIn(folder: string): Promise<string[] | undefined> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .flatMap((entry) => (entry.isFile() && !UNFINISHED.test(entry.name) ? [entry.name] : []))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function consider(watch: Watch, name: string): Promise<HotFolderEvent | undefined> {
  const file = await openAlone(join(watch.folder, name));
  if (file === undefined) return undefined;
  let bytes: Buffer | undefined;
  try {
    const { size, mtimeMs } = await file.stat();
    if (!settled(watch, name, size, mtimeMs)) return undefined;
    if (size <= watch.largest) bytes = await file.readFile();
    const after = await file.stat();
    if (after.size !== (bytes?.length ?? size) || after.mtimeMs !== mtimeMs) return undefined;
  } finally {
    await file.close();
  }
  if (bytes === undefined) return await putAside(watch, name, 'FILE_TOO_LARGE');
  return await handOver(watch, name, bytes);
}

async function openAlone(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r+');
  } catch (error) {
    if (NOT_NOW.includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** Remembers how a file looks, and tells whether it has looked so often enough. */
function settled({ seen }: Watch, name: string, size: number, changedAt: number): boolean {
  const before = seen.get(name);
  const same = before?.size === size && before.changedAt === changedAt;
  const looks = same ? before.looks + 1 : 1;
  seen.set(name, { size, changedAt, looks });
  return looks >= (size === 0 ? LOOKS_AT_EMPTY : LOOKS);
}

async function handOver(watch: Watch, name: string, bytes: Buffer): Promise<HotFolderEvent> {
  const sha256 = Sha256.parse(digestOf(bytes));
  // What the taker has and only the move failed for is no repeat of itself.
  if (watch.kept.get(name) !== sha256) {
    if (await wasTaken(watch.folder, sha256)) {
      await move(watch, name, 'repeated', sha256);
      return { kind: 'repeat', name, sha256 };
    }
    const answer = await watch.taker.take({ name, bytes, sha256 });
    if (!answer.ok) return await putAside(watch, name, answer.refusal.code, sha256);
    watch.kept.set(name, sha256);
  }
  await move(watch, name, 'taken', sha256);
  watch.kept.delete(name);
  return { kind: 'taken', name, sha256 };
}

async function putAside(watch: Watch, name: string, code: string, sha256 = ''): Promise<HotFolderEvent> {
  await move(watch, name, 'refused', sha256);
  return { kind: 'refused', name, code };
}

/** The hash's first digits stand before the name, so that two files of one name never replace each other. */
async function move(watch: Watch, name: string, place: string, sha256: string): Promise<void> {
  const folder = join(watch.folder, place);
  await mkdir(folder, { recursive: true });
  const mark = sha256 === '' ? `${watch.seen.get(name)?.changedAt ?? 0}` : sha256.slice(0, MARK);
  await rename(join(watch.folder, name), join(folder, `${mark}-${shortened(name)}`));
  watch.seen.delete(name);
}

/** Keeps the end, where the kind of file is told. */
function shortened(name: string): string {
  let short = [...name];
  while (Buffer.byteLength(short.join('')) > LONGEST_NAME_BYTES) short = short.slice(1);
  return short.join('');
}

/** Known across restarts, because the taken files themselves are the memory. */
async function wasTaken(folder: string, sha256: string): Promise<boolean> {
  const taken = join(folder, 'taken');
  const names = (await namesIn(taken)) ?? [];
  for (const name of names.filter((one) => one.startsWith(sha256.slice(0, MARK))))
    if (digestOf(await readFile(join(taken, name))) === sha256) return true;
  return false;
}

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
