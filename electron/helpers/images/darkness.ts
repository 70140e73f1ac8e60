import type { Raster } from './raster.ts';

/** Side of the squares that each have their own paper tone: wider than a letter, narrower than a shadow. */
const SQUARE_MM = 4;
/** The tone of the paper in a square that is partly written on. */
const PAPER_SHARE = 0.8;

/**
 * How much darker than the paper around it each pixel is, 0 to 255 where 255 is black on any paper. Shadows of folds and edges, coloured and
 * yellowed paper, and the black of a scanner's lid are paper in this sense; what is written, printed or stamped is not.
 */
export function darknessOf({ width, height, pixels, perMm }: Raster): Uint8Array {
  const side = Math.max(4, Math.round(SQUARE_MM * perMm));
  const columns = Math.max(1, Math.round(width / side));
  const rows = Math.max(1, Math.round(height / side));
  const tones = smoothed(paperTones(pixels, width, height, columns, rows), columns, rows);
  const dark = new Uint8Array(width * height);
  const across = new Float32Array(columns);
  for (let y = 0; y < height; y++) {
    const [above, below, downShare] = between(((y + 0.5) * rows) / height - 0.5, rows);
    for (let column = 0; column < columns; column++) {
      const from = tones[above * columns + column] as number;
      across[column] = from + downShare * ((tones[below * columns + column] as number) - from);
    }
    darkenRow(pixels, dark, y * width, width, across);
  }
  return dark;
}

function darkenRow(pixels: Uint8Array, dark: Uint8Array, at: number, width: number, across: Float32Array) {
  const columns = across.length;
  for (let column = -1; column < columns; column++) {
    const left = across[Math.max(column, 0)] as number;
    const right = across[Math.min(column + 1, columns - 1)] as number;
    const from = column < 0 ? 0 : Math.round(((column + 0.5) * width) / columns);
    const to = column + 1 >= columns ? width : Math.round(((column + 1.5) * width) / columns);
    const rise = (right - left) / Math.max(1, to - from);
    const whole = 510 / (left + right);
    let paper = left;
    for (let x = at + from; x < at + to; x++) {
      const under = (paper - (pixels[x] as number)) * whole;
      if (under > 0) dark[x] = under > 255 ? 255 : under;
      paper += rise;
    }
  }
}

function paperTones(pixels: Uint8Array, width: number, height: number, columns: number, rows: number) {
  const tones = new Uint8Array(columns * rows);
  const counts = new Uint16Array(256);
  for (let row = 0; row < rows; row++) {
    const top = Math.floor((row * height) / rows);
    const bottom = Math.floor(((row + 1) * height) / rows);
    for (let column = 0; column < columns; column++) {
      const left = Math.floor((column * width) / columns);
      const right = Math.floor(((column + 1) * width) / columns);
      counts.fill(0);
      let looked = 0;
      for (let y = top; y < bottom; y += 2) {
        const end = y * width + right;
        for (let at = y * width + left; at < end; at += 2) {
          const tone = pixels[at] as number;
          counts[tone] = (counts[tone] as number) + 1;
          looked++;
        }
      }
      tones[row * columns + column] = toneAt(counts, looked * (1 - PAPER_SHARE));
    }
  }
  return tones;
}

function toneAt(counts: Uint16Array, lighter: number): number {
  let seen = 0;
  for (let tone = 255; tone > 0; tone--) {
    seen += counts[tone] as number;
    if (seen > lighter) return tone;
  }
  return 1;
}

/** The middle of a square and its neighbours crosswise: a square full of ink takes the paper beside it; a shadow and a fold stay. */
function smoothed(tones: Uint8Array, columns: number, rows: number): Uint8Array {
  const smooth = new Uint8Array(tones.length);
  const at = (column: number, row: number) =>
    tones[
      Math.min(Math.max(row, 0), rows - 1) * columns + Math.min(Math.max(column, 0), columns - 1)
    ] as number;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const around = [
        at(column, row),
        at(column - 1, row),
        at(column + 1, row),
        at(column, row - 1),
        at(column, row + 1),
      ];
      around.sort((a, b) => b - a);
      smooth[row * columns + column] = around[2] as number;
    }
  return smooth;
}

function between(position: number, count: number): readonly [number, number, number] {
  const low = Math.min(Math.max(Math.floor(position), 0), count - 1);
  const high = Math.min(low + 1, count - 1);
  return [low, high, Math.min(Math.max(position - low, 0), 1)];
}
