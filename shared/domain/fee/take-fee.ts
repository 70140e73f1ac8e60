import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';
import type { ProcedureFee } from '../catalogue/procedure-catalogue.ts';
import { choiceOfLine, type FeeChoice, type FeeLine, type FeeRefusal, feeLine } from '../dossier/fees.ts';
import { type FeeNature, feeNature } from './fee-receipt.ts';

/** What is paid of a line: what the reception did not know yet (council's amount, originals) is said now. */
export type PaidFee = Pick<FeeChoice, 'feeId' | 'quantity' | 'councilAmountVnd' | 'originals'>;

/** A line as the receipt has it. */
export interface ReceiptLine {
  feeId: string;
  name: string;
  nature: FeeNature;
  amountVnd: number;
}

/** Why no receipt is issued. */
export type TakeFeeRefusal =
  | FeeRefusal
  | Refusal<'FEE_RECEIPTED', { feeId: string; name: string }>
  | Refusal<'FEE_WAIVED', { feeId: string; name: string }>
  | Refusal<'NOTHING_TO_PAY', Record<never, never>>;

/**
 * Decides what a receipt says (Điều 24 Nghị định 118/2025/NĐ-CP). A line that the reception reckoned as taken now stands as it was reckoned; one that
 * was to be taken later is reckoned by the tariff that the dossier was accepted under. `receipted`: the lines that have a receipt which stands.
 */
export function decideReceiptLines(
  known: { lines: readonly FeeLine[]; tariff: readonly ProcedureFee[]; receipted: ReadonlySet<string> },
  paid: readonly PaidFee[],
): Result<{ lines: ReceiptLine[]; amountVnd: number }, TakeFeeRefusal> {
  const lines: ReceiptLine[] = [];
  const seen = new Set<string>();
  for (const each of paid) {
    const { feeId } = each;
    const line = known.lines.find((entry) => entry.feeId === feeId);
    if (line === undefined) return refuse('FEE_UNKNOWN', { feeId });
    const { name, settlement } = line;
    if (seen.has(feeId)) return refuse('FEE_TWICE', { feeId });
    seen.add(feeId);
    if (known.receipted.has(feeId)) return refuse('FEE_RECEIPTED', { feeId, name });
    if (settlement === 'waived') return refuse('FEE_WAIVED', { feeId, name });
    const amount = settlement === 'now' ? ok(line.amountVnd ?? 0) : amountLater(known.tariff, line, each);
    if (!amount.ok) return amount;
    if (amount.value > 0) lines.push({ feeId, name, nature: feeNature(name), amountVnd: amount.value });
  }
  if (lines.length === 0) return refuse('NOTHING_TO_PAY', {});
  return ok({ lines, amountVnd: lines.reduce((sum, { amountVnd }) => sum + amountVnd, 0) });
}

function amountLater(
  tariff: readonly ProcedureFee[],
  line: FeeLine,
  { quantity, councilAmountVnd, originals }: PaidFee,
): Result<number, FeeRefusal> {
  const fee = tariff.find(({ id }) => id === line.feeId);
  if (fee === undefined) return refuse('FEE_UNKNOWN', { feeId: line.feeId });
  const paid = { quantity, councilAmountVnd, originals, settlement: 'now' as const };
  const reckoned = feeLine(fee, { ...choiceOfLine(line), ...paid });
  return reckoned.ok ? ok(reckoned.value.amountVnd ?? 0) : reckoned;
}
