import type { Box, Raster } from './raster.ts';

/** Something written, printed or stamped: pixels that touch one another. */
export interface Mark extends Box {
  readonly area: number;
  /** Its darkest pixel. */
  readonly darkest: number;
}

/** Darker than this is ink; what shines through from the other side and the pattern of a certificate stay below. */
export const INK = 52;
/** A stroke is somewhere darker than this; the shade of a fold is not. */
export const STROKE = 66;

/** The marks of a page, by runs of ink that touch a run of the row before. */
export function findMarks(dark: Uint8Array, { width, height }: Raster, ink = INK): Mark[] {
  const found = new Growing();
  let before: number[] = [];
  for (let y = 0; y < height; y++) {
    const now: number[] = [];
    let at = y * width;
    const end = at + width;
    let old = 0;
    while (at < end) {
      if ((dark[at] as number) < ink) {
        at++;
        continue;
      }
      const left = at - y * width;
      let darkest = 0;
      for (let tone = dark[at] as number; at < end && tone >= ink; tone = dark[++at] as number)
        if (tone > darkest) darkest = tone;
      const right = at - y * width;
      let mark = -1;
      // Runs of the row before are triples of left, right and mark, from left to right.
      while (old < before.length && (before[old + 1] as number) < left) old += 3;
      for (let index = old; index < before.length && (before[index] as number) <= right; index += 3)
        mark = found.join(mark, before[index + 2] as number);
      mark = found.add(mark, left, right, y, darkest);
      now.push(left, right, mark);
    }
    before = now;
  }
  return found.marks();
}

/** Numbers that each mark has in the flat list. */
const SIZE = 6;

/** Marks while they grow: a forest of joined ones, with their boxes in flat lists. */
class Growing {
  private readonly parent: number[] = [];
  private readonly boxes: number[] = [];

  add(mark: number, left: number, right: number, y: number, darkest: number): number {
    if (mark < 0) {
      this.boxes.push(left, y, right, y + 1, right - left, darkest);
      return this.parent.push(this.parent.length) - 1;
    }
    const root = this.root(mark);
    const at = root * SIZE;
    const { boxes } = this;
    boxes[at] = Math.min(boxes[at] as number, left);
    boxes[at + 2] = Math.max(boxes[at + 2] as number, right);
    boxes[at + 3] = y + 1;
    boxes[at + 4] = (boxes[at + 4] as number) + right - left;
    boxes[at + 5] = Math.max(boxes[at + 5] as number, darkest);
    return root;
  }

  join(one: number, other: number): number {
    if (one < 0) return this.root(other);
    const [a, b] = [this.root(one), this.root(other)];
    if (a === b) return a;
    const { boxes } = this;
    const [to, from] = [a * SIZE, b * SIZE];
    boxes[to] = Math.min(boxes[to] as number, boxes[from] as number);
    boxes[to + 1] = Math.min(boxes[to + 1] as number, boxes[from + 1] as number);
    boxes[to + 2] = Math.max(boxes[to + 2] as number, boxes[from + 2] as number);
    boxes[to + 3] = Math.max(boxes[to + 3] as number, boxes[from + 3] as number);
    boxes[to + 4] = (boxes[to + 4] as number) + (boxes[from + 4] as number);
    boxes[to + 5] = Math.max(boxes[to + 5] as number, boxes[from + 5] as number);
    this.parent[b] = a;
    return a;
  }

  marks(): Mark[] {
    const { boxes } = this;
    return this.parent.flatMap((parent, index) => {
      if (parent !== index) return [];
      const from = index * SIZE;
      const [left = 0, top = 0, right = 0, bottom = 0, area = 0, darkest = 0] = boxes.slice(
        from,
        from + SIZE,
      );
      return [{ left, top, right, bottom, area, darkest }];
    });
  }

  private root(mark: number): number {
    let root = mark;
    while (this.parent[root] !== root) root = this.parent[root] as number;
    this.parent[mark] = root;
    return root;
  }
}
