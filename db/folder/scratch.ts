import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';

/** A file that two processes of this program share for one piece of work: where it lies, and the key that opens it. */
export interface SealedFile {
  readonly path: string;
  /** 32 bytes, of this one file; it stands on no disk. */
  readonly key: Uint8Array;
}

/** Takes the bytes of a sealed file, which is whole once `end` has resolved. */
export interface SealedWriter {
  write(bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
}

/** What a piece of work does with its files. */
export interface ScratchPlace {
  /** A place for a file, and the key that it will be sealed with. */
  newFile(): SealedFile;
  write(file: SealedFile, pieces: Pieces): Promise<void>;
  read(file: SealedFile): AsyncGenerator<Buffer>;
}

type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Where large files lie while helper processes work on them: encrypted, for nobody else to read, and gone afterwards. */
export interface Scratch {
  /** Gives places for files to a piece of work and removes what lies there when it ends, however it ends. */
  use<T>(work: (place: ScratchPlace) => Promise<T>): Promise<T>;
}

const FOLDER = 'work';
const CIPHER = 'aes-256-gcm';
const TAG_BYTES = 16;
const PIECE_BYTES = 64 * 1024;
/** Each key seals one file once. */
const NONCE = Buffer.alloc(12);

/** Opens the scratch of a data folder. What a killed process left there is removed; without its keys, which died with it, it was noise. */
export function openScratch(dataFolder: string): Scratch {
  const folder = join(dataFolder, FOLDER);
  rmSync(folder, { recursive: true, force: true });
  return {
    async use(work) {
      const place = join(folder, uuidv7());
      mkdirSync(place, { recursive: true, mode: 0o700 });
      try {
        const newFile = () => ({ path: join(place, uuidv7()), key: randomBytes(32) });
        return await work({ newFile, write: writeSealed, read: readSealed });
      } finally {
        await rm(place, { recursive: true, force: true });
      }
    },
  };
}

/** Begins a sealed file, readable by this user only. */
export async function createSealed({ path, key }: SealedFile): Promise<SealedWriter> {
  const file = await open(path, 'wx', 0o600);
  const cipher = createCipheriv(CIPHER, key, NONCE);
  try {
    await writeWhole(file, Buffer.alloc(TAG_BYTES));
  } catch (error) {
    await file.close();
    throw error;
  }
  return {
    async write(bytes) {
      await closingOnError(file, () => writeWhole(file, cipher.update(bytes)));
    },
    async end() {
      await closingOnError(file, async () => {
        await writeWhole(file, cipher.final());
        await file.write(cipher.getAuthTag(), 0, TAG_BYTES, 0);
      });
      await file.close();
    },
  };
}

async function writeWhole(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
}

async function closingOnError(file: FileHandle, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function writeSealed(file: SealedFile, pieces: Pieces): Promise<void> {
  const writer = await createSealed(file);
  for await (const piece of pieces) await writer.write(piece);
  await writer.end();
}

/** The bytes of a sealed file in pieces; throws after the last one where they are not those that were sealed. */
export async function* readSealed({ path, key }: SealedFile): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    const tag = Buffer.alloc(TAG_BYTES);
    await file.read(tag, 0, TAG_BYTES, 0);
    const decipher = createDecipheriv(CIPHER, key, NONCE).setAuthTag(tag);
    // One buffer for all pieces: what is not allocated need not be collected.
    const sealed = Buffer.alloc(PIECE_BYTES);
    for (let at = TAG_BYTES; ; ) {
      const { bytesRead } = await file.read(sealed, 0, PIECE_BYTES, at);
      if (bytesRead === 0) break;
      at += bytesRead;
      yield decipher.update(sealed.subarray(0, bytesRead));
    }
    decipher.final();
  } finally {
    await file.close();
  }
}
