import {
  type Border,
  crossing,
  type FoundPaper,
  LEAST_STEP,
  MEASURED_AT,
  type Photograph,
  type Plane,
} from './find-paper.ts';
import type { Point, Quad } from './flatten.ts';

/** So many places along a side are looked at. */
const PLACES = 100;

/** How far from where it was found a border is sought, and how far once it is nearly there; lengths of a picture of `MEASURED_AT`. */
const REACHES = [9, 3];

/** Moves the corners of a paper to where its borders are on a picture of it, to a part of a pixel; undefined where they are not seen there. */
export function sharpenCorners(
  photograph: Photograph,
  { quad, plane, lighter }: FoundPaper,
): Quad | undefined {
  const picture = { ...photograph, pixels: photograph[plane] };
  let placed: Quad | undefined = quad;
  for (const reach of REACHES) placed = placed && placedWithin(picture, placed, lighter ? 1 : -1, reach);
  return placed;
}

function placedWithin(picture: Plane, quad: Quad, sense: number, reach: number): Quad | undefined {
  const borders = quad.map((corner, at) =>
    sharpened(picture, { from: corner, to: quad[(at + 1) % 4] as Point, sense, reach }),
  );
  const corners = borders.map((border, at) => {
    const before = borders[(at + 3) % 4];
    return border === undefined || before === undefined ? undefined : crossing(before, border);
  });
  if (corners.some((corner) => corner === undefined)) return undefined;
  // A pixel is looked at in its middle.
  return corners.map((corner) => ({ x: (corner?.x ?? 0) + 0.5, y: (corner?.y ?? 0) + 0.5 })) as never;
}

/** A side of the paper; its lighter side is the paper where `sense` is 1, the desk where it is -1. */
interface Side {
  readonly from: Point;
  readonly to: Point;
  readonly sense: number;
  readonly reach: number;
}

/** The border between two corners, from the steepest places across it. Its origin is the left top of the picture. */
function sharpened(picture: Plane, { from, to, sense, reach }: Side): Border | undefined {
  const unit = Math.max(picture.width, picture.height) / MEASURED_AT;
  const long = Math.hypot(to.x - from.x, to.y - from.y);
  const [ahead, aside] = [(to.x - from.x) / long, (to.y - from.y) / long];
  // Clockwise corners have the paper on the right of each side.
  const [inX, inY] = [-aside * sense, ahead * sense];
  const points: { along: number; away: number }[] = [];
  for (let place = 0; place < PLACES; place++) {
    const along = (0.04 + (0.92 * (place + 0.5)) / PLACES) * long;
    const away = steepest(
      picture,
      { x: from.x + ahead * along, y: from.y + aside * along },
      { x: inX, y: inY },
      { unit, reach: Math.ceil(reach * unit) },
    );
    if (away !== undefined) points.push({ along: along - long / 2, away });
  }
  if (points.length < PLACES * 0.6) return undefined;
  const { slope, away } = straight(points, unit);
  const turn = Math.atan(slope);
  const [cos, sin] = [
    inX * Math.cos(turn) - ahead * Math.sin(turn),
    inY * Math.cos(turn) - aside * Math.sin(turn),
  ];
  const middle = { x: (from.x + to.x) / 2 + inX * away, y: (from.y + to.y) / 2 + inY * away };
  return { cos, sin, distance: middle.x * cos + middle.y * sin };
}

/** How far from a point, towards the lighter side, the tone grows most. */
function steepest(
  { width, height, pixels }: Plane,
  at: Point,
  inward: Point,
  { unit, reach }: { unit: number; reach: number },
): number | undefined {
  const wide = Math.max(1, Math.round(unit));
  const tones: number[] = [];
  for (let away = -reach - wide; away <= reach + wide; away++) {
    // Beside the picture its border goes on: no step is seen there.
    const x = Math.min(Math.max(Math.round(at.x + inward.x * away), 0), width - 1);
    const y = Math.min(Math.max(Math.round(at.y + inward.y * away), 0), height - 1);
    tones.push(pixels[y * width + x] as number);
  }
  const step = (middle: number) => {
    let sum = 0;
    for (let away = 0; away < wide; away++)
      sum += (tones[middle + 1 + away] as number) - (tones[middle - away] as number);
    return sum / wide;
  };
  let best = 0;
  let found: number | undefined;
  for (let middle = wide; middle < tones.length - wide - 1; middle++) {
    const value = step(middle);
    if (value > best) [best, found] = [value, middle];
  }
  return found === undefined || best < LEAST_STEP ? undefined : found + 0.5 - reach - wide;
}

/** The line through most points: the middle of slopes between points far apart, then the best through those near it. */
function straight(
  points: readonly { along: number; away: number }[],
  unit: number,
): { slope: number; away: number } {
  const half = Math.floor(points.length / 2);
  const slopes = points.slice(half).map((point, at) => {
    const other = points[at] as { along: number; away: number };
    return (point.away - other.away) / (point.along - other.along);
  });
  let slope = median(slopes);
  let away = median(points.map((point) => point.away - slope * point.along));
  for (const near of [2 * unit, Math.max(1, unit)]) {
    const good = points.filter((point) => Math.abs(point.away - slope * point.along - away) <= near);
    if (good.length < points.length / 3) break;
    const middle = good.reduce((sum, { along }) => sum + along, 0) / good.length;
    const mean = good.reduce((sum, point) => sum + point.away, 0) / good.length;
    const spread = good.reduce((sum, { along }) => sum + (along - middle) ** 2, 0);
    slope = good.reduce((sum, point) => sum + (point.along - middle) * (point.away - mean), 0) / spread;
    away = mean - slope * middle;
  }
  return { slope, away };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
