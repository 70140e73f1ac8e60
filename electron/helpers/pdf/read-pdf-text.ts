import type { PageWord } from '../../../shared/domain/digitisation/page-words.ts';
import type { DrawnPdfPage, PdfTextOfPages } from '../../host/ports/pdf-text.ts';
import { drawDots, POINTS, withPdf } from './drawn-pdf.ts';

/** A page of a paper has a few hundred words; what says more than this is made to be slow. */
const MOST_WORDS = 5000;
/** Letters of a typed page are surely read at this many dots per inch. */
const DRAWN_DPI = 200;
/** The longer side of a drawn page, in dots: more than A3 at 200 dpi needs. */
const LONGEST_SIDE = 4000;
const SAYS_SOMETHING = /[\p{L}\p{N}]/u;
/** What belongs to one line stands within this share of a letter's height, what belongs to one word within this share of it beside. */
const SAME_LINE = 0.5;
const SAME_WORD = 0.15;

/** The text that pages of a PDF have themselves, words with their places; `from` counts from 1, `most` pages at most. */
export async function readPdfText(
  { pdf, from, most }: { pdf: Uint8Array; from: number; most: number },
  { signal }: { signal: AbortSignal },
): Promise<PdfTextOfPages> {
  return await withPdf(pdf, signal, async (document) => {
    const pages: PageWord[][] = [];
    const last = Math.min(document.numPages, from + most - 1);
    for (let number = from; number <= last && !signal.aborted; number += 1) {
      const page = await document.getPage(number);
      const viewport = page.getViewport({ scale: 1 });
      const { items } = await page.getTextContent();
      const runs = items.flatMap((item) => ('str' in item ? [runOf(item, viewport.transform)] : []));
      pages.push(wordsOf(runs, viewport));
      page.cleanup();
    }
    return { total: document.numPages, pages };
  });
}

/** A page of a PDF as a grey picture, for those who read pictures. */
export async function drawPdfPage(
  { pdf, page: number }: { pdf: Uint8Array; page: number },
  { signal }: { signal: AbortSignal },
): Promise<DrawnPdfPage> {
  const { default: sharp } = await import('sharp');
  return await withPdf(pdf, signal, async (document) => {
    const page = await document.getPage(number);
    const { dots, width, height, scale } = await drawDots(document, page, {
      dpi: DRAWN_DPI,
      longest: LONGEST_SIDE,
    });
    const size = { width, height, channels: 4 as const };
    const jpeg = await sharp(Buffer.from(dots.buffer, dots.byteOffset, dots.byteLength), { raw: size })
      .flatten({ background: 'white' })
      .grayscale()
      .jpeg({ quality: 85 })
      .toBuffer();
    return { jpeg, dpi: Math.max(1, Math.round(scale * POINTS)) };
  });
}

/** Letters that stand beside each other, with the place of their left foot, in points from the upright page's top left corner. */
interface Run {
  text: string;
  left: number;
  foot: number;
  width: number;
  height: number;
}

function runOf(
  { str, transform, width }: { str: string; transform: number[]; width: number },
  view: readonly number[],
): Run {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = view;
  const [, , upX = 0, upY = 0, x = 0, y = 0] = transform;
  return {
    text: str.normalize('NFC'),
    left: a * x + c * y + e,
    foot: b * x + d * y + f,
    width: Math.abs(width),
    height: Math.hypot(upX, upY),
  };
}

/** The words of a page from its runs of letters, in the file's order; a word may consist of several runs. */
function wordsOf(runs: readonly Run[], page: { width: number; height: number }): PageWord[] {
  const words: (Run & { line: number })[] = [];
  let line = 0;
  let before: Run | undefined;
  let isBroken = true;
  for (const run of runs) {
    if (
      before !== undefined &&
      Math.abs(run.foot - before.foot) > SAME_LINE * Math.max(run.height, before.height)
    ) {
      line += 1;
      isBroken = true;
    }
    const gap = before === undefined ? 0 : run.left - (before.left + before.width);
    if (gap > SAME_WORD * run.height) isBroken = true;
    const letter = run.text.length === 0 ? 0 : run.width / run.text.length;
    for (const { 0: text, index } of run.text.matchAll(/\S+/gu)) {
      const left = run.left + index * letter;
      const last = words.at(-1);
      if (index === 0 && !isBroken && last !== undefined) {
        last.text += text;
        last.width = Math.max(last.width, left + text.length * letter - last.left);
      } else {
        words.push({ ...run, text, left, width: text.length * letter, line });
      }
    }
    isBroken = run.text.length === 0 ? isBroken : /\s$/u.test(run.text);
    before = run;
    if (words.length > MOST_WORDS) break;
  }
  return words.slice(0, MOST_WORDS).flatMap((word) => placed(word, page));
}

function placed(word: Run & { line: number }, page: { width: number; height: number }): PageWord[] {
  const text = word.text.slice(0, 200);
  const width = (word.width / page.width) * 1000;
  const height = (word.height / page.height) * 1000;
  if (!SAYS_SOMETHING.test(text) || !(width > 0) || !(height > 0)) return [];
  const left = (word.left / page.width) * 1000;
  const top = ((word.foot - word.height) / page.height) * 1000;
  if (!Number.isFinite(left) || !Number.isFinite(top)) return [];
  return [{ text, left, top, width, height, confidence: 100, line: word.line }];
}
