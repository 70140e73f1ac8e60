import { expect, it } from 'vitest';
import { isMessageKey, translator } from './i18n.ts';

it('fills the marks of a text in either language', () => {
  expect(translator('en')('header.unsent', { count: 3 })).toBe('3 unsent');
  expect(translator('vi')('header.unsent', { count: 3 })).toBe('3 chưa gửi');
});

it('leaves a mark without a value visible', () => {
  expect(translator('en')('header.unsent')).toBe('{count} unsent');
});

it('brackets every text in the pseudo language', () => {
  expect(translator('pseudo')('app.save')).toBe('⟦Lưu⟧');
});

it('knows which put-together keys exist', () => {
  expect(isMessageKey('refusal.DISK_FULL')).toBe(true);
  expect(isMessageKey('refusal.NO_SUCH')).toBe(false);
});
