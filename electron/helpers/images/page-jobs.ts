import { constants, setPriority } from 'node:os';
import sharp from 'sharp';
import { isDiskFull } from '../../../db/folder/refusals.ts';
import { createSealed, readSealed, type SealedFile } from '../../../db/folder/scratch.ts';
import type { CleanUp } from '../../../shared/domain/digitisation/clean-up.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { PageFileOutcome } from '../../host/ports/page-files.ts';
import type { PageImprint, ShrinkOutcome } from '../../host/ports/page-quality.ts';
import { JpegError } from '../pdf/scan/jpeg-header.ts';
import { cleanPage } from './clean-page.ts';
import { measurePage, type PhotoToMeasure } from './measure-page.ts';
import { shrinkPage } from './shrink-page.ts';

/** Two threads keep a page fast and leave the rest of the machine to the counter. */
sharp.concurrency(2);
sharp.cache(false);

/** Measures a page behind everything else that the machine does. */
export async function runMeasurePage({
  jpeg,
  dpi,
  photo,
  before,
}: {
  jpeg: Uint8Array;
  dpi: number | null;
  photo: PhotoToMeasure | null;
  before: PageImprint | null;
}) {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  return await answered(jpeg, () =>
    measurePage(jpeg, {
      askedDpi: dpi ?? undefined,
      photo: photo ?? undefined,
      before: before ?? undefined,
    }),
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

/** Codes a page anew, from a sealed file into another. */
export async function runShrinkPage({
  file,
  dpi,
  limit,
  target,
}: {
  file: SealedFile;
  dpi: number | null;
  limit: number;
  target: SealedFile;
}): Promise<ShrinkOutcome> {
  try {
    const jpeg = await whole(readSealed(file));
    const shrunk = await answered(
      jpeg,
      async () => (await shrinkPage(jpeg, limit, dpi ?? undefined)) ?? null,
    );
    if (!shrunk.ok || shrunk.value === null) return shrunk.ok ? ok(null) : shrunk;
    const { jpeg: bytes, ...said } = shrunk.value;
    const out = await createSealed(target);
    await out.write(bytes);
    await out.end();
    return ok({ ...said, bytes: bytes.length });
  } catch (error) {
    if (isDiskFull(error)) return refuse('DISK_FULL', {});
    throw error;
  }
}

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
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
