import type { ReaderOptions, ReadResult } from 'zxing-wasm/reader';
import type { PageCode, PageCodes } from '../../host/ports/page-codes.ts';
import { type Grey, greyPage, smaller } from './grey.ts';
import { isBlank, onWhitePaper } from './paper-tone.ts';
import { zxing } from './zxing.ts';

/** A4 at 220 dpi: the boxes of our codes are more than 6 dots wide at a third of it. */
const LONGEST = 2600;
/** No page is looked at for longer, in milliseconds; what was found until then counts. */
const LONGEST_MS = 4000;
/** A code of our sheets is wider than this share of the page's shorter side; smaller ones that cannot be read are none of ours. */
const LARGE = 0.12;

/** One way of looking at a page. */
interface Look {
  share: number;
  flat?: true;
  options?: ReaderOptions;
}

/** The cheapest first; each finds codes that those before it do not. */
const LOOKS: readonly Look[] = [
  { share: 0.5 },
  { share: 1 },
  { share: 0.5, flat: true },
  { share: 0.34, flat: true, options: { binarizer: 'GlobalHistogram' } },
  { share: 1, flat: true },
  { share: 0.7, flat: true, options: { tryDenoise: true } },
];
/** After so many looks at a page that shows no trace of a code there is none. */
const LOOKS_AT_NOTHING = 3;

/** Reads the QR codes of a page whichever way it lies: at several sizes, with and without the paper's own tone, until one is read. */
export async function readCodes({ jpeg }: { jpeg: Uint8Array }): Promise<PageCodes> {
  const began = performance.now();
  const page = await greyPage(jpeg, LONGEST).catch(() => undefined);
  if (page === undefined) return { codes: [], unread: 0, blank: false, width: 1, height: 1 };
  const codes: PageCode[] = [];
  let unread = 0;
  let flat: Grey | undefined;
  for (const [index, look] of LOOKS.entries()) {
    const isTraceless = codes.length === 0 && unread === 0;
    if (index >= LOOKS_AT_NOTHING && isTraceless) break;
    if (performance.now() - began > LONGEST_MS) break;
    if (look.flat === true) flat ??= onWhitePaper(page);
    const whole = look.flat === true ? (flat ?? page) : page;
    const seen = look.share === 1 ? whole : await smaller(whole, look.share);
    const found = await zxing(seen, look.options);
    for (const result of found) addCode(codes, result, page.width / seen.width);
    const dark = found.filter((result) => !result.isValid && isLarge(result, seen));
    unread = Math.max(
      unread,
      dark.filter((result) => !isKnown(codes, result, page.width / seen.width)).length,
    );
    if (codes.length > 0 && unread === 0) break;
  }
  // One of several codes of a sheet is enough.
  return {
    codes,
    unread: codes.length > 0 ? 0 : unread,
    blank: codes.length === 0 && unread === 0 && isBlank(await smaller(page, 0.5)),
    width: page.width,
    height: page.height,
  };
}

function addCode(codes: PageCode[], result: ReadResult, scale: number): void {
  if (!result.isValid || result.text === '' || codes.some(({ text }) => text === result.text)) return;
  const { topLeft, topRight, bottomRight, bottomLeft } = result.position;
  const at = ({ x, y }: { x: number; y: number }) => ({ x: x * scale, y: y * scale });
  codes.push({
    text: result.text,
    format: result.format,
    corners: [at(topLeft), at(topRight), at(bottomRight), at(bottomLeft)],
  });
}

function isLarge({ position }: ReadResult, { width, height }: Grey): boolean {
  const side = Math.hypot(position.topRight.x - position.topLeft.x, position.topRight.y - position.topLeft.y);
  return side > Math.min(width, height) * LARGE;
}

/** Whether a code that was not read here was read by another look. */
function isKnown(codes: readonly PageCode[], { position }: ReadResult, scale: number): boolean {
  const x = ((position.topLeft.x + position.bottomRight.x) / 2) * scale;
  const y = ((position.topLeft.y + position.bottomRight.y) / 2) * scale;
  return codes.some(({ corners }) => {
    const [xs, ys] = [corners.map((corner) => corner.x), corners.map((corner) => corner.y)];
    return x > Math.min(...xs) && x < Math.max(...xs) && y > Math.min(...ys) && y < Math.max(...ys);
  });
}
