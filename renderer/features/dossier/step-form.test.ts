import { expect, it } from 'vitest';
import { EMPTY_ITEM, EMPTY_STEP, toStepInput } from './step-form.ts';

it('gives each kind its own words only, and leaves empty rows and empty days out', () => {
  const item = { componentId: null, text: 'Bản chính văn bằng', paperReason: null };
  expect(toStepInput('supplement', { ...EMPTY_STEP, items: [item, EMPTY_ITEM], reason: 'Thiếu' })).toEqual({
    items: [item],
    reason: 'Thiếu',
    answerBy: null,
    ground: null,
  });
  expect(toStepInput('refusal', { ...EMPTY_STEP, reason: 'Không thuộc thẩm quyền' })).toEqual({
    reason: 'Không thuộc thẩm quyền',
  });
});

it('reads money as it is written here', () => {
  const form = { ...EMPTY_STEP, noticeNumber: '12/TB', issuer: 'Thuế cơ sở', amount: '1.250.000' };
  expect(toStepInput('payment', form)).toMatchObject({ amountVnd: 1_250_000, payBy: null });
  expect(toStepInput('payment', { ...form, amount: 'một triệu' })['amountVnd']).toBeNaN();
});

it('takes the new return in the time of the office', () => {
  const form = { ...EMPTY_STEP, reason: 'Chờ xác minh', returnDay: '2026-11-25' };
  expect(toStepInput('reappointment', form)).toEqual({
    reason: 'Chờ xác minh',
    returnAt: '2026-11-25T09:00:00.000Z',
  });
  expect(toStepInput('reappointment', { ...form, returnDay: '' })['returnAt']).toBe('');
});
