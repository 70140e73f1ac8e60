import * as z from 'zod';
import { PageFrame, type PageMeasures } from './page-measures.ts';

/**
 * What is done to a page when the digital copy is made, in this order; the picture itself is never changed. Taking a step back is leaving it
 * out of the list.
 */
export const CleanUp = z.strictObject({
  /** Degrees by which the page is turned anticlockwise to stand straight, about its middle. */
  straighten: z.number().min(-10).max(10),
  /** What is kept of the straightened page; null is all of the picture. */
  crop: PageFrame.nullable(),
  /** By how much every tone is multiplied so that the paper is white; 1 leaves it. */
  whiten: z.number().min(1).max(2),
  /** Degrees by which it is turned clockwise at last. */
  turn: z.literal([0, 90, 180, 270]),
});
export type CleanUp = z.infer<typeof CleanUp>;

/** The page as the scanner made it. */
export const AS_SCANNED: CleanUp = { straighten: 0, crop: null, whiten: 1, turn: 0 };

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
    straighten: skew !== null && Math.abs(skew) >= STRAIGHTEN_FROM ? skew : 0,
    crop: frame,
    whiten: greyed ? Math.round((255 / paperTone) * 100) / 100 : 1,
    turn: 0,
  };
}

/** Whether the pixels stay as they are: a page that is only turned keeps the scanner's bytes. */
export function keepsPixels({ straighten, crop, whiten }: CleanUp): boolean {
  return straighten === 0 && crop === null && whiten === 1;
}
