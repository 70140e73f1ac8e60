import { expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

it('writes the same text whatever the order of the keys', () => {
  expect(canonicalJson({ b: 1, a: { d: [true, null], c: 'Đặng' } })).toBe(
    '{"a":{"c":"Đặng","d":[true,null]},"b":1}',
  );
  expect(canonicalJson({ a: { c: 'Đặng', d: [true, null] }, b: 1 })).toBe(
    '{"a":{"c":"Đặng","d":[true,null]},"b":1}',
  );
});

it('refuses numbers that have more than one text', () => {
  expect(() => canonicalJson(0.1)).toThrow(RangeError);
  expect(() => canonicalJson(2 ** 60)).toThrow(RangeError);
});
