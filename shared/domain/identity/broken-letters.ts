/**
 * Vietnamese letters that were broken between a card and the program. Readers that act as a keyboard either type the sequences of an input
 * method (Telex `Nguyeenx`, VNI `Nguye64n`), are read in the wrong code page (`Nguyá»…n`), or meet the Windows layout "Vietnamese", whose
 * digit row types letters. Each repair here is exact or is not made: a name is never guessed.
 */

// The order matters: longer sequences first.
const TELEX: readonly (readonly [string, string])[] = [
  ['uwow', 'ươ'],
  ['uow', 'ươ'],
  ['aw', 'ă'],
  ['ow', 'ơ'],
  ['uw', 'ư'],
  ['aa', 'â'],
  ['ee', 'ê'],
  ['oo', 'ô'],
];
const VNI: Readonly<Record<string, string>> = {
  1: 's',
  2: 'f',
  3: 'r',
  4: 'x',
  5: 'j',
  7: 'w',
  8: 'w',
  9: 'd',
};
const TONES: Readonly<Record<string, string>> = {
  s: '\u0301',
  f: '\u0300',
  r: '\u0309',
  x: '\u0303',
  j: '\u0323',
};
const ONSET = '(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?';
const NUCLEUS =
  '(?:iêu|oai|oao|oay|oeo|uây|uêu|uôi|uya|uyê|uyu|ươi|ươu|yêu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|[aăâeêioôơuưy])';
// Final k is how names of the Central Highlands are written: Đắk Lắk.
const SYLLABLE = new RegExp(`^(${ONSET})(${NUCLEUS})(ch|ng|nh|[cmnptk])?$`, 'u');

/** Whether a word without tone marks is built like a Vietnamese syllable; its letter case is of no matter. */
function isSyllable(word: string): boolean {
  return SYLLABLE.test(word.toLowerCase());
}

/** The word that a Telex or VNI sequence means, or undefined when it is none or does not come out as one Vietnamese syllable. */
export function fromSequence(word: string): string | undefined {
  const typed = word
    .toLowerCase()
    .replace(/([aeo])6/gu, '$1$1')
    .replace(/[1-57-9]/gu, (digit) => VNI[digit] ?? digit);
  const [, onset = '', rest = ''] = /^([^aeiouy]*)(.*)$/u.exec(typed) ?? [];
  const tones = rest.match(/[sfrxj]/gu) ?? [];
  if (tones.length > 1) return undefined;
  const letters = TELEX.reduce(
    (text, [from, to]) => text.replaceAll(from, to),
    rest.replace(/[sfrxj]/gu, ''),
  );
  const plain = onset.replace(/^dd/u, 'đ') + letters;
  const parts = SYLLABLE.exec(plain);
  if (parts === null || plain === word.toLowerCase()) return undefined;
  const [, start = '', nucleus = '', coda = ''] = parts;
  const marked = start + withTone(nucleus, coda, TONES[tones[0] ?? '']) + coda;
  if (word.length > 1 && word === word.toUpperCase()) return marked.toUpperCase();
  return /^\p{Lu}/u.test(word) ? marked.slice(0, 1).toUpperCase() + marked.slice(1) : marked;
}

// Where the tone stands, as cards print it: on the letter that has a mark already, else on the middle one of three, the last before a final
// consonant, the first of two.
function withTone(nucleus: string, coda: string, tone: string | undefined): string {
  if (tone === undefined) return nucleus;
  const lastMarked = [...nucleus].findLastIndex((letter) => 'ăâêôơư'.includes(letter));
  const plain = nucleus.length === 3 ? 1 : coda === '' ? 0 : nucleus.length - 1;
  const at = lastMarked >= 0 ? lastMarked : plain;
  return (nucleus.slice(0, at + 1) + tone + nucleus.slice(at + 1)).normalize('NFC');
}

/** A text with every sequence made a word; `sure` when each word of it is a syllable now, `changed` when any was a sequence. */
export function fromSequences(text: string): { text: string; changed: boolean; sure: boolean } {
  let changed = false;
  let sure = true;
  const repaired = text.replace(/[\p{L}\p{N}]+/gu, (word) => {
    if (/^\d+$/u.test(word) || isSyllable(word)) return word;
    const meant = fromSequence(word);
    if (meant === undefined) sure = false;
    else changed = true;
    return meant ?? word;
  });
  return { text: repaired, changed, sure };
}

// Windows-1252 above ASCII where it differs from Latin-1.
const CP1252 = new Map(
  [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'].map((letter, index) => [
    letter,
    0x80 + index,
  ]),
);

/** A text whose UTF-8 bytes were read as Windows-1252, as it was meant; any other text as it is. */
export function fromWrongCodePage(text: string): string {
  if (!/[\u00c3-\u00c6\u00e1]/u.test(text)) return text;
  let bytes = '';
  for (const letter of text) {
    const byte = CP1252.get(letter) ?? letter.codePointAt(0) ?? 0x100;
    if (byte > 0xff) return text;
    bytes += `%${byte.toString(16).padStart(2, '0')}`;
  }
  try {
    return decodeURIComponent(bytes);
  } catch {
    return text;
  }
}

// Keys 1 to 9 and 0 of the Windows layout "Vietnamese", as base letter with its mark or as a lone tone.
const LAYOUT: readonly (readonly [string, string])[] = [
  ['a\u0306', '1'],
  ['a\u0302', '2'],
  ['e\u0302', '3'],
  ['o\u0302', '4'],
  ['\u0300', '5'],
  ['\u0309', '6'],
  ['\u0303', '7'],
  ['\u0301', '8'],
  ['đ', '9'],
];

/** Digits that the Windows layout "Vietnamese" turned into letters; a field with anything else in it stays as it is. */
export function fromVietnameseLayout(field: string): string {
  const digits = LAYOUT.reduce(
    (text, [letter, digit]) => text.replaceAll(letter, digit),
    field.normalize('NFD'),
  );
  return /^[\d/.-]*$/u.test(digits) ? digits : field;
}

/** Whether a text shows the traces of letters overwritten while they were typed: two tones in one word, or a key of Telex after a mark. */
export function looksOverwritten(text: string): boolean {
  return text
    .normalize('NFD')
    .toLowerCase()
    .split(/[^\p{L}\p{M}]+/u)
    .some(
      (word) =>
        (word.match(/[\u0300\u0301\u0303\u0309\u0323]/gu) ?? []).length > 1 ||
        /\p{M}[a-z]*[fjwz]/u.test(word),
    );
}
