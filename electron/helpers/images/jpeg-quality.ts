/** Sum of the luminance table that ITU-T T.81 gives as an example (table K.1): what libjpeg calls quality 50. */
const SUM_AT_50 = 3688;
const TABLES = 0xdb;
const SCAN = 0xda;
const VALUES = 64;

/**
 * How finely a JPEG was coded, 1 to 100 on the scale of libjpeg, by the sum of its first table of quantisation: coding it again more finely only
 * makes it larger. Undefined where no table stands before the picture.
 */
export function jpegQuality(jpeg: Uint8Array): number | undefined {
  const view = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  for (let at = 2; at + 4 < view.length && view[at] === 0xff; ) {
    const marker = view[at + 1];
    if (marker === SCAN) return undefined;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === TABLES) return qualityOf(view.subarray(at + 4));
    at += 2 + view.readUInt16BE(at + 2);
  }
  return undefined;
}

function qualityOf(table: Buffer): number | undefined {
  const wide = (table[0] ?? 0) >> 4 !== 0;
  if (table.length < 1 + VALUES * (wide ? 2 : 1)) return undefined;
  let sum = 0;
  for (let index = 0; index < VALUES; index++)
    sum += wide ? table.readUInt16BE(1 + 2 * index) : (table[1 + index] as number);
  const percent = (sum / SUM_AT_50) * 100;
  const quality = percent <= 100 ? (200 - percent) / 2 : 5000 / percent;
  return Math.min(100, Math.max(1, Math.round(quality)));
}
