import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { create } from '@cantoo/fontkit';
import type { PDFDocument, PDFFont } from 'pdf-lib';

const FILES = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  boldItalic: '700Bold_Italic/Tinos_700Bold_Italic.ttf',
} as const;

/** Six letters and a plus sign mark a subset (ISO 32000-1, 9.6.4). */
const SUBSET_NAMES = {
  regular: 'QMCREG+Tinos',
  bold: 'QMCBLD+Tinos-Bold',
  italic: 'QMCITA+Tinos-Italic',
  boldItalic: 'QMCBIT+Tinos-BoldItalic',
} as const satisfies Record<keyof typeof FILES, string>;

/** A cut of the typeface. */
export type TextStyle = keyof typeof FILES;

/** Height of a line in ems: marks stacked on capitals (Ấ, Ộ) and the dot below must not touch the neighbours. */
export const LINE_HEIGHT = 1.22;
/** From the top of a line to its baseline, in ems. */
export const BASELINE = 0.94;

/** Tinos (metrics of Times New Roman, which Nghị định 30/2020/NĐ-CP asks for), embedded in one document as subsets. */
export interface Typeface {
  font(style: TextStyle): PDFFont;
  /** Width of one line of text in points. */
  widthOf(text: string, style: TextStyle, size: number): number;
}

const require = createRequire(import.meta.url);
const fontBytes = new Map<TextStyle, Promise<Uint8Array>>();

function bytesOf(style: TextStyle): Promise<Uint8Array> {
  let bytes = fontBytes.get(style);
  if (bytes === undefined) {
    bytes = readFile(require.resolve(`@expo-google-fonts/tinos/${FILES[style]}`));
    fontBytes.set(style, bytes);
  }
  return bytes;
}

function parse(bytes: Uint8Array) {
  const font = create(bytes);
  if (!('characterSet' in font)) throw new Error('a file of one cut was expected');
  return font;
}

/** The letters of a text that the typeface does not have, each once, in the order of the text. */
export async function lackingLetters(text: string): Promise<string> {
  const { characterSet } = parsedOnce(await bytesOf('regular'));
  const known = new Set(characterSet);
  return [...new Set(text)].filter((letter) => !known.has(letter.codePointAt(0) ?? 0)).join('');
}

const parsed = new WeakMap<Uint8Array, ReturnType<typeof parse>>();

/**
 * Parsing takes longer than drawing: a warm helper does it once per cut. Subsets belong to documents, never to the parsed font. Every letter is
 * looked up by its character at once: a glyph that is first met as a part of another (u under ú) would be remembered without one, and later
 * papers could no longer be searched or copied where it stands.
 */
function parsedOnce(bytes: Uint8Array): ReturnType<typeof parse> {
  let font = parsed.get(bytes);
  if (font === undefined) {
    font = parse(bytes);
    for (const character of font.characterSet) font.glyphForCodePoint(character);
    font.layout = byWords(font);
    parsed.set(bytes, font);
  }
  return font;
}

/** So many words of a cut are remembered with their glyphs; then it begins anew. */
const REMEMBERED_WORDS = 5000;

/**
 * Papers say the same words again and again, and finding a word's glyphs costs more than drawing it. Each is found once, and a line is put together
 * from its words: no glyph depends on what stands beyond a blank. Only the glyphs are asked for, always with the features of {@link embedTypeface}.
 */
function byWords(font: ReturnType<typeof parse>): typeof font.layout {
  type Run = ReturnType<typeof font.layout>;
  const layout = font.layout.bind(font);
  const words = new Map<string, Run['glyphs']>();
  const blank = layout(' ').glyphs;
  return (text, features) => {
    const glyphs = text.split(' ').flatMap((word, index) => {
      let found = words.get(word);
      if (found === undefined) {
        if (words.size === REMEMBERED_WORDS) words.clear();
        found = word === '' ? [] : layout(word, features).glyphs;
        words.set(word, found);
      }
      return index === 0 ? found : [...blank, ...found];
    });
    return { glyphs } as Run;
  };
}

/**
 * Embeds the named cuts. No ligatures: every letter stays one glyph, as it is searched and copied. A character the fonts lack prints as
 * the empty box of the font, never as nothing.
 */
export async function embedTypeface(pdf: PDFDocument, styles: readonly TextStyle[]): Promise<Typeface> {
  pdf.registerFontkit({ create: parsedOnce });
  const fonts = new Map<TextStyle, PDFFont>();
  const widths = new Map<string, number>();
  for (const style of styles) {
    const options = { subset: true, customName: SUBSET_NAMES[style], features: { liga: false } };
    fonts.set(style, await pdf.embedFont(await bytesOf(style), options));
  }
  const font = (style: TextStyle) => {
    const found = fonts.get(style);
    if (found === undefined) throw new Error(`the ${style} cut is not embedded in this document`);
    return found;
  };
  return {
    font,
    widthOf(text, style, size) {
      const key = `${style} ${text}`;
      let width = widths.get(key);
      if (width === undefined) {
        width = font(style).widthOfTextAtSize(text, 1);
        widths.set(key, width);
      }
      return width * size;
    },
  };
}
