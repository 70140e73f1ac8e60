import { describe, expect, it } from 'vitest';
import { largerPapers, mediaFor, papersOffered } from './paper-size.ts';

const OFFICE_LASER = [
  'iso_a4_210x297mm',
  'iso_a4_borderless_210x297mm',
  'iso_a5_148x210mm',
  'na_letter_8.5x11in',
  'custom_min_76.2x127mm',
  'custom_max_215.9x355.6mm',
];

describe('what a printer calls a paper', () => {
  it('is the plain sheet, not its borderless twin', () =>
    expect(mediaFor('A4', OFFICE_LASER)).toBe('iso_a4_210x297mm'));
  it('may be written in inches', () => expect(mediaFor('A5', ['custom_a5_5.83x8.27in'])).toBeDefined());
  it('is nothing where it has no such sheet', () => expect(mediaFor('A3', OFFICE_LASER)).toBeUndefined());
  it('is never the end of a range of sizes: a roll is cut within it, to the length of its page', () => {
    const ends = ['custom_min_72x50mm', 'custom_max_80x2000mm'];
    expect(mediaFor('80mm', ends, 311.2)).toBe('custom_roll_80x312mm');
    expect(mediaFor('80mm', ends, 20)).toBe('custom_roll_80x50mm');
    expect(mediaFor('80mm', ends, 2400)).toBeUndefined();
    expect(mediaFor('80mm', ['custom_min_76.2x127mm', 'custom_max_215.9x355.6mm'], 200)).toBeUndefined();
  });
  it('is the shortest piece of a roll that is long enough', () => {
    const pieces = ['custom_a_80x3276mm', 'custom_b_80x200mm', 'custom_c_80x297mm'];
    expect(mediaFor('80mm', pieces, 180)).toBe('custom_b_80x200mm');
    expect(mediaFor('80mm', pieces, 250)).toBe('custom_c_80x297mm');
    expect(mediaFor('80mm', pieces, 900)).toBe('custom_a_80x3276mm');
    expect(mediaFor('80mm', ['custom_b_80x200mm'], 900)).toBeUndefined();
  });
  it('is a roll by its width', () =>
    expect(mediaFor('80mm', ['custom_roll_79.7x297mm'])).toBe('custom_roll_79.7x297mm'));
  it('are all of them', () => expect(papersOffered(OFFICE_LASER)).toEqual(['A4', 'A5']));
});

describe('a larger sheet', () => {
  it('takes a smaller paper whole', () => expect(largerPapers('A5', ['iso_a4_210x297mm'])).toEqual(['A4']));
  it('is never a roll, and never smaller', () => {
    expect(largerPapers('A4', OFFICE_LASER)).toEqual([]);
    expect(largerPapers('80mm', OFFICE_LASER)).toEqual(['A5', 'A4']);
  });
});
