import { expect, it } from 'vitest';
import { renameCases } from './rename.cases.ts';
import { decideRename } from './rename.ts';

it.each(renameCases)('$title', ({ current, wish, expected }) => {
  expect(decideRename(current, wish)).toEqual(expected);
});
