/**
 * The form of a Vietnamese text in which two spellings that people do not tell apart while typing are equal: NFD without combining marks,
 * đ as d, lower case, runs of anything else as one space.
 */
export function searchForm(text: string): string {
  let form = '';
  let apart = false;
  for (let at = 0; at < text.length; at += 1) {
    const folded = FOLDED[text.charCodeAt(at)];
    if (folded === undefined) return slowForm(text);
    if (folded === ' ') apart = form !== '';
    else if (folded !== '') {
      form += apart ? ` ${folded}` : folded;
      apart = false;
    }
  }
  return form;
}

function slowForm(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/đ/gu, 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

// Names and addresses are folded at every key and for every entry of the index. In these ranges (Latin letters, their marks) each character folds by
// itself, so it is looked up: to nothing, to a blank, to its letter.
const ALONE = [
  [0x20, 0x250],
  [0x300, 0x370],
  [0x1e00, 0x1f00],
] as const;
const FOLDED: (string | undefined)[] = [];
for (const [from, to] of ALONE)
  for (let code = from; code < to; code += 1) {
    const one = String.fromCharCode(code);
    FOLDED[code] = /\p{M}/u.test(one) ? '' : slowForm(one) || ' ';
  }
