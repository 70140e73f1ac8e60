import { setPriority } from 'node:os';
import sharp from 'sharp';
import type { TextEngine } from '../../../shared/domain/digitisation/page-words.ts';
import type { RecognisedText } from '../../host/ports/text-recognition.ts';
import { hasNativeTesseract, readWithNative } from './native-tesseract.ts';
import { readWithShipped } from './shipped-tesseract.ts';
import { readWordTable } from './word-table.ts';

/** Letters of a typed page are surely read at this many dots per inch; more only costs time. */
const READ_AT_DPI = 300;
/** Where nobody knows the dots per inch, a page is taken for an A4. */
const A4_INCHES = 8.27;
const LEAST_DPI = 70;
/** Reading is never in a hurry: everything else on the machine goes first. */
const LOW_PRIORITY = 10;

/** Reads the Vietnamese text of a page, JPEG in, words with their places out. */
export async function recogniseText(
  { jpeg, dpi, engine }: { jpeg: Uint8Array; dpi: number | null; engine?: TextEngine | undefined },
  { signal }: { signal: AbortSignal },
): Promise<RecognisedText> {
  yieldToOthers();
  const { picture, ...read } = await readablePicture(jpeg, dpi);
  const chosen = engine ?? ((await hasNativeTesseract()) ? 'native' : 'shipped');
  const table =
    chosen === 'native'
      ? await readWithNative(picture, { dpi: read.dpi, signal })
      : await readWithShipped(picture, { dpi: read.dpi });
  return { engine: chosen, words: readWordTable(table, read) };
}

/** The page upright and grey, no finer than the engines need. */
async function readablePicture(jpeg: Uint8Array, dpi: number | null) {
  const { autoOrient } = await sharp(jpeg).metadata();
  const given = dpi ?? autoOrient.width / A4_INCHES;
  const scale = Math.min(1, READ_AT_DPI / given);
  const { data, info } = await sharp(jpeg, { failOn: 'error' })
    .autoOrient()
    .grayscale()
    .resize({ width: Math.max(1, Math.round(autoOrient.width * scale)) })
    .png({ compressionLevel: 1 })
    .toBuffer({ resolveWithObject: true });
  return {
    picture: data,
    width: info.width,
    height: info.height,
    dpi: Math.max(LEAST_DPI, Math.round(given * scale)),
  };
}

function yieldToOthers(): void {
  try {
    setPriority(LOW_PRIORITY);
  } catch {
    // A machine that forbids it reads at the usual priority.
  }
}
