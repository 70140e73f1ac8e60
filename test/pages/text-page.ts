import procedures from '../../shared/data/procedures.json' with { type: 'json' };
import { widthOfText } from '../samples/drawn-text.ts';
import { paperSheet } from '../samples/paper-sheet.ts';
import { asScanned } from '../samples/scanned-look.ts';
import { seededRandom } from '../support/seeded-random.ts';

const SIZE = 12;
const BOTTOM_MM = 270;
const LINE_MM = 6.4;

/** What stands on a page of plain text, the same for a seed: names of procedures and of their components, line by line. */
function linesOf(seed: number, width: number): string[] {
  const random = seededRandom(seed);
  const lines: string[] = [];
  while (lines.length * LINE_MM < BOTTOM_MM - 30) {
    const { code, name, cases } = random.pick(procedures.procedures);
    const component = cases[0]?.components[0]?.name ?? '';
    const text = `${lines.length + 1}. ${name} (mã ${code}): ${component}`;
    lines.push(...wrapped(text, width));
  }
  return lines;
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.normalize('NFC').split(/\s+/u)) {
    const last = lines.at(-1);
    if (last !== undefined && widthOfText(`${last} ${word}`, 'regular', SIZE) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A page of Vietnamese text as a scanner sees it (JPEG, A4, 200 dpi), and its words with single blanks between. */
export async function aTextPage(seed: number): Promise<{ jpeg: Buffer; truth: string }> {
  const sheet = paperSheet({ random: seededRandom(seed) });
  const lines = linesOf(seed, sheet.right - sheet.left);
  for (const [index, line] of lines.entries())
    sheet.at(line, sheet.left, sheet.y + 6 + index * LINE_MM, { size: SIZE });
  return { jpeg: await asScanned(sheet.svg(), seededRandom(seed + 1)), truth: lines.join(' ') };
}
