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
  it('is not the end of a range of sizes', () =>
    expect(mediaFor('80mm', ['custom_min_80x127mm', 'custom_max_80x2000mm'])).toBeUndefined());
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
