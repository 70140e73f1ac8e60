import { ORPCError } from '@orpc/client';
import { expect, it } from 'vitest';
import { translator } from './i18n.ts';
import { fieldProblems, isLost, refusalText, toRefused } from './refusal.ts';

const t = translator('en');
const defined = (code: string, data: object) => new ORPCError(code, { defined: true, data });

it('puts the data of a refusal into its words', () => {
  const refused = toRefused(defined('LOGIN_TAKEN', { login: 'ngoclan' }));
  expect(refusalText(t, refused)).toContain('ngoclan');
});

it('takes anything unlisted for a lost call', () => {
  expect(isLost(new Error('socket closed'))).toBe(true);
  expect(isLost(defined('NAME_UNCHANGED', { name: 'x' }))).toBe(false);
  expect(refusalText(t, toRefused(new Error('x')))).toBe(t('app.offline'));
});

it('speaks of tries left only where they are counted', () => {
  const wrong = (triesLeft: number | null) => refusalText(t, { code: 'WRONG_PIN', data: { triesLeft } });
  expect(wrong(2)).toContain('2 tries left');
  expect(wrong(null)).toBe(t('refusal.WRONG_PIN.uncounted'));
});

it('names each wrong field, also one whose code has no words of its own', () => {
  const refused = toRefused(
    defined('INVALID_INPUT', {
      issues: [
        { path: 'name', code: 'too_small' },
        { path: 'x', code: 'strange' },
      ],
    }),
  );
  expect(fieldProblems(t, refused)).toEqual({ name: t('invalid.too_small'), x: t('invalid.other') });
});

it('names permissions, roles and reasons in words, and dates in the form of the office', () => {
  const words = refusalText(t, toRefused(defined('NOT_PERMITTED', { permission: 'people:administer' })));
  expect(words).toContain(t('word.permission.people:administer'));
  expect(words).not.toContain('people:administer');
  expect(
    refusalText(
      t,
      toRefused(defined('STARTS_BEFORE_CURRENT', { validFrom: '2026-01-02', currentFrom: '2026-11-24' })),
    ),
  ).toContain('24/11/2026');
});
