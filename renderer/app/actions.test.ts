import { expect, it } from 'vitest';
import { type Action, combinationOf, type PressedKey, runShortcut } from './actions.ts';

const press = (over: Partial<PressedKey>): PressedKey => ({
  key: 'a',
  code: 'KeyA',
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  keyCode: 65,
  inField: true,
  ...over,
});

it('leaves plain typing to the field, Enter, Backspace and Tab included', () => {
  for (const key of ['a', 'ế', 'Enter', 'Backspace', 'Tab', '?'])
    expect(combinationOf(press({ key, code: '' }))).toBeUndefined();
});

it('leaves the undo of typing to the field', () => {
  const undo = { key: 'z', code: 'KeyZ', ctrlKey: true };
  expect(combinationOf(press(undo))).toBeUndefined();
  expect(combinationOf(press({ ...undo, inField: false }))).toBe('Ctrl+Z');
});

it('takes a plain sign only while no field has the focus', () => {
  expect(combinationOf(press({ key: '?', code: 'Slash', shiftKey: true, inField: false }))).toBe('?');
  expect(combinationOf(press({ key: 'Enter', code: 'Enter', inField: false }))).toBeUndefined();
});

it('never acts on what an input tool sends or composes', () => {
  expect(combinationOf(press({ key: 'F2', code: 'F2', isComposing: true }))).toBeUndefined();
  expect(combinationOf(press({ key: 'Process', code: 'F2', keyCode: 229, altKey: true }))).toBeUndefined();
});

it('names combinations by the physical key', () => {
  expect(combinationOf(press({ key: '¡', code: 'Digit1', altKey: true }))).toBe('Alt+1');
  expect(combinationOf(press({ key: 'L', code: 'KeyL', ctrlKey: true, shiftKey: true }))).toBe(
    'Ctrl+Shift+L',
  );
  expect(combinationOf(press({ key: 'F8', code: 'F8' }))).toBe('F8');
});

it('runs the newest action of a combination, so that a screen wins over the shell', () => {
  const ran: string[] = [];
  const action = (id: string): Action => ({ id, label: 'app.save', keys: 'F9', run: () => ran.push(id) });
  expect(runShortcut([action('shell'), action('screen')], press({ key: 'F9', code: 'F9' }))).toBe(true);
  expect(runShortcut([action('shell')], press({ key: 'F2', code: 'F2' }))).toBe(false);
  const help: Action = {
    id: 'keys',
    label: 'action.keys',
    keys: 'F1',
    alsoKeys: '?',
    run: () => ran.push('keys'),
  };
  expect(runShortcut([help], press({ key: '?', code: 'Slash', shiftKey: true, inField: false }))).toBe(true);
  expect(ran).toEqual(['screen', 'keys']);
});
