import type { Procedure, ProcedureCase } from '../catalogue/procedure-catalogue.ts';
import { certifiedCopyFee } from '../dossier/fees.ts';

/** Chứng thực bản sao từ bản chính (Quyết định 3152/QĐ-BTP). */
export const COPY_PROCEDURE = '2.000815';

/** The case of paper copies with the line of its fees that counts pages and copies; undefined where the catalogue has none. */
export function copyCase(procedure: Procedure): { entry: ProcedureCase; feeId: string } | undefined {
  for (const entry of procedure.cases) {
    const fee = entry.fees.find(({ tariff }) => tariff.kind === 'certified-copy');
    if (fee !== undefined) return { entry, feeId: fee.id };
  }
  return undefined;
}

/** The fee of the copies of one original, in đồng (Thông tư 226/2016/TT-BTC). */
export function feeOfOriginal(
  { fees }: ProcedureCase,
  { pages, copies }: { pages: number; copies: number },
): number {
  const tariff = fees.map((fee) => fee.tariff).find(({ kind }) => kind === 'certified-copy');
  return tariff?.kind === 'certified-copy' ? certifiedCopyFee(tariff, pages) * copies : 0;
}

/** The case of an act that is paid by a fixed amount, with that line of its fees; undefined where the catalogue has none. */
export function actCase(
  procedure: Procedure,
): { entry: ProcedureCase; feeId: string; amountVnd: number } | undefined {
  for (const entry of procedure.cases)
    for (const { id, tariff } of entry.fees)
      if (tariff.kind === 'fixed') return { entry, feeId: id, amountVnd: tariff.amountVnd };
  return undefined;
}

/** The fee of one paper of an act, in đồng: the tariff counts each copy that is signed, or the act however many originals it has. */
export function feeOfAct(amountVnd: number, per: 'paper' | 'act', copies: number): number {
  return per === 'paper' ? amountVnd * copies : amountVnd;
}
