import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openScratch, type SealedFile } from '../../db/folder/scratch.ts';
import type { HelperProcesses } from '../../electron/host/ports/helper-process.ts';
import { assembleScanKind } from '../../electron/host/ports/page-files.ts';
import type { Result } from '../../shared/types/result.ts';
import { SCAN_FACTS } from './a-scan.ts';

/** What the helper makes of pages, with the bytes of its file. */
export async function assembled(
  helpers: HelperProcesses,
  pages: readonly { jpeg: Uint8Array; dpi: number | null }[],
): Promise<Result<{ pdf: Buffer; pages: number }, { code: string; data: object }>> {
  const folder = mkdtempSync(join(tmpdir(), 'assembled-'));
  try {
    return await openScratch(folder).use(async ({ newFile, write, read }) => {
      const ready: { file: SealedFile; dpi: number | null }[] = [];
      for (const { jpeg, dpi } of pages) {
        const file = newFile();
        await write(file, [jpeg]);
        ready.push({ file, dpi });
      }
      const target = newFile();
      const limits = { timeoutMs: 30_000, memoryLimitMb: 1024 };
      const run = await helpers.run(assembleScanKind, { pages: ready, target, facts: SCAN_FACTS }, limits);
      if (!run.ok) throw new Error(run.refusal.code);
      if (!run.value.ok) return run.value;
      const pieces: Buffer[] = [];
      for await (const piece of read(target)) pieces.push(piece);
      return { ok: true, value: { pdf: Buffer.concat(pieces), pages: run.value.value.pages } };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
