import { expect, it } from 'vitest';
import { DIGITAL_COPY_NAME_CASES } from './digital-copy-name.cases.ts';
import { DigitalCopyName, digitalCopyName } from './digital-copy-name.ts';

it.each(DIGITAL_COPY_NAME_CASES)('names $what', ({ name, what: _, ...parts }) => {
  expect(digitalCopyName(parts)).toBe(name);
  expect(DigitalCopyName.safeParse(name).success).toBe(true);
});

it('counts from one', () => {
  for (const number of [0, -1, 1.5, Number.NaN])
    expect(() => digitalCopyName({ dossierCode: 'a', componentId: 'b', number })).toThrow(RangeError);
});

it.each(['a.pdf/../b.pdf', '.pdf', 'a b.pdf', 'a.exe', 'giấy.pdf', 'a"b.pdf', '../a.pdf'])(
  'takes %s for no name',
  (name) => expect(DigitalCopyName.safeParse(name).success).toBe(false),
);
