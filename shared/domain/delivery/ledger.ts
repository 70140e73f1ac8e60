/** A packet as either side's ledger names it. */
export interface LedgerLine {
  epoch: number;
  seq: number;
  sha256: string;
}

/** A packet of this counter with the state of its delivery. */
export interface CounterLine extends LedgerLine {
  state: 'waiting' | 'sending' | 'receipted' | 'refused';
}

/** How the two ledgers differ in one packet. */
export interface LedgerDifference {
  epoch: number;
  seq: number;
  /**
   * `missing-there`: receipted here, unknown to the province. `missing-here`: the province has a packet that this counter does not know.
   * `hash-differs`: both have it with other bytes. `receipt-missing-here`: the province has it, no receipt
   * arrived and nothing is under way; sending again brings it.
   */
  difference: 'missing-there' | 'missing-here' | 'hash-differs' | 'receipt-missing-here';
}

/** The text whose SHA-256 stands for a whole part of the ledger: one line per packet, in order of epoch and number. */
export function ledgerPreimage(lines: readonly LedgerLine[]): string {
  return [...lines]
    .sort(inOrder)
    .map(({ epoch, seq, sha256 }) => `${epoch}:${seq}:${sha256}\n`)
    .join('');
}

/** Every difference between what the counter holds and what the province holds, in order; what still waits here is no difference. */
export function compareLedgers(
  here: readonly CounterLine[],
  there: readonly LedgerLine[],
): LedgerDifference[] {
  const place = ({ epoch, seq }: LedgerLine) => `${epoch}:${seq}`;
  const held = new Map(there.map((line) => [place(line), line]));
  const known = new Set(here.map(place));
  const differences: LedgerDifference[] = [];
  for (const line of here) {
    const { epoch, seq } = line;
    const other = held.get(place(line));
    if (other === undefined) {
      if (line.state === 'receipted') differences.push({ epoch, seq, difference: 'missing-there' });
    } else if (other.sha256 !== line.sha256) differences.push({ epoch, seq, difference: 'hash-differs' });
    else if (line.state === 'waiting' || line.state === 'refused')
      differences.push({ epoch, seq, difference: 'receipt-missing-here' });
  }
  for (const line of there) {
    const { epoch, seq } = line;
    if (!known.has(place(line))) differences.push({ epoch, seq, difference: 'missing-here' });
  }
  return differences.sort(inOrder);
}

function inOrder(a: { epoch: number; seq: number }, b: { epoch: number; seq: number }): number {
  return a.epoch - b.epoch || a.seq - b.seq;
}
