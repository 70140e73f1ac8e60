import * as z from 'zod';
import { Corners, Flatten, PaperSize } from './flatten.ts';

/**
 * A part of a page in ten-thousandths of its width and height, in the frame that is left when the page is turned straight about its middle;
 * below 0 and above 10,000 where turning carries ink out of the picture.
 */
export const WHOLE = 10_000;
export const PageFrame = z.strictObject({
  left: z.int(),
  top: z.int(),
  right: z.int(),
  bottom: z.int(),
});
export type PageFrame = z.infer<typeof PageFrame>;

/** The sides of a page. */
const PAGE_SIDES = ['left', 'top', 'right', 'bottom'] as const;

/** What was seen in a photograph of a paper. */
const PhotoMeasures = z.strictObject({
  /** What is said to lie there; sizes are known by nothing else. */
  paper: PaperSize,
  /** Pixels of the photograph itself. */
  size: z.strictObject({ width: z.int().positive(), height: z.int().positive() }),
  /** Null where the sides of the paper are not seen from corner to corner. */
  outline: z.strictObject({ corners: Corners, lying: z.boolean() }).nullable(),
  /** How it was made flat before everything else was measured; null when it was measured as it is. */
  flattened: Flatten.nullable(),
});

/** What was measured on the picture of a page as it lies upright, of a photograph as it was made flat. Numbers only: what they mean is decided by `page-findings.ts`. */
export const PageMeasures = z.strictObject({
  /** Pixels. */
  width: z.int().positive(),
  height: z.int().positive(),
  /** Dots per inch at the scale at which the page stands in the digital copy. */
  dpi: z.number().positive(),
  /** Degrees by which what is on the page is turned clockwise; null where no lines tell. */
  skew: z.number().nullable(),
  /** The lines stand upright. */
  sideways: z.boolean(),
  /** The lines stand on their heads, as far as the marks above and below them tell; null where they do not. */
  upsideDown: z.boolean().nullable(),
  /** What is kept when the page is straightened: the paper on a dark lid, else the picture, and all ink; null where that is the picture as it is. */
  frame: PageFrame.nullable(),
  /** Tone of the paper, 0 black to 255 white. */
  paperTone: z.number(),
  /** Whether the paper has no colour of its own. */
  neutral: z.boolean(),
  /** How much darker than the paper the ink is, 0 to 255; null where there is none. */
  contrast: z.number().nullable(),
  inkShare: z.number(),
  /** Length of all that is written, in millimetres; dust, holes and edges apart. */
  contentMm: z.number(),
  /** Width of the border between ink and paper in thousandths of a millimetre; null where too little is written. */
  borderUm: z.number().nullable(),
  /** Sides where text runs into the border. */
  cut: z.array(z.enum(PAGE_SIDES)),
  content: z.enum(['colour', 'grey', 'black-white']),
  /** The picture itself knows no colours; false also where that was not looked at yet. */
  inGrey: z.boolean().default(false),
  /** Null of a scan. */
  photo: PhotoMeasures.nullable().default(null),
  /** Whether the page before it in the component is the same sheet. */
  sameAsBefore: z.boolean(),
});
export type PageMeasures = z.infer<typeof PageMeasures>;
