import { expect, it } from 'vitest';
import { canonicalJson, plainJson } from './canonical-json.ts';

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

it('sorts keys by UTF-16 units, those that look like numbers too', () => {
  const keys = ['b', '10', '9', 'a', 'B', 'đ', 'z', '', '\ud83d\ude00', '\ufb01', 'a b', '"'];
  const value = Object.fromEntries(keys.map((key) => [key, 1]));
  expect(canonicalJson(value)).toBe(
    `{${[...keys]
      .sort()
      .map((key) => `${JSON.stringify(key)}:1`)
      .join(',')}}`,
  );
});

it('copies a value as JSON would carry it', () => {
  const value = { a: undefined, b: [1, undefined, { c: null, d: undefined }], e: { f: 'Đặng', g: true } };
  expect(plainJson(value)).toEqual(JSON.parse(JSON.stringify(value)));
  expect(canonicalJson(plainJson(JSON.parse('{"a":1,"__proto__":{"b":2}}')))).toBe(
    '{"__proto__":{"b":2},"a":1}',
  );
  expect(canonicalJson(plainJson(value))).toBe('{"b":[1,null,{"c":null}],"e":{"f":"Đặng","g":true}}');
});
