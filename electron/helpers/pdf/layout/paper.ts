import type { PaperSize } from '../../../../shared/domain/print/paper-size.ts';

/** Points (1/72 inch) in a number of millimetres. */
export function mm(millimetres: number): number {
  return (millimetres * 72) / 25.4;
}

/** The area of a page that blocks may fill, with the page around it; all in points. */
export interface Paper {
  readonly width: number;
  readonly height: number;
  readonly margins: {
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
    readonly left: number;
  };
  /** As long as what stands on it: `height` is the longest. */
  readonly isRoll?: boolean;
}

/** Paper of the counter. A3 and A4 margins stand within mục I phần I Phụ lục I Nghị định 30/2020/NĐ-CP; A5 ones are scaled down, as offices print it. */
export const PAPERS = {
  A3: {
    width: mm(297),
    height: mm(420),
    margins: { top: mm(20), right: mm(15), bottom: mm(20), left: mm(30) },
  },
  A4: {
    width: mm(210),
    height: mm(297),
    margins: { top: mm(20), right: mm(15), bottom: mm(20), left: mm(30) },
  },
  A5: {
    width: mm(148),
    height: mm(210),
    margins: { top: mm(10), right: mm(10), bottom: mm(9), left: mm(14) },
  },
  // 72 mm of a roll of 80 are printed on.
  '80mm': {
    width: mm(80),
    height: mm(2000),
    margins: { top: mm(10), right: mm(4), bottom: mm(8), left: mm(4) },
    isRoll: true,
  },
} as const satisfies Record<PaperSize, Paper>;

/** A paper as it lies; its margins keep their names, so that it is bound at its left edge. */
export function laid(paper: Paper, orientation: 'portrait' | 'landscape'): Paper {
  return orientation === 'portrait' ? paper : { ...paper, width: paper.height, height: paper.width };
}

/** Width blocks may fill, in points. */
export function bodyWidth({ width, margins }: Paper): number {
  return width - margins.left - margins.right;
}

/** Height blocks may fill, in points. */
export function bodyHeight({ height, margins }: Paper): number {
  return height - margins.top - margins.bottom;
}
