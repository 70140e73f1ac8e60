import { expect, it } from 'vitest';
import { isNamedAs, maySignWith } from './key-holder.ts';

const mai = { userId: 'mai', name: 'Nguyễn Thị Mai' };

it.each([
  ['the holder signs with their own', { role: 'officer', holder: mai }, 'mai', undefined],
  ['nobody signs with another person’s', { role: 'officer', holder: mai }, 'duc', 'KEY_OF_ANOTHER'],
  [
    'nobody signs with one that nobody is known to hold',
    { role: 'officer', holder: null },
    'mai',
    'KEY_UNBOUND',
  ],
  ['the agency’s is used by whoever keeps the seal', { role: 'agency', holder: null }, 'duc', undefined],
] as const)('%s', (_, key, userId, code) => {
  const may = maySignWith(key, userId);
  expect(may.ok ? undefined : may.refusal.code).toBe(code);
});

it.each([
  ['Nguyễn Thị Mai', true],
  ['NGUYỄN  THỊ MAI', true],
  ['Nguyễn Thị Mai - Phó Chủ tịch UBND xã', true],
  ['Nguyễn Thị Mai'.normalize('NFD'), true],
  ['Nguyễn Thị Maiy', false],
  ['Trần Văn Đức', false],
  ['', false],
])('a certificate of %s is hers: %s', (commonName, is) => {
  expect(isNamedAs(commonName, 'Nguyễn Thị Mai')).toBe(is);
});
