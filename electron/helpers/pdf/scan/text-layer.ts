import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateSync } from 'node:zlib';
import { create } from '@cantoo/fontkit';
import type { CleanUp } from '../../../../shared/domain/digitisation/clean-up.ts';
import { WHOLE } from '../../../../shared/domain/digitisation/page-measures.ts';
import { flattenedWords, type PageWord } from '../../../../shared/domain/digitisation/page-words.ts';

/** What of a clean-up moves what stands on a page. */
type Placing = Pick<CleanUp, 'flatten' | 'straighten' | 'crop' | 'turn'>;

/** The words of a page as they stand on the picture that came in, and what was done to the picture since. */
export interface PageText {
  readonly words: readonly PageWord[];
  readonly cleanUp: Placing;
}

/** A page in points. */
interface PageSize {
  readonly width: number;
  readonly height: number;
}

type Point = readonly [number, number];
type Matrix = readonly [number, number, number, number, number, number];

/** Which way a line runs and which way its letters stand, on a page that was turned clockwise so far. */
const QUARTERS: Record<CleanUp['turn'], readonly [ahead: Point, up: Point]> = {
  0: [
    [1, 0],
    [0, 1],
  ],
  90: [
    [0, -1],
    [1, 0],
  ],
  180: [
    [-1, 0],
    [0, -1],
  ],
  270: [
    [0, 1],
    [-1, 0],
  ],
};

/** Text under the pictures of one file: never seen, but searched and copied. */
export interface TextLayer {
  /** The name under which a page's resources know the font. */
  readonly fontName: string;
  /** What draws the words on a page of this size, as the page stands at last; undefined where there are none. */
  drawing(text: PageText, page: PageSize): string | undefined;
  /** The objects of the font, once every page is drawn; undefined where no page has words. */
  font(): FontObjects | undefined;
}

/** Bodies of a composite font with everything it needs (ISO 32000-1, 9.7). */
export interface FontObjects {
  readonly file: Uint8Array;
  readonly fileLength: number;
  readonly toUnicode: Uint8Array;
  /** A bit for each number that the font has, the highest first: all of them (ISO 19005-2, 6.2.11.4.2). */
  readonly numbers: Uint8Array;
  readonly widths: string;
  readonly descriptor: string;
}

const FONT_NAME = 'QMCTXT+Tinos';
const UNITS = 1000;
const THOUSANDTHS = 1000;
/** Of the height of a word's box, what stands above its baseline; marks and descenders make every box a little other. */
const BASELINE_SHARE = 0.8;
const BETWEEN_WORDS = ' ';

const require = createRequire(import.meta.url);
let parsed: ReturnType<typeof parse> | undefined;

