import sharp from 'sharp';
import type { SeededRandom } from '../support/seeded-random.ts';

/** What a camera on a desk sees. */
export interface PhotoLook {
  /** Pixels. */
  width?: number;
  height?: number;
  /** Millimetres of the paper. */
  paper?: { width: number; height: number };
  /** Degrees that the paper is turned on the desk, clockwise. */
  turn?: number;
  /** Degrees that the camera leans from straight above, and towards where. */
  tilt?: number;
  towards?: number;
  /** How much of the picture's shorter or longer way the paper takes, as if seen from straight above. */
  fill?: number;
  /** Millimetres that the paper lies beside the middle. */
  shift?: { x: number; y: number };
  desk?: Desk;
  /** Tone of a desk without a pattern, instead of its own. */
  tone?: number;
  /** A soft shadow that falls across desk and paper, as share of light left. */
  shadow?: number;
  /** Things that lie beside the paper. */
  things?: number;
  /** Standard deviation of the sensor's noise. */
  grain?: number;
  blur?: number;
  /** No paper at all. */
  empty?: boolean;
  quality?: number;
}
export const DESKS = ['dark', 'wood', 'cloth', 'grey', 'pale', 'white'] as const;
export type Desk = (typeof DESKS)[number];

const DESK_TONE: Record<Desk, [number, number, number]> = {
  dark: [46, 44, 50],
  wood: [150, 108, 66],
  cloth: [58, 92, 74],
  grey: [128, 130, 133],
  pale: [206, 204, 198],
  white: [224, 224, 222],
};

/**
 * A paper photographed on a desk, by a camera that is computed: rays through the lens meet the plane of the desk. Says where the corners are, in
 * pixels, clockwise from the left of the paper's own top. The same for a seed.
 */
export async function photographed(svg: string, random: SeededRandom, look: PhotoLook = {}) {
  const { width = 1200, height = 900, paper = { width: 210, height: 297 }, grain = 3 } = look;
  const sheet = await drawn(svg, paper, Math.min(300, Math.max(110, width / 9)));
  const camera = cameraOf(look, width, height, paper);
  const light = lightOf(look, random, paper);
  const desk = deskOf(look, random);
  const things = thingsOf(look.things ?? 0, random, paper);
  const [cos, sin] = turned(look.turn ?? 0);
  const { x: shiftX, y: shiftY } = look.shift ?? { x: 0, y: 0 };
  const pixels = Buffer.alloc(width * height * 3);
  const colour: [number, number, number] = [0, 0, 0];
  for (let py = 0, at = 0; py < height; py++)
    for (let px = 0; px < width; px++, at += 3) {
      const [x, y] = camera.toDesk(px + 0.5, py + 0.5);
      const [u, v] = [(x - shiftX) * cos + (y - shiftY) * sin, -(x - shiftX) * sin + (y - shiftY) * cos];
      const [across, down] = [u / paper.width + 0.5, v / paper.height + 0.5];
      const edge = Math.min(
        u + paper.width / 2,
        paper.width / 2 - u,
        v + paper.height / 2,
        paper.height / 2 - v,
      );
      if (look.empty !== true && edge >= 0) sheet(across, down, colour);
      else {
        desk(x, y, colour);
        things(x, y, colour);
        // What the paper keeps the light from is darker right beside it.
        if (look.empty !== true && edge > -0.8)
          for (let c = 0; c < 3; c++) colour[c] = (colour[c] as number) * (0.75 - edge * 0.3);
      }
      const lit = light(x, y) * camera.vignette(px, py);
      for (let c = 0; c < 3; c++)
        pixels[at + c] = clamped((colour[c] as number) * lit + normal(random) * grain);
    }
  const raw = { raw: { width, height, channels: 3 as const } };
  const seen = look.blur === undefined ? sharp(pixels, raw) : sharp(pixels, raw).blur(look.blur);
  const jpeg = await seen.jpeg({ quality: look.quality ?? 90 }).toBuffer();
  const half = [paper.width / 2, paper.height / 2] as const;
  const corners = (
    [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ] as const
  ).map(([h, w]) => {
    const [u, v] = [h * half[0], w * half[1]];
    return camera.toPicture(u * cos - v * sin + shiftX, u * sin + v * cos + shiftY);
  });
  return { jpeg, corners, width, height };
}

