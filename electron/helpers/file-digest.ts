import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Sha256 } from '../../shared/types/ids.ts';
import type { HelperContext } from './helper-table.ts';

const READ_BYTES = 1024 * 1024;
const PROGRESS_EVERY_MS = 100;

/** SHA-256 (FIPS 180-4) and length in bytes of a file, read in one megabyte pieces. */
export async function digestFile(
  { path }: { path: string },
  { signal, onProgress }: HelperContext<{ doneBytes: number; totalBytes: number }>,
): Promise<{ sha256: Sha256; bytes: number }> {
  const file = await open(path, 'r');
  try {
    const totalBytes = (await file.stat()).size;
    const digest = createHash('sha256');
    const buffer = Buffer.allocUnsafe(READ_BYTES);
    let doneBytes = 0;
    let toldAt = performance.now();
    for (;;) {
      signal.throwIfAborted();
      const { bytesRead } = await file.read(buffer, 0, READ_BYTES);
      if (bytesRead === 0) break;
      digest.update(buffer.subarray(0, bytesRead));
      doneBytes += bytesRead;
      if (performance.now() - toldAt < PROGRESS_EVERY_MS) continue;
      toldAt = performance.now();
      onProgress({ doneBytes, totalBytes });
    }
    onProgress({ doneBytes, totalBytes: doneBytes });
    return { sha256: Sha256.parse(digest.digest('hex')), bytes: doneBytes };
  } finally {
    await file.close();
  }
}
