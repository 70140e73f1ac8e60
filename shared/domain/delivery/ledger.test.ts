import { expect, it } from 'vitest';
import { LEDGER_CASES } from './ledger.cases.ts';
import { compareLedgers, ledgerPreimage } from './ledger.ts';

it.each(LEDGER_CASES)('$name', ({ here, there, differences }) => {
  expect(compareLedgers(here, there)).toEqual(differences);
});

it('writes one line per packet in order of epoch and number', () => {
  const lines = [
    { epoch: 2, seq: 1, sha256: 'c' },
    { epoch: 1, seq: 10, sha256: 'b' },
    { epoch: 1, seq: 9, sha256: 'a' },
  ];
  expect(ledgerPreimage(lines)).toBe('1:9:a\n1:10:b\n2:1:c\n');
  expect(ledgerPreimage([])).toBe('');
});
