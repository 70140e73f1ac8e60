import sharp from 'sharp';
import { STRAIGHTEN_FROM } from '../../../shared/domain/digitisation/clean-up.ts';
import {
  type Flatten,
  mostDpi,
  type PaperSize,
  photographedDpi,
} from '../../../shared/domain/digitisation/flatten.ts';
import {
  type PageFrame,
  type PageMeasures,
  WHOLE,
} from '../../../shared/domain/digitisation/page-measures.ts';
import type { PageImprint } from '../../host/ports/page-quality.ts';
import { JpegError, readJpegHeader } from '../pdf/scan/jpeg-header.ts';
import { contentMarks, measureContent } from './blank.ts';
import { findCutEdges } from './cut-edge.ts';
import { darknessOf } from './darkness.ts';
import { findPaperInPhoto, flattenPhoto } from './flatten-photo.ts';
import { findMarks, INK, type Mark } from './marks.ts';
import { wipeOffPaper } from './off-paper.ts';
import { type Edge, findOutline, insideOf, type Outline } from './paper-outline.ts';
import { type Box, percentile, type Raster } from './raster.ts';
import { type Picture, pictureOf, readPage } from './read-page.ts';
import { imprintOf, isSamePage } from './same-page.ts';
import { borderWidth } from './sharpness.ts';
import { measureSkew } from './skew.ts';
import { isUpsideDown } from './upside-down.ts';

/** Shadows of the edge of the paper are not looked at. */
const MARGIN_MM = 4;
/** The middle of the darkest part of the ink. */
const INK_SHARE = 0.25;
/** Less writing than this has no direction. */
const TELLING_MM = 60;
/** Below, the marks of letters run together with the letters and with dotted lines. */
const MARKS_DPI = 190;
const MARKS_CONTRAST = 95;
/** A seal, a signature in blue: less is the fringe that scanners put around black. */
const COLOUR_SHARE = 0.0006;
const BLACK_WHITE_SHARE = 0.97;

/** A photograph: of what paper, and how a person had it made flat; undefined where nobody said, null where they left it as it is. */
export interface PhotoToMeasure {
  readonly paper: PaperSize;
  readonly chosen?: Flatten | null | undefined;
}

/**
 * Measures a page; `before` is the imprint of the page before it, if there is one. Of a photograph the flat page is measured.
 * @throws JpegError when it is no readable JPEG
 */
export async function measurePage(
  jpeg: Uint8Array,
  {
    askedDpi,
    before,
    photo,
  }: {
    askedDpi?: number | undefined;
    before?: PageImprint | undefined;
    photo?: PhotoToMeasure | undefined;
  } = {},
): Promise<{ measures: PageMeasures; imprint: PageImprint }> {
  const header = readJpegHeader(jpeg);
  if (header === undefined) throw new JpegError('JPEG_TRUNCATED', 'the image ends inside its header');
  const seen = pictureOf(jpeg, header, askedDpi);
  const lying = photo && (await photographed(jpeg, seen, photo));
  const { grey, width, height, dpi, colouredShare, paperColoured } = await readPage(lying?.picture ?? seen);
  const outline = findOutline(grey);
  const paper = insideOf(outline, grey);
  const inner = shrunk(paper, MARGIN_MM * grey.perMm);
  const dark = darknessOf(grey);
  wipeOffPaper(dark, grey);
  const marks = findMarks(dark, grey);
  const counting = contentMarks(marks, grey, paper);
  const content = measureContent(counting, grey, paper);
  const skew = measureSkew(dark, grey, inner, counting);
  const degrees = skew.sure && content.contentMm > TELLING_MM ? skew.degrees : edgeSkew(outline);
  const paperTone = paperToneOf(grey, inner);
  const contrast = contrastOf(dark, grey, inner, paperTone);
  const tellsMarks = dpi >= MARKS_DPI && ((contrast ?? 0) * 255) / paperTone >= MARKS_CONTRAST;
  const imprint = imprintOf(dark, grey, degrees ?? 0);
  return {
    measures: {
      width,
      height,
      dpi: Math.round(dpi * 10) / 10,
      skew: degrees,
      sideways: skew.sideways,
      upsideDown: tellsMarks && !skew.sideways ? isUpsideDown(marks, grey.perMm) : null,
      frame: frameOf(outline, counting, grey, degrees),
      paperTone,
      neutral: !paperColoured,
      contrast,
      inkShare: content.inkShare,
      contentMm: Math.round(content.contentMm * 10) / 10,
      borderUm: contrast === null ? null : rounded(borderWidth(grey, inner, contrast)),
      cut: Object.keys(findCutEdges(dark, grey, marks)) as PageMeasures['cut'],
      content:
        colouredShare > COLOUR_SHARE ? 'colour' : isBlackWhite(grey, paperTone) ? 'black-white' : 'grey',
      inGrey: header.components === 1,
      photo: lying?.photo ?? null,
      sameAsBefore: before !== undefined && isSamePage(before, imprint),
    },
    imprint,
  };
}