/** A card of nobody, tinted, with a picture and lines. */
export function aCard(random: SeededRandom): string {
  const lines = Array.from(
    { length: 6 },
    (_, at) => `<rect x="28" y="${18 + at * 5}" width="${30 + random.below(20)}" height="1.6"/>`,
  );
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 85.6 53.98" width="85.6mm" height="53.98mm"><rect width="85.6" height="53.98" fill="#bfe3d8"/>' +
    `<rect width="85.6" height="12" fill="#9fd0c8"/><rect x="4" y="18" width="20" height="27" fill="#8a7a6c"/><g fill="#223">${lines.join('')}</g></svg>`
  );
}

/** A pinhole above the middle of the desk, as far away as lets the paper fill what it is to fill. */
function cameraOf(
  { tilt = 0, towards = 0, fill = 0.85, turn = 0 }: PhotoLook,
  width: number,
  height: number,
  paper: { width: number; height: number },
) {
  const lens = 0.95 * Math.max(width, height);
  const [turnCos, turnSin] = turned(turn).map(Math.abs) as [number, number];
  const need = Math.max(
    (paper.width * turnCos + paper.height * turnSin) / width,
    (paper.width * turnSin + paper.height * turnCos) / height,
  );
  const far = (need * lens) / fill;
  const [tiltCos, tiltSin] = turned(tilt);
  const [wayCos, waySin] = turned(towards);
  // The camera's axes on the desk: it looks at the middle, having gone round it by the tilt.
  const rotate = (x: number, y: number, z: number): [number, number, number] => {
    const [along, beside] = [x * wayCos + y * waySin, -x * waySin + y * wayCos];
    const [back, up] = [along * tiltCos - z * tiltSin, along * tiltSin + z * tiltCos];
    return [back * wayCos - beside * waySin, back * waySin + beside * wayCos, up];
  };
  const place = rotate(0, 0, -far);
  return {
    toDesk(px: number, py: number): [number, number] {
      const ray = rotate((px - width / 2) / lens, (py - height / 2) / lens, 1);
      const reach = -place[2] / ray[2];
      return [place[0] + ray[0] * reach, place[1] + ray[1] * reach];
    },
    toPicture(x: number, y: number) {
      const [dx, dy, dz] = [x - place[0], y - place[1], -place[2]];
      const [along, beside] = [dx * wayCos + dy * waySin, -dx * waySin + dy * wayCos];
      const [back, up] = [along * tiltCos + dz * tiltSin, -along * tiltSin + dz * tiltCos];
      const [sideways, down] = [back * wayCos - beside * waySin, back * waySin + beside * wayCos];
      return { x: width / 2 + (sideways / up) * lens, y: height / 2 + (down / up) * lens };
    },
    vignette(px: number, py: number): number {
      const away = ((px - width / 2) ** 2 + (py - height / 2) ** 2) / (width ** 2 / 4 + height ** 2 / 4);
      return 1 - 0.18 * away;
    },
  };
}

