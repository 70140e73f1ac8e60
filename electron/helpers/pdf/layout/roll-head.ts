import { NATIONAL_HEADER } from '../../../../shared/forms/national-header.ts';
import { code128Bars } from './code-128.ts';
import { mm } from './paper.ts';
import { paragraph } from './paragraph.ts';
import { qrBoxes } from './qr.ts';
import { type Block, keptWithNext, space } from './slices.ts';
import type { TextStyle, Typeface } from './typeface.ts';

const RULE_WIDTH = 0.6;
const QR_SIDE = mm(22);
const PROOF_SIDE = mm(30);
const BAR_HEIGHT = mm(9);

/** What stands on top of a roll. */
interface RollHead {
  readonly superior: string;
  readonly body: string;
  readonly number: string | undefined;
  readonly placeAndDate: string;
  readonly title: string;
  /** A line in italics below the title. */
  readonly note?: string | undefined;
  /** The code of the paper, as a QR code and as bars. */
  readonly code: string;
  /** A second QR code, which proves the paper. */
  readonly proofText?: string | undefined;
}

/** The head of an official paper and its title in one column, for paper that is too narrow for two; `size` of the text in points. */
export function rollHead(typeface: Typeface, content: RollHead, size: number): Block[] {
  const centred = (text: string, style: TextStyle, at = size): Block =>
    paragraph(typeface, [{ text, style }], { size: at, align: 'centre', balanced: true });
  const { superior, body, number, placeAndDate, title, note, code, proofText } = content;
  return [
    centred(NATIONAL_HEADER.name, 'bold', size - 0.5),
    centred(NATIONAL_HEADER.motto, 'bold', size - 0.5),
    rule(size, mm(28)),
    centred(superior, 'regular', size - 0.5),
    centred(body, 'bold', size - 0.5),
    rule(size, mm(14)),
    ...(number === undefined ? [] : [centred(number, 'regular', size - 0.5)]),
    centred(placeAndDate, 'italic', size - 0.5),
    space(size * 0.5),
    centred(title, 'bold', size + 1),
    ...(note === undefined ? [] : [centred(note, 'italic')]),
    ...(code === '' ? [] : [qrRow(code, proofText), bars(typeface, code, size)]),
    space(size * 0.4),
  ].map(keptWithNext);
}

function rule(size: number, length: number): Block {
  return ({ width }) => [
    {
      height: size * 0.6,
      draw: (pen, x, y) =>
        pen.rule(
          x + (width - length) / 2,
          y + size * 0.25,
          x + (width + length) / 2,
          y + size * 0.25,
          RULE_WIDTH,
        ),
    },
  ];
}

/** The codes side by side in the middle; the quiet zones of both keep them apart. */
function qrRow(code: string, proof: string | undefined): Block {
  return ({ width }) => {
    const proofSide = proof === undefined ? 0 : PROOF_SIDE;
    const height = Math.max(QR_SIDE, proofSide);
    const left = (width - QR_SIDE - proofSide) / 2;
    return [
      {
        height,
        draw(pen, x, y) {
          pen.fillBoxes(qrBoxes(code, x + left, y + (height - QR_SIDE) / 2, QR_SIDE));
          if (proof !== undefined) pen.fillBoxes(qrBoxes(proof, x + left + QR_SIDE, y, proofSide));
        },
      },
    ];
  };
}

/** The code as bars, for readers that know no squares, and in letters below; nothing where the bars would be too fine for a roll's printer. */
function bars(typeface: Typeface, code: string, size: number): Block {
  return (area) => {
    const drawn = code128Bars(code, area.width);
    if (drawn === undefined) return [];
    const letters = paragraph(typeface, [{ text: code, style: 'regular' }], {
      size: size - 0.5,
      align: 'centre',
    });
    const left = (area.width - drawn.width) / 2;
    return [
      {
        height: BAR_HEIGHT,
        keepWithNext: true,
        draw: (pen, x, y) =>
          pen.fillBoxes(
            drawn.bars.map((bar) => ({ x: x + left + bar.x, y, width: bar.width, height: BAR_HEIGHT })),
          ),
      },
      ...letters(area),
    ];
  };
}
