import { expect, it } from 'vitest';
import { vi } from '../../../shared/messages/vi.ts';
import { differs, sideOfForm } from './components/compare-rows.ts';
import { emptyReception } from './reception-form.ts';

const t = ((key: keyof typeof vi) => vi[key]) as never;

it.each([
  ['Lê Thị Thử', 'le thi  thu', false],
  ['Lê Thị Thử', 'Lê Thị Thu Hà', true],
  ['1', '2', true],
  [null, 'Đang xử lý', false],
  ['', 'Xin bản sao', true],
])('%s beside %s differs: %s', (one, other, expected) => {
  expect(differs(one, other)).toBe(expected);
});

it('says of a form what was typed, and nothing of what it does not have yet', () => {
  const form = emptyReception('d');
  form.submitter = { ...form.submitter, name: 'Lê Thị Thử', number: '086190001234' };
  const side = sideOfForm(t, { ...form, request: 'Đăng ký kết hôn', sets: '2' }, undefined);
  expect(side).toMatchObject({
    owner: 'Lê Thị Thử',
    submitter: 'Lê Thị Thử',
    request: 'Đăng ký kết hôn',
    sets: '2',
    state: null,
    due: null,
  });
  expect(side.ownerDetails).toContain('086 190 001 234');
});