function turned(degrees: number): [number, number] {
  return [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
}

async function drawn(svg: string, paper: { width: number; height: number }, dpi: number) {
  const [width, height] = [Math.round((paper.width / 25.4) * dpi), Math.round((paper.height / 25.4) * dpi)];
  const data = await sharp(Buffer.from(svg), { density: dpi, unlimited: true, limitInputPixels: false })
    .resize(width, height, { fit: 'fill' })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer();
  return (across: number, down: number, into: [number, number, number]) => {
    const [x, y] = [
      Math.min(Math.max(across * width - 0.5, 0), width - 1.001),
      Math.min(Math.max(down * height - 0.5, 0), height - 1.001),
    ];
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [right, below] = [x - left, y - top];
    const at = (top * width + left) * 3;
    for (let c = 0; c < 3; c++) {
      const upper = (data[at + c] as number) * (1 - right) + (data[at + 3 + c] as number) * right;
      const lower =
        (data[at + width * 3 + c] as number) * (1 - right) + (data[at + width * 3 + 3 + c] as number) * right;
      into[c] = upper * (1 - below) + lower * below;
    }
  };
}

/** Lamp from one side, and a shadow with a soft border somewhere across the paper. */
function lightOf({ shadow }: PhotoLook, random: SeededRandom, paper: { width: number; height: number }) {
  const [lampCos, lampSin] = turned(random.next() * 360);
  const [cos, sin] = turned(random.next() * 360);
  const border = (random.next() - 0.5) * 0.5 * paper.width;
  return (x: number, y: number) => {
    const lamp = 0.97 + 0.1 * Math.max(-1, Math.min(1, (x * lampCos + y * lampSin) / 300));
    if (shadow === undefined) return lamp;
    const inside = Math.max(0, Math.min(1, 0.5 + (x * cos + y * sin - border) / 14));
    return lamp * (1 - (1 - shadow) * inside);
  };
}

function deskOf({ desk = 'dark', tone: plain }: PhotoLook, random: SeededRandom) {
  const tone = plain === undefined ? DESK_TONE[desk] : [plain, plain, plain];
  const turn = turned(random.next() * 180);
  const phase = random.next() * 100;
  return (x: number, y: number, into: [number, number, number]) => {
    let shade = 1;
    const [along, across] = [x * turn[0] + y * turn[1], -x * turn[1] + y * turn[0]];
    if (desk === 'wood') {
      const bent = across + 3 * Math.sin(along / 60 + phase) + 1.5 * Math.sin(along / 23 + phase);
      shade =
        1 +
        0.16 * Math.sin(bent / 2.3 + phase) * Math.sin(bent / 11) +
        (Math.abs(across % 90) < 0.8 ? -0.45 : 0);
    }
    if (desk === 'cloth') shade = 1 + 0.25 * Math.sin(along * 2.2) * Math.sin(across * 2.2);
    if (desk === 'grey') shade = 1 + 0.05 * Math.sin(along / 5 + 3 * Math.sin(across / 9));
    for (let c = 0; c < 3; c++) into[c] = (tone[c] as number) * shade;
  };
}

/** Pens, a phone, a stamp pad, another sheet that looks in: beside the paper, never over it. */
function thingsOf(count: number, random: SeededRandom, paper: { width: number; height: number }) {
  const far = Math.hypot(paper.width, paper.height) / 2;
  const things = Array.from({ length: count }, () => {
    const way = random.next() * 2 * Math.PI;
    const away = far + 25 + random.next() * 60;
    return {
      x: Math.cos(way) * away,
      y: Math.sin(way) * away,
      turn: turned(random.next() * 180),
      long: 20 + random.next() * 70,
      wide: 4 + random.next() * 30,
      colour: [random.below(255), random.below(255), random.below(255)] as const,
    };
  });
  return (x: number, y: number, into: [number, number, number]) => {
    for (const thing of things) {
      const [dx, dy] = [x - thing.x, y - thing.y];
      if (Math.abs(dx * thing.turn[0] + dy * thing.turn[1]) > thing.long / 2) continue;
      if (Math.abs(-dx * thing.turn[1] + dy * thing.turn[0]) > thing.wide / 2) continue;
      for (let c = 0; c < 3; c++) into[c] = thing.colour[c] as number;
    }
  };
}

function clamped(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}

/** Nearly normal: the sum of a few even ones. */
function normal(random: SeededRandom): number {
  return (random.next() + random.next() + random.next() + random.next() - 2) * 1.73;
}
