import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create } from '@cantoo/fontkit';

const CUTS = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  boldItalic: '700Bold_Italic/Tinos_700Bold_Italic.ttf',
} as const;
export type Cut = keyof typeof CUTS;

const require = createRequire(import.meta.url);
const parse = (file: string) => {
  const font = create(readFileSync(require.resolve(`@expo-google-fonts/tinos/${file}`)));
  if (!('layout' in font)) throw new Error(`${file} is a collection of fonts`);
  return font;
};
const fonts = new Map<Cut, ReturnType<typeof parse>>();

function fontOf(cut: Cut) {
  const font = fonts.get(cut) ?? parse(CUTS[cut]);
  fonts.set(cut, font);
  return font;
}

/** Millimetres of a size in points. */
export const millimetres = (points: number) => (points * 25.4) / 72;

/** Width in millimetres of text of a size in points. */
export function widthOfText(text: string, cut: Cut, size: number): number {
  const font = fontOf(cut);
  return (font.layout(text.normalize('NFC')).advanceWidth / font.unitsPerEm) * millimetres(size);
}

export interface DrawnText {
  text: string;
  cut: Cut;
  /** Points. */
  size: number;
  fill: string;
}

/** Text as outlines from a point on its baseline, in millimetres: the picture depends on no font of the machine. */
export function textOutlines({ text, cut, size, fill }: DrawnText, x: number, y: number): string {
  const font = fontOf(cut);
  const scale = millimetres(size) / font.unitsPerEm;
  const { glyphs, positions } = font.layout(text.normalize('NFC'));
  let at = 0;
  const paths = glyphs.map((glyph, index) => {
    const outline = glyph.path.toSVG();
    const path = outline === '' ? '' : `<path transform="translate(${at})" d="${outline}"/>`;
    at += positions?.[index]?.xAdvance ?? glyph.advanceWidth;
    return path;
  });
  return `<g fill="${fill}" transform="translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${scale} ${-scale})">${paths.join('')}</g>`;
}

/** Text along a circle, centred at its top, read clockwise; millimetres. */
export function textAround(drawn: DrawnText, centre: { x: number; y: number }, radius: number): string {
  const letters = [...drawn.text.normalize('NFC')];
  const turns = letters.map((letter) => widthOfText(letter, drawn.cut, drawn.size) / radius);
  const whole = turns.reduce((sum, turn) => sum + turn, 0);
  let angle = -whole / 2;
  return letters
    .map((letter, index) => {
      const turn = turns[index] ?? 0;
      const middle = ((angle + turn / 2) * 180) / Math.PI;
      angle += turn;
      const outline = textOutlines({ ...drawn, text: letter }, (-turn * radius) / 2, -radius);
      return `<g transform="translate(${centre.x} ${centre.y}) rotate(${middle.toFixed(2)})">${outline}</g>`;
    })
    .join('');
}
