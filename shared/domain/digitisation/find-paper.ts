import {
  areaOf,
  aspectOf,
  PAPER_SIZES,
  type PaperSize,
  type Point,
  type Quad,
  type Size,
} from './flatten.ts';

/**
 * An upright photograph, one byte a pixel in each plane. Two tell more than one: white paper on a white desk differs in `light`, a tinted paper on
 * one as light as itself in `white`.
 */
export interface Photograph extends Size {
  /** How light it is. */
  readonly light: Uint8Array;
  /** How white: the weakest of red, green and blue. */
  readonly white: Uint8Array;
}
const PLANES = ['light', 'white'] as const;

/** One plane of a photograph. */
export interface Plane extends Size {
  readonly pixels: Uint8Array;
}

/** The planes of a picture with three or four bytes a pixel, red, green and blue first. */
export function photographOf(
  data: Uint8Array | Uint8ClampedArray,
  { width, height }: Size,
  channels: 3 | 4,
): Photograph {
  const [light, white] = [new Uint8Array(width * height), new Uint8Array(width * height)];
  for (let pixel = 0, at = 0; pixel < light.length; pixel++, at += channels) {
    const [red, green, blue] = [data[at] as number, data[at + 1] as number, data[at + 2] as number];
    light[pixel] = (red * 77 + green * 151 + blue * 28) >> 8;
    white[pixel] = red < green ? (red < blue ? red : blue) : green < blue ? green : blue;
  }
  return { width, height, light, white };
}

/** The paper in a photograph, and how well its sides are seen (0 to 1). */
export interface FoundPaper {
  readonly quad: Quad;
  readonly score: number;
  /** In which plane of the photograph, and whether the paper is lighter there than what it lies on. */
  readonly plane: (typeof PLANES)[number];
  readonly lighter: boolean;
}

/** A straight border: `x cos + y sin = distance` from the middle of the picture, lighter where the normal points. */
export interface Border {
  readonly cos: number;
  readonly sin: number;
  readonly distance: number;
}

/** A border with the places along it, a pixel apart, where one side is lighter than the other. */
interface SeenBorder extends Border {
  /** How many places are lighter up to each. */
  readonly seen: Uint16Array;
  /** The place nearest to the middle of the picture. */
  readonly half: number;
}

/** Pixels at which the tone changes most across, with the direction in which it grows lighter and by how many tones it does. */
interface Edges {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly angle: readonly number[];
  readonly step: readonly number[];
}

interface Votes {
  readonly counts: Float32Array;
  readonly bins: number;
  readonly width: number;
}

/** Lengths below are pixels of a picture that is so long. */
export const MEASURED_AT = 480;
/** What is compared on both sides of a border: farther away than a printed line is wide. */
const STRIP = [3, 5, 8];
/** Tones between paper and desk at least; a smaller step is grain. */
export const LEAST_STEP = 3;
/** More tones count no more: white paper on a white desk has few, white paper on the grain of wood must outweigh it. */
const FULL_STEPS = [14, 70];
/** Slope of tone below which there is no border at all. */
const LEAST_SLOPE = 0.7;
/** Directions that are told apart; a border's own is known to a few steps. */
const ANGLES = 180;
const STEP = (2 * Math.PI) / ANGLES;
const SPREAD = 3;
const BIN = 1.5;
/** So many borders are tried for each side by each of the two, those first for which most edges speak. */
const BORDERS = 9;
const LEAST_VOTES = 60;
/** A side of the paper is turned by less than so many steps from level or upright. */
const SECTOR = 26;
/** So much of each side is seen, and nowhere is more unseen at a stretch: edges reach the corners, lines of text do not. */
const SEEN = 0.75;
const UNSEEN = 0.15;
/** What is smaller shows too little to be read, and is more likely a thing on the desk: share of the picture. */
const LEAST_AREA: Record<PaperSize, number> = { A4: 0.1, A5: 0.07, 'ID-1': 0.025 };
/** Which way a light paper lies from its top, right, bottom and left, in steps of the angle; y grows downwards. */
const INWARD = [ANGLES / 4, ANGLES / 2, (ANGLES * 3) / 4, 0];

