import { expect, it } from 'vitest';
import { ADDRESS_CASES } from './province-address.cases.ts';
import { provinceAddress } from './province-address.ts';

it.each(ADDRESS_CASES)('reads the address "$typed"', ({ typed, result }) => {
  expect(provinceAddress(typed)).toEqual(result);
});
