import type { SeededRandom } from '../support/seeded-random.ts';
import { type Cut, millimetres, textAround, textOutlines, widthOfText } from './drawn-text.ts';

const INK = '#17171c';
/** Blue of a ball pen. */
const PEN = '#1c2f8f';
const SEAL = '#cf2430';
const LEADING = 1.42;

interface TextLook {
  cut?: Cut;
  /** Points. */
  size?: number;
  fill?: string;
}

/** A sheet being written from the top down; all lengths in millimetres. */
export interface PaperSheet {
  readonly random: SeededRandom;
  readonly width: number;
  readonly left: number;
  readonly right: number;
  y: number;
  add(svg: string): void;
  /** Under everything that is written. */
  addBelow(svg: string): void;
  at(text: string, x: number, y: number, look?: TextLook & { align?: 'left' | 'middle' | 'right' }): void;
  /** A line in the middle of the sheet. */
  title(text: string, look?: TextLook): void;
  /** Words wrapped between the margins. */
  paragraph(text: string, look?: TextLook & { indent?: number }): void;
  /** Label and value; a value by hand stands in blue on dots. */
  field(label: string, value: string, options?: { byHand?: boolean; size?: number }): void;
  gap(millimetres: number): void;
  svg(): string;
}

interface SheetOptions {
  random: SeededRandom;
  width?: number;
  height?: number;
  margin?: number;
  tint?: string;
}

export function paperSheet({
  random,
  width = 210,
  height = 297,
  margin = 22,
  tint = '#fbfaf6',
}: SheetOptions): PaperSheet {
  const parts: string[] = [`<rect width="${width}" height="${height}" fill="${tint}"/>`];
  const sheet: PaperSheet = {
    random,
    width,
    left: margin,
    right: width - margin,
    y: margin,
    add: (svg) => void parts.push(svg),
    addBelow: (svg) => void parts.splice(1, 0, svg),
    at(text, x, y, { cut = 'regular', size = 13, fill = INK, align = 'left' } = {}) {
      const shift = { left: 0, middle: 0.5, right: 1 }[align] * widthOfText(text, cut, size);
      parts.push(textOutlines({ text, cut, size, fill }, x - shift, y));
    },
    title(text, { cut = 'bold', size = 15, fill = INK } = {}) {
      sheet.y += millimetres(size) * LEADING;
      sheet.at(text, width / 2, sheet.y, { cut, size, fill, align: 'middle' });
    },
    paragraph(text, { indent = 8, ...look } = {}) {
      for (const line of wrapped(text, sheet.right - sheet.left, indent, look)) {
        sheet.y += millimetres(look.size ?? 13) * LEADING;
        sheet.at(line.text, sheet.left + line.indent, sheet.y, look);
      }
    },
    field(label, value, { byHand = false, size = 13 } = {}) {
      sheet.y += millimetres(size) * LEADING * 1.12;
      const words = `${label}: `;
      sheet.at(words, sheet.left, sheet.y, { size });
      const from = sheet.left + widthOfText(words, 'regular', size) + 1.2;
      if (!byHand) return sheet.at(value, from, sheet.y, { cut: 'bold', size });
      dots(sheet, from, sheet.right, sheet.y + 0.6);
      const tilt = (random.next() - 0.5) * 0.7;
      parts.push(`<g transform="rotate(${tilt.toFixed(2)} ${from} ${sheet.y})">`);
      sheet.at(value, from + 1 + random.next() * 3, sheet.y - 0.4, {
        cut: 'italic',
        size: size + 1.5,
        fill: PEN,
      });
      parts.push('</g>');
    },
    gap: (more) => {
      sheet.y += more;
    },
    svg: () =>
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}mm" height="${height}mm">${parts.join('')}</svg>`,
  };
  return sheet;
}

function wrapped(text: string, width: number, indent: number, { cut = 'regular', size = 13 }: TextLook) {
  const lines: { text: string; indent: number }[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    const room = width - (lines.length === 0 ? indent : 0);
    if (line === '' || widthOfText(longer, cut, size) <= room) {
      line = longer;
      continue;
    }
    lines.push({ text: line, indent: lines.length === 0 ? indent : 0 });
    line = word;
  }
  lines.push({ text: line, indent: lines.length === 0 ? indent : 0 });
  return lines;
}

function dots(sheet: PaperSheet, from: number, to: number, y: number): void {
  sheet.add(
    `<line x1="${from}" x2="${to}" y1="${y}" y2="${y}" stroke="${INK}" stroke-width="0.22" stroke-dasharray="0.25 0.9"/>`,
  );
}

/** The header of state papers (Nghị định 30/2020/NĐ-CP), office on the left. */
export function nationalHeader(sheet: PaperSheet, office: readonly string[], number: string): void {
  const [leftMiddle, rightMiddle] = [sheet.left + 33, sheet.right - 46];
  const top = sheet.y;
  const named = { size: 11, align: 'middle' } as const;
  for (const [index, line] of office.entries())
    sheet.at(line, leftMiddle, top + index * 5, {
      ...named,
      cut: index === office.length - 1 ? 'bold' : 'regular',
    });
  const below = top + office.length * 5 - 3;
  rule(sheet, leftMiddle - 10, leftMiddle + 10, below);
  sheet.at(number, leftMiddle, below + 5, { size: 11, align: 'middle' });
  sheet.at('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', rightMiddle, top, { ...named, cut: 'bold' });
  sheet.at('Độc lập - Tự do - Hạnh phúc', rightMiddle, top + 5, { size: 12.5, cut: 'bold', align: 'middle' });
  rule(sheet, rightMiddle - 27, rightMiddle + 27, top + 7);
  sheet.y = top + 18;
}