/**
 * Finds the corners of the paper that lies on a desk by its straight borders; undefined where no four of them make a sheet whose sides are seen
 * from corner to corner. A picture of 300 to 500 pixels is enough; `place-corners.ts` places the corners on a larger one.
 */
export function findPaper(photograph: Photograph, paper: PaperSize): FoundPaper | undefined {
  const { width, height } = photograph;
  let best: FoundPaper | undefined;
  for (const plane of PLANES) {
    const sought = { width, height, paper, plane, unit: Math.max(width, height) / MEASURED_AT };
    const tones = smoothed({ width, height, pixels: photograph[plane] });
    const edges = edgesOf(tones, sought);
    const votes = FULL_STEPS.map((full) => votesOf(edges, full, sought));
    for (const lighter of [true, false]) {
      const sides = INWARD.map((inward) => {
        const borders = strongest(votes, lighter ? inward : (inward + ANGLES / 2) % ANGLES);
        const each = distinct(
          borders.map((border) => fitted(border, edges, sought)),
          sought,
        );
        return each.map((border) => seenAlong(border, tones, sought));
      });
      best = bestOf(sides, sought, lighter, best);
    }
  }
  return best;
}

/** What is looked for, in a picture of which size; a length of `MEASURED_AT` is so many of its pixels. */
interface Sought extends Size {
  readonly paper: PaperSize;
  readonly plane: FoundPaper['plane'];
  readonly unit: number;
}

/** Two passes of a box of three: grain goes, borders stay. */
function smoothed({ width, height, pixels }: Plane): Float32Array {
  let from: Float32Array | Uint8Array = pixels;
  for (let pass = 0; pass < 2; pass++) {
    const across = new Float32Array(width * height);
    for (let y = 0; y < height; y++)
      for (let x = 0, at = y * width; x < width; x++, at++) {
        const [left, right] = [x === 0 ? at : at - 1, x === width - 1 ? at : at + 1];
        across[at] = ((from[left] as number) + (from[at] as number) + (from[right] as number)) / 3;
      }
    const down = new Float32Array(width * height);
    for (let y = 0; y < height; y++) {
      const [above, below] = [y === 0 ? 0 : -width, y === height - 1 ? 0 : width];
      for (let x = 0, at = y * width; x < width; x++, at++)
        down[at] =
          ((across[at + above] as number) + (across[at] as number) + (across[at + below] as number)) / 3;
    }
    from = down;
  }
  return from as Float32Array;
}

/** The steepest pixel across each border that has one tone on this side and another on that: no line, no letter, no grain of wood. */
function edgesOf(tones: Float32Array, sought: Sought): Edges {
  const { width, height } = sought;
  const edges = { x: [] as number[], y: [] as number[], angle: [] as number[], step: [] as number[] };
  const slope = new Float32Array(width * height);
  const tone = (at: number) => tones[at] as number;
  for (let y = 2; y < height - 2; y++)
    for (let x = 2, at = y * width + 2; x < width - 2; x++, at++)
      slope[at] = Math.hypot(tone(at + 1) - tone(at - 1), tone(at + width) - tone(at - width)) / 2;
  for (let y = 3; y < height - 3; y++)
    for (let x = 3, at = y * width + 3; x < width - 3; x++, at++) {
      const steep = slope[at] as number;
      if (steep < LEAST_SLOPE) continue;
      const [right, down] = [tone(at + 1) - tone(at - 1), tone(at + width) - tone(at - width)];
      const steps =
        Math.abs(right) > 2.4 * Math.abs(down)
          ? 1
          : Math.abs(down) > 2.4 * Math.abs(right)
            ? width
            : right * down > 0
              ? width + 1
              : width - 1;
      if (steep < (slope[at + steps] as number) || steep <= (slope[at - steps] as number)) continue;
      const step = stepAcross(tones, sought, { x, y }, right / (2 * steep), down / (2 * steep));
      if (step < LEAST_STEP) continue;
      edges.step.push(step);
      edges.x.push(x - width / 2);
      edges.y.push(y - height / 2);
      edges.angle.push((Math.atan2(down, right) / STEP + ANGLES) % ANGLES);
    }
  return edges;
}

