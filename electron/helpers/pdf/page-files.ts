import sharp from 'sharp';
import { isDiskFull } from '../../../db/folder/refusals.ts';
import { createSealed, readSealed, type SealedFile, type SealedWriter } from '../../../db/folder/scratch.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type {
  AssembleOutcome,
  ImportedFile,
  ImportedPage,
  PageFileOutcome,
} from '../../host/ports/page-files.ts';
import { PdfError } from '../verify/pdf/value.ts';
import type { DocumentFacts } from './document-facts.ts';
import { type ActiveContent, inspectPdf } from './inspect-pdf.ts';
import { ImageError, imageToJpegPages, type JpegPage } from './scan/images-to-jpeg.ts';
import { JpegError, readJpegHeader } from './scan/jpeg-header.ts';
import type { PageTurn } from './scan/page-geometry.ts';
import type { PageText } from './scan/text-layer.ts';
import { createScanPdfWriter } from './scan-pdf-writer.ts';

/** Readers look for the mark of a PDF in this much of the file (ISO 32000-1, annex H.3). */
const PDF_MARK_WITHIN = 1024;
const THUMBNAIL_QUALITY = 78;
/** JFIF counts whole dots per centimetre: the two directions may differ by rounding. */
const SAME_DPI = 0.02;

/** What a file is, by its content: pages as JPEG, or a PDF with this many pages. */
export async function importFile({ bytes }: { bytes: Uint8Array }): Promise<PageFileOutcome<ImportedFile>> {
  if (bytes.length === 0) return refuse('FILE_EMPTY', {});
  if (Buffer.from(bytes.subarray(0, PDF_MARK_WITHIN)).includes('%PDF-')) return importPdf(bytes);
  const pages: ImportedPage[] = [];
  try {
    for await (const page of imageToJpegPages(bytes)) pages.push(describe(page));
    return ok({ kind: 'images', pages });
  } catch (error) {
    return refusalOf(error, pages.length + 1);
  }
}

function importPdf(bytes: Uint8Array): PageFileOutcome<ImportedFile> {
  try {
    const { pages, active } = inspectPdf(bytes);
    if (active !== null) return refusalOfActive(active);
    return pages === 0 ? refuse('PDF_WITHOUT_PAGES', {}) : ok({ kind: 'pdf', pages });
  } catch (error) {
    // Nesting that outgrows the stack is the reader's limit, too.
    if (error instanceof RangeError) return refuse('FILE_TOO_COMPLEX', {});
    if (!(error instanceof PdfError)) throw error;
    if (error.fault === 'encrypted-pdf') return refuse('PDF_ENCRYPTED', {});
    return error.fault === 'pdf-too-complex' ? refuse('FILE_TOO_COMPLEX', {}) : refuse('PDF_UNREADABLE', {});
  }
}

function refusalOfActive(active: ActiveContent): PageFileOutcome<never> {
  switch (active.kind) {
    case 'script':
      return refuse('PDF_WITH_SCRIPT', {});
    case 'action':
      return refuse('PDF_WITH_ACTION', { action: active.action.slice(0, 40) });
    case 'files':
      return refuse('PDF_WITH_FILES', {});
    case 'xfa':
      return refuse('PDF_WITH_XFA', {});
    case 'media':
      return refuse('PDF_WITH_MEDIA', {});
    default:
      return active satisfies never;
  }
}

function describe({ jpeg, dpi }: JpegPage): ImportedPage {
  const header = readJpegHeader(jpeg);
  if (header === undefined) throw new JpegError('JPEG_TRUNCATED', 'the image ends inside its header');
  if (!endsWhole(jpeg)) throw new JpegError('JPEG_TRUNCATED', 'the image has no end marker');
  const { x = 0, y = 0 } = header.dpi ?? {};
  const stated = x > 0 && Math.abs(x - y) <= x * SAME_DPI ? x : null;
  const [width, height] =
    header.orientation >= 5 ? [header.height, header.width] : [header.width, header.height];
  return { jpeg, dpi: dpi ?? stated, width, height };
}

/** Some devices pad the file after its end marker. */
const TAIL_BYTES = 4096;

function endsWhole(jpeg: Uint8Array): boolean {
  return Buffer.from(jpeg.subarray(-TAIL_BYTES)).includes(Buffer.from([0xff, 0xd9]));
}

/** One PDF of all pages, from file to file: a piece of one page is in memory at a time, however many there are. */
export async function assembleScan({
  pages,
  target,
  facts,
}: {
  pages: readonly {
    file: SealedFile;
    dpi: number | null;
    turn?: PageTurn | undefined;
    text?: PageText | undefined;
    g4?: { width: number; height: number } | undefined;
  }[];
  target: SealedFile;
  facts: DocumentFacts;
}): Promise<AssembleOutcome> {
  try {
    return await assembleInto(await createSealed(target), pages, facts);
  } catch (error) {
    if (isDiskFull(error)) return refuse('DISK_FULL', {});
    throw error;
  }
}

async function assembleInto(
  out: SealedWriter,
  pages: Parameters<typeof assembleScan>[0]['pages'],
  facts: DocumentFacts,
): Promise<AssembleOutcome> {
  const writer = createScanPdfWriter((chunk) => out.write(chunk), facts);
  for (const [index, { file, dpi, turn = 0, text, g4 }] of pages.entries()) {
    const options = { turn, ...(text === undefined ? {} : { text }) };
    try {
      if (g4 === undefined)
        await writer.addPage(readSealed(file), { ...options, ...(dpi === null ? {} : { dpi }) });
      else if (dpi !== null) await writer.addBlackWhitePage(readSealed(file), { ...g4, dpi }, options);
      else throw new Error(`page ${index + 1} states no resolution`);
    } catch (error) {
      const refused = refusalOf(error, index + 1);
      await out.end();
      return refused;
    }
  }
  const { bytes } = await writer.finish();
  await out.end();
  return ok({ pages: pages.length, bytes });
}

/** A small upright JPEG of a page. */
export async function pageThumbnail({
  jpeg,
  width,
}: {
  jpeg: Uint8Array;
  width: number;
}): Promise<PageFileOutcome<{ jpeg: Uint8Array }>> {
  if (jpeg.length === 0) return refuse('FILE_EMPTY', {});
  try {
    const small = sharp(jpeg, { failOn: 'error' })
      .autoOrient()
      .resize({ width, withoutEnlargement: true })
      .toColourspace('srgb');
    return ok({ jpeg: await small.jpeg({ quality: THUMBNAIL_QUALITY }).toBuffer() });
  } catch {
    // Every byte sequence that libvips does not decode; the picture was checked when it came in, so the reason is of no use to anyone.
    return refuse('IMAGE_UNREADABLE', { page: 1 });
  }
}

function refusalOf(error: unknown, page: number): PageFileOutcome<never> {
  if (error instanceof JpegError) {
    if (error.code === 'JPEG_EMPTY') return refuse('FILE_EMPTY', {});
    return error.code === 'JPEG_UNSUPPORTED'
      ? refuse('IMAGE_UNSUPPORTED', { page })
      : refuse('IMAGE_UNREADABLE', { page });
  }
  if (!(error instanceof ImageError)) throw error;
  return error.code === 'IMAGE_EMPTY' ? refuse('FILE_EMPTY', {}) : refuse(error.code, { page });
}
