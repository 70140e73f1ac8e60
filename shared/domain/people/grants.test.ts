import { expect, it } from 'vitest';
import { checkGrants, isLastingAdministrator } from './grants.ts';

it('accepts several roles and two terms of one role that do not touch', () => {
  const result = checkGrants([
    { role: 'clerk', validFrom: '2026-01-01', validTo: '2026-06-30' },
    { role: 'clerk', validFrom: '2026-07-01', validTo: null },
    { role: 'seal-keeper', validFrom: '2026-02-01', validTo: null },
  ]);
  expect(result.ok).toBe(true);
});

it('refuses a grant that ends before it starts', () => {
  const result = checkGrants([{ role: 'head', validFrom: '2026-07-01', validTo: '2026-06-30' }]);
  expect(result).toEqual({
    ok: false,
    refusal: {
      code: 'GRANT_ENDS_BEFORE_START',
      data: { role: 'head', validFrom: '2026-07-01', validTo: '2026-06-30' },
    },
  });
});

it('refuses two terms of one role that share a day, in whatever order they come', () => {
  const result = checkGrants([
    { role: 'clerk', validFrom: '2026-06-30', validTo: null },
    { role: 'clerk', validFrom: '2026-01-01', validTo: '2026-06-30' },
  ]);
  expect(result).toEqual({ ok: false, refusal: { code: 'GRANT_OVERLAPS', data: { role: 'clerk' } } });
});

it('does not count an administrator whose term ends or has not begun', () => {
  expect(
    isLastingAdministrator(
      [{ role: 'administrator', validFrom: '2026-01-01', validTo: '2026-12-31' }],
      '2026-11-24',
    ),
  ).toBe(false);
  expect(
    isLastingAdministrator([{ role: 'administrator', validFrom: '2026-12-01', validTo: null }], '2026-11-24'),
  ).toBe(false);
  expect(
    isLastingAdministrator([{ role: 'administrator', validFrom: '2026-01-01', validTo: null }], '2026-11-24'),
  ).toBe(true);
});
