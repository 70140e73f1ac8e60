import { expect, it } from 'vitest';
import { translator } from '../../lib/i18n.ts';
import { problemsOfStep, stepOfRefusal } from './check-step.ts';
import { type SetupDraft, sampleDraft, useSetupDraft } from './draft.ts';

const t = translator('vi');
const empty: SetupDraft = useSetupDraft.getInitialState();
const filled: SetupDraft = { ...empty, ...sampleDraft(t) };
const passwords = { password: 'mot-mat-khau-dai', repeated: 'mot-mat-khau-dai' };

it('finds nothing wrong with the filled-in practice office', () => {
  for (const step of [0, 1, 2, 3, 4, 5]) expect(problemsOfStep(t, step, filled, passwords)).toEqual({});
});

it('names each field of the office that is missing, and the place', () => {
  expect(Object.keys(problemsOfStep(t, 1, empty, passwords)).sort()).toEqual(
    expect.arrayContaining(['office.agencyCode', 'office.name', 'office.place', 'office.superiorName']),
  );
});

it('refuses an agency code that is not of the form of Quyết định 20/2020/QĐ-TTg', () => {
  const problems = problemsOfStep(t, 1, { ...filled, agencyCode: 'H61 45' }, passwords);
  expect(problems).toEqual({ 'office.agencyCode': t('invalid.invalid_format') });
});

it('says which range of daily codes is reversed or too small', () => {
  const at = (first: number, last: number) =>
    problemsOfStep(t, 2, { ...filled, first, last }, passwords)['installation.dailyCodes.last'];
  expect(at(3999, 3001)).toContain('bị ngược');
  expect(at(3001, 3100)).toContain('chỉ có 100 số');
  expect(at(3001, 3250)).toBeUndefined();
});

it('asks for a long password, twice the same', () => {
  expect(problemsOfStep(t, 4, filled, { password: 'ngan', repeated: 'ngan' })).toHaveProperty([
    'administrator.password',
  ]);
  expect(problemsOfStep(t, 4, filled, { ...passwords, repeated: 'khac' })).toEqual({
    repeated: t('password.mismatch'),
  });
});

it('knows the step where a refusal of the host is put right', () => {
  const issues = [{ path: 'installation.name', code: 'too_big' }];
  expect(stepOfRefusal({ code: 'INVALID_INPUT', data: { issues } })).toBe(2);
  expect(stepOfRefusal({ code: 'PLACE_UNKNOWN', data: {} })).toBe(1);
  expect(stepOfRefusal({ code: 'ALREADY_SET_UP', data: {} })).toBeUndefined();
});
