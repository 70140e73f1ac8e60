/** A page as it lies upright, one byte a pixel. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  /** Pixels in a millimetre of paper. */
  readonly perMm: number;
}

/** A part of a raster in its pixels; right and bottom are outside. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The tone below which so large a share of the pixels lies. */
export function percentile(pixels: Uint8Array, share: number, step = 1): number {
  const counts = new Uint32Array(256);
  let seen = 0;
  for (let at = 0; at < pixels.length; at += step) {
    const tone = pixels[at] as number;
    counts[tone] = (counts[tone] as number) + 1;
    seen++;
  }
  let below = 0;
  for (let tone = 0; tone < 256; tone++) {
    below += counts[tone] as number;
    if (below >= seen * share) return tone;
  }
  return 255;
}
