import { levelUnder, type ReEncodedPage } from '../../../shared/domain/digitisation/copy-size.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { helperKinds } from '../../host/ports/helper-kinds.ts';
import type { ScratchPlace } from '../../host/store-file.ts';
import type { ReadyPage } from './assemble-pages.ts';

/** One page, in the memory of one helper. */
const LIMITS = { timeoutMs: 120_000, memoryLimitMb: 1024 };
/** So often the largest pages give evenly; then each page becomes as small as it can be read. */
const EVEN_ROUNDS = 4;

/** A page for a copy, and the bytes of its picture. */
export interface SizedPage {
  readonly page: ReadyPage;
  readonly bytes: number;
}

/** A page as it will go in, and how it was coded anew, if it was. */
interface FittedPage extends SizedPage {
  readonly anew: { quality: number; dpi: number } | undefined;
}

/**
 * Codes the largest pages anew until all of them together have no more than `budget` bytes, one page at a time; each as mildly as that allows and
 * none so that it could be read worse. Pages that are small enough keep their bytes; those in black and white are never coded anew. Undefined where
 * it cannot be done.
 */
export async function fitSize(
  context: Pick<QueryContext, 'host' | 'counter' | 'signal'>,
  place: ScratchPlace,
  pages: readonly SizedPage[],
  budget: number,
  onProgress: (done: number, total: number) => void,
) {
  const now: FittedPage[] = pages.map((sized) => ({ ...sized, anew: undefined }));
  const sizes = pages.map(({ bytes }) => bytes);
  const total = () => now.reduce((sum, { bytes }) => sum + bytes, 0);
  /** Pages that are as small as they can be: what they have together is the least of the whole. */
  const least = new Set(pages.flatMap(({ page }, index) => (page.g4 === undefined ? [] : [index])));
  const leastBytes = () => [...least].reduce((sum, index) => sum + (now[index]?.bytes ?? 0), 0);
  for (let round = 0; total() > budget; round++) {
    const free = sizes.flatMap((_, index) => (least.has(index) ? [] : [index]));
    const share = levelUnder(
      free.map((index) => sizes[index] as number),
      budget - leastBytes(),
    );
    if (free.length === 0) return ok(undefined);
    const level = round < EVEN_ROUNDS ? share : 0;
    const larger = free.filter((index) => (sizes[index] as number) > level);
    for (const [done, index] of larger.entries()) {
      if (leastBytes() > budget) return ok(undefined);
      onProgress(done, larger.length);
      const shrunk = await shrink(context, place, pages[index] as SizedPage, level);
      if (!shrunk.ok) return shrunk;
      now[index] = shrunk.value.page;
      if (!shrunk.value.met) least.add(index);
    }
  }
  return ok({ pages: now.map(({ page }) => page), anew: reEncoded(pages, now) });
}

function reEncoded(before: readonly SizedPage[], now: readonly FittedPage[]): ReEncodedPage[] {
  return now.flatMap(({ bytes, anew }, index) =>
    anew === undefined
      ? []
      : [
          {
            page: index + 1,
            quality: anew.quality,
            dpi: Math.round(anew.dpi),
            before: before[index]?.bytes ?? bytes,
            after: bytes,
          },
        ],
  );
}

/** Codes one page anew; one that cannot be made smaller stays as it is. */
async function shrink(
  { host, counter, signal }: Pick<QueryContext, 'host' | 'counter' | 'signal'>,
  place: ScratchPlace,
  { page, bytes }: SizedPage,
  limit: number,
) {
  const target = place.newFile();
  const run = await host.helpers.run(
    helperKinds.shrinkPage,
    { file: page.file, dpi: page.dpi, limit, target },
    { ...LIMITS, ...(signal === undefined ? {} : { signal }) },
  );
  if (!run.ok) return refuse('PAGES_NOT_READ', { reason: run.refusal.code });
  if (!run.value.ok) {
    const { code } = run.value.refusal;
    if (code === 'DISK_FULL') return refuse(code, { folder: counter.folder.path });
    return refuse('PAGES_NOT_READ', { reason: code });
  }
  const shrunk = run.value.value;
  if (shrunk === null) return ok({ page: { page, bytes, anew: undefined }, met: false });
  const { quality, dpi, met } = shrunk;
  return ok({
    page: { page: { ...page, file: target, dpi }, bytes: shrunk.bytes, anew: { quality, dpi } },
    met,
  });
}
