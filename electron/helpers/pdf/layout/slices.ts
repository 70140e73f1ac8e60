import type { Pen } from './pen.ts';

/** The smallest piece of a page: never broken. All lengths in points. */
export interface Slice {
  readonly height: number;
  draw(pen: Pen, x: number, y: number): void;
  /** Stays on the page of the slice after it. */
  readonly keepWithNext?: boolean;
  /** Space that is not needed at the top of a page. */
  readonly isSpace?: boolean;
  /** The last slice of a row of a table. */
  readonly endsRow?: boolean;
  /** Drawn again on top when this slice opens a page: the heading of its table. */
  readonly heading?: Slice;
}

/** What a block is laid out into. */
interface Area {
  readonly width: number;
  /** No slice may be higher; it is the height of an empty page. */
  readonly maxHeight: number;
}

/** Something printed from top to bottom, cut into slices for an area. */
export type Block = (area: Area) => Slice[];

/** Empty height between blocks; dropped at the top of a page. */
export function space(height: number): Block {
  return () => [{ height, draw: () => undefined, isSpace: true, keepWithNext: true }];
}

/** A block whose last slices stay with what follows. */
export function keptWithNext(block: Block): Block {
  return (area) => block(area).map((slice) => ({ ...slice, keepWithNext: true }));
}
