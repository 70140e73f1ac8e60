import { expect, test } from 'vitest';
import { copyCertificationText } from './nd-23-2015/copy-certification.ts';
import { writtenLimit } from './written-limit.ts';
import { writtenCount, writtenDay, writtenMoment } from './written-time.ts';

test.each([
  ['2026-01-09', 'ngày 09 tháng 01 năm 2026'],
  ['2026-02-28', 'ngày 28 tháng 02 năm 2026'],
  ['2026-03-03', 'ngày 03 tháng 3 năm 2026'],
  ['2026-12-31', 'ngày 31 tháng 12 năm 2026'],
])('day %s is written "%s"', (day, written) => {
  expect(writtenDay(day)).toBe(written);
});

test('a moment is written in the time of Vietnam, the day after the universal one when it is', () => {
  expect(writtenMoment('2026-11-24T18:05:59.000Z')).toBe('01 giờ 05 phút, ngày 25 tháng 11 năm 2026');
});

test('numbers below ten have a leading zero', () => {
  expect([0, 9, 10, 120].map(writtenCount)).toEqual(['00', '09', '10', '120']);
});

test.each([
  ['working-day', 5, '05 ngày làm việc'],
  ['day', 30, '30 ngày'],
  ['working-hour', 4, '04 giờ làm việc'],
  ['hour', 24, '24 giờ'],
  ['same-day-15h', 1, 'trong ngày (ngày làm việc tiếp theo nếu nhận sau 15 giờ)'],
  ['working-day', null, undefined],
] as const)('the limit %s %s is written "%s"', (unit, value, written) => {
  expect(writtenLimit({ unit, value })).toBe(written);
});

test('the statement of a certified copy carries its number, book and day', () => {
  expect(
    copyCertificationText({ number: '07', book: '01/2026-SCTĐT/BS', certifiedOn: '2026-02-05' }),
  ).toEqual({
    statement: 'Chứng thực bản sao đúng với bản chính',
    lines: ['Số chứng thực 07 quyển số 01/2026-SCTĐT/BS', 'Ngày 05 tháng 02 năm 2026'],
  });
});
