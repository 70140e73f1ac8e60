import * as z from 'zod';
import { InstallationId, Sha256 } from '../../types/ids.ts';
import { InstantText, PlainDateText } from '../../types/text.ts';
import { Receipt, SignedReceipt } from './province-wire.ts';

/** What stands before the first packet of every epoch. */
const NOTHING_BEFORE = '0'.repeat(64);
const Seq = z.int().min(1);

/** The first line of an exported ledger: whose it is, of which days, and which numbers follow; `toSeq` is the first that does not. */
export const LedgerHeader = z.strictObject({
  format: z.literal('qmc-ledger'),
  version: z.literal(1),
  installationId: InstallationId,
  name: z.string().min(1).max(200),
  from: PlainDateText,
  to: PlainDateText,
  madeAt: InstantText,
  provinceName: z.string().max(200).nullable(),
  /** The key that signs the province's receipts (Ed25519, SPKI in DER, base64), as the enrolment brought it. */
  receiptKey: z.base64().length(60).nullable(),
  ranges: z.array(z.strictObject({ epoch: Seq, fromSeq: Seq, toSeq: Seq })),
});
export type LedgerHeader = z.infer<typeof LedgerHeader>;

/** A line for each packet: what it was by hash, never what it said, and the province's signed receipt. */
export const LedgerEntry = z.strictObject({
  epoch: Seq,
  seq: Seq,
  kind: z.string().min(1).max(100),
  createdAt: InstantText,
  sha256: Sha256,
  previousSha256: Sha256,
  state: z.enum(['waiting', 'sending', 'receipted', 'refused']),
  receipt: SignedReceipt.nullable(),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** What is wrong in an exported ledger, and in which of its lines; the header is line 1. */
export interface LedgerFault {
  line: number;
  fault:
    | 'unreadable'
    | 'out-of-order'
    | 'chain-broken'
    | 'receipt-missing'
    | 'receipt-unsigned'
    | 'receipt-differs'
    | 'cut-off'
    | 'key-differs';
}

/** What an exported ledger proves. */
export interface LedgerReport {
  header: LedgerHeader | undefined;
  packets: number;
  receipts: number;
  /** Packets that had no receipt when the file was made: no fault, and no proof. */
  unreceipted: number;
  faults: LedgerFault[];
}

/** Whether a key signed a text: Ed25519 (RFC 8032) over its exact UTF-8 bytes. */
type IsSigned = (key: string, text: string, signature: string) => boolean;

/**
 * Checks an exported ledger line by line: every number of its ranges once and in order, each packet chained to the one before, and for each receipt that the
 * province signed it and speaks of exactly this packet. `pinned` is the receipt key that the province itself gave out; without it the key of the file
 * is believed.
 */
export function createLedgerCheck(isSigned: IsSigned, pinned?: string) {
  const report: LedgerReport = { header: undefined, packets: 0, receipts: 0, unreceipted: 0, faults: [] };
  let line = 0;
  let before: LedgerEntry | undefined;
  let expected: { epoch: number; seq: number }[] = [];
  const fault = (name: LedgerFault['fault']) => report.faults.push({ line, fault: name });

  function readHeader(text: string): void {
    const header = LedgerHeader.safeParse(jsonOf(text));
    if (!header.success) return void fault('unreadable');
    report.header = header.data;
    expected = header.data.ranges.flatMap(({ epoch, fromSeq, toSeq }) =>
      fromSeq < toSeq ? [{ epoch, seq: fromSeq }] : [],
    );
    if (pinned !== undefined && header.data.receiptKey !== pinned) fault('key-differs');
  }

  function readEntry(header: LedgerHeader, text: string): void {
    const parsed = LedgerEntry.safeParse(jsonOf(text));
    if (!parsed.success) return void fault('unreadable');
    const entry = parsed.data;
    report.packets += 1;
    const [next] = expected;
    if (next?.epoch !== entry.epoch || next.seq !== entry.seq) fault('out-of-order');
    const range = header.ranges.find(({ epoch }) => epoch === entry.epoch);
    expected =
      range !== undefined && entry.seq + 1 < range.toSeq
        ? [{ epoch: entry.epoch, seq: entry.seq + 1 }, ...expected.slice(1)]
        : expected.slice(1);
    const isNext = before?.epoch === entry.epoch && before.seq + 1 === entry.seq;
    const chained = isNext ? before?.sha256 : entry.seq === 1 ? NOTHING_BEFORE : undefined;
    if (chained !== undefined && chained !== entry.previousSha256) fault('chain-broken');
    before = entry;
    readReceipt(header, entry);
  }

  function readReceipt(header: LedgerHeader, { epoch, seq, sha256, state, receipt }: LedgerEntry): void {
    if (receipt === null) {
      report.unreceipted += 1;
      if (state === 'receipted') fault('receipt-missing');
      return;
    }
    const key = pinned ?? header.receiptKey;
    if (key === null || !isSigned(key, receipt.receipt, receipt.signature))
      return void fault('receipt-unsigned');
    const said = Receipt.safeParse(jsonOf(receipt.receipt)).data;
    const speaksOfIt =
      said?.installationId === header.installationId &&
      said.epoch === epoch &&
      said.seq === seq &&
      said.packetSha256 === sha256;
    if (speaksOfIt) report.receipts += 1;
    else fault('receipt-differs');
  }

  return {
    read(text: string): void {
      line += 1;
      if (line === 1) readHeader(text);
      else if (report.header !== undefined) readEntry(report.header, text);
    },
    end(): LedgerReport {
      if (expected.length > 0) fault('cut-off');
      return report;
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
