import { expect, it } from 'vitest';
import { SIGNER_CASES } from './signer.cases.ts';
import { decideSigner, maySignCompared } from './signer.ts';

it.each(SIGNER_CASES)('$says: $expected', ({ rights, certification, day, expected }) => {
  const decided = decideSigner(rights, certification, day);
  expect(decided.ok ? decided.value.kind : decided.refusal.code).toBe(expected);
});

it('lets nobody sign what they compared, but who is authorised to', () => {
  const right = SIGNER_CASES[1]?.rights[0];
  if (right === undefined) throw new Error('no case');
  expect(maySignCompared(right, 'mai', 'duc')).toBe(true);
  expect(maySignCompared(right, 'duc', 'duc')).toBe(false);
  expect(maySignCompared({ ...right, compares: true }, 'duc', 'duc')).toBe(true);
});
