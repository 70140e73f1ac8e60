import * as z from 'zod';
import { PageFrame, type PageMeasures } from './page-measures.ts';

/**
 * What is done to a page when the digital copy is made, in this order; the picture itself is never changed. Taking a step back is leaving it
 * out of the list. Whole numbers only, as in everything that is hashed.
 */
export const CleanUp = z.strictObject({
  /** Hundredths of a degree by which the page is turned anticlockwise to stand straight, about its middle. */
  straighten: z.int().min(-1000).max(1000),
  /** What is kept of the straightened page; null is all of the picture. */
  crop: PageFrame.nullable(),
  /** Per cent to which every tone is raised so that the paper is white; 100 leaves it. */
  whiten: z.int().min(100).max(200),
  /** Degrees by which it is turned clockwise at last. */
  turn: z.literal([0, 90, 180, 270]),
});
export type CleanUp = z.infer<typeof CleanUp>;

/** The page as the scanner made it. */
export const AS_SCANNED: CleanUp = { straighten: 0, crop: null, whiten: 100, turn: 0 };

/** Nobody sees less; turning by less would only soften the letters. */
export const STRAIGHTEN_FROM = 0.3;
/** Neutral paper between these tones is made white: lighter is white already, darker is a fault of the scan that whitening would hide. */
const WHITEN_BELOW = 225;
const WHITEN_FROM = 160;

/** What the measures of a page ask for. */
export function proposeCleanUp(measures: PageMeasures): CleanUp {
  const { skew, frame, paperTone, neutral } = measures;
  const greyed = neutral && paperTone < WHITEN_BELOW && paperTone >= WHITEN_FROM;
  return {
    straighten: skew !== null && Math.abs(skew) >= STRAIGHTEN_FROM ? Math.round(skew * 100) : 0,
    crop: frame,
    whiten: greyed ? Math.round((255 / paperTone) * 100) : 100,
    turn: 0,
  };
}

/** Whether the pixels stay as they are: a page that is only turned keeps the scanner's bytes. */
export function keepsPixels({ straighten, crop, whiten }: CleanUp): boolean {
  return straighten === 0 && crop === null && whiten === 100;
}

/** One quarter further clockwise. */
export function turned(cleanUp: CleanUp): CleanUp {
  return { ...cleanUp, turn: ((cleanUp.turn + 90) % 360) as CleanUp['turn'] };
}
