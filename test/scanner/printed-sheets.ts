import sharp from 'sharp';
import { renderPages } from '../pdf/pdf-tools.ts';
import type { InProcessHost } from '../support/in-process-host.ts';

/** A stored paper as a scanner at 200 dpi sees its pages when it comes back from the printer. */
export async function pagesOfPaper({ host }: Pick<InProcessHost, 'host'>, sha256: string): Promise<Buffer[]> {
  const { readers, folder } = host.active();
  const file = readers.blobs.find(sha256);
  if (file === undefined) throw new Error(`paper ${sha256} is not stored`);
  return await scansOf(await folder.blobs.readAll(file));
}

/** The pages of a PDF as a scanner at 200 dpi sees them. */
export async function scansOf(pdf: Uint8Array): Promise<Buffer[]> {
  const pages = await renderPages(pdf, 200);
  return await Promise.all(
    pages.map((page) => sharp(page).withMetadata({ density: 200 }).jpeg({ quality: 70 }).toBuffer()),
  );
}
