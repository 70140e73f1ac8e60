import type { CounterLine, LedgerDifference, LedgerLine } from './ledger.ts';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);
const here = (seq: number, state: CounterLine['state'], sha256 = A): CounterLine => ({
  epoch: 1,
  seq,
  sha256,
  state,
});
const there = (seq: number, sha256 = A, epoch = 1): LedgerLine => ({ epoch, seq, sha256 });

/** What the two ledgers hold, and what must be on the screen. */
export const LEDGER_CASES: readonly {
  name: string;
  here: readonly CounterLine[];
  there: readonly LedgerLine[];
  differences: readonly LedgerDifference[];
}[] = [
  { name: 'nothing on either side is equal', here: [], there: [], differences: [] },
  {
    name: 'the same packets are equal, in whatever order they are listed',
    here: [here(1, 'receipted'), here(2, 'receipted')],
    there: [there(2), there(1)],
    differences: [],
  },
  {
    name: 'what waits or was refused is no difference',
    here: [here(1, 'receipted'), here(2, 'waiting'), here(3, 'sending'), here(4, 'refused')],
    there: [there(1)],
    differences: [],
  },
  {
    name: 'a receipted packet that the province lost is named',
    here: [here(1, 'receipted'), here(2, 'receipted')],
    there: [there(1)],
    differences: [{ epoch: 1, seq: 2, difference: 'missing-there' }],
  },
  {
    name: 'a packet that only the province has is named (records came back from an older backup)',
    here: [here(1, 'receipted')],
    there: [there(1), there(2), there(1, B, 2)],
    differences: [
      { epoch: 1, seq: 2, difference: 'missing-here' },
      { epoch: 2, seq: 1, difference: 'missing-here' },
    ],
  },
  {
    name: 'other bytes under the same number are named, receipted or not',
    here: [here(1, 'receipted'), here(2, 'waiting')],
    there: [there(1, B), there(2, B)],
    differences: [
      { epoch: 1, seq: 1, difference: 'hash-differs' },
      { epoch: 1, seq: 2, difference: 'hash-differs' },
    ],
  },
  {
    name: 'a packet whose receipt was lost on the way is named, unless it is being sent at this moment',
    here: [here(1, 'waiting'), here(2, 'sending')],
    there: [there(1), there(2)],
    differences: [{ epoch: 1, seq: 1, difference: 'receipt-missing-here' }],
  },
];
