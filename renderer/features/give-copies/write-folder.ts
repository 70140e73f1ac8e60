/** A file to be written, and what its bytes must come to. */
export interface FileToWrite {
  name: string;
  sha256: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Why a folder was not written: full, write-protected, pulled out, its bytes read back otherwise, or something else. */
export type WriteTrouble = 'full' | 'read-only' | 'gone' | 'changed' | 'other';

export class FolderError extends Error {
  readonly trouble: WriteTrouble;
  constructor(trouble: WriteTrouble, cause?: unknown) {
    super(trouble, { cause });
    this.trouble = trouble;
  }
}

const TROUBLES: Record<string, WriteTrouble> = {
  QuotaExceededError: 'full',
  NoModificationAllowedError: 'read-only',
  NotAllowedError: 'read-only',
  SecurityError: 'read-only',
  NotFoundError: 'gone',
  NotReadableError: 'gone',
};
const MOST_SAME_NAMES = 50;

/** Moving is offered by newer engines only; without it a file is written under its own name, which its engine replaces at once when it is whole. */
type MovableFile = FileSystemFileHandle & { move?: (name: string) => Promise<void> };

/**
 * Writes files into a folder: each under another name first, read back, and given its name only when its bytes are the right ones. What was begun and did not come to its
 * end is taken away again. A file that is there already stays; one of another content under the same name gets a neighbour with a number.
 * @returns the names under which they lie
 * @throws FolderError
 */
export async function writeInto(
  folder: FileSystemDirectoryHandle,
  files: readonly FileToWrite[],
): Promise<string[]> {
  const names: string[] = [];
  for (const file of files) {
    try {
      names.push(await writeOne(folder, file));
    } catch (error) {
      throw troubleOf(error);
    }
  }
  return names;
}

/** The SHA-256 of bytes, as the host names files. */
export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function writeOne(folder: FileSystemDirectoryHandle, file: FileToWrite): Promise<string> {
  if ((await sha256Of(file.bytes)) !== file.sha256) throw new FolderError('changed');
  for (let copy = 1; copy <= MOST_SAME_NAMES; copy++) {
    const name = copy === 1 ? file.name : file.name.replace(/(\.[^.]+)$/u, `-${copy}$1`);
    const there = await hashUnder(folder, name);
    if (there === file.sha256) return name;
    if (there !== undefined) continue;
    await writeNew(folder, name, file);
    return name;
  }
  throw new FolderError('other');
}

async function writeNew(folder: FileSystemDirectoryHandle, name: string, { bytes, sha256 }: FileToWrite) {
  const first: MovableFile = await folder.getFileHandle(`${name}.part`, { create: true });
  const isMovable = first.move !== undefined;
  const begun = isMovable ? `${name}.part` : name;
  try {
    if (!isMovable) await folder.removeEntry(`${name}.part`);
    const handle: MovableFile = isMovable ? first : await folder.getFileHandle(name, { create: true });
    const stream = await handle.createWritable();
    await stream.write(bytes).catch(async (error: unknown) => {
      await stream.abort().catch(() => undefined);
      throw error;
    });
    await stream.close();
    if ((await hashUnder(folder, begun)) !== sha256) throw new FolderError('changed');
    await handle.move?.(name);
    if ((await hashUnder(folder, name)) !== sha256) throw new FolderError('changed');
  } catch (error) {
    await folder.removeEntry(begun).catch(() => undefined);
    throw error;
  }
}

/** What lies under a name; undefined where nothing does. */
async function hashUnder(folder: FileSystemDirectoryHandle, name: string): Promise<string | undefined> {
  const handle = await folder.getFileHandle(name).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'NotFoundError') return undefined;
    throw error;
  });
  return handle && (await sha256Of(new Uint8Array(await (await handle.getFile()).arrayBuffer())));
}

function troubleOf(error: unknown): FolderError {
  if (error instanceof FolderError) return error;
  return new FolderError((error instanceof DOMException && TROUBLES[error.name]) || 'other', error);
}