/** What is measured of a photograph: the flat paper; else the picture, at the scale of the paper in it. */
async function photographed(jpeg: Uint8Array, seen: Picture, { paper, chosen }: PhotoToMeasure) {
  const outline = await findPaperInPhoto(jpeg, paper);
  const proposed = outline && { corners: outline.corners, paper, lying: outline.lying };
  const flattened = chosen === undefined ? proposed : chosen;
  const size = { width: seen.width, height: seen.height };
  const photo = { paper, size, outline, flattened };
  if (flattened === null) {
    const dpi = proposed === null ? mostDpi(paper, seen) : photographedDpi(proposed, seen);
    return { photo, picture: { ...seen, dpi } };
  }
  const { pixels, width, height, dpi } = await flattenPhoto(jpeg, seen, flattened);
  return {
    photo,
    picture: { image: sharp(pixels, { raw: { width, height, channels: 3 } }), width, height, dpi },
  };
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}

function shrunk({ left, top, right, bottom }: Box, by: number): Box {
  const [wide, high] = [Math.min(by, (right - left) / 4), Math.min(by, (bottom - top) / 4)].map(
    Math.round,
  ) as [number, number];
  return { left: left + wide, top: top + high, right: right - wide, bottom: bottom - high };
}

/** The turn of the paper on a dark lid, for pages whose lines do not tell. */
function edgeSkew({ left, right, top, bottom }: Outline): number | null {
  // A clockwise turn moves the left edge outwards further down, the right edge inwards, the top edge inwards further right.
  const turns = [
    [left, -1],
    [right, 1],
    [top, 1],
    [bottom, -1],
  ] as const;
  const seen = turns.filter(([{ inset }]) => inset > 0).map(([{ slope }, sense]) => slope * sense);
  if (seen.length < 2) return null;
  const middle = seen.toSorted((a, b) => a - b)[Math.floor(seen.length / 2)] ?? 0;
  return (Math.atan(middle) * 180) / Math.PI;
}

function paperToneOf({ width, pixels }: Raster, box: Box): number {
  const rows: Uint8Array[] = [];
  for (let y = box.top; y < box.bottom; y += 4)
    rows.push(pixels.subarray(y * width + box.left, y * width + box.right));
  return percentile(Buffer.concat(rows), 0.8);
}

/** How much darker than the paper the dark part of the ink is. */
function contrastOf(dark: Uint8Array, { width }: Raster, box: Box, paperTone: number): number | null {
  const counts = new Uint32Array(256);
  let ink = 0;
  for (let y = box.top; y < box.bottom; y++)
    for (let at = y * width + box.left; at < y * width + box.right; at++) {
      const tone = dark[at] as number;
      if (tone < INK / 3) continue;
      counts[tone] = (counts[tone] as number) + 1;
      ink++;
    }
  if (ink < 50) return null;
  let seen = 0;
  for (let tone = 255; tone >= 0; tone--) {
    seen += counts[tone] as number;
    if (seen >= ink * INK_SHARE) return Math.round((tone * paperTone) / 255);
  }
  return null;
}

function isBlackWhite({ pixels }: Raster, paperTone: number): boolean {
  let [extreme, looked] = [0, 0];
  for (let at = 0; at < pixels.length; at += 5) {
    const tone = pixels[at] as number;
    looked++;
    if (tone > paperTone - 25 || tone < 70) extreme++;
  }
  return extreme > looked * BLACK_WHITE_SHARE;
}

/** What stays when the page is turned straight: the paper, or the picture and whatever ink would leave it. */
function frameOf(
  outline: Outline,
  counting: readonly Mark[],
  { width, height }: Raster,
  degrees: number | null,
): PageFrame | null {
  const straighten = degrees !== null && Math.abs(degrees) >= STRAIGHTEN_FROM ? degrees : 0;
  const sides = [outline.left, outline.top, outline.right, outline.bottom];
  const lid = sides.some(({ inset }) => inset > 0);
  if (straighten === 0 && !lid) return null;
  const turn = (-straighten * Math.PI) / 180;
  const straight = (x: number, y: number) => ({
    x: (x - width / 2) * Math.cos(turn) - (y - height / 2) * Math.sin(turn) + width / 2,
    y: (x - width / 2) * Math.sin(turn) + (y - height / 2) * Math.cos(turn) + height / 2,
  });
  const middle = (edge: Edge, point: (inset: number) => { x: number; y: number }) => point(edge.inset);
  let left = outline.left.inset > 0 ? middle(outline.left, (inset) => straight(inset, height / 2)).x : 0;
  let right =
    outline.right.inset > 0 ? middle(outline.right, (inset) => straight(width - inset, height / 2)).x : width;
  let top = outline.top.inset > 0 ? middle(outline.top, (inset) => straight(width / 2, inset)).y : 0;
  let bottom =
    outline.bottom.inset > 0
      ? middle(outline.bottom, (inset) => straight(width / 2, height - inset)).y
      : height;
  for (const mark of counting) {
    for (const { x, y } of [
      straight(mark.left, mark.top),
      straight(mark.right, mark.top),
      straight(mark.left, mark.bottom),
      straight(mark.right, mark.bottom),
    ]) {
      if (outline.left.inset === 0) left = Math.min(left, x);
      if (outline.right.inset === 0) right = Math.max(right, x);
      if (outline.top.inset === 0) top = Math.min(top, y);
      if (outline.bottom.inset === 0) bottom = Math.max(bottom, y);
    }
  }
  const share = (value: number, of: number) => Math.round((value / of) * WHOLE);
  return {
    left: share(left, width),
    top: share(top, height),
    right: share(right, width),
    bottom: share(bottom, height),
  };
}