function parse() {
  const font = create(
    readFileSync(require.resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf')),
  );
  if (!('characterSet' in font)) throw new Error('a file of one cut was expected');
  return font;
}

/** Begins the layer of a file. Letters are collected as pages are drawn; the font holds only those. */
export function createTextLayer(): TextLayer {
  parsed ??= parse();
  const font = parsed;
  const subset = font.createSubset();
  const scale = UNITS / font.unitsPerEm;
  /** By number in the subset. */
  const letters = new Map<number, { character: string; width: number }>();
  const numbers = new Map<string, number>();

  function numberOf(character: string): number | undefined {
    const known = numbers.get(character);
    if (known !== undefined) return known;
    const code = character.codePointAt(0) ?? 0;
    if (!font.hasGlyphForCodePoint(code)) return undefined;
    const glyph = font.glyphForCodePoint(code);
    if (glyph === null) return undefined;
    const number = subset.includeGlyph(glyph.id);
    // Two characters may share a glyph; the first of them is what is copied.
    if (!letters.has(number))
      letters.set(number, { character, width: Math.round(glyph.advanceWidth * scale) });
    numbers.set(character, number);
    return number;
  }

  return {
    fontName: 'Words',
    drawing({ words: seen, cleanUp }, page) {
      const words = cleanUp.flatten === null ? seen : flattenedWords(seen, cleanUp.flatten);
      const before = sizeBefore(cleanUp, page);
      const matrix = matrixOf(cleanUp, before);
      const runs = words.flatMap((word) => {
        const run = [...word.text, BETWEEN_WORDS].flatMap((character) => numberOf(character) ?? []);
        const width = run.slice(0, -1).reduce((sum, number) => sum + (letters.get(number)?.width ?? 0), 0);
        if (width === 0) return [];
        const size = (word.height / THOUSANDTHS) * before.height;
        const wide = (word.width / THOUSANDTHS) * before.width;
        const stretch = (wide * 100 * UNITS) / (width * size);
        // The middle of the word goes with the page; the word itself lies along the page's edge, as straightened lines do.
        const [x, y] = onto(matrix, [
          (word.left / THOUSANDTHS) * before.width + wide / 2,
          before.height * (1 - word.top / THOUSANDTHS) - size / 2,
        ]);
        const [ahead, up] = QUARTERS[cleanUp.turn];
        const below = size * (BASELINE_SHARE - 0.5);
        const [left, foot] = [
          x - (ahead[0] * wide) / 2 - up[0] * below,
          y - (ahead[1] * wide) / 2 - up[1] * below,
        ];
        const place = [...ahead, ...up, short(left), short(foot)].join(' ');
        const text = run.map((number) => number.toString(16).padStart(4, '0')).join('');
        return [`/Words ${short(size)} Tf ${short(stretch)} Tz ${place} Tm <${text}> Tj`];
      });
      if (runs.length === 0) return undefined;
      return `BT 3 Tr\n${runs.join('\n')}\nET`;
    },
    font() {
      if (letters.size === 0) return undefined;
      const file = subset.encode();
      const box = [font.bbox.minX, font.bbox.minY, font.bbox.maxX, font.bbox.maxY].map((at) =>
        Math.round(at * scale),
      );
      const rise = (value: number) => Math.round(value * scale);
      return {
        file: deflateSync(file),
        fileLength: file.length,
        toUnicode: deflateSync(unicodeMap(letters)),
        numbers: everyNumber(glyphCount(file)),
        widths: [...letters].map(([number, { width }]) => `${number} [${width}]`).join(' '),
        descriptor:
          `/Type /FontDescriptor /FontName /${FONT_NAME} /Flags 4 /FontBBox [${box.join(' ')}] /ItalicAngle 0 ` +
          `/Ascent ${rise(font.ascent)} /Descent ${rise(font.descent)} /CapHeight ${rise(font.capHeight)} /StemV 80`,
      };
    },
  };
}

/** The font's dictionary over its descendant and its map to Unicode, by their numbers. */
export function fontDictionary(descendant: number, toUnicode: number): string {
  return (
    `<< /Type /Font /Subtype /Type0 /BaseFont /${FONT_NAME} /Encoding /Identity-H ` +
    `/DescendantFonts [${descendant} 0 R] /ToUnicode ${toUnicode} 0 R >>`
  );
}

/** The descendant's dictionary over its descriptor, by its number. */
export function descendantDictionary(widths: string, descriptor: number): string {
  return (
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${FONT_NAME} /CIDToGIDMap /Identity ` +
    `/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /W [${widths}] /FontDescriptor ${descriptor} 0 R >>`
  );
}

/** How large the page was before it was cut and turned, at the scale that it has now. */
function sizeBefore({ crop, turn }: Placing, { width, height }: PageSize): PageSize {
  const lies = turn % 180 !== 0;
  const across = crop === null ? 1 : (crop.right - crop.left) / WHOLE;
  const down = crop === null ? 1 : (crop.bottom - crop.top) / WHOLE;
  return { width: (lies ? height : width) / across, height: (lies ? width : height) / down };
}

/** From the page as it came in to the page as it stands: straightened about its middle, cut, turned clockwise. */
function matrixOf({ straighten, crop, turn }: Placing, { width, height }: PageSize): Matrix {
  const angle = (straighten / 100) * (Math.PI / 180);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const left = crop === null ? 0 : (crop.left / WHOLE) * width;
  const below = crop === null ? 0 : (1 - crop.bottom / WHOLE) * height;
  const e = width / 2 - left - ((width / 2) * cos - (height / 2) * sin);
  const f = height / 2 - below - ((width / 2) * sin + (height / 2) * cos);
  const across = crop === null ? width : ((crop.right - crop.left) / WHOLE) * width;
  const down = crop === null ? height : ((crop.bottom - crop.top) / WHOLE) * height;
  switch (turn) {
    case 0:
      return [cos, sin, -sin, cos, e, f];
    case 90:
      return [sin, -cos, cos, sin, f, across - e];
    case 180:
      return [-cos, -sin, sin, -cos, across - e, down - f];
    case 270:
      return [-sin, cos, -cos, -sin, down - f, e];
    default:
      return turn satisfies never;
  }
}

function onto([a, b, c, d, e, f]: Matrix, [x, y]: Point): Point {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** How many glyphs a TrueType file has: the third field of its table `maxp`. */
function glyphCount(file: Uint8Array): number {
  const view = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  for (let table = 0; table < view.readUInt16BE(4); table++) {
    const at = 12 + 16 * table;
    if (view.toString('latin1', at, at + 4) === 'maxp')
      return view.readUInt16BE(view.readUInt32BE(at + 8) + 4);
  }
  throw new Error('a font without the number of its glyphs');
}

function everyNumber(count: number): Uint8Array {
  return Uint8Array.from(
    { length: Math.ceil(count / 8) },
    (_, at) => 0xff << Math.max(0, 8 * (at + 1) - count),
  );
}

/** What each number of the font means (ISO 32000-1, 9.10.3), in pieces of a hundred as it asks. */
function unicodeMap(letters: ReadonlyMap<number, { character: string }>): string {
  const hex = (value: number) => value.toString(16).padStart(4, '0');
  const lines = [...letters].map(([number, { character }]) => {
    const units = Array.from({ length: character.length }, (_, at) => hex(character.charCodeAt(at)));
    return `<${hex(number)}> <${units.join('')}>`;
  });
  const pieces = Array.from({ length: Math.ceil(lines.length / 100) }, (_, at) =>
    lines.slice(at * 100, at * 100 + 100),
  );
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def /CMapType 2 def',
    '1 begincodespacerange <0000> <ffff> endcodespacerange',
    ...pieces.map((piece) => `${piece.length} beginbfchar\n${piece.join('\n')}\nendbfchar`),
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n');
}

const short = (value: number) => String(Math.round(value * 100) / 100);