/** By how many tones it is lighter some way along the normal than some way against it. */
function stepAcross(
  tones: Float32Array,
  { width, height, unit }: Sought,
  at: Point,
  cos: number,
  sin: number,
): number {
  let [sum, looked] = [0, 0];
  for (const away of STRIP) {
    const [right, down] = [cos * away * unit, sin * away * unit];
    const [lightX, lightY] = [Math.round(at.x + right), Math.round(at.y + down)];
    const [darkX, darkY] = [Math.round(at.x - right), Math.round(at.y - down)];
    if (lightX < 0 || lightY < 0 || lightX >= width || lightY >= height) continue;
    if (darkX < 0 || darkY < 0 || darkX >= width || darkY >= height) continue;
    sum += (tones[lightY * width + lightX] as number) - (tones[darkY * width + darkX] as number);
    looked++;
  }
  return looked === 0 ? 0 : sum / looked;
}

const COSINES = Float64Array.from({ length: ANGLES }, (_, angle) => Math.cos(angle * STEP));
const SINES = Float64Array.from({ length: ANGLES }, (_, angle) => Math.sin(angle * STEP));

/** Each edge votes for the borders that it may be part of (Hough's transform, with the direction of the edge). */
function votesOf({ x, y, angle, step }: Edges, full: number, { width, height, unit }: Sought): Votes {
  const bins = 2 * Math.ceil(Math.hypot(width, height) / 2 / (BIN * unit)) + 3;
  const counts = new Float32Array(ANGLES * bins);
  for (let at = 0; at < x.length; at++)
    for (let turn = -SPREAD; turn <= SPREAD; turn++) {
      const to = (Math.round(angle[at] as number) + turn + ANGLES) % ANGLES;
      const distance =
        (x[at] as number) * (COSINES[to] as number) + (y[at] as number) * (SINES[to] as number);
      const cell = to * bins + Math.round(distance / (BIN * unit)) + (bins >> 1);
      counts[cell] = (counts[cell] as number) + Math.min(step[at] as number, full);
    }
  return { counts, bins, width: BIN * unit };
}

/** The borders of one side for which most edges speak, no two of them the same. */
function strongest(votes: readonly Votes[], inward: number): Border[] {
  const taken: number[] = [];
  for (const { counts, bins } of votes) {
    const enough = taken.length + BORDERS;
    for (const cell of peaksOf(counts, bins, inward)) {
      if (taken.length === enough) break;
      const isSame = (other: number) => {
        const turn = Math.abs(Math.floor(other / bins) - Math.floor(cell / bins));
        return Math.min(turn, ANGLES - turn) <= SPREAD && Math.abs((other % bins) - (cell % bins)) <= 3;
      };
      if (!taken.some(isSame)) taken.push(cell);
    }
  }
  const { bins, width } = votes[0] as Votes;
  return taken.map((cell) => {
    const angle = Math.floor(cell / bins);
    return {
      cos: COSINES[angle] as number,
      sin: SINES[angle] as number,
      distance: ((cell % bins) - (bins >> 1)) * width,
    };
  });
}

/** Where more speak for a border than for those right beside it, the most first. */
function peaksOf(counts: Float32Array, bins: number, inward: number): number[] {
  const cells: number[] = [];
  for (let turn = -SECTOR; turn <= SECTOR; turn++) {
    const angle = (inward + turn + ANGLES) % ANGLES;
    for (let cell = angle * bins + 1; cell < (angle + 1) * bins - 1; cell++) {
      const count = counts[cell] as number;
      if (
        count >= LEAST_VOTES &&
        count >= (counts[cell - 1] as number) &&
        count > (counts[cell + 1] as number)
      )
        cells.push(cell);
    }
  }
  return cells.sort((one, other) => (counts[other] as number) - (counts[one] as number));
}

