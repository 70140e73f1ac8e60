import * as z from 'zod';
import { type DossierId, Sha256 } from '../../../shared/types/ids.ts';
import { type Result, refuse } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { helperKinds } from '../../host/ports/helper-kinds.ts';
import type { HelperProcesses } from '../../host/ports/helper-process.ts';
import type { ImportedFile, PageFileRefusal } from '../../host/ports/page-files.ts';
import { type FileStore, type StoredFile, storeFile } from '../../host/store-file.ts';
import type { Work } from '../../host/unit-of-work.ts';

const LIMITS = { timeoutMs: 60_000, memoryLimitMb: 1024 };
const PageId = z.uuid();

/** A page on disk that no record names yet. */
export interface StoredPage {
  file: StoredFile;
  dpi: number | null;
}

/** Looks into a file in a helper process: pages as JPEG, or a PDF. */
export async function readPageFile(
  { helpers, signal }: { helpers: HelperProcesses; signal?: AbortSignal | undefined },
  bytes: Uint8Array,
): Promise<Result<ImportedFile, PageFileRefusal | { code: 'PAGES_NOT_READ'; data: { reason: string } }>> {
  const read = await helpers.run(
    helperKinds.importFile,
    { bytes },
    { ...LIMITS, ...(signal === undefined ? {} : { signal }) },
  );
  if (read.ok) return read.value;
  if (read.refusal.code === 'HELPER_OUT_OF_MEMORY') return refuse('FILE_TOO_COMPLEX', {});
  return refuse('PAGES_NOT_READ', { reason: read.refusal.code });
}

/** Stores the pages of a file, each on disk when this resolves. */
export async function storePages(
  store: FileStore,
  pages: Extract<ImportedFile, { kind: 'images' }>['pages'],
  dpi: number | null,
): Promise<StoredPage[]> {
  const stored: StoredPage[] = [];
  for (const page of pages)
    stored.push({ file: await storeFile(store, page.jpeg, 'image/jpeg'), dpi: dpi ?? page.dpi });
  return stored;
}

/**
 * Names stored pages as the next ones of a component, with one event for all of them. `insteadOf` is set aside, and the first page stands in
 * its place; what was stored of it stays.
 */
export function addPages(
  w: Work,
  { host, signedIn }: QueryContext,
  slot: { dossierId: DossierId; componentId: string; source: string },
  stored: readonly StoredPage[],
  insteadOf: string | null = null,
) {
  const { dossierId, componentId, source } = slot;
  const pages = stored.map(({ file, dpi }, index) => {
    const replaces = index === 0 ? insteadOf : null;
    if (replaces !== null) w.pages.setAside(replaces, w.now);
    const pageId = host.identity.newId(PageId);
    const sha256 = Sha256.parse(file.sha256);
    w.blobs.name({ ...file, at: w.now });
    const page = { pageId, dossierId, componentId, sha256, dpi: dpi === null ? null : Math.round(dpi) };
    w.pages.append({ ...page, source, addedAt: w.now, by: signedIn().userId }, replaces);
    return { pageId, sha256 };
  });
  w.record({
    subject: { kind: 'dossier', id: dossierId },
    type: 'dossier.pages-added',
    payload: { componentId, source, pages, ...(insteadOf === null ? {} : { insteadOf }) },
  });
  w.announce('dossier');
  return pages;
}