export function rule(sheet: PaperSheet, from: number, to: number, y: number): void {
  sheet.add(`<line x1="${from}" x2="${to}" y1="${y}" y2="${y}" stroke="${INK}" stroke-width="0.25"/>`);
}

/** A round red seal of nobody: rings, words around, a star; worn where the stamp pressed badly. */
export function seal(sheet: PaperSheet, x: number, y: number, words: string, radius = 18): void {
  const { random } = sheet;
  const centre = { x, y };
  const ring = (r: number, width: number) =>
    `<circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="${SEAL}" stroke-width="${width}"/>`;
  const star = Array.from({ length: 10 }, (_, index) => {
    const [turn, reach] = [(index * Math.PI) / 5, index % 2 === 0 ? radius * 0.3 : radius * 0.12];
    return `${(x + Math.sin(turn) * reach).toFixed(2)},${(y - Math.cos(turn) * reach).toFixed(2)}`;
  });
  const around = textAround(
    { text: words, cut: 'bold', size: (8.2 * radius) / 18, fill: SEAL },
    centre,
    radius * 0.74,
  );
  const below = textOutlines(
    { text: 'MẪU', cut: 'bold', size: radius / 2, fill: SEAL },
    x - radius * 0.2,
    y + radius * 0.72,
  );
  const worn = Array.from({ length: 26 }, () => {
    const [turn, reach] = [random.next() * 2 * Math.PI, Math.sqrt(random.next()) * radius];
    const size = 0.2 + random.next() * 0.7;
    return `<circle cx="${(x + Math.cos(turn) * reach).toFixed(2)}" cy="${(y + Math.sin(turn) * reach).toFixed(2)}" r="${size.toFixed(2)}" fill="#fbfaf6" opacity="0.75"/>`;
  });
  const turn = (random.next() - 0.5) * 24;
  sheet.add(
    `<g opacity="0.84" transform="rotate(${turn.toFixed(1)} ${x} ${y})">${ring(radius, 0.9)}${ring(radius * 0.93, 0.35)}${ring(radius * 0.58, 0.35)}` +
      `<polygon points="${star.join(' ')}" fill="${SEAL}"/>${around}${below}${worn.join('')}</g>`,
  );
}

/** A scrawl in blue ink, about 38 mm wide. */
export function signature(sheet: PaperSheet, x: number, y: number): void {
  const { random } = sheet;
  const between = (from: number, to: number) => from + random.next() * (to - from);
  let [at, path] = [x - 18, `M${x - 18} ${y}`];
  for (let loop = 0; loop < 6; loop++) {
    const step = between(4, 7);
    const rise = loop === 0 ? between(11, 15) : between(3, 9);
    path += ` C${(at + step * 0.1).toFixed(2)} ${(y - rise).toFixed(2)} ${(at + step * 1.3).toFixed(2)} ${(y - rise * 0.8).toFixed(2)} ${(at + step * 0.7).toFixed(2)} ${(y + between(-1, 2)).toFixed(2)}`;
    path += ` S${(at + step * 0.6).toFixed(2)} ${(y + between(1, 5)).toFixed(2)} ${(at + step).toFixed(2)} ${(y - between(0, 2)).toFixed(2)}`;
    at += step;
  }
  path += ` Q${(at + 6).toFixed(2)} ${(y - 5).toFixed(2)} ${(at + between(8, 13)).toFixed(2)} ${(y + between(-6, 3)).toFixed(2)}`;
  path += ` M${x - 20} ${(y + 5).toFixed(2)} Q${x} ${(y + between(0, 3)).toFixed(2)} ${(x + 20).toFixed(2)} ${(y + between(2, 5)).toFixed(2)}`;
  sheet.add(
    `<path d="${path}" fill="none" stroke="${PEN}" stroke-width="0.55" stroke-linecap="round" opacity="0.92"/>`,
  );
}

/** Place and date, office, signature, name; with a seal over its left third. */
export function signedBlock(
  sheet: PaperSheet,
  {
    x,
    date,
    title,
    name,
    sealed,
  }: { x: number; date?: string; title: readonly string[]; name: string; sealed?: string },
): void {
  let y = sheet.y + 8;
  if (date !== undefined) {
    sheet.at(date, x, y, { cut: 'italic', size: 12.5, align: 'middle' });
    y += 6;
  }
  for (const [index, line] of title.entries())
    sheet.at(line, x, y + index * 5.6, {
      cut: line.startsWith('(') ? 'italic' : 'bold',
      size: 12.5,
      align: 'middle',
    });
  y += title.length * 5.6;
  signature(sheet, x, y + 13);
  if (sealed !== undefined) seal(sheet, x - 15, y + 11, sealed);
  sheet.at(name, x, y + 31, { cut: 'bold', size: 13, align: 'middle' });
}

/** The word that keeps a sample from being taken for a paper: large across the sheet, small below. */
export function markAsSample(sheet: PaperSheet, height = 297): void {
  const width = widthOfText('MẪU', 'bold', 200);
  const word = textOutlines({ text: 'MẪU', cut: 'bold', size: 200, fill: '#c8c4bc' }, -width / 2, 25);
  sheet.addBelow(
    `<g opacity="0.5" transform="translate(${sheet.width / 2} ${height / 2}) rotate(-38)">${word}</g>`,
  );
  sheet.at('MẪU - Giấy tờ và tên người hư cấu, không có giá trị pháp lý', sheet.width / 2, height - 20, {
    size: 9,
    cut: 'bold',
    fill: '#8a2028',
    align: 'middle',
  });
}
