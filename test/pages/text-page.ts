import procedures from '../../shared/data/procedures.json' with { type: 'json' };
import { widthOfText } from '../samples/drawn-text.ts';
import { paperSheet } from '../samples/paper-sheet.ts';
import { asScanned } from '../samples/scanned-look.ts';
import { seededRandom } from '../support/seeded-random.ts';

const SIZE = 12;
const BOTTOM_MM = 270;
const LINE_MM = 6.4;

/** How a page of text looks: its letters in points, its ink, and how many lines of it there are; as many as fit where nothing is said. */
interface TextLook {
  size?: number;
  fill?: string;
  lines?: number;
}

/** What stands on a page of plain text, the same for a seed: names of procedures and of their components, line by line. */
function linesOf(seed: number, width: number, size: number): string[] {
  const random = seededRandom(seed);
  const lines: string[] = [];
  const step = lineMm(size);
  while (lines.length * step < BOTTOM_MM - 30) {
    const { code, name, cases } = random.pick(procedures.procedures);
    const component = cases[0]?.components[0]?.name ?? '';
    const text = `${lines.length + 1}. ${name} (mã ${code}): ${component}`;
    lines.push(...wrapped(text, width, size));
  }
  return lines;
}

const lineMm = (size: number) => (LINE_MM * size) / SIZE;

function wrapped(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  for (const word of text.normalize('NFC').split(/\s+/u)) {
    const last = lines.at(-1);
    if (last !== undefined && widthOfText(`${last} ${word}`, 'regular', size) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A sheet of Vietnamese text as a drawing, and its words with single blanks between. */
export function aTextSheet(
  seed: number,
  { size = SIZE, lines: most, ...look }: TextLook = {},
): { svg: string; truth: string } {
  const sheet = paperSheet({ random: seededRandom(seed) });
  const lines = linesOf(seed, sheet.right - sheet.left, size).slice(0, most);
  for (const [index, line] of lines.entries())
    sheet.at(line, sheet.left, sheet.y + 6 + index * lineMm(size), { size, ...look });
  return { svg: sheet.svg(), truth: lines.join(' ') };
}

/** A page of Vietnamese text as a scanner sees it (JPEG, A4, 200 dpi), and its words with single blanks between. */
export async function aTextPage(seed: number): Promise<{ jpeg: Buffer; truth: string }> {
  const { svg, truth } = aTextSheet(seed);
  return { jpeg: await asScanned(svg, seededRandom(seed + 1)), truth };
}
