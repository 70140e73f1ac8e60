import { constants, setPriority } from 'node:os';
import sharp from 'sharp';
import type { CleanUp } from '../../../shared/domain/digitisation/clean-up.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { PageFileOutcome } from '../../host/ports/page-files.ts';
import type { PageImprint } from '../../host/ports/page-quality.ts';
import { JpegError } from '../pdf/scan/jpeg-header.ts';
import { cleanPage } from './clean-page.ts';
import { measurePage } from './measure-page.ts';

/** Two threads keep a page fast and leave the rest of the machine to the counter. */
sharp.concurrency(2);
sharp.cache(false);

/** Measures a page behind everything else that the machine does. */
export async function runMeasurePage({
  jpeg,
  dpi,
  before,
}: {
  jpeg: Uint8Array;
  dpi: number | null;
  before: PageImprint | null;
}) {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  return await answered(jpeg, () =>
    measurePage(jpeg, { askedDpi: dpi ?? undefined, before: before ?? undefined }),
  );
}

/** Carries a clean-up out. */
export async function runCleanPage({
  jpeg,
  dpi,
  cleanUp,
}: {
  jpeg: Uint8Array;
  dpi: number | null;
  cleanUp: CleanUp;
}) {
  return await answered(jpeg, () => cleanPage(jpeg, cleanUp, dpi ?? undefined));
}

async function answered<T>(jpeg: Uint8Array, work: () => Promise<T>): Promise<PageFileOutcome<T>> {
  if (jpeg.length === 0) return refuse('FILE_EMPTY', {});
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof JpegError && error.code === 'JPEG_UNSUPPORTED')
      return refuse('IMAGE_UNSUPPORTED', { page: 1 });
    const tooLarge = error instanceof Error && error.message.includes('exceeds pixel limit');
    // Whatever else libvips or the header do not read; the page was checked when it came in, so the reason is of no use to anyone.
    return refuse(tooLarge ? 'IMAGE_TOO_LARGE' : 'IMAGE_UNREADABLE', { page: 1 });
  }
}
