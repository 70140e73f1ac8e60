import { expect, it } from 'vitest';
import { useDrafts } from './drafts.ts';

it('keeps what was typed under its name until the session ends', () => {
  const { put, forget, clear } = useDrafts.getState();
  put('office.name', 'Trung tâm đang nhập dở');
  put('users.open', { dialog: 'add' });
  expect(useDrafts.getState().drafts).toEqual({
    'office.name': 'Trung tâm đang nhập dở',
    'users.open': { dialog: 'add' },
  });
  forget('office.');
  expect(useDrafts.getState().drafts).toEqual({ 'users.open': { dialog: 'add' } });
  clear();
  expect(useDrafts.getState().drafts).toEqual({});
});