/** The straight line through the edges beside a border. */
function fitted(border: Border, { x, y, angle }: Edges, { unit }: Sought): Border {
  let { cos, sin, distance } = border;
  for (const near of [3 * unit, 1.5 * unit]) {
    const along = Math.atan2(sin, cos) / STEP;
    let [count, sumX, sumY, sumXX, sumXY, sumYY] = [0, 0, 0, 0, 0, 0];
    for (let at = 0; at < x.length; at++) {
      const [px, py] = [x[at] as number, y[at] as number];
      if (Math.abs(px * cos + py * sin - distance) > near) continue;
      const turn = Math.abs((angle[at] as number) - along + 2 * ANGLES) % ANGLES;
      if (Math.min(turn, ANGLES - turn) > 2 * SPREAD) continue;
      count++;
      sumX += px;
      sumY += py;
      sumXX += px * px;
      sumXY += px * py;
      sumYY += py * py;
    }
    if (count < 8) break;
    const [middleX, middleY] = [sumX / count, sumY / count];
    const [xx, xy, yy] = [
      sumXX / count - middleX ** 2,
      sumXY / count - middleX * middleY,
      sumYY / count - middleY ** 2,
    ];
    const run = Math.atan2(2 * xy, xx - yy) / 2;
    const [nextCos, nextSin] = [-Math.sin(run), Math.cos(run)];
    const sense = nextCos * cos + nextSin * sin < 0 ? -1 : 1;
    [cos, sin] = [nextCos * sense, nextSin * sense];
    distance = middleX * cos + middleY * sin;
  }
  return { cos, sin, distance };
}

/** Each border once: several often come to be the same when they are fitted. */
function distinct(borders: readonly Border[], { unit }: Sought): Border[] {
  return borders.filter(
    (border, at) =>
      !borders
        .slice(0, at)
        .some(
          (other) =>
            Math.abs(border.distance - other.distance) < unit &&
            border.cos * other.cos + border.sin * other.sin > 0.99995,
        ),
  );
}

/** Looks along a border where its one side is lighter than the other. */
function seenAlong(border: Border, tones: Float32Array, sought: Sought): SeenBorder {
  const { width, height } = sought;
  const { cos, sin, distance } = border;
  const half = Math.ceil(Math.hypot(width, height) / 2) + 2;
  const seen = new Uint16Array(2 * half + 2);
  const [fromX, fromY] = [width / 2 + cos * distance, height / 2 + sin * distance];
  for (let place = 0; place <= 2 * half; place++) {
    const at = { x: fromX - sin * (place - half), y: fromY + cos * (place - half) };
    const isSeen = stepAcross(tones, sought, at, cos, sin) >= LEAST_STEP;
    seen[place + 1] = (seen[place] as number) + (isSeen ? 1 : 0);
  }
  return { ...border, seen, half };
}

/** The best sheet that the borders of four sides make, if it is better than `best`. */
function bestOf(
  [tops = [], rights = [], bottoms = [], lefts = []]: readonly (readonly SeenBorder[])[],
  size: Sought,
  lighter: boolean,
  best: FoundPaper | undefined,
): FoundPaper | undefined {
  let found = best;
  const whole = size.width * size.height;
  for (const top of tops)
    for (const left of lefts) {
      const topLeft = inside(crossing(left, top), size);
      if (topLeft === undefined) continue;
      for (const right of rights) {
        const topRight = inside(crossing(top, right), size);
        if (topRight === undefined) continue;
        for (const bottom of bottoms) {
          const [bottomRight, bottomLeft] = [
            inside(crossing(right, bottom), size),
            inside(crossing(bottom, left), size),
          ];
          if (bottomRight === undefined || bottomLeft === undefined) continue;
          const quad: Quad = [topLeft, topRight, bottomRight, bottomLeft];
          const area = areaOf(quad);
          if (area < LEAST_AREA[size.paper] * whole || !isSheet(quad)) continue;
          // Each border could be that of the side across as well: then the sheet is the light one that was looked for before.
          if (isLight(bottomRight, top) !== lighter || isLight(topLeft, bottom) !== lighter) continue;
          const most = Math.sqrt(area / whole) * likeness(quad, size);
          if (most <= (found?.score ?? 0)) continue;
          const score = most * seenShare(quad, [top, right, bottom, left]);
          if (score > (found?.score ?? 0))
            found = { quad: centred(quad, size), score, plane: size.plane, lighter };
        }
      }
    }
  return found;
}

