import type { CopyCertificationText } from '../../../shared/forms/nd-23-2015/copy-certification.ts';
import { mm } from './layout/paper.ts';
import type { Ink, Pen } from './layout/pen.ts';
import { breakBalanced, drawLine, lineHeight, type TextLine } from './layout/text-lines.ts';
import type { TextStyle, Typeface } from './layout/typeface.ts';

/** The person who certifies, as the paper names them. */
export interface Signatory {
  /** Power and office, one printed line each: `TUQ. CHỦ TỊCH`, `CÔNG CHỨC TƯ PHÁP - HỘ TỊCH`. */
  readonly titleLines: readonly string[];
  readonly name: string;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A statement ready to draw; lengths in points, boxes from its top left corner. */
export interface CertificationLayout {
  readonly width: number;
  readonly height: number;
  /** Room of the officer's signature, between title and name. */
  readonly officerField: Box;
  /** Room of the agency's signature, left of the officer's, its right third meeting it as a seal does (Nghị định 30/2020/NĐ-CP). */
  readonly agencyField: Box;
  draw(pen: Pen, x: number, y: number): void;
}

/** Red as the seal, blue as the signature: what provincial systems draw; no law fixes the colours. */
const RED: Ink = [0.78, 0.05, 0.07];
const BLUE: Ink = [0.04, 0.16, 0.5];
const WIDTH = mm(118);
const PADDING = mm(4);
const AGENCY_SIDE = mm(34);
const OFFICER_WIDTH = mm(68);
const FIELD_HEIGHT = mm(26);
const FULL_WIDTH = { x: PADDING, width: WIDTH - 2 * PADDING };
const OFFICER_COLUMN = { x: WIDTH - PADDING - OFFICER_WIDTH, width: OFFICER_WIDTH };
const SIZES = { statement: 14, line: 12, title: 11 } as const;
const FRAME_WIDTHS = [1, 0.4] as const;

/** Lays out a lời chứng in its double frame. */
export function certificationLayout(
  typeface: Typeface,
  text: CopyCertificationText,
  signatory: Signatory,
): CertificationLayout {
  const words = createColumn(typeface, PADDING);
  words.put(text.statement, { style: 'bold', size: SIZES.statement, ink: RED, ...FULL_WIDTH });
  words.skip(mm(1));
  for (const line of text.lines)
    words.put(line, { style: 'regular', size: SIZES.line, ink: BLUE, ...FULL_WIDTH });
  words.skip(mm(2));
  const title = { style: 'bold', size: SIZES.title, ink: BLUE, ...OFFICER_COLUMN } as const;
  for (const line of signatory.titleLines) words.put(line, title);
  const officerField = { ...OFFICER_COLUMN, y: words.bottom() + mm(1), height: FIELD_HEIGHT };
  const agencyField = {
    x: OFFICER_COLUMN.x - AGENCY_SIDE * (2 / 3),
    y: officerField.y - (AGENCY_SIDE - FIELD_HEIGHT) / 2,
    width: AGENCY_SIDE,
    height: AGENCY_SIDE,
  };
  words.skip(FIELD_HEIGHT + mm(2.5));
  words.put(signatory.name, title);
  const height = Math.max(words.bottom(), agencyField.y + agencyField.height) + PADDING;
  return {
    width: WIDTH,
    height,
    officerField,
    agencyField,
    draw(pen, left, top) {
      drawFrame(pen, left, top, height);
      words.draw(pen, left, top);
    },
  };
}

interface Look {
  style: TextStyle;
  size: number;
  ink: Ink;
  x: number;
  width: number;
}

/** Centred lines below each other, each in its own look. */
function createColumn(typeface: Typeface, from: number) {
  const placed: (Look & { line: TextLine; y: number })[] = [];
  let y = from;
  return {
    bottom: () => y,
    skip(height: number) {
      y += height;
    },
    put(text: string, look: Look) {
      for (const line of breakBalanced(typeface, [{ text, style: look.style }], look.size, look.width)) {
        placed.push({ ...look, line, y });
        y += lineHeight(look.size);
      }
    },
    draw(pen: Pen, left: number, top: number) {
      for (const each of placed) {
        const place = { ...each, x: left + each.x, y: top + each.y, align: 'centre' } as const;
        drawLine(pen, typeface, each.line, place);
      }
    },
  };
}

function drawFrame(pen: Pen, x: number, y: number, height: number): void {
  const gap = mm(0.9);
  pen.box(x, y, WIDTH, height, FRAME_WIDTHS[0], RED);
  pen.box(x + gap, y + gap, WIDTH - 2 * gap, height - 2 * gap, FRAME_WIDTHS[1], RED);
}
