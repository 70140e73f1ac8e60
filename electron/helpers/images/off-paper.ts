import { percentile, type Raster } from './raster.ts';

/** Side of a cell; what is narrower is no lid. */
const CELL_MM = 2;
/** A lid is darker than this share of the paper's tone, in so many pixels of a cell. */
const LID_SHARE = 0.5;
const FULL = 0.85;

/** Wipes out what lies beside the paper: the dark of a scanner's lid that comes in from the border, and the rim where the two meet. */
export function wipeOffPaper(dark: Uint8Array, { width, height, pixels, perMm }: Raster): void {
  const side = Math.max(2, Math.round(CELL_MM * perMm));
  const [columns, rows] = [Math.ceil(width / side), Math.ceil(height / side)];
  const limit = percentile(pixels, 0.85, 7) * LID_SHARE;
  const state = new Uint8Array(columns * rows);
  const waiting: number[] = [];
  const isLid = (cell: number) => {
    const [left, top] = [(cell % columns) * side, Math.floor(cell / columns) * side];
    let [under, looked] = [0, 0];
    for (let y = top; y < Math.min(top + side, height); y++)
      for (let x = left; x < Math.min(left + side, width); x++) {
        looked++;
        if ((pixels[y * width + x] as number) < limit) under++;
      }
    return under >= looked * FULL;
  };
  const visit = (cell: number) => {
    if (state[cell] !== 0) return;
    state[cell] = isLid(cell) ? 2 : 1;
    if (state[cell] === 2) waiting.push(cell);
  };
  for (let column = 0; column < columns; column++) {
    visit(column);
    visit((rows - 1) * columns + column);
  }
  for (let row = 0; row < rows; row++) {
    visit(row * columns);
    visit(row * columns + columns - 1);
  }
  for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
    wipe(dark, width, height, (cell % columns) * side, Math.floor(cell / columns) * side, side);
    if (cell % columns > 0) visit(cell - 1);
    if (cell % columns < columns - 1) visit(cell + 1);
    if (cell >= columns) visit(cell - columns);
    if (cell < (rows - 1) * columns) visit(cell + columns);
  }
}

function wipe(
  dark: Uint8Array,
  width: number,
  height: number,
  left: number,
  top: number,
  side: number,
): void {
  const [from, to] = [Math.max(left - side, 0), Math.min(left + 2 * side, width)];
  for (let y = Math.max(top - side, 0); y < Math.min(top + 2 * side, height); y++)
    dark.fill(0, y * width + from, y * width + to);
}
