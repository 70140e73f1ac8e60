import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { syncFile } from './durable-file.ts';

const PIECE_BYTES = 1024 * 1024;

/**
 * SHA-256 of a file in hexadecimal. Never call it on a file that this process has open in SQLite for writing: closing the descriptor
 * would drop SQLite's POSIX locks on it (fcntl(2)).
 */
export async function hashFile(path: string): Promise<string> {
  const digest = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: PIECE_BYTES }))
    digest.update(piece as Buffer);
  return digest.digest('hex');
}

/** Copies a file to a new one, makes it durable and answers what was read: SHA-256 and bytes. The warning of {@link hashFile} holds. */
export async function copyFileDurably(from: string, to: string): Promise<{ sha256: string; size: number }> {
  const digest = createHash('sha256');
  let size = 0;
  const target = createWriteStream(to, { flags: 'wx', mode: 0o600 });
  const failed = once(target, 'error').then(([error]) => Promise.reject(error as Error));
  const copy = async (): Promise<void> => {
    for await (const piece of createReadStream(from, { highWaterMark: PIECE_BYTES })) {
      digest.update(piece as Buffer);
      size += (piece as Buffer).length;
      if (!target.write(piece)) await once(target, 'drain');
    }
    target.end();
    await once(target, 'close');
  };
  failed.catch(() => undefined);
  await Promise.race([copy(), failed]);
  syncFile(to);
  return { sha256: digest.digest('hex'), size };
}
