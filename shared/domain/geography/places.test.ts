import { expect, it } from 'vitest';
import { findCommune, placeTable, searchCommunes } from './places.ts';
import { searchForm } from './search-text.ts';

it('finds a commune by its present name without marks', () => {
  const [first] = searchCommunes('an hoi', 5);
  expect(first?.commune.name).toBe('An Hội');
  expect(first?.province.name).toBe('Vĩnh Long');
});

it('finds a commune by the name of a unit that was merged into it', () => {
  const found = searchCommunes('Mỹ Thạnh An', 5);
  expect(found.map(({ commune }) => commune.name)).toContain('An Hội');
});

it('finds nothing for words that no name holds, and everything for no words', () => {
  expect(searchCommunes('zzz qqq', 5)).toEqual([]);
  expect(searchCommunes('', 3)).toHaveLength(3);
});

it('gives every commune an id of its own and an existing province', () => {
  expect(new Set(placeTable.communes.map((commune) => commune.id)).size).toBe(placeTable.communes.length);
  for (const commune of placeTable.communes)
    expect(findCommune(commune.id)?.province.id).toBe(commune.provinceId);
});

it('folds the stroke of đ as well as combining marks', () => {
  expect(searchForm('Đường  Nguyễn-Đình Chiểu')).toBe('duong nguyen dinh chieu');
});
