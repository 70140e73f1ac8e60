import type { PageWord } from '../../../shared/domain/digitisation/page-words.ts';

/** The picture that was read, in dots. */
export interface ReadPicture {
  width: number;
  height: number;
}

const WORD_LEVEL = '5';
/** What an engine prints of a page without words, or of a speck. */
const SAYS_SOMETHING = /[\p{L}\p{N}]/u;

/**
 * The words in a table of tesseract (TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text), their places as
 * thousandths of the page. Text is NFC; what holds no letter or digit is a speck or a ruled line and is left out.
 */
export function readWordTable(table: string, { width, height }: ReadPicture): PageWord[] {
  const lines: string[] = [];
  return table.split('\n').flatMap((row) => {
    const [level, page, block, paragraph, line, , left, top, wide, high, confidence, ...rest] =
      row.split('\t');
    const text = rest.join(' ').trim().normalize('NFC');
    if (level !== WORD_LEVEL || !SAYS_SOMETHING.test(text)) return [];
    const name = [page, block, paragraph, line].join();
    if (lines.at(-1) !== name) lines.push(name);
    const word = {
      text,
      left: (Number(left) / width) * 1000,
      top: (Number(top) / height) * 1000,
      width: (Number(wide) / width) * 1000,
      height: (Number(high) / height) * 1000,
      confidence: Math.min(100, Math.max(0, Number(confidence))),
      line: lines.length - 1,
    };
    return word.width > 0 && word.height > 0 ? [word] : [];
  });
}
