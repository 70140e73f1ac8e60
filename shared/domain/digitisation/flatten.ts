import * as z from 'zod';

/** Papers that lie under a camera, in millimetres as they stand: A4 and A5 (ISO 216), cards of the format ID-1 (ISO/IEC 7810). */
export const PAPER_SIZES = {
  A4: { width: 210, height: 297 },
  A5: { width: 148, height: 210 },
  'ID-1': { width: 53.98, height: 85.6 },
} as const;
export const PAPERS = ['A4', 'A5', 'ID-1'] as const;
export const PaperSize = z.enum(PAPERS);
export type PaperSize = z.infer<typeof PaperSize>;

/** How a page that the camera took says where it came from: nothing in a photograph tells how large the paper is, so a person does. */
export function cameraSource(paper: PaperSize): string {
  return `${CAMERA}${paper}`;
}
const CAMERA = 'camera:';

/** Which paper lay under the camera; null of a page that came from elsewhere. */
export function paperOfSource(source: string): PaperSize | null {
  return source.startsWith(CAMERA) ? (PaperSize.safeParse(source.slice(CAMERA.length)).data ?? null) : null;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Corners of a paper, clockwise from the one at the left of its top. */
export type Quad = readonly [Point, Point, Point, Point];

/** Corners are kept in ten-thousandths of the upright picture's width and height. */
const WHOLE = 10_000;
/** A corner may lie a little beside the picture: the sides of the paper then meet there. */
const BESIDE = WHOLE / 10;
const Corner = z.strictObject({
  x: z
    .int()
    .min(-BESIDE)
    .max(WHOLE + BESIDE),
  y: z
    .int()
    .min(-BESIDE)
    .max(WHOLE + BESIDE),
});

/** Clockwise from the left of the paper's top; each bends the same way, so that the four are a paper and no bow. */
export const Corners = z
  .tuple([Corner, Corner, Corner, Corner])
  .refine((corners) => isConvex(corners) && areaOf(corners) >= (WHOLE * WHOLE) / 200);
export type Corners = z.infer<typeof Corners>;

/** A photograph made into the paper that it shows: seen from straight above, and as large as the paper is. */
export const Flatten = z.strictObject({
  corners: Corners,
  paper: PaperSize,
  /** The paper lies on its long side. */
  lying: z.boolean(),
});
export type Flatten = z.infer<typeof Flatten>;

/** All of the picture, as if it were the paper. */
export const WHOLE_PICTURE: Corners = [
  { x: 0, y: 0 },
  { x: WHOLE, y: 0 },
  { x: WHOLE, y: WHOLE },
  { x: 0, y: WHOLE },
];

/** More dots in an inch show no letter better and only fill the memory. */
const MOST_DPI = 600;
const MM_OF_INCH = 25.4;
/** How far the lens of a usual camera stands from its picture, in lengths of the longer side: about 53 degrees are seen. */
const LENS = 1;

/** Corners in shares of the picture, as they are kept, from pixels; undefined where they can be none. */
export function cornersOf(quad: Quad, size: Size): Corners | undefined {
  const kept = quad.map(({ x, y }) => ({
    x: Math.round((x / size.width) * WHOLE),
    y: Math.round((y / size.height) * WHOLE),
  }));
  return Corners.safeParse(kept).data;
}

/** The corners in pixels of a picture of this size. */
export function quadOf(corners: Corners, { width, height }: Size): Quad {
  return corners.map(({ x, y }) => ({ x: (x / WHOLE) * width, y: (y / WHOLE) * height })) as never;
}

/** Millimetres across and down of the paper as it lies in the picture. */
function paperSize({ paper, lying }: Pick<Flatten, 'paper' | 'lying'>): Size {
  const { width, height } = PAPER_SIZES[paper];
  return lying ? { width: height, height: width } : { width, height };
}

/**
 * Dots in an inch of paper in the photograph, of `size` pixels: those of the side that has the fewest, so that no part is said to be finer
 * than its picture is.
 */
export function photographedDpi({ corners, ...paper }: Flatten, size: Size): number {
  const { width, height } = paperSize(paper);
  const [topLeft, topRight, bottomRight, bottomLeft] = quadOf(corners, size);
  const perMm = [
    distance(topLeft, topRight) / width,
    distance(bottomLeft, bottomRight) / width,
    distance(topLeft, bottomLeft) / height,
    distance(topRight, bottomRight) / height,
  ];
  return Math.min(...perMm) * MM_OF_INCH;
}

/** The most that the dots in an inch of a paper can be that lies somewhere in a picture of this size. */
export function mostDpi(paper: PaperSize, { width, height }: Size): number {
  const fitted = (lying: boolean) => {
    const sheet = paperSize({ paper, lying });
    return Math.min(width / sheet.width, height / sheet.height);
  };
  return Math.max(fitted(false), fitted(true)) * MM_OF_INCH;
}

/** Pixels and dots in an inch of the flattened page: no more than the photograph has. */
export function flattenedSize(flatten: Flatten, photograph: Size): Size & { dpi: number } {
  const { width, height } = paperSize(flatten);
  const dpi = Math.min(photographedDpi(flatten, photograph), MOST_DPI);
  const dots = (millimetres: number) => Math.max(8, Math.round((millimetres * dpi) / MM_OF_INCH));
  return { width: dots(width), height: dots(height), dpi };
}

/** A projective map of the plane: row by row, the last entry being 1 where it can be. */
export type Projection = readonly [number, number, number, number, number, number, number, number, number];

/** From the unit square, clockwise from its left top, onto four corners (Heckbert, Fundamentals of Texture Mapping, 1989, 2.2.3). */
export function ontoCorners([a, b, c, d]: Quad): Projection {
  const [sumX, sumY] = [a.x - b.x + c.x - d.x, a.y - b.y + c.y - d.y];
  const [rightX, rightY] = [b.x - c.x, b.y - c.y];
  const [leftX, leftY] = [d.x - c.x, d.y - c.y];
  const whole = rightX * leftY - leftX * rightY;
  const g = (sumX * leftY - leftX * sumY) / whole;
  const h = (rightX * sumY - sumX * rightY) / whole;
  return [
    b.x - a.x + g * b.x,
    d.x - a.x + h * d.x,
    a.x,
    b.y - a.y + g * b.y,
    d.y - a.y + h * d.y,
    a.y,
    g,
    h,
    1,
  ];
}

/** The way back of a projection. */
export function inverse([a, b, c, d, e, f, g, h, i]: Projection): Projection {
  const whole = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  const parts = [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ];
  return parts.map((part) => part / whole) as never;
}

/** Where a projection carries a point. */
export function projected([a, b, c, d, e, f, g, h, i]: Projection, { x, y }: Point): Point {
  const depth = g * x + h * y + i;
  return { x: (a * x + b * y + c) / depth, y: (d * x + e * y + f) / depth };
}

/** From shares of the photograph (0 to 1) to shares of the flattened page. */
export function flattening({ corners }: Flatten): Projection {
  return inverse(ontoCorners(quadOf(corners, { width: 1, height: 1 })));
}

/**
 * How much wider than high the flat thing is that a usual camera, looking at the middle of its picture, shows with these corners: what leans away
 * is longer than it looks (Zhang and He, Whiteboard Scanning and Image Enhancement, 2007, with the lens taken as known).
 */
export function aspectOf(quad: Quad, { width, height }: Size): number {
  const lens = LENS * Math.max(width, height);
  const middle = ({ x, y }: Point) => ({ x: (x - width / 2) / lens, y: (y - height / 2) / lens });
  const [a, b, , d, e, , g, h] = ontoCorners(quad.map(middle) as never);
  return Math.hypot(a, d, g) / Math.hypot(b, e, h);
}

/** Whether a paper of this size lies on its long side, by the corners that it has in a picture of `size` pixels. */
export function liesOnSide(quad: Quad, size: Size): boolean {
  return aspectOf(quad, size) > 1;
}

function isConvex(corners: Quad): boolean {
  return corners.every((corner, at) => {
    const [next, after] = [corners[(at + 1) % 4] as Point, corners[(at + 2) % 4] as Point];
    return (next.x - corner.x) * (after.y - next.y) - (next.y - corner.y) * (after.x - next.x) > 0;
  });
}

/** Twice-signed sums of corners that run clockwise on a picture, whose y grows downwards. */
export function areaOf(corners: Quad): number {
  const parts = corners.map(({ x, y }, at) => {
    const next = corners[(at + 1) % 4] as Point;
    return x * next.y - y * next.x;
  });
  return parts.reduce((sum, part) => sum + part, 0) / 2;
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
