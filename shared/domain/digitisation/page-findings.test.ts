import { expect, test } from 'vitest';
import { AS_SCANNED, keepsPixels, mayBeGrey, proposeCleanUp, turned } from './clean-up.ts';
import { findingsOf, hindrances, isAcceptable } from './page-findings.ts';
import type { PageMeasures } from './page-measures.ts';

const GOOD: PageMeasures = {
  width: 2480,
  height: 3508,
  dpi: 300,
  skew: 0.1,
  sideways: false,
  upsideDown: null,
  frame: null,
  paperTone: 248,
  neutral: true,
  contrast: 140,
  inkShare: 0.06,
  contentMm: 2400,
  borderUm: 390,
  cut: [],
  content: 'grey',
  inGrey: false,
  photo: null,
  sameAsBefore: false,
};

test.each<[string, Partial<PageMeasures>, string[]]>([
  ['a good page of 300 dpi', {}, []],
  ['200 dpi, the least that is legal', { dpi: 200 }, ['dpi-ordinary']],
  ['a dot lost by rounding', { dpi: 199.2 }, ['dpi-ordinary']],
  ['199 dpi and less', { dpi: 198.9 }, ['dpi-low']],
  ['soft letters', { borderUm: 490 }, []],
  ['blurred letters', { borderUm: 491 }, ['blurred']],
  ['yellowed paper', { paperTone: 170 }, []],
  ['a dark scan', { paperTone: 149, contrast: 60 }, ['too-dark']],
  ['pencil', { contrast: 70 }, []],
  ['washed out ink', { contrast: 50 }, ['too-light']],
  ['faint, sharp writing that is below ink', { contrast: 34, contentMm: 0 }, ['too-light']],
  ['very faint, sharp writing', { contrast: 25, contentMm: 0, borderUm: 480 }, ['too-light']],
  ['fainter than scanners are clean', { contrast: 24, contentMm: 0, borderUm: 480 }, ['blank']],
  ['faint writing, whose border is soft', { contrast: 30, borderUm: 520 }, ['too-light']],
  ['ink that a blur has thinned out', { contrast: 50, borderUm: 900 }, ['blurred']],
  ['the back of a page shining through', { contrast: 33, contentMm: 10, borderUm: 1300 }, ['blank']],
  ['nothing', { contrast: null, contentMm: 0, borderUm: null }, ['blank']],
  [
    'a blank page that is like the blank one before',
    { contrast: null, contentMm: 0, borderUm: null, sameAsBefore: true },
    ['blank'],
  ],
  ['cut text', { cut: ['left'] }, ['cut']],
  [
    'the sheet before again, lying on its side',
    { sameAsBefore: true, sideways: true },
    ['repeated', 'sideways'],
  ],
])('%s', (_what, change, codes) => {
  expect(findingsOf({ ...GOOD, ...change }).map(({ code }) => code)).toEqual(codes);
});

test('what is below the law stays, what is bad a person may let stand, what is doubtful hinders nothing', () => {
  const found = findingsOf({ ...GOOD, dpi: 150, borderUm: 700, sameAsBefore: true });
  expect(hindrances(found, new Set())).toEqual(['dpi-low', 'blurred']);
  expect(hindrances(found, new Set(['blurred', 'dpi-low']))).toEqual(['dpi-low']);
  expect([isAcceptable('dpi-low'), isAcceptable('blurred'), isAcceptable('blank')]).toEqual([
    false,
    true,
    false,
  ]);
});

test('grey is proposed only for a colour picture without colour, and never chosen by itself', () => {
  expect(mayBeGrey(GOOD)).toBe(true);
  expect(mayBeGrey({ ...GOOD, content: 'colour' })).toBe(false);
  expect(mayBeGrey({ ...GOOD, neutral: false })).toBe(false);
  expect(mayBeGrey({ ...GOOD, inGrey: true })).toBe(false);
  expect(proposeCleanUp(GOOD).tones).toBe('colour');
});

test('a clean-up is proposed only for what shows, and a turn alone leaves the bytes', () => {
  expect(proposeCleanUp(GOOD)).toEqual(AS_SCANNED);
  expect(proposeCleanUp({ ...GOOD, skew: -1.234 }).straighten).toBe(-123);
  expect(proposeCleanUp({ ...GOOD, paperTone: 204 }).whiten).toBe(125);
  expect(proposeCleanUp({ ...GOOD, paperTone: 204, neutral: false }).whiten).toBe(100);
  expect(keepsPixels(turned(AS_SCANNED))).toBe(true);
  expect(turned(turned(turned(turned(AS_SCANNED))))).toEqual(AS_SCANNED);
  expect(keepsPixels(proposeCleanUp({ ...GOOD, skew: 2 }))).toBe(false);
});
