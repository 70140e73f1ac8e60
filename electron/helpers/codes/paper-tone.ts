import type { Grey } from './grey.ts';

/** Side of the squares in which the tone of the paper is looked for, as a share of the page's width. */
const SQUARE = 1 / 32;
/** The tone of the paper is that of its lighter dots. */
const LIGHT = 0.8;

/** What paper each square of a page is made of: the tone that four dots of five are not lighter than. */
function paperTones({ pixels, width, height }: Grey) {
  const side = Math.max(4, Math.round(width * SQUARE));
  const [columns, rows] = [Math.ceil(width / side), Math.ceil(height / side)];
  const tones = new Uint8Array(columns * rows);
  const histogram = new Uint32Array(256);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      histogram.fill(0);
      const [right, bottom] = [Math.min(width, (column + 1) * side), Math.min(height, (row + 1) * side)];
      for (let y = row * side; y < bottom; y += 1)
        for (let x = column * side; x < right; x += 1) {
          const tone = pixels[y * width + x] ?? 0;
          histogram[tone] = (histogram[tone] ?? 0) + 1;
        }
      let left = (right - column * side) * (bottom - row * side) * LIGHT;
      let tone = 0;
      while (tone < 255) {
        left -= histogram[tone] ?? 0;
        if (left <= 0) break;
        tone += 1;
      }
      tones[row * columns + column] = tone;
    }
  return { side, columns, rows, tones };
}

/** The page as if its paper were white all over: no fold, no shadow, no colour of its own. */
export function onWhitePaper(grey: Grey): Grey {
  const { pixels, width, height } = grey;
  const { side, columns, rows, tones } = paperTones(grey);
  const white = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y += 1) {
    const down = Math.min(rows - 1, Math.max(0, y / side - 0.5));
    const [top, fall] = [Math.floor(down), down % 1];
    const below = Math.min(rows - 1, top + 1);
    for (let x = 0; x < width; x += 1) {
      const along = Math.min(columns - 1, Math.max(0, x / side - 0.5));
      const [left, lean] = [Math.floor(along), along % 1];
      const right = Math.min(columns - 1, left + 1);
      const upper =
        (tones[top * columns + left] ?? 0) * (1 - lean) + (tones[top * columns + right] ?? 0) * lean;
      const lower =
        (tones[below * columns + left] ?? 0) * (1 - lean) + (tones[below * columns + right] ?? 0) * lean;
      const paper = Math.max(32, upper * (1 - fall) + lower * fall);
      white[y * width + x] = Math.min(255, ((pixels[y * width + x] ?? 0) * 245) / paper);
    }
  }
  return { pixels: white, width, height };
}

/** Left out on each side, as a share of the page: shadows of the edge, staples, the scanner's own lines. */
const EDGE = 0.04;
/** How much darker than its paper a dot is that somebody made, of 255; JPEG's own noise on blank paper stays below. */
const MADE = 22;
/** So few dots are dust. */
const DUST = 0.00025;

/** Whether nothing stands on a page: no print, no stamp, no pencil, and nothing shining through from its other side. */
export function isBlank(grey: Grey): boolean {
  const { pixels, width, height } = onWhitePaper(grey);
  const [edgeX, edgeY] = [Math.round(width * EDGE), Math.round(height * EDGE)];
  let made = 0;
  for (let y = edgeY; y < height - edgeY; y += 1)
    for (let x = edgeX; x < width - edgeX; x += 1) if ((pixels[y * width + x] ?? 0) < 245 - MADE) made += 1;
  return made < (width - 2 * edgeX) * (height - 2 * edgeY) * DUST;
}
