import fc from 'fast-check';
import { expect, it } from 'vitest';
import { searchForm } from './search-text.ts';

/** The rule in its plainest words; {@link searchForm} looks most of it up. */
const byRule = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/đ/gu, 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

it.each([
  ['Nguyễn Thị Thùy', 'nguyen thi thuy'],
  ['  ĐẶNG  VĂN-Đỏ. ', 'dang van do'],
  ['Ấp 3, xã Hòa Nghĩa'.normalize('NFD'), 'ap 3 xa hoa nghia'],
  ['½ ß İ ǆ ﬁ', byRule('½ ß İ ǆ ﬁ')],
  ['\u0301a \u0323', 'a'],
  ['', ''],
])('folds %s', (text, form) => expect(searchForm(text)).toBe(form));

it('folds every character of Latin writing, and any text, as the rule has it', () => {
  const texts = Array.from({ length: 0x2100 }, (_, code) => String.fromCharCode(code)).flatMap((one) => [
    one,
    `a${one}b`,
    ` ${one}${one} `,
  ]);
  expect(texts.filter((text) => searchForm(text) !== byRule(text))).toEqual([]);
  const letters = fc.constantFrom(
    ...'aăâđĐêôơưẮẶẬỆỘỢỰÿŸßİıǅ½²ªº\u0301\u0323\u0306 .,-/\t',
    'Σ',
    '漢',
    '\ud83d\ude00',
  );
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: letters }), fc.string({ unit: 'binary' })),
      (text) => searchForm(text) === byRule(text),
    ),
  );
});
