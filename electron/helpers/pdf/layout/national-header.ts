import { NATIONAL_HEADER } from '../../../../shared/forms/national-header.ts';
import type { Pen } from './pen.ts';
import type { Block } from './slices.ts';
import { breakBalanced, drawLine, lineHeight, type TextLine } from './text-lines.ts';
import { BASELINE, type TextStyle, type Typeface } from './typeface.ts';

const RULE_WIDTH = 0.6;
/** The rule below the issuing body is between a third and a half of its text. */
const BODY_RULE_SHARE = 0.4;

/** The words of the head that change. */
interface HeaderContent {
  /** Superior body, upright. */
  readonly superior: string;
  /** Issuing body, bold. */
  readonly body: string;
  /** Number and symbol, where the paper has them in its head. */
  readonly number: string | undefined;
  /** Place and date, italic. */
  readonly placeAndDate: string;
}

/**
 * The head of an official paper (mục II phần I Phụ lục I Nghị định 30/2020/NĐ-CP): issuing body left, Quốc hiệu and Tiêu ngữ right, their
 * rules, number and date on one line. `size` is that of the Quốc hiệu in points; the Tiêu ngữ is one point larger.
 */
export function nationalHeader(typeface: Typeface, content: HeaderContent, size: number): Block {
  return ({ width }) => {
    const rightWidth = Math.max(
      typeface.widthOf(NATIONAL_HEADER.name, 'bold', size),
      typeface.widthOf(content.placeAndDate, 'italic', size + 1),
    );
    const leftWidth = width - rightWidth - size;
    const broken = (text: string, style: TextStyle) =>
      breakBalanced(typeface, [{ text, style }], size, leftWidth);
    const superior = broken(content.superior, 'regular');
    const body = broken(content.body, 'bold');
    const number = content.number === undefined ? [] : broken(content.number, 'regular');
    const leftLines = superior.length + body.length;
    const lower = Math.max(leftLines * lineHeight(size), 2 * lineHeight(size) + 1) + size * 0.75;
    const height = lower + Math.max(number.length * lineHeight(size), lineHeight(size + 1));
    return [
      {
        height,
        keepWithNext: true,
        draw(pen, x, y) {
          const left: Column = { pen, typeface, x, width: leftWidth };
          const right: Column = { pen, typeface, x: x + width - rightWidth, width: rightWidth };
          drawColumn(left, [...superior, ...body], y, size);
          const bodyRule = Math.max(...body.map((line) => line.width)) * BODY_RULE_SHARE;
          drawRule(left, y + leftLines * lineHeight(size) + size * 0.2, bodyRule);
          // One point smaller than the date beside it: both stand on one baseline.
          drawColumn(left, number, y + lower + BASELINE, size);
          drawColumn(right, [oneLine(typeface, NATIONAL_HEADER.name, 'bold', size)], y, size);
          const motto = oneLine(typeface, NATIONAL_HEADER.motto, 'bold', size + 1);
          const mottoTop = y + lineHeight(size);
          drawColumn(right, [motto], mottoTop, size + 1);
          drawRule(right, mottoTop + (size + 1) * (BASELINE + 0.32), motto.width);
          drawColumn(
            right,
            [oneLine(typeface, content.placeAndDate, 'italic', size + 1)],
            y + lower,
            size + 1,
          );
        },
      },
    ];
  };
}

interface Column {
  pen: Pen;
  typeface: Typeface;
  x: number;
  width: number;
}

function oneLine(typeface: Typeface, text: string, style: TextStyle, size: number): TextLine {
  return { runs: [{ text, style }], width: typeface.widthOf(text, style, size) };
}

function drawColumn(
  { pen, typeface, x, width }: Column,
  lines: readonly TextLine[],
  y: number,
  size: number,
): void {
  lines.forEach((line, index) => {
    drawLine(pen, typeface, line, { x, y: y + index * lineHeight(size), width, size, align: 'centre' });
  });
}

function drawRule({ pen, x, width }: Column, y: number, length: number): void {
  const from = x + (width - length) / 2;
  pen.rule(from, y, from + length, y, RULE_WIDTH);
}