/** Whether a point lies on the lighter side of a border. */
function isLight({ x, y }: Point, { cos, sin, distance }: Border): boolean {
  return x * cos + y * sin > distance;
}

/** From the middle of the picture to its left top. */
function centred(quad: Quad, { width, height }: Size): Quad {
  return quad.map(({ x, y }) => ({ x: x + width / 2 + 0.5, y: y + height / 2 + 0.5 })) as never;
}

/** A corner in the picture or a little beside it. */
function inside(corner: Point | undefined, { width, height }: Size): Point | undefined {
  if (corner === undefined) return undefined;
  const beside = 0.02;
  const isIn = Math.abs(corner.x) < width * (0.5 + beside) && Math.abs(corner.y) < height * (0.5 + beside);
  return isIn ? corner : undefined;
}

/** Corners between 50 and 130 degrees, and no side much shorter than the one across. */
function isSheet(quad: Quad): boolean {
  const sides = quad.map((corner, at) => {
    const next = quad[(at + 1) % 4] as Point;
    return { x: next.x - corner.x, y: next.y - corner.y };
  });
  const long = sides.map(({ x, y }) => Math.hypot(x, y));
  return sides.every((side, at) => {
    const next = sides[(at + 1) % 4] as Point;
    const turn =
      (side.x * next.y - side.y * next.x) / ((long[at] as number) * (long[(at + 1) % 4] as number));
    return turn > 0.76 && (long[at] as number) > 0.5 * (long[(at + 2) % 4] as number);
  });
}

/** Proportions may differ by a sixth from the paper's: lenses differ, and the paper is not always the one that was said. */
const LIKENESS = 0.15;
const LEAST_LIKENESS = 0.3;

/** How much it looks like the paper that is looked for: 1 where its sides have the same proportion; 0 where they are those of another thing. */
function likeness(quad: Quad, sought: Sought): number {
  const { width, height } = PAPER_SIZES[sought.paper];
  const seen = Math.abs(Math.log(aspectOf(centred(quad, sought), sought)));
  const like = Math.exp(-(((seen - Math.log(height / width)) / LIKENESS) ** 2));
  return like < LEAST_LIKENESS ? 0 : 0.5 + 0.5 * like;
}

/** The share of its sides that is seen; 0 where too little is of one of them. */
function seenShare(quad: Quad, borders: readonly SeenBorder[]): number {
  let product = 1;
  for (const [at, border] of borders.entries()) {
    const along = ({ x, y }: Point) => -x * border.sin + y * border.cos + border.half;
    const ends = [along(quad[at] as Point), along(quad[(at + 1) % 4] as Point)].sort((a, b) => a - b);
    const from = Math.max(0, Math.round(ends[0] as number));
    const to = Math.min(2 * border.half, Math.round(ends[1] as number));
    const share = ((border.seen[to] as number) - (border.seen[from] as number)) / (to - from);
    if (!(share >= SEEN) || longestUnseen(border.seen, from, to) > UNSEEN * (to - from)) return 0;
    product *= share;
  }
  return product;
}

function longestUnseen(seen: Uint16Array, from: number, to: number): number {
  let [longest, since] = [0, from];
  for (let place = from; place < to; place++) {
    if (seen[place + 1] !== seen[place]) since = place + 1;
    else if (place + 1 - since > longest) longest = place + 1 - since;
  }
  return longest;
}

/** Where two borders meet; undefined where they hardly do. */
export function crossing(one: Border, other: Border): Point | undefined {
  const whole = one.cos * other.sin - other.cos * one.sin;
  if (Math.abs(whole) < 0.5) return undefined;
  return {
    x: (one.distance * other.sin - other.distance * one.sin) / whole,
    y: (one.cos * other.distance - other.cos * one.distance) / whole,
  };
}
