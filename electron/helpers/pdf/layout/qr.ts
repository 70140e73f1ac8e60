import bwip from 'bwip-js/node';

/** Modules of quiet zone that ISO/IEC 18004 asks for on every side. */
const QUIET_MODULES = 4;

/** Boxes of a QR code (ISO/IEC 18004) that fill a square, quiet zone included; lengths in points. Level H bears the loss of a third of it. */
export function qrBoxes(text: string, x: number, y: number, side: number, level: 'M' | 'H' = 'M') {
  const [symbol] = bwip.raw('qrcode', text, `eclevel=${level}`);
  if (symbol === undefined || !('pixs' in symbol)) throw new Error('the QR encoder gave no matrix');
  const { pixs, pixx: modules } = symbol;
  const unit = side / (modules + 2 * QUIET_MODULES);
  const boxes: { x: number; y: number; width: number; height: number }[] = [];
  for (let row = 0; row < modules; row++) {
    for (let column = 0; column < modules; column++) {
      const from = column;
      while (column < modules && pixs[row * modules + column] === 1) column++;
      if (column === from) continue;
      boxes.push({
        x: x + (QUIET_MODULES + from) * unit,
        y: y + (QUIET_MODULES + row) * unit,
        width: (column - from) * unit,
        height: unit,
      });
    }
  }
  return boxes;
}
