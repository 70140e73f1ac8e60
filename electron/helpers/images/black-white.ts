import sharp from 'sharp';
import type { Raster } from './raster.ts';

/** Lengths in millimetres: a place is as large as a letter, so that a shadow or a stamp changes only its own surroundings. */
const PLACE_MM = 1.5;
/** Of the pixels of a place, what is lighter than so many is its paper, and what is darker than so few is its ink. */
const PAPER_SHARE = 0.85;
const INK_SHARE = 0.02;
/** Ink begins half way between the paper and the darkest ink of a place, */
const HALF_WAY = 0.5;
/** but never further below the paper than this share of its tone, so that pencil beside print stays, */
const FURTHEST = 0.2;
/** nor nearer, where only the grain of the paper and of the scanner is. */
const NEAREST = 0.13;
/** What is darker than this share of the page's own paper is ink wherever it is: a dark field that is wider than a place has no paper in it. */
const ALWAYS_INK = 0.45;
/** TIFF (revision 6): offset and length of the one strip. */
const STRIP_OFFSETS = 273;
const STRIP_BYTES = 279;

/** One bit a pixel by CCITT group 4 (ITU-T T.6), black runs as ink, without a file around it. */
export interface G4Picture {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * Decides for each pixel whether it is ink, by the paper and the ink around it: 0 ink, 255 paper. `perMm`: pixels in a millimetre. Pale writing
 * stays as long as it stands out of the paper by more than the grain; grey and shaded paper turns white.
 */
export function toBlackWhite({ width, height, pixels, perMm }: Raster): Uint8Array {
  const cell = Math.max(8, Math.round(PLACE_MM * perMm));
  const limits = limitsOf({ width, height, pixels, perMm }, cell);
  const out = new Uint8Array(width * height);
  const row = new Float32Array(limits.columns);
  const across = placesBetween(width, cell, limits.columns);
  const down = placesBetween(height, cell, limits.rows);
  for (let y = 0; y < height; y++) {
    const above = (down.first[y] as number) * limits.columns;
    const below = Math.min(above + limits.columns, limits.at.length - limits.columns);
    for (let column = 0; column < limits.columns; column++) {
      const top = limits.at[above + column] as number;
      row[column] = top + (down.share[y] as number) * ((limits.at[below + column] as number) - top);
    }
    for (let x = 0, at = y * width; x < width; x++, at++) {
      const first = across.first[x] as number;
      const left = row[first] as number;
      const right = row[first + 1] ?? left;
      out[at] = (pixels[at] as number) < left + (across.share[x] as number) * (right - left) ? 0 : 255;
    }
  }
  withoutGrain(out, width, height);
  return out;
}

/** For each pixel of a row or column: the place whose middle is before it, and how far it is from there to the next. */
function placesBetween(length: number, cell: number, count: number) {
  const first = new Uint16Array(length);
  const share = new Float32Array(length);
  for (let at = 0; at < length; at++) {
    const place = Math.min(Math.max((at + 0.5) / cell - 0.5, 0), count - 1);
    first[at] = Math.floor(place);
    share[at] = place - Math.floor(place);
  }
  return { first, share };
}

/** The tone below which a pixel is ink, in the middle of each place. */
function limitsOf({ width, height, pixels }: Raster, cell: number) {
  const [columns, rows] = [Math.ceil(width / cell), Math.ceil(height / cell)];
  const paper = new Float32Array(columns * rows);
  const ink = new Float32Array(columns * rows);
  const counts = new Uint32Array(256);
  const all = new Uint32Array(256);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      counts.fill(0);
      const [right, bottom] = [Math.min(width, (column + 1) * cell), Math.min(height, (row + 1) * cell)];
      for (let y = row * cell; y < bottom; y++)
        for (let at = y * width + column * cell; at < y * width + right; at++) {
          const tone = pixels[at] as number;
          counts[tone] = (counts[tone] as number) + 1;
        }
      const place = row * columns + column;
      const size = (right - column * cell) * (bottom - row * cell);
      ink[place] = toneAt(counts, size * INK_SHARE);
      paper[place] = toneAt(counts, size * PAPER_SHARE);
      const tone = paper[place] as number;
      all[tone] = (all[tone] as number) + 1;
    }
  const always = toneAt(all, columns * rows * PAPER_SHARE) * ALWAYS_INK;
  const usual = around(paper, columns, rows, middle);
  const darkest = around(ink, columns, rows, (tones) => Math.min(...tones));
  const at = new Float32Array(columns * rows);
  for (let place = 0; place < at.length; place++) {
    const [light, dark] = [usual[place] as number, darkest[place] as number];
    const away = Math.max(Math.min((light - dark) * HALF_WAY, light * FURTHEST), light * NEAREST);
    at[place] = Math.max(light - away, always);
  }
  return { columns, rows, at };
}

function toneAt(counts: Uint32Array, share: number): number {
  let below = 0;
  for (let tone = 0; tone < 256; tone++) {
    below += counts[tone] as number;
    if (below >= share) return tone;
  }
  return 255;
}

/** Of each place and its eight neighbours what `of` takes. */
function around(
  from: Float32Array,
  columns: number,
  rows: number,
  of: (tones: number[]) => number,
): Float32Array {
  const all = new Float32Array(from.length);
  const inside = (at: number, count: number) => Math.min(Math.max(at, 0), count - 1);
  const tones = new Array<number>(9).fill(0);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      for (let near = 0; near < 9; near++) {
        const [down, across] = [
          inside(row + Math.floor(near / 3) - 1, rows),
          inside(column + (near % 3) - 1, columns),
        ];
        tones[near] = from[down * columns + across] as number;
      }
      all[row * columns + column] = of(tones);
    }
  return all;
}

/** A fold goes through a place and two of its neighbours, a letter through few: the middle one follows the fold and passes the letter by. */
function middle(tones: number[]): number {
  return tones.toSorted((one, other) => one - other)[4] ?? 0;
}

/** A black pixel with none beside it is grain: no pen and no printer leaves one. */
function withoutGrain(out: Uint8Array, width: number, height: number): void {
  for (let y = 1; y < height - 1; y++)
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) {
      if (out[at] !== 0) continue;
      const beside = out[at - 1] === 0 || out[at + 1] === 0;
      if (beside) continue;
      let lonely = true;
      for (let other = at - width - 1; other <= at - width + 1; other++)
        if (out[other] === 0 || out[other + 2 * width] === 0) lonely = false;
      if (lonely) out[at] = 255;
    }
}

/** Packs a picture of ink (0) and paper (255). */
export async function toG4(pixels: Uint8Array, width: number, height: number): Promise<G4Picture> {
  // One strip, since each would begin anew; paper is 0, so that the runs that the standard calls black are ink.
  const tiff = await sharp(pixels, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1, miniswhite: true, tileHeight: height })
    .toBuffer();
  return { bytes: onlyStrip(tiff), width, height };
}

/** The picture data of a TIFF of one strip, in the byte order of the machine that wrote it. */
function onlyStrip(tiff: Buffer): Uint8Array {
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const fieldOf = (tag: number) => {
    const directory = long(4);
    for (let index = 0; index < short(directory); index++) {
      const at = directory + 2 + 12 * index;
      // The value itself stands there only where there is one.
      if (short(at) === tag && long(at + 4) === 1) return short(at + 2) === 3 ? short(at + 8) : long(at + 8);
    }
    throw new Error(`a TIFF without one value of ${tag}`);
  };
  const from = fieldOf(STRIP_OFFSETS);
  return tiff.subarray(from, from + fieldOf(STRIP_BYTES));
}
