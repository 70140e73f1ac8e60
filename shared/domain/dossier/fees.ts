import * as z from 'zod';
import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';
import { oneLine } from '../../types/text.ts';
import { applicableFees } from '../catalogue/catalogue.ts';
import type { FilingChannel, ProcedureCase, ProcedureFee } from '../catalogue/procedure-catalogue.ts';

const Vnd = z.int().min(0).max(10_000_000_000);

/**
 * What the clerk decides about one line of the tariff: taken now, taken later, or waived for a reason. `quantity` counts the tariff's unit;
 * `councilAmountVnd` is the amount per unit where the provincial council fixes it; `originals` lists the papers to be copied.
 */
export const FeeChoice = z.strictObject({
  feeId: z.string().max(60),
  settlement: z.enum(['now', 'later', 'waived']),
  quantity: z.int().min(1).max(9999),
  councilAmountVnd: Vnd.nullable(),
  originals: z
    .array(z.strictObject({ pages: z.int().min(1).max(9999), copies: z.int().min(1).max(999) }))
    .max(200),
  waivedFor: oneLine(200).nullable(),
  /** With `waived`: which of the catalogue's exemptions, and the paper that proves it. Its ground then stands for `waivedFor`. */
  exemption: z.strictObject({ name: z.string().min(1).max(500), paper: oneLine(200) }).optional(),
});
export type FeeChoice = z.infer<typeof FeeChoice>;

/** One reckoned line, in đồng; `amountVnd` is null for what is taken later. */
export interface FeeLine {
  feeId: string;
  name: string;
  settlement: FeeChoice['settlement'];
  quantity: number;
  amountVnd: number | null;
  originals: FeeChoice['originals'];
  waivedFor: string | null;
  /** The catalogue's exemption with its legal ground, and the paper that was shown. */
  exemption?: { name: string; ground: string; paper: string };
}

/** The lines of a dossier and the sum taken now. */
export interface FeeCalculation {
  lines: FeeLine[];
  totalVnd: number;
}

type FeeName = { feeId: string; name: string };

/** Why the fees cannot be reckoned. */
export type FeeRefusal =
  | Refusal<'FEE_UNKNOWN', { feeId: string }>
  | Refusal<'FEE_TWICE', { feeId: string }>
  | Refusal<'FEE_NOT_DECIDED', { fees: FeeName[] }>
  | Refusal<'FEE_AMOUNT_NEEDED', FeeName>
  | Refusal<'FEE_ORIGINALS_NEEDED', FeeName>
  | Refusal<'FEE_WAIVER_REASON_NEEDED', FeeName>
  | Refusal<'FEE_EXEMPTION_UNKNOWN', FeeName & { exemption: string }>;

type CertifiedCopyTariff = Extract<ProcedureFee['tariff'], { kind: 'certified-copy' }>;

/**
 * The fee of one certified copy of an original of so many pages (Thông tư 226/2016/TT-BTC: 2.000 đồng for each of the first two pages, 1.000 from
 * the third, at most 200.000 a copy). Pages are those of the original; electronic copies have the same ceiling.
 */
export function certifiedCopyFee(tariff: CertifiedCopyTariff, pages: number): number {
  const first = Math.min(pages, tariff.firstPages) * tariff.firstPageVnd;
  const later = Math.max(0, pages - tariff.firstPages) * tariff.laterPageVnd;
  return Math.min(first + later, tariff.capPerCopyVnd);
}

/** What a screen starts from: every line that must be decided, fixed amounts taken now, amounts that the catalogue does not know later. */
export function initialFeeChoices(procedureCase: ProcedureCase, channel: FilingChannel): FeeChoice[] {
  return mandatoryFees(procedureCase, channel).map(({ id, tariff }) => ({
    feeId: id,
    settlement: tariff.kind === 'council' ? 'later' : 'now',
    quantity: 1,
    councilAmountVnd: null,
    originals: [],
    waivedFor: null,
  }));
}

/**
 * Reckons the fees of a dossier (Điều 24 Nghị định 118/2025/NĐ-CP). Each line that concerns the channel must be decided; lines on request only
 * when ordered; free lines cost nothing and need no decision.
 */
