import {
  beginText,
  concatTransformationMatrix,
  endText,
  fill,
  lineTo,
  moveTo,
  type PDFName,
  type PDFOperator,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
  setFillingRgbColor,
  setFontAndSize,
  setLineWidth,
  setStrokingRgbColor,
  setTextMatrix,
  showText,
  stroke,
} from 'pdf-lib';
import type { TextStyle, Typeface } from './typeface.ts';

/** Red, green, blue from 0 to 1. */
export type Ink = readonly [number, number, number];
const BLACK: Ink = [0, 0, 0];

/** Draws on one page in points from its top left corner, y downwards. */
export interface Pen {
  text(x: number, baseline: number, text: string, style: TextStyle, size: number, ink?: Ink): void;
  /** A straight line. */
  rule(x1: number, y1: number, x2: number, y2: number, width: number, ink?: Ink): void;
  /** The outline of a box. */
  box(x: number, y: number, width: number, height: number, lineWidth: number, ink?: Ink): void;
  /** Black boxes filled in one stroke, so that neighbours show no seam. */
  fillBoxes(boxes: readonly { x: number; y: number; width: number; height: number }[]): void;
  /** Text turned anticlockwise around its own middle. */
  turnedText(
    middleX: number,
    middleY: number,
    text: string,
    style: TextStyle,
    size: number,
    degrees: number,
    ink: Ink,
  ): void;
}

/** A pen over a page whose left lower corner (of the visible box) stands at `origin`; `height` is that box's height. */
export function createPen(
  page: PDFPage,
  typeface: Typeface,
  { height, origin = { x: 0, y: 0 } }: { height: number; origin?: { x: number; y: number } },
): Pen {
  const keys = new Map<TextStyle, PDFName>();
  const keyOf = (style: TextStyle) => {
    let key = keys.get(style);
    if (key === undefined) {
      const font = typeface.font(style);
      key = page.node.newFontDictionary(font.name, font.ref);
      keys.set(style, key);
    }
    return key;
  };
  const left = (x: number) => round(origin.x + x);
  const up = (y: number) => round(origin.y + height - y);
  const inked = (ink: Ink, ...operators: PDFOperator[]) =>
    page.pushOperators(setFillingRgbColor(...ink), ...operators);
  const lined = (ink: Ink, width: number, ...operators: PDFOperator[]) =>
    page.pushOperators(setStrokingRgbColor(...ink), setLineWidth(width), ...operators, stroke());
  const shown = (text: string, style: TextStyle, size: number, place: PDFOperator) => [
    beginText(),
    setFontAndSize(keyOf(style), size),
    place,
    showText(typeface.font(style).encodeText(text)),
    endText(),
  ];
  return {
    text: (x, baseline, text, style, size, ink = BLACK) =>
      inked(ink, ...shown(text, style, size, setTextMatrix(1, 0, 0, 1, left(x), up(baseline)))),
    rule: (x1, y1, x2, y2, width, ink = BLACK) =>
      lined(ink, width, moveTo(left(x1), up(y1)), lineTo(left(x2), up(y2))),
    box: (x, y, width, boxHeight, lineWidth, ink = BLACK) =>
      lined(ink, lineWidth, rectangle(left(x), up(y + boxHeight), round(width), round(boxHeight))),
    fillBoxes: (boxes) =>
      inked(
        BLACK,
        ...boxes.map((box) =>
          rectangle(left(box.x), up(box.y + box.height), round(box.width), round(box.height)),
        ),
        fill(),
      ),
    turnedText(middleX, middleY, text, style, size, degrees, ink) {
      const cos = Math.cos((degrees * Math.PI) / 180);
      const sin = Math.sin((degrees * Math.PI) / 180);
      const half = typeface.widthOf(text, style, size) / 2;
      page.pushOperators(
        pushGraphicsState(),
        concatTransformationMatrix(
          round(cos),
          round(sin),
          round(-sin),
          round(cos),
          left(middleX),
          up(middleY),
        ),
      );
      inked(ink, ...shown(text, style, size, setTextMatrix(1, 0, 0, 1, round(-half), round(-size / 3))));
      page.pushOperators(popGraphicsState());
    },
  };
}

/** Thousandths of a point: finer than any printer, and the same on every machine. */
function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
