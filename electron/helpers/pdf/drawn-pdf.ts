import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';

/** Larger pictures inside a file are left out, in dots: an A3 at 600 dpi has 70 million. */
const LARGEST_PICTURE = 100_000_000;

const library = () => import('pdfjs-dist/legacy/build/pdf.mjs');

/** An open PDF of the library. */
export type DrawnPdf = Awaited<ReturnType<Awaited<ReturnType<typeof library>>['getDocument']>['promise']>;
type DrawnPage = Awaited<ReturnType<DrawnPdf['getPage']>>;
type Viewport = ReturnType<DrawnPage['getViewport']>;

/** Opens a PDF without running or fetching anything; `use` has it while it is open. */
export async function withPdf<T>(
  bytes: Uint8Array,
  signal: AbortSignal,
  use: (pdf: DrawnPdf) => Promise<T>,
): Promise<T> {
  const { getDocument, VerbosityLevel } = await library();
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const within = (folder: string) => `${join(home, folder)}${sep}`;
  const task = getDocument({
    // The library takes the bytes it is given for its own.
    data: new Uint8Array(bytes),
    cMapUrl: within('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: within('standard_fonts'),
    wasmUrl: within('wasm'),
    iccUrl: within('iccs'),
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    enableXfa: false,
    maxImageSize: LARGEST_PICTURE,
    verbosity: VerbosityLevel.ERRORS,
  });
  const stop = () => void task.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await use(await task.promise);
  } finally {
    signal.removeEventListener('abort', stop);
    await task.destroy();
  }
}

/** A page as dots, four bytes each, on white. */
export interface PageDots {
  readonly width: number;
  readonly height: number;
  readonly dots: Uint8ClampedArray;
  readonly viewport: Viewport;
}

/** Draws a page so that its inch has `dpi` dots, fewer where its longer side would have more than `longest`. */
export async function drawDots(
  document: DrawnPdf,
  page: DrawnPage,
  { dpi, longest }: { dpi: number; longest: number },
): Promise<PageDots & { scale: number }> {
  const size = page.getViewport({ scale: 1 });
  const scale = Math.min(dpi / POINTS, longest / Math.max(size.width, size.height));
  const viewport = page.getViewport({ scale });
  const factory = document.canvasFactory as CanvasFactory;
  const made = factory.create(Math.ceil(viewport.width), Math.ceil(viewport.height));
  try {
    await page.render({
      canvas: made.canvas as never,
      canvasContext: made.context as never,
      viewport,
      background: 'white',
    }).promise;
    const { width, height } = made.canvas;
    const { data } = made.context.getImageData(0, 0, width, height);
    return { width, height, dots: data, viewport, scale };
  } finally {
    factory.destroy(made);
  }
}

/** Points to an inch (ISO 32000-1, 8.3.2.3). */
export const POINTS = 72;

/** The part of the library's canvas that is used; in Node it is @napi-rs/canvas, which the library brings. */
interface CanvasFactory {
  create(width: number, height: number): Canvas;
  destroy(canvas: Canvas): void;
}
interface Canvas {
  canvas: { width: number; height: number };
  context: {
    getImageData(left: number, top: number, width: number, height: number): { data: Uint8ClampedArray };
  };
}