export function calculateFees(
  procedureCase: ProcedureCase,
  channel: FilingChannel,
  choices: readonly FeeChoice[],
): Result<FeeCalculation, FeeRefusal> {
  const fees = new Map(applicableFees(procedureCase, channel).map((fee) => [fee.id, fee]));
  const chosen = new Set<string>();
  const lines: FeeLine[] = [];
  for (const choice of choices) {
    const fee = fees.get(choice.feeId);
    if (fee === undefined) return refuse('FEE_UNKNOWN', { feeId: choice.feeId });
    if (chosen.has(fee.id)) return refuse('FEE_TWICE', { feeId: fee.id });
    chosen.add(fee.id);
    const line = feeLine(fee, choice);
    if (!line.ok) return line;
    lines.push(line.value);
  }
  const undecided = mandatoryFees(procedureCase, channel).filter(({ id }) => !chosen.has(id));
  if (undecided.length > 0)
    return refuse('FEE_NOT_DECIDED', { fees: undecided.map(({ id, name }) => ({ feeId: id, name })) });
  return ok({
    lines,
    totalVnd: lines.reduce(
      (sum, { settlement, amountVnd }) => sum + (settlement === 'now' ? (amountVnd ?? 0) : 0),
      0,
    ),
  });
}

/** What was chosen for a line, to be put right later. */
export function choiceOfLine({ name: _name, amountVnd, exemption, ...line }: FeeLine): FeeChoice {
  const perUnit = line.settlement === 'now' && amountVnd !== null ? amountVnd / line.quantity : null;
  const proved =
    exemption === undefined ? {} : { exemption: { name: exemption.name, paper: exemption.paper } };
  return {
    ...line,
    councilAmountVnd: Number.isInteger(perUnit) ? perUnit : null,
    waivedFor: exemption === undefined ? line.waivedFor : null,
    ...proved,
  };
}

function mandatoryFees(procedureCase: ProcedureCase, channel: FilingChannel): ProcedureFee[] {
  return applicableFees(procedureCase, channel).filter(
    ({ onRequest, tariff }) => !onRequest && tariff.kind !== 'free',
  );
}

/** Reckons one line of the tariff by what was decided about it. */
export function feeLine(fee: ProcedureFee, choice: FeeChoice): Result<FeeLine, FeeRefusal> {
  const { settlement, quantity, originals, waivedFor } = choice;
  const name = { feeId: fee.id, name: fee.name };
  const line = { ...name, settlement, quantity, originals, waivedFor };
  if (settlement === 'waived' && choice.exemption !== undefined) {
    const { name: exemption, paper } = choice.exemption;
    const found = fee.exemptions?.find((entry) => entry.name === exemption);
    if (found === undefined) return refuse('FEE_EXEMPTION_UNKNOWN', { ...name, exemption });
    const because = `${found.name} (${found.ground})`;
    return ok({ ...line, waivedFor: because, exemption: { ...found, paper }, amountVnd: 0 });
  }
  if (settlement === 'waived') {
    return waivedFor === null ? refuse('FEE_WAIVER_REASON_NEEDED', name) : ok({ ...line, amountVnd: 0 });
  }
  if (settlement === 'later') return ok({ ...line, amountVnd: null });
  const { tariff } = fee;
  switch (tariff.kind) {
    case 'free':
      return ok({ ...line, amountVnd: 0 });
    case 'fixed':
      return ok({ ...line, amountVnd: tariff.amountVnd * quantity });
    case 'council':
      if (choice.councilAmountVnd === null) return refuse('FEE_AMOUNT_NEEDED', name);
      return ok({ ...line, amountVnd: choice.councilAmountVnd * quantity });
    case 'certified-copy':
      if (originals.length === 0) return refuse('FEE_ORIGINALS_NEEDED', name);
      return ok({
        ...line,
        amountVnd: originals.reduce(
          (sum, { pages, copies }) => sum + copies * certifiedCopyFee(tariff, pages),
          0,
        ),
      });
  }
}
