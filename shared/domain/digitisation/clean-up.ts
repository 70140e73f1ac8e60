import * as z from 'zod';
import { Flatten } from './flatten.ts';
import { PageFrame, type PageMeasures } from './page-measures.ts';

/**
 * The tones in which a page goes into the digital copy. Colour is the rule: a red seal and a signature in blue are evidence. Black and white is
 * one bit a pixel, for pages where nothing but the words counts.
 */
export const TONES = ['colour', 'grey', 'black-white'] as const;
export type Tones = (typeof TONES)[number];

/**
 * What is done to a page when the digital copy is made, in this order; the picture itself is never changed. Taking a step back is leaving it
 * out of the list. Whole numbers only, as in everything that is hashed.
 */
export const CleanUp = z.strictObject({
  /** The paper in a photograph, made flat; all that follows is done to that. Null is a picture as it is. */
  flatten: Flatten.nullable().default(null),
  /** Hundredths of a degree by which the page is turned anticlockwise to stand straight, about its middle. */
  straighten: z.int().min(-1000).max(1000),
  /** What is kept of the straightened page; null is all of the picture. */
  crop: PageFrame.nullable(),
  /** Per cent to which every tone is raised so that the paper is white; 100 leaves it. */
  whiten: z.int().min(100).max(200),
  /** Degrees by which it is turned clockwise at last. */
  turn: z.literal([0, 90, 180, 270]),
  /** In which tones it goes in; last of all but the turn. What was chosen before there was a choice is colour. */
  tones: z.enum(TONES).default('colour'),
});
export type CleanUp = z.infer<typeof CleanUp>;

/** The page as the scanner or the camera made it. */
export const AS_SCANNED: CleanUp = {
  flatten: null,
  straighten: 0,
  crop: null,
  whiten: 100,
  turn: 0,
  tones: 'colour',
};

/** Nobody sees less; turning by less would only soften the letters. */
export const STRAIGHTEN_FROM = 0.3;
/** Neutral paper between these tones is made white: lighter is white already, darker is a fault of the scan that whitening would hide. */
const WHITEN_BELOW = 225;
const WHITEN_FROM = 160;

/**
 * What the measures of a page ask for; of a photograph first that it is made flat, as the paper that was said to lie there. The rest waits until the
 * flat page has been measured; a photograph that is not flat is kept whole. The
 * tones stay colour, which only a person takes away ({@link mayBeGrey}).
 */
export function proposeCleanUp(measures: PageMeasures): CleanUp {
  const { skew, frame, paperTone, neutral, photo } = measures;
  const flatten =
    photo === null || photo.outline === null
      ? null
      : { corners: photo.outline.corners, paper: photo.paper, lying: photo.outline.lying };
  const isUnlike = !isSameFlatten(flatten, photo?.flattened ?? null);
  if (isUnlike || (photo !== null && flatten === null)) return { ...AS_SCANNED, flatten };
  const greyed = neutral && paperTone < WHITEN_BELOW && paperTone >= WHITEN_FROM;
  return {
    flatten,
    straighten: skew !== null && Math.abs(skew) >= STRAIGHTEN_FROM ? Math.round(skew * 100) : 0,
    crop: frame,
    whiten: greyed ? Math.round((255 / paperTone) * 100) : 100,
    turn: 0,
    tones: 'colour',
  };
}

/** Whether two ways to make a photograph flat are one. */
export function isSameFlatten(one: Flatten | null, other: Flatten | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether colour was found on a page: a seal, ink, or the paper. */
export function hasColour({ content, neutral }: PageMeasures): boolean {
  return content === 'colour' || !neutral;
}

/** Whether grey is proposed for a page: nothing that was seen would be lost, and its picture is not grey already. */
export function mayBeGrey(measures: PageMeasures): boolean {
  return !hasColour(measures) && !measures.inGrey;
}

/** Whether the pixels stay as they are: a page that is only turned keeps the scanner's bytes. */
export function keepsPixels({ flatten, straighten, crop, whiten, tones }: CleanUp): boolean {
  return flatten === null && straighten === 0 && crop === null && whiten === 100 && tones === 'colour';
}

/** The next tones in turn: colour, grey, black and white. */
export function nextTones(tones: Tones): Tones {
  return TONES[(TONES.indexOf(tones) + 1) % TONES.length] ?? 'colour';
}

/** One quarter further clockwise. */
export function turned(cleanUp: CleanUp): CleanUp {
  return { ...cleanUp, turn: ((cleanUp.turn + 90) % 360) as CleanUp['turn'] };
}
