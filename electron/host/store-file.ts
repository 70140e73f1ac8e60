import type { DataFolder } from '../../db/folder/data-folder.ts';
import type { ScratchPlace } from '../../db/folder/scratch.ts';
import type { Readers } from './repositories.ts';

/** Whatever keeps files: an open counter does. */
export interface FileStore {
  readonly folder: Pick<DataFolder, 'blobs'>;
}

export type { ScratchPlace };

/** Where stored bytes lie, and what they are. */
export type StoredFile = Awaited<ReturnType<DataFolder['blobs']['put']>>;

/** Stores bytes; they are on disk when it resolves, and a record must name them in the next transaction or they are swept. */
export async function storeFile(store: FileStore, bytes: Uint8Array, mediaType: string): Promise<StoredFile> {
  // A view: copying a page costs as much time as hashing it.
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return await store.folder.blobs.put(whole, { mediaType });
}

/** The bytes of a file that a record names; undefined when none does. Throws when they are damaged. */
export async function readFile(
  { folder, readers }: FileStore & { readonly readers: Pick<Readers, 'blobs'> },
  sha256: string,
): Promise<Buffer | undefined> {
  const named = readers.blobs.find(sha256);
  return named === undefined ? undefined : await folder.blobs.readAll(named);
}
