import { expect, it } from 'vitest';
import { createRequestIds } from './use-command.ts';

function counted() {
  let next = 0;
  return createRequestIds(() => `id-${++next}`);
}

it('keeps the request id while the same input waits for its answer', () => {
  const ids = counted();
  expect(ids.for({ name: 'A' })).toBe('id-1');
  expect(ids.for({ name: 'A' })).toBe('id-1');
});

it('takes a new request id for another input and after an answer', () => {
  const ids = counted();
  expect(ids.for({ name: 'A' })).toBe('id-1');
  expect(ids.for({ name: 'B' })).toBe('id-2');
  ids.answered();
  expect(ids.for({ name: 'B' })).toBe('id-3');
});
